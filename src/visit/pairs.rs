//! The clips of a visit, two by two.

use crate::findings::{Case, judge_across};
use crate::visit::fuse::PairFindings;

/// What every two clips show together that none of them shows alone. Each pair depends on its two clips only, so that
/// leaving out a third one changes nothing of it.
#[must_use]
pub fn judge_pairs(cases: &[Case<'_>]) -> Vec<PairFindings> {
    let others = |clip: usize| (0..cases.len()).filter(move |other| *other != clip);
    let pairs = (0..cases.len()).flat_map(|clip| others(clip).map(move |other| (clip, other)));
    let judged = |(clip, other_leg_clip): (usize, usize)| PairFindings {
        clip,
        other_leg_clip,
        findings: judge_across(&cases[clip], &cases[other_leg_clip]),
    };
    pairs.map(judged).filter(|pair| !pair.findings.is_empty()).collect()
}
