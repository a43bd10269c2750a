//! Errors of `poses.json`.

use crate::error::hint::hint;
use crate::error::text_file::TextFileError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A `poses.json` that cannot be used.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum PosesFileError {
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
    /// The file is no poses file of this version.
    #[error("{path} is not a poses file that this version can read: {why}")]
    NotPoses {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl From<TextFileError> for PosesFileError {
    fn from(error: TextFileError) -> Self {
        match error {
            TextFileError::Unreadable { path, why } => Self::Unreadable { path, why },
            other => Self::NotText(other),
        }
    }
}

impl PosesFileError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotText(e) => e.hint(),
            own => hint("poses_file", own.into()),
        }
    }
}
