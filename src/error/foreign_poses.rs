//! Errors of poses that another tool made.

use crate::error::hint::hint;
use crate::error::number::rounded_text;
use crate::error::text_file::TextFileError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// Poses of another tool that cannot be used.
#[derive(Debug, Error, PartialEq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ForeignPosesError {
    /// The file or folder cannot be read.
    #[error("cannot read {path}: {why}")]
    UnreadablePoses {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file is no text.
    #[error(transparent)]
    NotText(TextFileError),
    /// No format that is known.
    #[error("{path} is no file of poses in a known format: {why}")]
    UnknownFormat {
        /// The file or folder.
        path: PathBuf,
        /// What is there instead.
        why: String,
    },
    /// The poses of an earlier analysis of this program.
    #[error("{path} is a poses.json of gaitline, not of another tool")]
    OwnPoses {
        /// The file.
        path: PathBuf,
    },
    /// A value that cannot be meant.
    #[error("{path}, {place}: {what}; expected {expected}")]
    BadValue {
        /// The file.
        path: PathBuf,
        /// Which frame or line.
        place: String,
        /// What is there.
        what: String,
        /// What should be there.
        expected: String,
    },
    /// Another number of landmarks than in the frames before, or one that no set has.
    #[error("{path}, {place}: {found} landmarks; expected {expected}")]
    LandmarkCount {
        /// The file.
        path: PathBuf,
        /// Which frame.
        place: String,
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: String,
    },
    /// Two entries are of one frame.
    #[error("{path}: frame {frame} is there twice")]
    FrameTwice {
        /// The file or folder.
        path: PathBuf,
        /// Its number.
        frame: usize,
    },
    /// Two people of a frame have the same landmarks.
    #[error("{path}: frame {frame} has the same person twice")]
    PersonTwice {
        /// The file or folder.
        path: PathBuf,
        /// Its number.
        frame: usize,
    },
    /// Times in another unit, or of something else.
    #[error(
        "{path}: its times are {} s apart on the median, {} frames a second; expected 1 to 10000{}",
        rounded_text(*interval_s), rounded_text(*rate_hz),
        if (1.0..=1000.0).contains(interval_s) { ": are they in milliseconds?" } else { "" }
    )]
    ClockRate {
        /// The file.
        path: PathBuf,
        /// Median time from frame to frame.
        interval_s: f64,
        /// The rate that follows.
        rate_hz: f64,
    },
    /// Times of which one cannot be meant.
    #[error("{path}: its times last {} s; expected a day at most", rounded_text(*lasts_s))]
    ClockSpan {
        /// The file.
        path: PathBuf,
        /// From the first to the last.
        lasts_s: f64,
    },
    /// A folder or list with frames of several clips.
    #[error("{path} has frames of several clips: {one} and {other}")]
    SeveralClips {
        /// The file or folder.
        path: PathBuf,
        /// A name of one.
        one: String,
        /// A name of another.
        other: String,
    },
    /// A single picture.
    #[error("{path} holds a single frame")]
    SingleFrame {
        /// The file or folder.
        path: PathBuf,
    },
    /// The clip is another one, or was changed after.
    #[error("{path} has {poses} frames, but {clip} has {frames}")]
    FrameCount {
        /// The poses.
        path: PathBuf,
        /// How many frames they have.
        poses: usize,
        /// The clip.
        clip: PathBuf,
        /// How many frames it has.
        frames: usize,
    },
    /// Without the clip the times of the frames are not known.
    #[error("{path} does not give the times of its frames: without the clip, --fps is needed")]
    NeedsRate {
        /// The poses.
        path: PathBuf,
    },
    /// Without the clip the size of the picture is not known.
    #[error("{path} does not give the size of the picture: without the clip, --size is needed")]
    NeedsSize {
        /// The poses.
        path: PathBuf,
    },
    /// Coordinates that were divided by the picture's size, where pixels are meant.
    #[error("{path}: all coordinates are between -1 and 1; expected pixels")]
    NotInPixels {
        /// The poses.
        path: PathBuf,
    },
    /// Coordinates in pixels, where shares of the picture's size are meant.
    #[error(
        "{path}: coordinates of {median:.0} on the median; expected shares of the picture, from 0 to 1"
    )]
    NotNormalised {
        /// The poses.
        path: PathBuf,
        /// Median of all coordinates.
        median: f64,
    },
    /// Places about the hips, in metres.
    #[error(
        "{path} holds world landmarks (metres about the hips); expected landmarks in the picture"
    )]
    WorldLandmarks {
        /// The poses.
        path: PathBuf,
    },
    /// The picture has another size than that of which the poses were made.
    #[error("{path}: {outside_pct:.0} % of the landmarks lie outside the picture of {} x {} px", size_px[0], size_px[1])]
    OutsideThePicture {
        /// The poses.
        path: PathBuf,
        /// Share of the landmarks.
        outside_pct: f64,
        /// Width and height of the picture.
        size_px: [u32; 2],
    },
    /// Nobody was found in any frame.
    #[error("{path}: there is nobody in its {frames} frames")]
    NobodyThere {
        /// The poses.
        path: PathBuf,
        /// How many frames there are.
        frames: usize,
    },
    /// `--person` names somebody who is not there.
    #[error("{path}: there is no person {asked}; people 1 to {found} were found")]
    NoSuchPersonThere {
        /// The poses.
        path: PathBuf,
        /// The number asked for.
        asked: String,
        /// How many were found.
        found: usize,
    },
}

impl From<TextFileError> for ForeignPosesError {
    fn from(error: TextFileError) -> Self {
        match error {
            TextFileError::Unreadable { path, why } => Self::UnreadablePoses { path, why },
            other => Self::NotText(other),
        }
    }
}

impl ForeignPosesError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotText(e) => e.hint(),
            own => hint("foreign_poses", own.into()),
        }
    }

    /// Whether the command was wrong, rather than the file.
    #[must_use]
    pub fn is_wrong_usage(&self) -> bool {
        self.is_of_command() && !matches!(self, Self::NoSuchPersonThere { .. })
    }

    /// Whether only another command can help: something must be said that the files do not say.
    #[must_use]
    pub fn is_of_command(&self) -> bool {
        matches!(
            self,
            Self::NeedsRate { .. }
                | Self::NeedsSize { .. }
                | Self::OwnPoses { .. }
                | Self::NoSuchPersonThere { .. }
        )
    }
}
