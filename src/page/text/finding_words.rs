//! Findings and hypotheses in the words of those who work in the field; the patient's sheet has the plain ones.

use crate::causes::{CauseId, Level};
use crate::findings::{FindingId, Status, Unmet};
use crate::page::text::texts::Texts;

/// What a finding is called in the field.
pub(crate) fn finding_words(t: Texts, id: FindingId) -> &'static str {
    t.of_id("finding_names", id)
}

pub(crate) fn status_words(t: Texts, status: Status) -> &'static str {
    t.of_id("levels.status", status)
}

/// The class of a status on a page: it names a colour.
pub(crate) fn status_class(status: Status) -> &'static str {
    match status {
        Status::NotAssessable => "not_assessable",
        Status::Within => "within",
        Status::Borderline => "borderline",
        Status::Flagged => "flagged",
    }
}

pub(crate) fn unmet_words(t: Texts, unmet: Unmet) -> &'static str {
    t.of_id("levels.unmet", unmet)
}

pub(crate) fn cause_words(t: Texts, id: CauseId) -> &'static str {
    t.of_id("cause_names", id)
}

pub(crate) fn level_words(t: Texts, level: Level) -> &'static str {
    t.of_id("levels.level", level)
}
