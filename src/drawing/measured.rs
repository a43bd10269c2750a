//! What is drawn is what was measured.

use crate::anatomy::Landmark;
use crate::motion::Motion;
use crate::pose::{Keypoint, Pose};

/// A pose with its landmarks where they were measured, in the frame's own picture; those that are not known are nowhere
/// (NaN).
#[must_use]
pub fn measured(pose: &Pose, motion: &Motion, frame: usize) -> Pose {
    let at = |landmark: Landmark| {
        let at_px = motion.in_picture(motion.at(landmark, frame), frame);
        let [x_px, y_px] = at_px.map(|v| v as f32);
        Keypoint { x_px, y_px, ..pose.keypoint(landmark) }
    };
    Pose { keypoints: Landmark::ALL.map(at).to_vec(), ..pose.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::reconstruct;
    use crate::track::PoseSequence;
    use std::path::Path;

    #[test]
    fn legs_that_the_network_exchanged_are_drawn_where_they_were_measured() {
        let fixture = "tests/fixtures/normal_sagittal_left.poses.json";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture);
        let mut sequence = PoseSequence::read(&path).unwrap();
        // where one foot is before the other
        let frame = 40;
        let pose = sequence.frames[frame].pose.as_mut().unwrap();
        let before = pose.clone();
        let (left, right) = (Landmark::LeftAnkle, Landmark::RightAnkle);
        pose.keypoints.swap(left.index(), right.index());
        let pose = pose.clone();
        let drawn = measured(&pose, &reconstruct(&sequence, None), frame);
        let off = |landmark: Landmark| {
            let [is, was] = [&drawn, &before].map(|p| p.keypoint(landmark));
            (is.x_px - was.x_px).hypot(is.y_px - was.y_px)
        };
        let [l, r] = [left, right].map(|at| before.keypoint(at).x_px);
        assert!((l - r).abs() > 60.0, "the feet are apart");
        assert!(off(left) < 15.0 && off(right) < 15.0, "{} {}", off(left), off(right));
    }
}
