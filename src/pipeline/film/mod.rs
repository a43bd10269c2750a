//! The film beside the page, stills taken from it, and the overlay.

#[cfg(all(feature = "video", feature = "inference"))]
pub(super) mod encoder;
#[cfg(all(feature = "video", feature = "inference"))]
pub(super) mod overlay;
#[cfg(all(feature = "video", feature = "inference"))]
pub(super) mod result;
#[cfg(all(feature = "video", feature = "inference"))]
mod stills;
#[cfg(all(feature = "video", feature = "inference"))]
mod thumbnail;
