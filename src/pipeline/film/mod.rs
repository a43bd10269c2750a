//! The film beside the page, stills taken from it, and the overlay.

pub(super) mod encoder;
pub(super) mod overlay;
pub(super) mod result;
mod stills;
mod thumbnail;
