//! How far somebody gets with each step toward the camera or away from it, as the size in the picture tells.

use crate::anatomy::Side;
use crate::signal::median;

/// So much lower in the picture, in heights, the foot ahead is surely the lower one: twice what the pose model scatters by.
const LOWER_BY: f64 = 0.01;

/// Fewer steps tell little of what one is.
const LEAST_STEPS: usize = 3;

/// One frame of somebody who comes or goes, in the person's own heights in the picture, from the nose to the feet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnTheWay {
    /// How much lower the left ankle lies than the right one; NaN where one is not known.
    pub(crate) left_lower: f64,
    /// From the camera: the focal length over the height.
    pub(crate) distance: f64,
}

/// The way of a step along the optical axis, in noses' heights; `None` where too few steps are seen.
///
/// `frames` are in time order. Who comes nearer or goes away has the foot ahead lower or higher in the picture, in turn.
pub(crate) fn way_of_a_step(frames: impl Iterator<Item = OnTheWay>) -> Option<f64> {
    let mut last = None;
    let mut at_turns = Vec::new();
    for OnTheWay { left_lower, distance } in frames.filter(|frame| frame.distance.is_finite()) {
        let Some(side) = lower_foot(left_lower) else { continue };
        if last.is_some_and(|last| last != side) {
            at_turns.push(distance);
        }
        last = Some(side);
    }
    // the median: one that the clip's end cuts short, or a foot that is taken for the other, is no step
    let steps: Vec<f64> = at_turns.windows(2).map(|turns| (turns[1] - turns[0]).abs()).collect();
    (steps.len() >= LEAST_STEPS).then(|| median(steps))
}

fn lower_foot(left_lower: f64) -> Option<Side> {
    match left_lower {
        by if by > LOWER_BY => Some(Side::Left),
        by if by < -LOWER_BY => Some(Side::Right),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody whose feet change places in the picture every ten frames, and who gets nearer by `step` with each.
    fn coming(step: f64, count: usize) -> Vec<OnTheWay> {
        let frame = |i: usize| OnTheWay {
            left_lower: if (i / 10).is_multiple_of(2) { 0.1 } else { -0.1 },
            distance: 8.0 - step * i as f64 / 10.0,
        };
        (0..count).map(frame).collect()
    }

    fn way(walk: &[OnTheWay]) -> Option<f64> {
        way_of_a_step(walk.iter().copied())
    }

    #[test]
    fn a_step_is_as_long_as_it_makes_the_person_larger() {
        for step in [0.17, 0.4] {
            let mut walk = coming(step, 90);
            assert!((way(&walk).unwrap() - step).abs() < 1e-9, "{step}");
            walk.reverse();
            assert!((way(&walk).unwrap() - step).abs() < 1e-9, "{step}, going away");
        }
        assert_eq!(way(&coming(0.4, 35)), None, "too few steps");
    }

    #[test]
    fn a_frame_without_an_ankle_or_a_height_is_passed_over() {
        let mut walk = coming(0.4, 90);
        for frame in walk.iter_mut().step_by(7) {
            frame.left_lower = f64::NAN;
        }
        for frame in walk.iter_mut().skip(3).step_by(11) {
            frame.distance = f64::INFINITY;
        }
        assert!((way(&walk).unwrap() - 0.4).abs() < 0.05);
    }
}
