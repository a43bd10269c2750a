//! The landmarks of one person in one picture.

use crate::anatomy::{Joint, Landmark, Side};
use crate::pose::leg_peaks::LegPeak;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One landmark in image space: origin top left, y down, after rotation.
///
/// # Missing data
/// [`Keypoint::ABSENT`], five zeros, is a landmark that the source does not have or did not find.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[f32; 5]", into = "[f32; 5]")]
#[schemars(with = "[f32; 5]")]
pub struct Keypoint {
    /// To the right.
    pub x_px: f32,
    /// Downwards.
    pub y_px: f32,
    /// How likely the landmark can be seen, 0 to 1.
    pub visibility: f32,
    /// How likely the landmark is inside the picture, 0 to 1.
    pub presence: f32,
    /// The model's depth, smaller is nearer to the camera, roughly in pixels; 0 at the mid-hip.
    pub z_px: f32,
}

impl Keypoint {
    /// A landmark that the source does not have, or did not find. No pose model gives a confidence of exactly 0.
    pub const ABSENT: Self =
        Self { x_px: 0.0, y_px: 0.0, visibility: 0.0, presence: 0.0, z_px: 0.0 };

    /// Whether the source has nothing to say of this landmark.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        *self == Self::ABSENT
    }
}

impl From<[f32; 5]> for Keypoint {
    fn from([x_px, y_px, visibility, presence, z_px]: [f32; 5]) -> Self {
        Self { x_px, y_px, visibility, presence, z_px }
    }
}

impl From<Keypoint> for [f32; 5] {
    fn from(k: Keypoint) -> Self {
        [k.x_px, k.y_px, k.visibility, k.presence, k.z_px]
    }
}

/// The landmarks of one person in one frame.
///
/// # Shapes and units
/// `keypoints` and `world_m` have one entry a [`Landmark`], in its order. World landmarks are the
/// network's own metric estimate about the mid-hip: x right, y down, z away from the camera.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pose {
    /// Confidence that a person is in the region at all, 0 to 1.
    pub score: f32,
    /// Image landmarks.
    pub keypoints: Vec<Keypoint>,
    /// World landmarks in metres; empty where the source has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub world_m: Vec<[f32; 3]>,
    /// Where the joints of either leg may be, one list for each of [`Joint::LEG`], the likeliest first; empty where the
    /// source has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leg_peaks: Vec<Vec<LegPeak>>,
}

/// No picture is a tenth as large: what is farther away is no place.
const FARTHEST_PX: f32 = 1e6;

impl Pose {
    /// Whether it is one at all: a network whose weights are damaged answers with numbers that are none, or without measure.
    #[must_use]
    pub(crate) fn is_usable(&self) -> bool {
        let is_place = |px: f32| px.abs() < FARTHEST_PX;
        let is_known = |k: &Keypoint| {
            [k.x_px, k.y_px, k.z_px].into_iter().all(is_place)
                && k.visibility.is_finite()
                && k.presence.is_finite()
        };
        let is_peak = |p: &LegPeak| {
            is_place(p.x_px) && is_place(p.y_px) && p.left.is_finite() && p.right.is_finite()
        };
        self.score.is_finite()
            && self.keypoints.iter().all(is_known)
            && self.world_m.iter().flatten().all(|m| m.is_finite())
            && self.leg_peaks.iter().flatten().all(is_peak)
    }

    /// One landmark; [`Keypoint::ABSENT`] where the source has none.
    #[must_use]
    pub fn keypoint(&self, landmark: Landmark) -> Keypoint {
        self.keypoints.get(landmark.index()).copied().unwrap_or_default()
    }

    /// One landmark, or `None` where the source has none: what is computed of places in the picture starts here.
    #[must_use]
    pub fn known(&self, landmark: Landmark) -> Option<Keypoint> {
        Some(self.keypoint(landmark)).filter(|k| !k.is_absent())
    }

    /// Where a landmark is in the picture, in px; `None` where the source has none.
    #[must_use]
    pub fn at_px(&self, landmark: Landmark) -> Option<[f64; 2]> {
        self.known(landmark).map(|k| [f64::from(k.x_px), f64::from(k.y_px)])
    }

    /// The middle of a joint of both sides, in px; `None` where the source lacks one of them.
    #[must_use]
    pub fn middle_px(&self, joint: Joint) -> Option<[f64; 2]> {
        let [left, right] = Side::BOTH.map(|side| self.at_px(joint.on(side)));
        let (left, right) = left.zip(right)?;
        Some([0, 1].map(|axis| (left[axis] + right[axis]) / 2.0))
    }

    /// Where the head is, in px: the nose, else the ears, which are as high to a hundredth of the body's height. Some tools
    /// give no nose of somebody who is seen from behind.
    #[must_use]
    pub fn head_px(&self) -> Option<[f64; 2]> {
        let ears = || {
            let [left, right] = [Landmark::LeftEar, Landmark::RightEar].map(|ear| self.at_px(ear));
            match (left, right) {
                (Some(l), Some(r)) => Some([0, 1].map(|axis| (l[axis] + r[axis]) / 2.0)),
                (one, other) => one.or(other),
            }
        };
        self.at_px(Landmark::Nose).or_else(ears)
    }

    /// How tall the person is in the picture, from the nose to the lowest point of a leg; NaN where the source lacks either.
    #[must_use]
    pub fn nose_to_foot_px(&self) -> f32 {
        let legs = Side::BOTH.iter().flat_map(|&s| Joint::LEG.map(|j| self.known(j.on(s))));
        let lowest = legs.flatten().map(|k| k.y_px).reduce(f32::max);
        let head = self.head_px().map(|head| head[1] as f32);
        lowest.zip(head).map_or(f32::NAN, |(lowest, head)| lowest - head)
    }

    /// The smallest upright box around all landmarks: left, top, right, bottom, in px.
    #[must_use]
    pub fn bounds_px(&self) -> [f32; 4] {
        let start = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
        self.keypoints.iter().filter(|k| !k.is_absent()).fold(start, |b, k| {
            [b[0].min(k.x_px), b[1].min(k.y_px), b[2].max(k.x_px), b[3].max(k.y_px)]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_landmarks_are_nowhere() {
        let at = |x_px, y_px| Keypoint { x_px, y_px, visibility: 0.8, presence: 0.8, z_px: 0.0 };
        let mut pose = Pose {
            score: 1.0,
            keypoints: vec![Keypoint::ABSENT; Landmark::COUNT],
            world_m: vec![],
            leg_peaks: vec![],
        };
        assert!(pose.nose_to_foot_px().is_nan());
        pose.keypoints[Landmark::LeftAnkle.index()] = at(300.0, 500.0);
        assert!(pose.nose_to_foot_px().is_nan(), "a leg without a head has no height");
        pose.keypoints[Landmark::RightEar.index()] = at(310.0, 120.0);
        assert_eq!(pose.nose_to_foot_px(), 380.0);
        assert_eq!(pose.bounds_px(), [300.0, 120.0, 310.0, 500.0]);
        assert_eq!(pose.known(Landmark::LeftHeel), None);
        assert_eq!(pose.middle_px(Joint::Ankle), None);
        pose.keypoints[Landmark::Nose.index()] = at(320.0, 130.0);
        assert_eq!(pose.head_px(), Some([320.0, 130.0]));
    }
}
