//! What can go wrong when a browser prints.

use crate::error::PrintError;
use std::path::Path;

/// Why a browser did not print.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Failure {
    /// It did not end in time, or did not answer.
    Silent,
    /// It said so, or what it wrote is no PDF.
    Broken(String),
}

impl Failure {
    pub(super) fn told(self, page: &Path, browser: &Path) -> PrintError {
        let (page, browser) = (page.into(), browser.into());
        match self {
            Self::Silent => PrintError::Silent { page, browser },
            Self::Broken(why) => PrintError::Failed { page, browser, why },
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}
