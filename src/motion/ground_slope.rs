//! Whether the way seen from the side is a staircase, a ramp or level, as the feet that stand on it tell.
//!
//! On a staircase the way goes down or up, but a standing sole is level; on a ramp, and on a floor before a rolled camera,
//! both are turned alike. So the slope of the way from one place where a foot stands to its next is taken against its
//! sole. A single step and a floor at the end of a flight do not hide the others.

use crate::motion::pass::Pass;
use crate::motion::rests::SAME_PLACE;
use crate::motion::stands::{Stand, ahead};
use crate::motion::tilt_estimate::{LEAST_STAIRS_DEG, Tilt};
use crate::signal::median;

/// Fewer strides over steps are a kerb, or an error.
const LEAST_STRIDES: usize = 2;

/// A camera is not rolled as far: two and a half of its standard deviations of 5°. What is steeper is a ramp.
const STEEPEST_ROLL_DEG: f64 = 12.5;

/// Tells steps from a ramp and from a rolled camera, in a pass that is seen from the side.
pub(super) fn settle(pass: &mut Pass, stands: &[Vec<Stand>; 2]) {
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

/// How the way goes from one place to the next, down +; `None` where a foot stays in its place.
fn slope_deg(pair: &[Stand]) -> Option<f64> {
    let ahead = ahead(pair);
    (ahead >= SAME_PLACE[0]).then(|| (pair[1].at[1] - pair[0].at[1]).atan2(ahead).to_degrees())
}
