//! Errors of `report.json`.

use crate::error::hint::hint;
use crate::error::text_file::TextFileError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A `report.json` that cannot be used.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ReportFileError {
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
    /// The file is no report of this version.
    #[error("{path} is not a report that this version can read: {why}")]
    NotAReport {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The report is of another version of the format.
    #[error(
        "{path} is a report of format {found}; this version of gaitline reads format {expected}"
    )]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version of the format.
        found: u32,
        /// The version that is read.
        expected: u32,
    },
}

impl From<TextFileError> for ReportFileError {
    fn from(error: TextFileError) -> Self {
        match error {
            TextFileError::Unreadable { path, why } => Self::Unreadable { path, why },
            other => Self::NotText(other),
        }
    }
}

impl ReportFileError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotText(e) => e.hint(),
            own => hint("report_file", own.into()),
        }
    }
}
