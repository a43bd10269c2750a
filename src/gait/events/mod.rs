//! When each foot meets and leaves the ground.

pub(super) mod event;
pub(super) mod foot_sight;
mod front_signs;
mod front_view;
pub(super) mod ground_contact;
mod landing;
pub(super) mod movement;
pub(super) mod order;
mod side_signs;
pub(super) mod side_view;
mod sole_edges;
mod stride_share;
mod treads;
