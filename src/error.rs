//! One error type an edge: what, where, why, and a hint what to do next.
//!
//! No foreign error type stands in these enums: a decoder's or runtime's own words are kept as text.

use std::path::PathBuf;
use thiserror::Error;

/// A clip that cannot be opened, read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum VideoError {
    /// The path does not exist or may not be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The clip.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file has no bytes.
    #[error("{path} is empty (0 bytes)")]
    Empty {
        /// The clip.
        path: PathBuf,
    },
    /// No demuxer knows the file, or its index is missing.
    #[error("{path} is not a video that can be opened: {why}")]
    NotAVideo {
        /// The clip.
        path: PathBuf,
        /// The demuxer's words.
        why: String,
    },
    /// There is sound but no picture.
    #[error("{path} has no video stream")]
    NoVideoStream {
        /// The clip.
        path: PathBuf,
    },
    /// A single picture.
    #[error("{path} is a still image, not a clip")]
    StillImage {
        /// The file.
        path: PathBuf,
    },
    /// The header asks for a picture that no phone makes.
    #[error("{path} claims pictures of {width_px}×{height_px} px; at most {limit_px} px a side are read")]
    TooLarge {
        /// The clip.
        path: PathBuf,
        /// Claimed width.
        width_px: u32,
        /// Claimed height.
        height_px: u32,
        /// The limit.
        limit_px: u32,
    },
    /// This FFmpeg cannot decode the stream.
    #[error("{path}: no decoder for {codec}: {why}")]
    NoDecoder {
        /// The clip.
        path: PathBuf,
        /// The codec's name.
        codec: String,
        /// FFmpeg's words.
        why: String,
    },
    /// Not one frame could be decoded.
    #[error("{path}: no frame could be decoded{}", .why.as_deref().map(|w| format!(": {w}")).unwrap_or_default())]
    NoFrames {
        /// The clip.
        path: PathBuf,
        /// The first decoding error, if there was one.
        why: Option<String>,
    },
    /// `--start`/`--end` leave nothing.
    #[error("{path}: nothing between {start_s} s and {end_s} s; the clip lasts {duration_s:.2} s")]
    EmptyRange {
        /// The clip.
        path: PathBuf,
        /// Asked start.
        start_s: f64,
        /// Asked end.
        end_s: f64,
        /// Length of the clip.
        duration_s: f64,
    },
    /// Converting colours, turning or scaling failed.
    #[error("{path}, frame {frame}: the picture cannot be converted: {why}")]
    Convert {
        /// The clip.
        path: PathBuf,
        /// Index of the frame.
        frame: usize,
        /// FFmpeg's words.
        why: String,
    },
    /// The overlay cannot be written.
    #[error("cannot write the overlay {path}: {why}")]
    Encode {
        /// The overlay.
        path: PathBuf,
        /// FFmpeg's words.
        why: String,
    },
}

impl VideoError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "check the path and its permissions",
            Self::Empty { .. } => "copy the clip again from the phone; the transfer was cut",
            Self::NotAVideo { .. } => {
                "copy the clip again from the phone (a cut recording has no index), or convert it to mp4"
            }
            Self::NoVideoStream { .. } => "choose the video file, not its sound track",
            Self::StillImage { .. } => "gait needs movement: choose a clip of someone walking",
            Self::TooLarge { .. } => "the header is damaged, or scale the clip down to 4K or less",
            Self::NoDecoder { .. } => "install an FFmpeg with this codec, or convert the clip to H.264",
            Self::NoFrames { .. } => "the file is damaged: copy it again from the phone",
            Self::EmptyRange { .. } => "choose --start and --end inside the clip",
            Self::Convert { .. } => "convert the clip to H.264, 8 bit, and try again",
            Self::Encode { .. } => "check free space and permissions, and that FFmpeg has an H.264 encoder",
        }
    }
}
