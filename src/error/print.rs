//! Errors of printing.

use crate::error::hint::hint;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A finished page that cannot be printed.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum PrintError {
    /// There is no browser that prints.
    #[error(
        "{page} is written, but not printed: no Chromium, Chrome, Edge, Brave or Firefox was found"
    )]
    NoBrowser {
        /// The page.
        page: PathBuf,
    },
    /// The browser did not end in time.
    #[error("{page} is written, but not printed: {browser} does not respond")]
    Silent {
        /// The page.
        page: PathBuf,
        /// The program.
        browser: PathBuf,
    },
    /// The browser failed.
    #[error("{page} is written, but not printed: {browser}: {why}")]
    Failed {
        /// The page.
        page: PathBuf,
        /// The program.
        browser: PathBuf,
        /// Its own words.
        why: String,
    },
}

impl PrintError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("print", self.into())
    }
}
