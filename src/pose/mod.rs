//! Stage 2: one picture becomes the body landmarks of the people in it.
//!
//! Every function here sees a single frame and remembers nothing, so the result cannot depend on
//! the order or the number of workers. `onnx` alone names `ort`.

mod activation;
#[cfg(test)]
mod any_outputs;
mod appearance;
#[cfg_attr(not(feature = "inference"), allow(dead_code))]
mod assemble;
mod blazepose;
mod crop;
pub mod decoders;
mod described;
#[cfg_attr(not(feature = "inference"), allow(dead_code))]
mod device;
mod errors_file;
mod estimator;
pub mod family;
#[cfg(test)]
mod fixtures;
pub mod input;
mod keypoints;
pub mod landmark_sets;
mod leg_peaks;
mod look;
mod mean;
mod model;
mod model_errors;
mod network;
#[cfg(feature = "inference")]
mod onnx;
pub mod reader;
mod region;
mod spec;
mod store;
#[cfg(test)]
mod store_fixture;
#[cfg(test)]
#[cfg(feature = "inference")]
mod tests;

pub use appearance::Appearance;
pub use device::{AskedDevice, Device, Fallback, FallbackReason};
#[cfg(feature = "inference")]
pub(crate) use device::{Offer, choose, wanted};
pub use errors_file::{StoredErrors, errors_file_text};
pub use estimator::{PoseEstimator, Sighting, Zoom};
pub use family::Family;
pub use keypoints::{Keypoint, Pose};
pub use leg_peaks::LegPeak;
pub use look::{Look, Looks};
pub use model::{Detection, Located, PoseModel};
pub(crate) use model_errors::MOST_FACTOR;
pub use model_errors::{ErrorQuantity, LEAST_ERROR_CLIPS, MeasuredFactor, ModelErrors};
pub use network::{Network, Outputs, Role};
#[cfg(feature = "inference")]
pub use onnx::{
    accelerated::Accelerated,
    providers::devices_in_build,
    runtime::{Runtime, TELEMETRY_OFF},
    session::load_estimator,
};
pub use region::Region;
pub use spec::{ModelSpec, NetworkSpec, ValueRange};
pub(crate) use store::sha256_of;
pub use store::{DEFAULT_MODEL, MODELS_VARIABLE, ModelStore, RUNTIME_VARIABLE, VerifiedModel};
#[cfg(all(test, feature = "inference"))]
pub(crate) use store_fixture::{describe_models, errors_of};
