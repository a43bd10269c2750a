//! How long a body height is.

pub(super) mod body_scale;
pub(super) mod known_length;
