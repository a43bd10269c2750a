//! What went wrong, in words for the page.

use crate::app::store::record::Problem;
use crate::catalogue::Catalogue;
use crate::error::AnalysisError;
use std::path::Path;

/// An error in words.
pub(super) fn problem(error: &AnalysisError) -> Problem {
    Problem { what: error.to_string(), hint: error.hint().to_owned() }
}

/// What could not be written.
pub(super) fn written(path: &Path, done: std::io::Result<()>) -> Result<(), AnalysisError> {
    done.map_err(|e| AnalysisError::Write { path: path.into(), why: e.to_string() })
}

/// Work that ended without a result and without an error.
pub(super) fn ended() -> Problem {
    let text = |key: &str| Catalogue::english().text(key).to_owned();
    Problem { what: text("app.server.nothing_usable"), hint: text("app.server.correct_options") }
}
