//! When a point of the foot that has landed comes to rest: what a foot does on the ground, whichever way its leg swings.
//!
//! The speed at which a sole counts as standing is a share of its speed in swing, so a foot that comes down gently counts
//! too early. The place where the heel then rests does not depend on that. The last stretch of its way is even braking:
//! the root of the distance left falls evenly, and a line through it tells when nothing is left.

use crate::signal::median;

/// The heel rests from and until so many strides after contact.
///
/// # Source
/// Perry & Burnfield 2010: it is on the ground from contact until 31 % of the cycle.
const RESTS: [f64; 2] = [0.05, 0.20];

/// The line goes through the distances between these, in heights: 3 cm and 20 cm, above the noise of a landmark, and
/// within the last 100 ms of a usual walk's swing. Those near the ends count less, so no frame comes in or falls out at
/// once.
const DISTANCES: [f64; 2] = [0.015, 0.12];

/// The heel is on the last stretch at most so long before the sole stands, in strides: half of swing.
///
/// # Source
/// Perry & Burnfield 2010: swing lasts 38 % of the cycle.
const SOUGHT: f64 = 0.2;

/// When a point that goes to its resting place is there; `None` where the place or the way to it is not seen.
///
/// `path_px` is over the ground, a point a time; `about_s` is when the point is there about.
pub(super) fn rest_s(
    time_s: &[f64],
    path_px: &[[f64; 2]],
    height_px: f64,
    stride_s: f64,
    about_s: f64,
) -> Option<f64> {
    let frame = |strides: f64| time_s.partition_point(|&t| t < about_s + strides * stride_s);
    let resting = frame(RESTS[0])..frame(RESTS[1]);
    let place = [0, 1].map(|axis| median(path_px[resting.clone()].iter().map(|at| at[axis])));
    let left = |i: usize| {
        let at = path_px[i];
        (at[0] - place[0]).hypot(at[1] - place[1]) / height_px
    };
    let near = |from: usize, distance: f64| {
        (from + 1..resting.start).find(|&i| left(i) < distance && left(i - 1) >= distance)
    };
    let first = near(frame(-SOUGHT), DISTANCES[1])?;
    let end = near(first, DISTANCES[0])?;
    let way = (first..end).map(|i| {
        let left = left(i);
        let counts = (left - DISTANCES[0]).max(0.0) * (DISTANCES[1] - left).max(0.0);
        (time_s[i], left.sqrt(), counts)
    });
    nothing_left_s(&way.collect::<Vec<_>>())
}

/// Where the line through values at times, each counting by its weight, comes down to zero.
fn nothing_left_s(points: &[(f64, f64, f64)]) -> Option<f64> {
    let weighted = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        points.iter().map(|&(time_s, value, counts)| counts * of(time_s, value)).sum()
    };
    let all = weighted(&|_, _| 1.0);
    let middle_s = weighted(&|t, _| t) / all;
    let middle = weighted(&|_, v| v) / all;
    let falls =
        weighted(&|t, v| (t - middle_s) * (v - middle)) / weighted(&|t, _| (t - middle_s).powi(2));
    (falls < 0.0).then(|| middle_s - middle / falls)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A heel that brakes evenly and rests from 1.0 s on; 60 frames a second, a stride a second.
    fn rests(braking: f64) -> Option<f64> {
        let time_s: Vec<f64> = (0..120).map(|i| f64::from(i) / 60.0).collect();
        let left = |t: &f64| braking * (1.0 - t).max(0.0).powi(2);
        let path: Vec<[f64; 2]> =
            time_s.iter().map(|t| [3.0 - 0.8 * left(t), 1.0 - 0.6 * left(t)]).collect();
        rest_s(&time_s, &path, 1.0, 1.0, 0.96)
    }

    #[test]
    fn a_heel_that_brakes_evenly_rests_when_it_stops_however_hard_it_brakes() {
        for braking in [8.0, 12.0, 20.0] {
            assert!((rests(braking).unwrap() - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn what_stands_already_or_is_not_seen_to_land_has_no_time() {
        assert_eq!(rests(0.1), None);
        let time_s = [0.0, 0.5, 1.0];
        assert_eq!(rest_s(&time_s, &[[f64::NAN; 2]; 3], 1.0, 1.0, 0.5), None);
        assert_eq!(rest_s(&[], &[], 1.0, 1.0, 0.5), None);
    }
}
