//! One picture of a clip, and where pictures come from.

use crate::error::VideoError;
use crate::video::picture::Picture;
use crate::video::small_size::SmallSize;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One decoded picture, upright as a player would show it.
///
/// # Shapes and units
/// `time_s` is the presentation time in seconds after the clip's first frame, never `index / rate`.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Counts the clip's frames from 0, also where `--start` skips some.
    pub index: usize,
    /// Presentation time in seconds after the clip's first frame.
    pub time_s: f64,
    /// Whether another part of the clip begins here.
    pub new_part: Option<NewPart>,
    /// The picture.
    pub picture: Picture,
    /// The same made smaller, where [`FrameSource::copy_small`] asked for it.
    pub small: Option<Picture>,
}

/// Why what a clip shows does not go on from the frame before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewPart {
    /// The clock starts again: how much time has passed is not known.
    Clock,
    /// The picture has another ratio of width to height.
    Shape,
}

/// What the container says of a clip; sizes are after rotation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VideoInfo {
    /// Width of the upright picture.
    pub width_px: u32,
    /// Height of the upright picture.
    pub height_px: u32,
    /// Codec, as FFmpeg names it.
    pub codec: String,
    /// Pixel format, as FFmpeg names it.
    pub pixel_format: String,
    /// The container's own frame rate; kept for display only, as it can be wrong.
    pub container_rate_hz: Option<f64>,
    /// The container's duration.
    pub container_duration_s: Option<f64>,
    /// The container's frame count.
    pub container_frames: Option<u64>,
    /// Clockwise turn that was applied to make the picture upright: 0, 90, 180 or 270.
    pub rotation_deg: u16,
    /// The picture was mirrored back (front cameras store it so).
    pub mirrored: bool,
    /// Colours were tone-mapped from HDR (PQ or HLG).
    pub hdr: bool,
    /// The stream is interlaced and was deinterlaced.
    pub interlaced: bool,
    /// Each frame shows two moments line by line, and the file does not say so: seen in the pictures.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub combed: bool,
    /// The rate at which the camera filmed, where the file tells (slow motion).
    pub capture_rate_hz: Option<f64>,
    /// The file says nothing of time: the frame rate is FFmpeg's guess.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rate_is_assumed: bool,
}

/// A clip, frame by frame: the seam between FFmpeg and the rest.
pub trait FrameSource {
    /// What the container says.
    fn info(&self) -> &VideoInfo;

    /// Gives every frame a small copy, too: decoded once, scaled once. To be called before the first frame. A size
    /// without width or height gives none.
    fn copy_small(&mut self, size: SmallSize);

    /// The next frame whose time is wanted, or `None` at the end of the clip.
    ///
    /// `wanted` is asked once for every frame on the way, in order; those that are not wanted are
    /// decoded, because others depend on them, but cost no more.
    ///
    /// # Errors
    /// When nothing more can be read although the clip should go on; damage that the decoder can
    /// step over is a warning instead.
    fn next_wanted(
        &mut self,
        wanted: &mut dyn FnMut(f64) -> bool,
    ) -> Result<Option<Frame>, VideoError>;

    /// The next frame, or `None` at the end of the clip.
    ///
    /// # Errors
    /// As [`FrameSource::next_wanted`].
    fn next_frame(&mut self) -> Result<Option<Frame>, VideoError> {
        self.next_wanted(&mut |_| true)
    }

    /// What was noticed while decoding so far, in words for the report: damaged or missing parts.
    fn warnings(&self) -> Vec<String>;
}
