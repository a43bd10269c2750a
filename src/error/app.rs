//! Errors of the page on one's own machine.

use crate::error::hint::hint;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// The page cannot be served.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum AppError {
    /// The folder of the data cannot be used.
    #[error("cannot use the folder {path}: {why}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The folder holds things that are not this program's.
    #[error("the folder {path} holds things that are not gaitline's")]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// The port cannot be used.
    #[error("cannot listen on port {port} of this machine: {why}")]
    Port {
        /// The port; 0 for any.
        port: u16,
        /// The system's words.
        why: String,
    },
    /// The server cannot run.
    #[error("cannot serve the page: {why}")]
    Server {
        /// The system's words.
        why: String,
    },
    /// Nothing says where data belong.
    #[error("this system has no folder for a user's data")]
    NoFolder,
}

impl AppError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("app", self.into())
    }
}
