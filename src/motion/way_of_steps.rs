//! How far somebody gets with each step toward the camera or away from it, as the size in the picture tells.

use crate::anatomy::{Joint, Side};
use crate::pose::Pose;
use crate::signal::median;

/// So much lower in the picture, in heights, the foot ahead is surely the lower one: twice what the pose model scatters by.
const LOWER_BY: f64 = 0.01;

/// Fewer steps tell little of what one is.
const LEAST_STEPS: usize = 3;

/// One frame of somebody who comes or goes.
struct Seen {
    /// Which foot is lower in the picture, where one is.
    lower: Option<Side>,
    /// In heights.
    distance: f64,
}

/// The way of a step along the optical axis, in the person's heights; `None` where too few steps are seen.
///
/// `frames` are poses with the person's size in the picture, in time order. Who comes nearer or goes away has the foot
/// ahead lower or higher in the picture, in turn; the distance is the focal length over the size.
pub(super) fn way_of_a_step<'a>(
    frames: impl Iterator<Item = (&'a Pose, f64)>,
    focal_px: f64,
) -> Option<f64> {
    let seen = frames.filter(|(_, height_px)| *height_px > 0.0).map(|(pose, height_px)| Seen {
        lower: lower_foot(pose, height_px),
        distance: focal_px / height_px,
    });
    let mut last = None;
    let mut at_turns = Vec::new();
    for Seen { lower, distance } in seen {
        let Some(side) = lower else { continue };
        if last.is_some_and(|last| last != side) {
            at_turns.push(distance);
        }
        last = Some(side);
    }
    // the median: one that the clip's end cuts short, or a foot that is taken for the other, is no step
    let steps: Vec<f64> = at_turns.windows(2).map(|turns| (turns[1] - turns[0]).abs()).collect();
    (steps.len() >= LEAST_STEPS).then(|| median(steps))
}

fn lower_foot(pose: &Pose, height_px: f64) -> Option<Side> {
    let [left, right] = Side::BOTH.map(|side| pose.at_px(Joint::Ankle.on(side)));
    let lower_by = left.zip(right).map(|(left, right)| (left[1] - right[1]) / height_px)?;
    match lower_by {
        by if by > LOWER_BY => Some(Side::Left),
        by if by < -LOWER_BY => Some(Side::Right),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::Keypoint;

    /// Somebody whose feet change places in the picture every ten frames, and who gets nearer by `step` with each.
    fn coming(step: f64, count: usize) -> Vec<(Pose, f64)> {
        let frame = |i: usize| {
            let height_px = 1000.0 / (8.0 - step * i as f64 / 10.0);
            let ahead = 0.05 * height_px * if (i / 10).is_multiple_of(2) { 1.0 } else { -1.0 };
            let mut keypoints = vec![Keypoint::ABSENT; 33];
            for (side, down) in [(Side::Left, ahead), (Side::Right, -ahead)] {
                let ankle = &mut keypoints[Joint::Ankle.on(side).index()];
                (ankle.x_px, ankle.y_px) = (100.0, 500.0 + down as f32);
                (ankle.visibility, ankle.presence) = (1.0, 1.0);
            }
            let pose = Pose { score: 1.0, keypoints, world_m: vec![], leg_peaks: vec![] };
            (pose, height_px)
        };
        (0..count).map(frame).collect()
    }

    fn way(walk: &[(Pose, f64)]) -> Option<f64> {
        way_of_a_step(walk.iter().map(|(pose, height_px)| (pose, *height_px)), 1000.0)
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
}
