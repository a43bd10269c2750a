//! Errors of an analysis.

use crate::error::foreign_poses::ForeignPosesError;
use crate::error::hint::hint;
use crate::error::pose::PoseError;
use crate::error::poses_file::PosesFileError;
use crate::error::print::PrintError;
use crate::error::video::VideoError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// One clip that could not be analysed.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum AnalysisError {
    /// The clip cannot be read, or the overlay not written.
    #[error(transparent)]
    Video(#[from] VideoError),
    /// The model cannot be used.
    #[error(transparent)]
    Pose(#[from] PoseError),
    /// A poses file cannot be used.
    #[error(transparent)]
    Poses(#[from] PosesFileError),
    /// Poses of another tool cannot be used.
    #[error(transparent)]
    ForeignPoses(#[from] ForeignPosesError),
    /// Nobody was found in the whole clip.
    #[error("{path}: no person was found in the {searched} frames searched")]
    NoPerson {
        /// The clip.
        path: PathBuf,
        /// How many frames were searched.
        searched: usize,
    },
    /// `--person` names somebody who is not there.
    #[error("{path}: there is no person {asked}; people 1 to {found} were found")]
    NoSuchPerson {
        /// The clip.
        path: PathBuf,
        /// Who was asked for.
        asked: String,
        /// How many were found.
        found: usize,
    },
    /// The clip took longer than `--timeout` allows.
    #[error("{path}: the analysis took longer than --timeout allows")]
    TimeIsUp {
        /// The clip.
        path: PathBuf,
    },
    /// The program took more memory than `--max-memory` allows.
    #[error("{path}: the analysis took more memory than --max-memory allows")]
    MemoryIsUp {
        /// The clip.
        path: PathBuf,
    },
    /// Nobody waits for the result any more.
    #[error("{path}: the analysis was cancelled")]
    Cancelled {
        /// The clip.
        path: PathBuf,
    },
    /// Two clips of a visit show the same.
    #[error(
        "clips {first} and {second} of the visit are the same film, {path}: its strides would count twice"
    )]
    SameFilm {
        /// The second file.
        path: PathBuf,
        /// Number of the first clip in the visit, from 1.
        first: usize,
        /// Number of the second one.
        second: usize,
    },
    /// An option that needs more than poses.
    #[error("{path} contains poses only; --{option} needs the clip itself")]
    NeedsClip {
        /// The poses file.
        path: PathBuf,
        /// The flag.
        option: &'static str,
    },
    /// An option for which pictures are looked at, which is not done with poses of another tool.
    #[error("{path}: --{option} does not go with --poses")]
    NotWithPoses {
        /// The poses.
        path: PathBuf,
        /// The flag.
        option: &'static str,
    },
    /// A place that is given in the picture lies outside of it.
    #[error(
        "--known-length: its end {},{} lies outside of {path}, which is {} x {} px", end_px[0], end_px[1], size_px[0], size_px[1]
    )]
    OutsidePicture {
        /// The clip.
        path: PathBuf,
        /// The end: from the left, from the top.
        end_px: [f64; 2],
        /// Width and height of the upright picture.
        size_px: [u32; 2],
    },
    /// The page cannot be printed; it is written already.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// A result cannot be written.
    #[error("cannot write {path}: {why}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// A document cannot be put together.
    #[error("cannot render {what}: {why}")]
    Render {
        /// Which document.
        what: &'static str,
        /// The renderer's words.
        why: String,
    },
}

impl AnalysisError {
    /// Whether the command was wrong, rather than impossible to carry out.
    #[must_use]
    pub fn is_wrong_usage(&self) -> bool {
        use AnalysisError::{OutsidePicture, SameFilm};
        matches!(self, OutsidePicture { .. } | SameFilm { .. })
            || matches!(self, Self::Pose(PoseError::UnknownModel { .. }))
    }

    /// Whether something was asked for that does not go with this file, or not asked for that it needs: other files may do
    /// with the same command.
    #[must_use]
    pub fn is_wrong_for_file(&self) -> bool {
        match self {
            Self::NeedsClip { .. } | Self::NotWithPoses { .. } => true,
            Self::ForeignPoses(e) => e.is_wrong_usage(),
            _ => false,
        }
    }

    /// Whether the same clip fails by it every time: not by a full disk or a missing file.
    #[must_use]
    pub fn lasts(&self) -> bool {
        match self {
            Self::Video(e) => {
                use VideoError::{Changed, Encode, Unreadable};
                !matches!(e, Unreadable { .. } | Changed { .. } | Encode { .. })
            }
            Self::Poses(e) => !matches!(e, PosesFileError::Unreadable { .. }),
            Self::ForeignPoses(e) => !matches!(e, ForeignPosesError::UnreadablePoses { .. }),
            Self::NoPerson { .. } | Self::NoSuchPerson { .. } | Self::NotWithPoses { .. } => true,
            Self::NeedsClip { .. } | Self::OutsidePicture { .. } | Self::SameFilm { .. } => true,
            Self::TimeIsUp { .. } | Self::MemoryIsUp { .. } | Self::Cancelled { .. } => false,
            Self::Pose(_) | Self::Print(_) => false,
            Self::Write { .. } | Self::Render { .. } => false,
        }
    }

    /// Whether the clip's own file is to blame, and not what was asked for or where it was to be written.
    #[must_use]
    pub fn is_of_file(&self) -> bool {
        match self {
            Self::Video(e) => {
                !matches!(e, VideoError::EmptyRange { .. } | VideoError::Encode { .. })
            }
            Self::ForeignPoses(e) => !e.is_of_command(),
            Self::Poses(_) | Self::NoPerson { .. } => true,
            _ => false,
        }
    }

    /// Whether a result could not be written, for which no clip is to blame.
    #[must_use]
    pub fn is_of_output(&self) -> bool {
        matches!(self, Self::Write { .. } | Self::Video(VideoError::Encode { .. }))
    }

    /// Whether only the clip that it was said of can be meant by what was asked for.
    #[must_use]
    pub fn is_of_clip(&self) -> bool {
        matches!(self, Self::OutsidePicture { .. })
    }

    /// The kind of error: a short name that does not change.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Video(e) => e.into(),
            Self::Pose(e) => e.into(),
            Self::Poses(e) => e.into(),
            Self::ForeignPoses(e) => e.into(),
            Self::Print(e) => e.into(),
            own => own.into(),
        }
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Video(e) => e.hint(),
            Self::Pose(e) => e.hint(),
            Self::Poses(e) => e.hint(),
            Self::ForeignPoses(e) => e.hint(),
            Self::Print(e) => e.hint(),
            own => hint("analysis", own.into()),
        }
    }
}
