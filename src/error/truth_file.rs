//! Errors of truth files.

use crate::error::hint::hint;
use crate::error::number::number_text;
use crate::error::text_file::TextFileError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A truth file that cannot be used. Frames count from 0.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum TruthFileError {
    /// The file cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file is no text.
    #[error(transparent)]
    NotText(TextFileError),
    /// The file is something else, or a part of it has the wrong shape.
    #[error("{path} is not a valid truth file: {why}")]
    NotTruth {
        /// The file.
        path: PathBuf,
        /// What is wrong, and in which line.
        why: String,
    },
    /// The file is of another format, or of another version of it.
    #[error("{path}: format is {found:?}; expected {expected:?}")]
    OtherFormat {
        /// The file.
        path: PathBuf,
        /// What the file names.
        found: String,
        /// What is read.
        expected: &'static str,
    },
    /// A number that cannot be meant.
    #[error("{path}: {key} is {value}; {why}")]
    BadNumber {
        /// The file.
        path: PathBuf,
        /// Where.
        key: String,
        /// What stands there.
        value: String,
        /// What is expected.
        why: &'static str,
    },
    /// A list that should have one entry for each frame.
    #[error("{path}: {key} has {found} values, frames is {frames}")]
    WrongLength {
        /// The file.
        path: PathBuf,
        /// Which list.
        key: String,
        /// Its entries.
        found: usize,
        /// The frames that the file states.
        frames: usize,
    },
    /// An angle that no joint can have.
    #[error("{path}: {key}, frame {frame}: {}° is no angle from -360° to 360°", number_text(*value))]
    BadAngle {
        /// The file.
        path: PathBuf,
        /// Which angle.
        key: String,
        /// Which frame.
        frame: usize,
        /// What stands there.
        value: f64,
    },
    /// A list of events whose name has no meaning.
    #[error(
        "{path}: events.{key} is unknown; there are heel_strike_L, heel_strike_R, toe_off_L, toe_off_R"
    )]
    UnknownEvent {
        /// The file.
        path: PathBuf,
        /// Its name.
        key: String,
    },
    /// An event outside of the clip, or before the one that stands before it.
    #[error("{path}: events.{key}, entry {entry}: {} s; {why}", number_text(*time_s))]
    BadEvent {
        /// The file.
        path: PathBuf,
        /// Which list.
        key: String,
        /// Which entry, from 0.
        entry: usize,
        /// What stands there.
        time_s: f64,
        /// What is expected.
        why: &'static str,
    },
    /// No angle and no event is in it.
    #[error("{path}: it has no event, and no angle that is compared")]
    Nothing {
        /// The file.
        path: PathBuf,
    },
    /// The clip has other frames than its truth.
    #[error("{path}: frames is {frames}; its clip has {clip_frames}")]
    OtherFrames {
        /// The truth file.
        path: PathBuf,
        /// The frames that the file states.
        frames: usize,
        /// The clip's frames.
        clip_frames: usize,
    },
    /// The clip has another frame rate than its truth.
    #[error("{path}: fps is {}; its clip has {clip_fps:.2}", number_text(*fps))]
    OtherRate {
        /// The truth file.
        path: PathBuf,
        /// The rate that the file states.
        fps: f64,
        /// The clip's rate.
        clip_fps: f64,
    },
}

impl From<TextFileError> for TruthFileError {
    fn from(error: TextFileError) -> Self {
        match error {
            TextFileError::Unreadable { path, why } => Self::Unreadable { path, why },
            other => Self::NotText(other),
        }
    }
}

impl TruthFileError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotText(e) => e.hint(),
            own => hint("truth_file", own.into()),
        }
    }
}
