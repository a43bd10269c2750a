//! What is known of a clip beside its picture, and the ground.

use crate::gait::scale::body_scale::GivenScale;
use crate::gait::task::Task;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the ground under the feet moves through the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It stands still: the camera does, and the person walks over the floor.
    Still,
    /// It moves: a treadmill, or a camera that follows; [`CameraKind`](crate::motion::CameraKind) says which.
    Moving,
    /// This view cannot tell.
    Unknown,
}

/// What the user knows about the clip, where the picture may mislead.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct UserContext {
    /// One length: lengths are then in metres, else in body heights.
    pub scale: Option<GivenScale>,
    /// What the person does.
    pub task: Option<Task>,
    /// Whether the ground moves through the picture.
    pub ground: Option<Ground>,
}
