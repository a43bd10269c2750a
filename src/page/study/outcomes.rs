//! What became of the clips, and why.

use crate::page::study::points::page;
use crate::page::text::texts::Texts;
use crate::study::{ClipOutcome, ClipSummary, StudySummary};
use std::collections::BTreeMap;

/// Clips that have no gait for one reason, or no report by one kind of error.
pub(super) struct Reason {
    pub(super) what: String,
    pub(super) advice: String,
    pub(super) clips: Clips,
}

/// Clips, with the address of their page where they have one.
type Clips = Vec<(String, Option<String>)>;

/// Why clips were refused: the most frequent reason first.
pub(super) fn refused(study: &StudySummary, t: Texts) -> Vec<Reason> {
    let reason = |clip: &ClipSummary| match &clip.outcome {
        ClipOutcome::Refused { reason } if !reason.is_empty() => {
            Some((t.key(&format!("no_gait.{reason}")).to_owned(), String::new()))
        }
        _ => None,
    };
    by_reason(study, reason)
}

/// Why clips failed: the most frequent kind of error first.
pub(super) fn failed(study: &StudySummary) -> Vec<Reason> {
    let reason = |clip: &ClipSummary| match &clip.outcome {
        ClipOutcome::Failed { error, hint, .. } => Some((error.replace('_', " "), hint.clone())),
        _ => None,
    };
    by_reason(study, reason)
}

fn by_reason(
    study: &StudySummary,
    reason: impl Fn(&ClipSummary) -> Option<(String, String)>,
) -> Vec<Reason> {
    let mut all: BTreeMap<(String, String), Clips> = BTreeMap::new();
    for clip in &study.clips {
        if let Some(why) = reason(clip) {
            let said = match &clip.outcome {
                ClipOutcome::Failed { what, .. } => format!("{}: {what}", clip.id),
                _ => clip.id.clone(),
            };
            all.entry(why).or_default().push((said, clip.folder.as_deref().map(page)));
        }
    }
    let reason = |((what, advice), clips)| Reason { what, advice, clips };
    let mut reasons: Vec<Reason> = all.into_iter().map(reason).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.clips.len()));
    reasons
}
