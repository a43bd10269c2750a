//! What is known of a clip beside its picture, and the ground.

use crate::gait::context::given_scale::GivenScale;
use crate::gait::context::ground::Ground;
use crate::gait::context::task_kind::Task;

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
