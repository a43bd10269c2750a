//! A clip becomes one person's poses.

pub(super) mod clip;
pub(super) mod engine;
pub(super) mod extraction;
mod follow;
pub(super) mod foreign_files;
pub(super) mod frame_times;
pub(super) mod heads;
mod ordered;
pub(super) mod scan;
pub(super) mod timing;
