//! A comparison as files: a page, and the same as data.

use crate::catalogue::Language;
use crate::compare::Comparison;
use crate::error::AnalysisError;
use crate::page::render_comparison_html;
use crate::pipeline::output::atomic_write::write_whole;
use std::path::Path;

/// Writes the page, and beside it the comparison as JSON under the same name; `names` are what the reports are called.
///
/// # Errors
/// When a file cannot be written.
pub fn write_comparison(
    comparison: &Comparison,
    names: &[String],
    page: &Path,
) -> Result<(), AnalysisError> {
    let render =
        |e: serde_json::Error| AnalysisError::Render { what: "the comparison", why: e.to_string() };
    write_whole(page, &render_comparison_html(comparison, names, Language::ENGLISH)?)?;
    write_whole(&page.with_extension("json"), &serde_json::to_string(comparison).map_err(render)?)
}
