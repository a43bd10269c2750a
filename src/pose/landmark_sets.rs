//! The keypoints of other data sets, as landmarks of this program.

use crate::anatomy::Landmark;
use crate::pose::decoders::found::ScoredPoint;
use serde::Deserialize;

/// The keypoints that a network gives, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LandmarkSet {
    /// COCO: 17 keypoints, none of the feet.
    Coco17,
    /// Halpe: 26 keypoints, with big toe, small toe and heel.
    Halpe26,
    /// COCO-WholeBody: 133 keypoints, those of the feet from 17 to 22. Face and hands are not used.
    Wholebody133,
}

/// COCO's keypoints, with which the other two sets begin.
///
/// # Source
/// Lin et al. 2014, Microsoft COCO; MMPose 1.x, `configs/_base_/datasets/coco.py`.
const BODY: [(usize, Landmark); 17] = [
    (0, Landmark::Nose),
    (1, Landmark::LeftEye),
    (2, Landmark::RightEye),
    (3, Landmark::LeftEar),
    (4, Landmark::RightEar),
    (5, Landmark::LeftShoulder),
    (6, Landmark::RightShoulder),
    (7, Landmark::LeftElbow),
    (8, Landmark::RightElbow),
    (9, Landmark::LeftWrist),
    (10, Landmark::RightWrist),
    (11, Landmark::LeftHip),
    (12, Landmark::RightHip),
    (13, Landmark::LeftKnee),
    (14, Landmark::RightKnee),
    (15, Landmark::LeftAnkle),
    (16, Landmark::RightAnkle),
];

/// Big toes and heels of Halpe. Left out: top of the head (17), neck (18), middle of the hips (19), small toes (22, 23).
///
/// # Source
/// Fang et al. 2022, AlphaPose (Halpe-FullBody); MMPose 1.x, `configs/_base_/datasets/halpe26.py`.
const HALPE_FEET: [(usize, Landmark); 4] = [
    (20, Landmark::LeftFootIndex),
    (21, Landmark::RightFootIndex),
    (24, Landmark::LeftHeel),
    (25, Landmark::RightHeel),
];

/// Big toes and heels of COCO-WholeBody. Left out: small toes (18, 21).
///
/// # Source
/// Jin et al. 2020, Whole-Body Human Pose Estimation in the Wild; MMPose 1.x, `coco_wholebody.py`.
const WHOLEBODY_FEET: [(usize, Landmark); 4] = [
    (17, Landmark::LeftFootIndex),
    (19, Landmark::LeftHeel),
    (20, Landmark::RightFootIndex),
    (22, Landmark::RightHeel),
];

impl LandmarkSet {
    /// How many keypoints the network gives.
    #[must_use]
    pub fn count(self) -> usize {
        match self {
            Self::Coco17 => 17,
            Self::Halpe26 => 26,
            Self::Wholebody133 => 133,
        }
    }

    /// Keypoints that are landmarks. The big toe stands for the tip of the foot, which BlazePose places near the second.
    pub fn landmarks(self) -> impl Iterator<Item = (usize, Landmark)> {
        let feet: &[(usize, Landmark)] = match self {
            Self::Coco17 => &[],
            Self::Halpe26 => &HALPE_FEET,
            Self::Wholebody133 => &WHOLEBODY_FEET,
        };
        BODY.iter().chain(feet).copied()
    }

    /// The landmarks in the order of [`Landmark::ALL`]; `None` for those that the set lacks or the network did not find.
    #[must_use]
    pub fn place(self, points: &[Option<ScoredPoint>]) -> [Option<ScoredPoint>; Landmark::COUNT] {
        let mut placed = [None; Landmark::COUNT];
        for (index, landmark) in self.landmarks() {
            placed[landmark.index()] = points.get(index).copied().flatten();
        }
        placed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const SETS: [LandmarkSet; 3] =
        [LandmarkSet::Coco17, LandmarkSet::Halpe26, LandmarkSet::Wholebody133];

    #[test]
    fn no_keypoint_and_no_landmark_comes_twice() {
        for set in SETS {
            let (keypoints, landmarks): (BTreeSet<usize>, BTreeSet<Landmark>) =
                set.landmarks().unzip();
            assert_eq!(keypoints.len(), set.landmarks().count());
            assert_eq!(landmarks.len(), set.landmarks().count());
            assert!(keypoints.iter().all(|&k| k < set.count()));
        }
    }

    #[test]
    fn a_set_holds_a_landmark_and_its_mirror_image() {
        for set in SETS {
            let landmarks: BTreeSet<Landmark> = set.landmarks().map(|(_, l)| l).collect();
            assert!(landmarks.iter().all(|l| landmarks.contains(&l.mirrored())));
        }
    }

    #[test]
    fn feet_are_where_the_set_has_them_and_nowhere_else() {
        let points: Vec<_> =
            (0..133).map(|i| Some(ScoredPoint { x_px: i as f32, y_px: 0.0, score: 0.5 })).collect();
        let feet = |set: LandmarkSet| {
            let placed = set.place(&points);
            let at = |l: Landmark| placed[l.index()].map(|p| p.x_px as usize);
            [Landmark::LeftHeel, Landmark::RightHeel, Landmark::LeftFootIndex].map(at)
        };
        assert_eq!(feet(LandmarkSet::Coco17), [None; 3]);
        assert_eq!(feet(LandmarkSet::Halpe26), [Some(24), Some(25), Some(20)]);
        assert_eq!(feet(LandmarkSet::Wholebody133), [Some(19), Some(22), Some(17)]);
        let placed = LandmarkSet::Halpe26.place(&points);
        assert_eq!(placed[Landmark::LeftThumb.index()], None);
        assert_eq!(placed.iter().flatten().count(), 21);
    }

    #[test]
    fn what_was_not_found_is_not_invented() {
        let placed = LandmarkSet::Coco17.place(&[None; 3]);
        assert!(placed.iter().all(Option::is_none));
    }
}
