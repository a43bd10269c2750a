//! Stage 2: one picture becomes the body landmarks of the people in it.
//!
//! Every function here sees a single frame and remembers nothing, so the result cannot depend on
//! the order or the number of workers. `session.rs` alone names `ort`.

mod appearance;
mod crop;
mod detector;
mod estimator;
mod landmarker;
mod region;
#[cfg(feature = "inference")]
mod session;
mod spec;
mod store;

pub use appearance::Appearance;
pub use detector::{Detection, Detector};
pub use estimator::{PoseEstimator, Sighting, Zoom};
pub use landmarker::Landmarker;
pub use region::Region;
#[cfg(feature = "inference")]
pub use session::{Runtime, load_estimator};
pub use spec::{ModelSpec, NetworkSpec, ValueRange};
pub(crate) use store::sha256_of;
pub use store::{DEFAULT_MODEL, MODELS_VARIABLE, ModelStore, RUNTIME_VARIABLE};

use crate::anatomy::{Joint, Landmark, Side};
use crate::error::PoseError;
use ndarray::{ArrayD, ArrayView4};
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

/// How a network sees the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As it is.
    Straight,
    /// In a mirror, left and right put back afterwards: what a network does otherwise to the right leg than
    /// to the left one, it does now the other way round.
    Mirrored,
}

/// A neural network: the seam between ONNX Runtime and the geometry around it.
pub trait Network {
    /// Runs the network on a (1, channels, height, width) tensor and returns its outputs by name.
    ///
    /// # Errors
    /// When the runtime refuses the input or fails.
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError>;
}

impl Network for Box<dyn Network + Send> {
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        self.as_mut().run(input)
    }
}

/// A network's outputs by name.
#[derive(Debug, Default)]
pub struct Outputs(pub Vec<(String, ArrayD<f32>)>);

impl Outputs {
    /// The values of one output, in row-major order.
    ///
    /// # Errors
    /// When there is no output of that name or it has another number of values.
    pub fn values(&self, name: &str, expected: usize) -> Result<&[f32], PoseError> {
        let found = self.0.iter().find(|(n, _)| n == name).and_then(|(_, a)| a.as_slice());
        match found {
            Some(v) if v.len() == expected => Ok(v),
            other => Err(PoseError::WrongOutput {
                output: name.to_owned(),
                expected,
                found: other.map_or(0, <[f32]>::len),
            }),
        }
    }
}

/// The logistic function: the networks give logits.
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
