//! A finished report, read back.

use crate::error::ReportFileError;
use crate::report::{REPORT_SCHEMA_VERSION, Report};
use crate::text_file::{read_text, without_mark};
use serde::Deserialize;
use std::path::Path;

/// No report is larger: it grows by some 100 bytes a frame.
const MOST_BYTES: u64 = 1 << 30;

/// Reads a `report.json`.
///
/// # Errors
/// When the file cannot be read, is no report, or is one of another version of the format.
pub fn read_report(path: &Path) -> Result<Report, ReportFileError> {
    let text = read_text(path, MOST_BYTES)?;
    let text = without_mark(&text);
    let wrong = |e: serde_json::Error| ReportFileError::NotAReport {
        path: path.into(),
        why: e.to_string(),
    };
    let versioned: Versioned = serde_json::from_str(text).map_err(wrong)?;
    if versioned.schema_version != REPORT_SCHEMA_VERSION {
        return Err(ReportFileError::OtherVersion {
            path: path.into(),
            found: versioned.schema_version,
            expected: REPORT_SCHEMA_VERSION,
        });
    }
    serde_json::from_str(text).map_err(wrong)
}

/// What every report has, whatever its version.
#[derive(Deserialize)]
struct Versioned {
    schema_version: u32,
}
