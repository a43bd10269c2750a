//! How the ground moves through the picture.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the ground under the feet moves through the picture.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It stands still: the camera does, and the person walks over the floor.
    Still,
    /// It moves: a treadmill, or a camera that follows; [`CameraKind`](crate::motion::CameraKind) says which.
    Moving,
    /// This view cannot tell.
    Unknown,
}
