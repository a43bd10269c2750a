//! A clip becomes one person's poses.

pub(super) mod clip;
#[cfg(feature = "inference")]
pub(super) mod engine;
pub(super) mod extraction;
mod follow;
pub(super) mod heads;
mod ordered;
mod scan;
mod timing;
