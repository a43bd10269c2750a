//! From keypoints of a network to a pose, and to where its person is.

use crate::anatomy::Landmark;
use crate::pose::decoders::found::ScoredPoint;
use crate::pose::keypoints::{Keypoint, Pose};
use crate::pose::landmark_sets::LandmarkSet;
use crate::pose::look::Look;

/// A pose whose keypoints have less than this score on average is no person. It is what a keypoint must have to be drawn,
/// and what the cleaning of positions asks of a landmark.
///
/// # Source
/// MMPose 1.x, `--kpt-thr` 0.3 of its demos. The mean of the keypoints' scores is the pose's score in MMPose and rtmlib
/// alike; neither says from which score on it is a person.
const MIN_POSE_SCORE: f32 = 0.3;

/// A body reaches beyond its keypoints: from the eyes (0.936 of the height) to the ankles (0.039) is 0.897 of it.
///
/// # Source
/// Drillis & Contini 1966.
const BODY_OF_KEYPOINTS: f32 = 1.0 / 0.897;

/// The pose of a network's keypoints; `None` where they are no person. In a mirror, left and right are exchanged back.
///
/// A score is no probability and may exceed 1, so it is cut to 1. It stands for visibility and presence alike, as with
/// poses of other tools: the networks say only how sure they are of a place.
pub(super) fn pose(set: LandmarkSet, points: &[Option<ScoredPoint>], look: Look) -> Option<Pose> {
    let placed = set.place(points);
    let keypoint = |landmark: &Landmark| {
        let own = match look {
            Look::Straight => *landmark,
            Look::Mirrored => landmark.mirrored(),
        };
        placed[own.index()].filter(is_usable).map_or(Keypoint::ABSENT, keypoint_of)
    };
    let keypoints: Vec<Keypoint> = Landmark::ALL.iter().map(keypoint).collect();
    let score =
        keypoints.iter().map(|k| k.visibility).sum::<f32>() / set.landmarks().count() as f32;
    let pose = Pose { score, keypoints, world_m: vec![], leg_peaks: vec![] };
    (score > MIN_POSE_SCORE).then_some(pose)
}

fn is_usable(point: &ScoredPoint) -> bool {
    point.x_px.is_finite() && point.y_px.is_finite() && point.score.is_finite()
}

fn keypoint_of(point: ScoredPoint) -> Keypoint {
    let score = point.score.clamp(0.0, 1.0);
    Keypoint { x_px: point.x_px, y_px: point.y_px, visibility: score, presence: score, z_px: 0.0 }
}

/// A box around the whole body of a pose, as a detector would give it: left, top, right, bottom in px.
///
/// Keypoints that are hardly seen may be anywhere and do not count.
pub(super) fn bounds_px(pose: &Pose) -> [f32; 4] {
    let seen = |k: &Keypoint| k.visibility >= MIN_POSE_SCORE;
    let keypoints = pose.keypoints.iter().map(|k| if seen(k) { *k } else { Keypoint::ABSENT });
    let seen = Pose { keypoints: keypoints.collect(), ..pose.clone() };
    let [left, top, right, bottom] = seen.bounds_px();
    let [x, y] = [(left + right) / 2.0, (top + bottom) / 2.0];
    let half = [(right - left) / 2.0, (bottom - top) / 2.0].map(|v| v * BODY_OF_KEYPOINTS);
    [x - half[0], y - half[1], x + half[0], y + half[1]]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(score: f32) -> Vec<Option<ScoredPoint>> {
        let at = |i: usize| ScoredPoint { x_px: 100.0 + i as f32, y_px: 10.0 * i as f32, score };
        (0..17).map(|i| Some(at(i))).collect()
    }

    #[test]
    fn scores_above_one_are_cut_and_low_ones_are_nobody() {
        let found = pose(LandmarkSet::Coco17, &points(1.4), Look::Straight).unwrap();
        let nose = found.keypoint(Landmark::Nose);
        assert_eq!((nose.visibility, nose.presence, found.score), (1.0, 1.0, 1.0));
        assert!(found.keypoint(Landmark::LeftHeel).is_absent());
        assert_eq!(pose(LandmarkSet::Coco17, &points(0.3), Look::Straight), None);
        assert_eq!(pose(LandmarkSet::Coco17, &[None; 17], Look::Straight), None);
    }

    #[test]
    fn what_was_not_found_lowers_the_score_of_the_pose() {
        let mut some = points(0.8);
        some[5..].fill(None);
        assert_eq!(pose(LandmarkSet::Coco17, &some, Look::Straight), None);
        let mut bad = points(0.8);
        bad[0] = Some(ScoredPoint { x_px: f32::NAN, y_px: 0.0, score: 0.9 });
        let found = pose(LandmarkSet::Coco17, &bad, Look::Straight).unwrap();
        assert!(found.keypoint(Landmark::Nose).is_absent());
        assert!((found.score - 0.8 * 16.0 / 17.0).abs() < 1e-6);
    }

    #[test]
    fn a_mirrors_left_is_right() {
        let found = |look| pose(LandmarkSet::Coco17, &points(0.8), look).unwrap();
        let (straight, mirrored) = (found(Look::Straight), found(Look::Mirrored));
        for landmark in Landmark::ALL {
            assert_eq!(straight.keypoint(landmark), mirrored.keypoint(landmark.mirrored()));
        }
    }

    #[test]
    fn the_box_is_larger_than_the_keypoints_and_leaves_out_guesses() {
        let mut all = points(0.8);
        all[16] = Some(ScoredPoint { x_px: 5000.0, y_px: 5000.0, score: 0.1 });
        let found = pose(LandmarkSet::Coco17, &all, Look::Straight).unwrap();
        let [left, top, right, bottom] = bounds_px(&found);
        assert!((bottom - top - 150.0 / 0.897).abs() < 1e-3, "{top} {bottom}");
        assert!(left < 100.0 && right > 115.0 && right < 117.0, "{left} {right}");
    }
}
