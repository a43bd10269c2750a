//! Joint and segment angles in every frame.

pub(super) mod angle;
mod body;
pub(super) mod foot_pitch;
pub(super) mod series;
