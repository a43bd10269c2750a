//! Errors of studies.

use crate::error::analysis::AnalysisError;
use crate::error::hint::hint;
use crate::error::pose::PoseError;
use crate::error::report_file::ReportFileError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A study that cannot be analysed or put together.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum StudyError {
    /// A file or folder cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// A file or folder cannot be written.
    #[error("cannot write {path}: {why}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// Another run is at work in the same folder.
    #[error("another run is at work in {folder}")]
    Busy {
        /// The study's folder.
        folder: PathBuf,
    },
    /// There are no records of clips.
    #[error("{folder} holds no study: there are no records of clips in it")]
    NotAStudy {
        /// The folder.
        folder: PathBuf,
    },
    /// A record is damaged, or one of another version.
    #[error("{path} is no record of a clip: {why}")]
    BadRecord {
        /// The record.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The manifest is damaged.
    #[error("{path} is no list of hashes and files")]
    BadManifest {
        /// The manifest.
        path: PathBuf,
    },
    /// Two studies hold different results of one clip.
    #[error("{first} and {second} hold different results of the clip {id}")]
    Contradiction {
        /// One study.
        first: PathBuf,
        /// The other one.
        second: PathBuf,
        /// The clip.
        id: String,
    },
    /// A report cannot be read.
    #[error(transparent)]
    Report(#[from] ReportFileError),
    /// What every clip must fail by.
    #[error(transparent)]
    Analysis(#[from] AnalysisError),
}

impl From<PoseError> for StudyError {
    fn from(error: PoseError) -> Self {
        Self::Analysis(error.into())
    }
}

impl StudyError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Report(e) => e.hint(),
            Self::Analysis(e) => e.hint(),
            own => hint("study", own.into()),
        }
    }
}
