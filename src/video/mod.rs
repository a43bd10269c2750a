//! Stage 1: a clip becomes upright frames with true presentation times.
//!
//! `decode.rs` and `encode.rs` alone name `ffmpeg_next`; everything else sees [`FrameSource`].

#[cfg(feature = "video")]
mod clock;
mod cutout;
#[cfg(feature = "video")]
mod decode;
#[cfg(feature = "video")]
mod encode;
#[cfg(feature = "video")]
mod filters;
mod frame;
#[cfg(feature = "video")]
mod open;
mod picture;
#[cfg(feature = "video")]
mod rotation;
mod small_size;
#[cfg(feature = "video")]
mod tone;

pub use cutout::Cutout;
#[cfg(feature = "video")]
pub use decode::{Decoder, TimeRange};
#[cfg(feature = "video")]
pub use encode::{Coding, Encoder};
pub use frame::{Frame, FrameSource, NewPart, VideoInfo};
pub use picture::{Colours, Luma, Matrix, Picture, PlaneMut, Range};
pub use small_size::SmallSize;
