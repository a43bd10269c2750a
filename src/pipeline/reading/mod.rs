//! A clip becomes one person's poses.

pub(super) mod clip;
pub(super) mod engine;
pub(super) mod extraction;
mod film_apart;
mod first;
mod guess;
pub(super) mod heads;
mod look;
mod ordered;
mod schedule;
mod second;
mod timing;
