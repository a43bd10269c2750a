//! What was measured of a clip, read back.

use crate::error::StudyError;
use crate::pipeline::report_file::read_report;
use crate::report::Report;
use crate::study::{Outcome, Record};
use std::path::Path;

/// The report and the `cycles.csv` of a clip; none where it failed.
pub(super) fn results(
    study: &Path,
    record: &Record,
) -> Result<Option<(Report, String)>, StudyError> {
    if record.outcome != Outcome::Analysed {
        return Ok(None);
    }
    let folder = study.join(record.clip.folder());
    let report = read_report(&folder.join("report.json"))?;
    Ok(Some((report, read_text(&folder.join("cycles.csv"))?)))
}

/// The text of a file of a study.
pub(super) fn read_text(path: &Path) -> Result<String, StudyError> {
    std::fs::read_to_string(path)
        .map_err(|e| StudyError::Unreadable { path: path.into(), why: e.to_string() })
}
