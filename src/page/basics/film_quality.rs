//! How well a film shows what it can show: the same on every page.

use crate::report::{NoteCode, Report, Severity};

/// `good`, `noted` where something could be filmed better, `usable` or `poor`.
pub(crate) fn film_quality(report: &Report) -> &'static str {
    match report.quality.iter().map(|n| n.severity).max() {
        Some(Severity::Serious) => "poor",
        Some(Severity::Warning) => "usable",
        _ if report.quality.iter().any(|n| is_fault(n.code)) => "noted",
        _ => "good",
    }
}

/// Whether a note is of something that could be filmed better, rather than of what was filmed.
fn is_fault(code: NoteCode) -> bool {
    !matches!(
        code,
        NoteCode::OtherTool
            | NoteCode::UnmeasuredModel
            | NoteCode::PartlyMeasuredModel
            | NoteCode::SeveralPeople
            | NoteCode::SlowMotion
            | NoteCode::CameraFollows
            | NoteCode::Treadmill
            | NoteCode::StickersOfOtherViews
            | NoteCode::StickersUsed
    )
}
