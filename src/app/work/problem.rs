//! What went wrong, in words for the page.

use crate::app::store::record::Problem;
use crate::error::AnalysisError;
use std::path::Path;

/// An error in words.
pub(super) fn problem(error: &AnalysisError) -> Problem {
    let name = match error {
        // others may be named alike, but are of other files than the clip
        AnalysisError::Video(_)
        | AnalysisError::NoPerson { .. }
        | AnalysisError::NoSuchPerson { .. }
        | AnalysisError::SameFilm { .. } => error.kind(),
        AnalysisError::Write { .. } => "not_written",
        _ => return Problem::named("other").with(format!("{error}; {}", error.hint())),
    };
    Problem::named(name).with(error)
}

/// What could not be written.
pub(super) fn written(path: &Path, done: std::io::Result<()>) -> Result<(), AnalysisError> {
    done.map_err(|e| AnalysisError::Write { path: path.into(), why: e.to_string() })
}
