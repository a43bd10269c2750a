//! Stage 1: a clip becomes upright RGB frames with true presentation times.
//!
//! `decode.rs` and `encode.rs` alone name `ffmpeg_next`; everything else sees [`FrameSource`].

#[cfg(feature = "video")]
mod decode;
#[cfg(feature = "video")]
mod encode;
#[cfg(feature = "video")]
mod filters;
mod frame;
mod rotation;
mod tone;

#[cfg(feature = "video")]
pub use decode::{Decoder, TimeRange};
#[cfg(feature = "video")]
pub use encode::{Coding, Encoder};
pub use frame::{Frame, FrameSource, VideoInfo};
