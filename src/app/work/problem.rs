//! What went wrong, in words for the page.

use crate::app::store::record::Problem;
use crate::error::AnalysisError;
use std::path::Path;

/// An error in words.
pub(super) fn problem(error: &AnalysisError) -> Problem {
    let problem = match error {
        // named alike, but of other files than the clip
        AnalysisError::Video(_) => Problem::named(error.kind()),
        AnalysisError::Write { .. } => Problem::named("not_written"),
        AnalysisError::NoPerson { .. }
        | AnalysisError::NoSuchPerson { .. }
        | AnalysisError::SameFilm { .. } => Problem::named(error.kind()),
        _ => Problem::named("other"),
    };
    problem.with(format!("{error}; {}", error.hint()))
}

/// What could not be written.
pub(super) fn written(path: &Path, done: std::io::Result<()>) -> Result<(), AnalysisError> {
    done.map_err(|e| AnalysisError::Write { path: path.into(), why: e.to_string() })
}
