//! The landmarks of one person in one picture.

use crate::anatomy::{Joint, Landmark, Side};
use crate::pose::leg_peaks::LegPeak;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One landmark in image space: origin top left, y down, after rotation.
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

impl Pose {
    /// One landmark.
    #[must_use]
    pub fn keypoint(&self, landmark: Landmark) -> Keypoint {
        self.keypoints.get(landmark.index()).copied().unwrap_or_default()
    }

    /// How tall the person is in the picture, from the nose to the lowest point of a leg.
    #[must_use]
    pub fn nose_to_foot_px(&self) -> f32 {
        let legs = Side::BOTH.iter().flat_map(|&s| Joint::LEG.map(|j| self.keypoint(j.on(s)).y_px));
        legs.fold(f32::NEG_INFINITY, f32::max) - self.keypoint(Landmark::Nose).y_px
    }

    /// The smallest upright box around all landmarks: left, top, right, bottom, in px.
    #[must_use]
    pub fn bounds_px(&self) -> [f32; 4] {
        let start = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
        self.keypoints.iter().fold(start, |b, k| {
            [b[0].min(k.x_px), b[1].min(k.y_px), b[2].max(k.x_px), b[3].max(k.y_px)]
        })
    }
}
