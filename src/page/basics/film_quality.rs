//! How well a film shows what it can show: the same on every page.

use crate::report::{NoteCode, Report, Severity};
use strum::IntoStaticStr;

/// How well a film shows what it can show. Its name names a text and a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum FilmQuality {
    Good,
    /// Something could be filmed better.
    Noted,
    /// Some values are less certain.
    Usable,
    Poor,
}

impl FilmQuality {
    pub(crate) fn of(report: &Report) -> Self {
        match report.quality.iter().map(|n| n.severity).max() {
            Some(Severity::Serious) => Self::Poor,
            Some(Severity::Warning) => Self::Usable,
            _ if report.quality.iter().any(|n| is_fault(n.code)) => Self::Noted,
            _ => Self::Good,
        }
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
