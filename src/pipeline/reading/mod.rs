//! A clip becomes one person's poses.

pub(super) mod blurred;
mod body_places;
pub(super) mod clip;
pub(super) mod engine;
pub(super) mod engine_settings;
pub(super) mod extraction;
mod film_apart;
mod first;
pub(super) mod foreign_files;
pub(super) mod found;
pub(super) mod frame_times;
mod guess;
mod head_track;
mod heads;
mod hidden;
mod jobs;
mod look;
mod ordered;
pub(super) mod prepared;
mod schedule;
mod second;
mod seen_head;
#[cfg(test)]
mod tests;
pub(super) mod timing;
