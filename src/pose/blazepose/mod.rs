//! BlazePose: a detector of people and their alignment, and a network of 33 landmarks with heat maps.

pub(crate) mod detector;
pub(crate) mod landmarker;
mod model;

pub(crate) use model::BlazePose;
