//! Where a forefoot rests on the ground.

use crate::signal::{lasts_at_least, median};
use std::ops::Range;

/// A forefoot rests at least so long: half a stance of the quickest descents.
///
/// # Source
/// `stairs101`: a cycle of 0.97 ± 0.18 s; `beaulieu2008`: 65 % of it is stance.
const LEAST_REST_S: f64 = 0.25;

/// So far it may seem to move while it rests, across and down, in heights: along the shoe, while the heel rises, the
/// network's toe wanders by half a shoe; up and down by a third of a riser.
const STEADY: [f64; 2] = [0.12, 0.035];

/// One place, not two treads: half of the smallest riser of a building and of the least tread, in heights.
///
/// # Source
/// Building codes: risers from 0.10 m, treads from 0.22 m.
pub(crate) const SAME_PLACE: [f64; 2] = [0.10, 0.05];

/// The way of a point, each stretch in the person's heights there: who comes nearer seems to go farther.
pub(crate) fn in_heights(xy_px: &[[f64; 2]], heights_px: &[f64]) -> Vec<[f64; 2]> {
    let mut last: Option<[f64; 2]> = None;
    let mut gone = [0.0; 2];
    let along = xy_px.iter().zip(heights_px).map(|(&now, height_px)| {
        if now.iter().any(|v| v.is_nan()) {
            return now;
        }
        let before = last.replace(now).unwrap_or(now);
        gone = [0, 1].map(|axis| gone[axis] + (now[axis] - before[axis]) / height_px);
        gone
    });
    along.collect()
}

/// The frames of each place where a forefoot rests, in time order; `at` is over the ground, in heights.
pub(crate) fn rests(time_s: &[f64], at: &[[f64; 2]]) -> Vec<Range<usize>> {
    let is_known = |frame: &usize| at[*frame].iter().all(|v| v.is_finite());
    let mut rests: Vec<Range<usize>> = Vec::new();
    for start in (0..time_s.len()).filter(is_known) {
        let end = time_s.partition_point(|&t| !lasts_at_least(t - time_s[start], LEAST_REST_S)) + 1;
        if end > time_s.len() || !is_steady(&at[start..end]) {
            continue;
        }
        // where it is not seen it may have left
        let end = (start..end).rev().find(is_known).map_or(end, |last| last + 1);
        match rests.last_mut() {
            Some(last) if is_same_place(&at[last.clone()], &at[start..end]) => last.end = end,
            _ => rests.push(start..end),
        }
    }
    rests
}

fn is_steady(at: &[[f64; 2]]) -> bool {
    let known = |axis: usize| at.iter().map(move |p| p[axis]).filter(|v| v.is_finite());
    let spread = |axis: usize| {
        known(axis).fold(f64::NEG_INFINITY, f64::max) - known(axis).fold(f64::INFINITY, f64::min)
    };
    2 * known(0).count() > at.len() && (0..2).all(|axis| spread(axis) <= STEADY[axis])
}

fn is_same_place(a: &[[f64; 2]], b: &[[f64; 2]]) -> bool {
    let place = |at: &[[f64; 2]]| [0, 1].map(|axis| median(at.iter().map(|p| p[axis])));
    let [a, b] = [a, b].map(place);
    (0..2).all(|axis| (a[axis] - b[axis]).abs() <= SAME_PLACE[axis])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_that_halts_in_mid_air_goes_on_down_and_does_not_rest() {
        let time_s: Vec<f64> = (0..90).map(|i| f64::from(i) / 30.0).collect();
        // rests, swings ahead within 0.2 s, goes down for 0.5 s, rests lower
        let at: Vec<[f64; 2]> = time_s
            .iter()
            .map(|&t| {
                let down = ((t - 1.2) / 0.5).clamp(0.0, 1.0);
                [2.0 * (t - 1.0).clamp(0.0, 0.2), 0.2 * down]
            })
            .collect();
        let found = rests(&time_s, &at);
        assert_eq!(found.len(), 2, "{found:?}");
        let [first, second] = [&found[0], &found[1]].map(|r| (time_s[r.start], time_s[r.end - 1]));
        assert!(first.0 == 0.0 && (first.1 - 1.0).abs() < 0.12, "{first:?}");
        assert!((second.0 - 1.7).abs() < 0.12 && second.1 > 2.9, "{second:?}");
    }
}
