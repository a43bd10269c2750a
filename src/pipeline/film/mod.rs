//! The film beside the page, stills taken from it, and the overlay.

pub(super) mod encoder;
pub(super) mod overlay;
pub(super) mod result;
pub(crate) mod small_jpeg;
mod stills;
mod thumbnail;
