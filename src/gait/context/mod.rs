//! What is known of a clip beside its picture.

pub(super) mod given_scale;
pub(super) mod ground;
pub(super) mod known_length;
pub(super) mod on_stairs;
pub(super) mod task_kind;
pub(super) mod user_context;
