//! Whether the way seen from the side is a staircase, a ramp or level, as the feet that stand on it tell.
//!
//! On a staircase the way goes down or up, but a standing sole is level; on a ramp, and on a floor before a rolled camera,
//! both are turned alike. So the slope of the way from one place where a foot stands to its next is taken against its
//! sole. A single step and a floor at the end of a flight do not hide the others.

use crate::motion::pass::Pass;
use crate::motion::rests::SAME_PLACE;
use crate::motion::stands::Stand;
use crate::motion::tilt_estimate::{LEAST_STAIRS_DEG, Tilt};
use crate::signal::median;

/// Fewer strides over steps are a kerb, or an error, where others are level.
const LEAST_STRIDES: usize = 2;

/// A camera is not rolled as far: two and a half of its standard deviations of 5°. What is steeper is a ramp.
const STEEPEST_ROLL_DEG: f64 = 12.5;

/// The flattest flight; no ramp is as steep.
///
/// # Source
/// Riener, Rabuffetti & Frigo, Gait Posture 2002;15:32.
const FLATTEST_FLIGHT_DEG: f64 = 24.0;

/// Tells steps from a ramp and from a rolled camera, in a pass that is seen from the side.
pub(super) fn settle(pass: &mut Pass, stands: &[Vec<Stand>; 2]) {
    let way = Way::of(stands);
    let way_deg = median(way.strides_deg.iter().copied());
    let is_steep = way_deg.abs() >= STEEPEST_ROLL_DEG;
    let is_ramp = way.strides_deg.len() >= LEAST_STRIDES && is_steep;
    pass.tilt = match way.over_steps_deg() {
        Some(deg) => Tilt { roll: None, descent_deg: Some(deg), on_steps: true, ..pass.tilt },
        None if is_ramp => {
            Tilt { roll: None, descent_deg: Some(way_deg), on_steps: false, ..pass.tilt }
        }
        None => pass.tilt,
    };
}

/// How the way goes from place to place, down +.
struct Way {
    /// From one place of a foot to its next.
    strides_deg: Vec<f64>,
    /// From each foot to the place where the other one stands next.
    steps_deg: Vec<f64>,
    sole_deg: f64,
}

impl Way {
    fn of(stands: &[Vec<Stand>; 2]) -> Self {
        let of_one = stands.iter().flat_map(|own| own.windows(2));
        let sole_deg = median(stands.iter().flatten().map(|s| s.sole_deg));
        Self {
            strides_deg: of_one.filter_map(|pair| slope_deg(&pair[0], &pair[1])).collect(),
            steps_deg: steps_deg(stands),
            // of who goes down before a still camera the soles are seen from above
            sole_deg: sole_deg.clamp(-STEEPEST_ROLL_DEG, STEEPEST_ROLL_DEG),
        }
    }

    /// How it goes where it goes over steps, down or up; `None` where it does not, or once only beside what is level.
    fn over_steps_deg(&self) -> Option<f64> {
        [1.0, -1.0].into_iter().find_map(|sign| {
            let [strides, steps] = [&self.strides_deg, &self.steps_deg].map(|all| {
                let over = all.iter().copied().filter(|deg| self.is_over_steps(*deg, sign));
                over.collect::<Vec<f64>>()
            });
            let none_is_level =
                strides.len() == self.strides_deg.len() && steps.len() == self.steps_deg.len();
            match () {
                () if strides.len() >= LEAST_STRIDES => Some(median(strides)),
                () if none_is_level && !steps.is_empty() => {
                    Some(median(strides.into_iter().chain(steps)))
                }
                () => None,
            }
        })
    }

    /// Whether a slope is steeper than that of the soles on it by as much as only steps are.
    fn is_over_steps(&self, deg: f64, sign: f64) -> bool {
        let beyond_deg = sign * (deg - self.sole_deg);
        let is_flight = sign * deg >= FLATTEST_FLIGHT_DEG && 2.0 * beyond_deg >= sign * deg;
        beyond_deg >= LEAST_STAIRS_DEG || is_flight
    }
}

/// How the way goes from each foot to the place where the other one stands next, down +.
fn steps_deg(stands: &[Vec<Stand>; 2]) -> Vec<f64> {
    let of_foot = |foot: usize| stands[foot].iter().map(move |stand| (foot, stand));
    let mut all: Vec<(usize, &Stand)> = of_foot(0).chain(of_foot(1)).collect();
    all.sort_by(|a, b| a.1.from_s.total_cmp(&b.1.from_s));
    let of_both = all.windows(2).filter(|pair| pair[0].0 != pair[1].0);
    of_both.filter_map(|pair| slope_deg(pair[0].1, pair[1].1)).collect()
}

/// How the way goes from one place to the next, down +; `None` where a foot stays in its place.
fn slope_deg(from: &Stand, to: &Stand) -> Option<f64> {
    let ahead = to.at[0] - from.at[0];
    (ahead >= SAME_PLACE[0]).then(|| (to.at[1] - from.at[1]).atan2(ahead).to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feet that stand in turn, each `way` ahead and below the other one, on soles turned as far.
    fn over_steps_deg(ways: &[[f64; 2]], sole_deg: f64) -> Option<f64> {
        let mut stands: [Vec<Stand>; 2] = Default::default();
        let mut at = [0.0; 2];
        for (index, way) in [[0.0; 2]].iter().chain(ways).enumerate() {
            at = [0, 1].map(|axis| at[axis] + way[axis]);
            let from_s = 0.6 * index as f64;
            let stand = Stand { at, sole_deg, from_s, until_s: from_s + 0.5 };
            stands[index % 2].push(stand);
        }
        Way::of(&stands).over_steps_deg()
    }

    const DOWN: [f64; 2] = [0.17, 0.1];
    const LEVEL: [f64; 2] = [0.4, 0.0];

    #[test]
    fn steps_that_none_is_level_beside_are_stairs_however_few() {
        for steps in [1, 2, 6] {
            for sole_deg in [0.0, 12.0, 20.0] {
                let found = over_steps_deg(&vec![DOWN; steps], sole_deg).unwrap();
                assert!((found - 30.5).abs() < 0.1, "{steps} {sole_deg}: {found}");
            }
        }
        let up = over_steps_deg(&[[0.17, -0.1]; 2], -5.0).unwrap();
        assert!((up + 30.5).abs() < 0.1, "{up}");
    }

    #[test]
    fn a_kerb_a_ramp_and_a_level_before_a_rolled_camera_are_no_stairs() {
        assert_eq!(over_steps_deg(&[LEVEL, LEVEL, DOWN, LEVEL, LEVEL], 0.0), None, "a kerb");
        assert_eq!(over_steps_deg(&[[0.4, 0.146]; 4], 20.0), None, "a ramp of 20 degrees");
        assert_eq!(over_steps_deg(&[[0.4, 0.05]; 4], 7.0), None, "a camera that is rolled");
        assert_eq!(over_steps_deg(&[LEVEL; 1], 0.0), None, "one step on a floor");
        let and_floor = [DOWN, DOWN, DOWN, DOWN, LEVEL, LEVEL];
        assert!(over_steps_deg(&and_floor, 5.0).is_some(), "a floor after a flight");
    }
}
