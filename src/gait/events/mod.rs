//! When each foot meets and leaves the ground.

pub(super) mod event;
mod front_view;
pub(super) mod ground_contact;
mod movement;
pub(super) mod side_view;
mod turning_points;
