//! Errors of clips.

use crate::error::hint::hint;
use crate::error::number::number_text;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A clip that cannot be opened, read or written.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
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
    /// A still image with a short film behind it, as phones save motion photos.
    #[error("{path} is a motion photo: a still image, with a film from byte {offset} on")]
    MotionPhoto {
        /// The file.
        path: PathBuf,
        /// Where the film begins.
        offset: usize,
    },
    /// The header claims a picture larger than any phone records.
    #[error(
        "{path} claims pictures of {width_px}×{height_px} px; the limits are {limit_px} px a side and {limit_mega} million in all"
    )]
    TooLarge {
        /// The clip.
        path: PathBuf,
        /// Claimed width.
        width_px: u32,
        /// Claimed height.
        height_px: u32,
        /// The limit of a side.
        limit_px: u32,
        /// The limit of all pixels, in millions.
        limit_mega: u64,
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
    #[error("{path}: there is nothing between {} s and {}; the clip lasts {duration_s:.2} s", number_text(*start_s), .end_s.map_or_else(|| "its end".to_owned(), |s| format!("{} s", number_text(s))))]
    EmptyRange {
        /// The clip.
        path: PathBuf,
        /// Asked start.
        start_s: f64,
        /// Asked end, where one was asked for.
        end_s: Option<f64>,
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
    /// Other bytes than at the beginning.
    #[error("{path} was changed while it was analysed")]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A film or overlay cannot be written.
    #[error("cannot write {path}: {why}")]
    Encode {
        /// The file.
        path: PathBuf,
        /// FFmpeg's words.
        why: String,
    },
}

impl VideoError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("video", self.into())
    }
}
