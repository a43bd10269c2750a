//! Whether the way seen from the side is a staircase, a ramp or level, as the feet that stand on it tell.
//!
//! On a staircase the way goes down or up, but a standing sole is level; on a ramp, and on a floor before a rolled camera,
//! both are turned alike. So the slope of the way from one place where a foot stands to its next is taken against its
//! sole. A single step and a floor at the end of a flight do not hide the others.

use crate::anatomy::{Joint, Side};
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::pass::Pass;
use crate::motion::rests::{SAME_PLACE, rests};
use crate::motion::tilt_estimate::{LEAST_STAIRS_DEG, Tilt};
use crate::signal::median;
use std::ops::Range;

/// So much of a rest shows the sole flat: the heel is down and has not risen yet, in percent.
///
/// # Source
/// McFadyen & Winter, J Biomech 1988;21:733: on stairs the heel is down from 14 to some 34 % of the cycle, 22 to 52 % of
/// stance.
const FLAT_PCT: [usize; 2] = [20, 50];

/// Fewer strides over steps are a kerb, or an error.
const LEAST_STRIDES: usize = 2;

/// A camera is not rolled as far: two and a half of its standard deviations of 5°. What is steeper is a ramp.
const STEEPEST_ROLL_DEG: f64 = 12.5;

/// One foot's stand.
struct Stand {
    /// Ahead and down, in heights.
    at: [f64; 2],
    /// How the sole goes, toes down +.
    sole_deg: f64,
}

/// Tells steps from a ramp and from a rolled camera, in a pass that is seen from the side.
pub(super) fn settle(
    pass: &mut Pass,
    tracks: &[LandmarkTrack],
    time_s: &[f64],
    heights_px: &[f64],
) {
    if pass.facing == 0 {
        return;
    }
    let stands = Side::BOTH.map(|side| stands(pass, tracks, time_s, heights_px, side));
    // under a belt or a camera that follows the places where feet stand go back
    if stands.iter().any(|own| own.windows(2).any(|pair| ahead(pair) <= -SAME_PLACE[0])) {
        return;
    }
    let sole_deg = median(stands.iter().flatten().map(|s| s.sole_deg));
    let slopes: Vec<f64> =
        stands.iter().flat_map(|own| own.windows(2)).filter_map(slope_deg).collect();
    let over_steps = |sign: f64| -> Vec<f64> {
        slopes.iter().copied().filter(|s| sign * (s - sole_deg) >= LEAST_STAIRS_DEG).collect()
    };
    let [down, up] = [1.0, -1.0].map(over_steps);
    let steps = if down.len() >= up.len() { down } else { up };
    let way_deg = median(slopes.iter().copied());
    let is_steep = way_deg.abs() >= STEEPEST_ROLL_DEG;
    pass.tilt = match () {
        () if steps.len() >= LEAST_STRIDES => {
            let descent_deg = Some(median(steps));
            Tilt { roll: None, descent_deg, on_steps: true, ..pass.tilt }
        }
        () if slopes.len() >= LEAST_STRIDES && is_steep => {
            Tilt { roll: None, descent_deg: Some(way_deg), on_steps: false, ..pass.tilt }
        }
        () => pass.tilt,
    };
}

/// Every place where a foot stands, in time order.
fn stands(
    pass: &Pass,
    tracks: &[LandmarkTrack],
    time_s: &[f64],
    heights_px: &[f64],
    side: Side,
) -> Vec<Stand> {
    let frames = pass.first_frame..pass.end_frame;
    let height_px = median(heights_px[frames.clone()].iter().copied());
    let ahead = f64::from(pass.facing);
    let of = |joint: Joint| -> Vec<[f64; 2]> {
        let track = &tracks[joint.on(side).index()].xy_px[frames.clone()];
        track.iter().map(|[x, y]| [ahead * x / height_px, y / height_px]).collect()
    };
    let (heel, toe) = (of(Joint::Heel), of(Joint::Toe));
    let stand = |rest: Range<usize>| {
        let frame = |pct: usize| rest.start + rest.len() * pct / 100;
        let flat = frame(FLAT_PCT[0])..frame(FLAT_PCT[1]) + 1;
        let sole = [0, 1].map(|axis| median(flat.clone().map(|i| toe[i][axis] - heel[i][axis])));
        let at = [0, 1].map(|axis| median(flat.clone().map(|i| toe[i][axis])));
        Stand { at, sole_deg: sole[1].atan2(sole[0]).to_degrees() }
    };
    rests(&time_s[frames.clone()], &toe).into_iter().map(stand).collect()
}

/// How far it is from one place to the next.
fn ahead(pair: &[Stand]) -> f64 {
    pair[1].at[0] - pair[0].at[0]
}

/// How the way goes from one place to the next, down +; `None` where a foot stays in its place.
fn slope_deg(pair: &[Stand]) -> Option<f64> {
    let ahead = ahead(pair);
    (ahead >= SAME_PLACE[0]).then(|| (pair[1].at[1] - pair[0].at[1]).atan2(ahead).to_degrees())
}
