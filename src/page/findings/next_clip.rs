//! What this clip cannot show, and the one clip to film next: the one that lets most patterns be assessed.

use crate::findings::{AdviceId, Finding, FindingAdvice};
use crate::page::basics::grouped::grouped;
use crate::page::findings::source::FindingsSource;
use crate::page::findings::summary::names;

/// More names than these are not read in a line.
const MOST_NAMES: usize = 4;

/// What is missing, and how to film it.
pub(crate) struct NextClip {
    /// In one sentence, what the next clip would show first.
    pub(crate) cannot_show: String,
    /// How to film it.
    pub(crate) film: &'static str,
}

/// `None` where every pattern that a clip can show was assessed.
pub(crate) fn view(told: &FindingsSource<'_>) -> Option<NextClip> {
    let t = told.t;
    let by_clip = grouped(told.findings.iter().filter_map(|f| Some((clip_for(f)?, *f))));
    let most = by_clip.iter().map(|(_, of)| of.len()).max()?;
    let (advice, _) = by_clip.iter().find(|(_, of)| of.len() == most)?;
    // what the next clip would show comes first
    let (next, others): (Vec<_>, Vec<_>) = by_clip.iter().partition(|(clip, _)| clip == advice);
    let all = next.into_iter().chain(others).flat_map(|(_, of)| of.iter().copied());
    let names = names(all, t);
    let shown = &names[..names.len().min(MOST_NAMES)];
    let more = names.len() > shown.len();
    let more = if more { t.key("page_findings.next_clip.and_more") } else { "" };
    let places = [("names", &*t.listed(shown)), ("more", more)];
    Some(NextClip {
        cannot_show: t.fill("page_findings.next_clip.cannot_show", &places),
        film: t.key(&advice.key()),
    })
}

/// The advice that asks for another clip; `None` where no clip would help. A leg that was hidden and a difference from a
/// hidden leg need the same clip.
fn clip_for(finding: &Finding) -> Option<AdviceId> {
    use FindingAdvice as A;
    match finding.not_assessable.as_ref()?.advice_id {
        AdviceId::Finding(A::FarLeg | A::NearAgainstFar) => {
            Some(AdviceId::Finding(A::NearAgainstFar))
        }
        AdviceId::Finding(A::Height | A::PelvicRotation | A::HipLine) => None,
        other => Some(other),
    }
}
