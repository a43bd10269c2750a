//! Which of our landmarks the points of another tool are.
//!
//! # Sources
//! * BODY_25 and COCO-18: OpenPose, its page "Output" (JSON format, keypoint ordering) and `poseParameters.hpp`. AlphaPose writes COCO-18 as `open`.
//! * COCO-17, HALPE-26, COCO-WholeBody-133: as the networks give them, see `pose::landmark_sets`.
//! * HALPE-136: Halpe-FullBody, whose first 26 are HALPE-26.
//! * 33 landmarks: MediaPipe, `PoseLandmark`.
//!
//! The big toe is the nearest to BlazePose's foot index. Head, neck, mid-hip and small toes have no landmark here, and
//! hands are not measured.

use crate::anatomy::Landmark;
use crate::anatomy::Landmark::{
    LeftAnkle, LeftEar, LeftElbow, LeftEye, LeftFootIndex, LeftHeel, LeftHip, LeftKnee,
    LeftShoulder, LeftWrist, Nose, RightAnkle, RightEar, RightElbow, RightEye, RightFootIndex,
    RightHeel, RightHip, RightKnee, RightShoulder, RightWrist,
};
use crate::pose::landmark_sets::LandmarkSet as NetworkSet;

/// The points of a tool, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LandmarkSet {
    /// What it is called.
    pub(super) name: String,
    /// The landmark of each point; `None` for what has none here.
    pub(super) landmarks: Vec<Option<Landmark>>,
}

/// The numbers of points that are known, for messages.
pub(super) const KNOWN_COUNTS: &str = "17 (COCO), 18 (OpenPose COCO), 25 (BODY_25), 26 (HALPE), 33 (BlazePose), \
     133 (COCO-WholeBody) or 136 (HALPE full body)";

const BODY_25: [Option<Landmark>; 25] = [
    Some(Nose),
    None, // neck
    Some(RightShoulder),
    Some(RightElbow),
    Some(RightWrist),
    Some(LeftShoulder),
    Some(LeftElbow),
    Some(LeftWrist),
    None, // mid-hip
    Some(RightHip),
    Some(RightKnee),
    Some(RightAnkle),
    Some(LeftHip),
    Some(LeftKnee),
    Some(LeftAnkle),
    Some(RightEye),
    Some(LeftEye),
    Some(RightEar),
    Some(LeftEar),
    Some(LeftFootIndex),
    None, // small toe
    Some(LeftHeel),
    Some(RightFootIndex),
    None, // small toe
    Some(RightHeel),
];

const COCO_18: [Option<Landmark>; 18] = [
    Some(Nose),
    None, // neck
    Some(RightShoulder),
    Some(RightElbow),
    Some(RightWrist),
    Some(LeftShoulder),
    Some(LeftElbow),
    Some(LeftWrist),
    Some(RightHip),
    Some(RightKnee),
    Some(RightAnkle),
    Some(LeftHip),
    Some(LeftKnee),
    Some(LeftAnkle),
    Some(RightEye),
    Some(LeftEye),
    Some(RightEar),
    Some(LeftEar),
];

impl LandmarkSet {
    /// The set that has so many points; `None` where none is known.
    pub(super) fn of_count(count: usize) -> Option<Self> {
        let (name, landmarks) = match count {
            17 => ("COCO-17", points_of(NetworkSet::Coco17, count)),
            18 => ("COCO-18", COCO_18.to_vec()),
            25 => ("BODY_25", BODY_25.to_vec()),
            26 => ("HALPE-26", points_of(NetworkSet::Halpe26, count)),
            33 => return Some(Self::blazepose()),
            133 => ("COCO-WholeBody-133", points_of(NetworkSet::Wholebody133, count)),
            136 => ("HALPE-136", points_of(NetworkSet::Halpe26, count)),
            _ => return None,
        };
        Some(Self { name: name.to_owned(), landmarks })
    }

    /// MediaPipe's, which are ours.
    pub(super) fn blazepose() -> Self {
        let landmarks = Landmark::ALL.map(Some).to_vec();
        Self { name: "BlazePose-33".to_owned(), landmarks }
    }

    /// Points that have names.
    pub(super) fn of_names(name: &str, names: &[&str]) -> Self {
        let landmarks = names.iter().map(|name| landmark_named(name)).collect();
        Self { name: name.to_owned(), landmarks }
    }

    /// Whether it has hips, knees and ankles, without which nothing is measured.
    pub(super) fn has_legs(&self) -> bool {
        let needed = [LeftHip, RightHip, LeftKnee, RightKnee, LeftAnkle, RightAnkle];
        needed.iter().all(|l| self.landmarks.contains(&Some(*l)))
    }

    pub(super) fn count(&self) -> usize {
        self.landmarks.len()
    }
}

/// The points of a set that networks give, too; what comes after them has no landmark.
fn points_of(set: NetworkSet, count: usize) -> Vec<Option<Landmark>> {
    let mut points = vec![None; count];
    for (index, landmark) in set.landmarks() {
        points[index] = Some(landmark);
    }
    points
}

/// The landmark of a name as tools write it: `left_hip`, `LEFT_HIP`, `left_big_toe`.
pub(super) fn landmark_named(name: &str) -> Option<Landmark> {
    let name = name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
    let name = name.strip_prefix("poselandmark.").unwrap_or(&name);
    match name {
        "left_big_toe" => Some(LeftFootIndex),
        "right_big_toe" => Some(RightFootIndex),
        _ => Landmark::ALL.into_iter().find(|l| snake(*l) == name),
    }
}

/// `left_foot_index`.
fn snake(landmark: Landmark) -> String {
    let mut name = String::new();
    for c in format!("{landmark:?}").chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_has_as_many_points_as_it_says_and_each_landmark_once() {
        for count in [17, 18, 25, 26, 33, 133, 136] {
            let set = LandmarkSet::of_count(count).unwrap();
            assert_eq!(set.count(), count, "{}", set.name);
            assert!(set.has_legs(), "{}", set.name);
            let mut known: Vec<Landmark> = set.landmarks.iter().flatten().copied().collect();
            let all = known.len();
            known.sort_unstable();
            known.dedup();
            assert_eq!(known.len(), all, "{}", set.name);
            assert!(known.iter().all(|l| known.contains(&l.mirrored())), "{}", set.name);
        }
        assert_eq!(LandmarkSet::of_count(19), None);
    }

    #[test]
    fn names_are_understood_as_tools_write_them() {
        assert_eq!(landmark_named("LEFT_FOOT_INDEX"), Some(LeftFootIndex));
        assert_eq!(landmark_named("PoseLandmark.NOSE"), Some(Nose));
        assert_eq!(landmark_named("right heel"), Some(RightHeel));
        assert_eq!(landmark_named("left_big_toe"), Some(LeftFootIndex));
        assert_eq!(landmark_named("mouth_left"), Some(Landmark::MouthLeft));
        assert_eq!(landmark_named("left_small_toe"), None);
    }
}
