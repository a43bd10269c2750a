//! Errors of files of text.

use crate::error::hint::hint;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A file whose text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum TextFileError {
    /// The file cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// A device, a pipe or a folder.
    #[error("cannot read {path}: it is not a regular file")]
    NotAFile {
        /// What it is called.
        path: PathBuf,
    },
    /// Larger than any file of its kind.
    #[error("cannot read {path}: it is larger than {most_mb} MB")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// How large it may be.
        most_mb: u64,
    },
    /// Text in another encoding, as a spreadsheet may save it, or no text at all.
    #[error("cannot read {path}: it is not UTF-8 text")]
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
}

impl TextFileError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("text_file", self.into())
    }
}
