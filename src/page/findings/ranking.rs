//! Which findings come first, and how often a knee gave way: the same on every page.

use crate::findings::{Compared, Finding, FindingId, Status};

/// What is flagged, then what is borderline, each with its place in the list: single events first, then what is farthest
/// beyond its limit.
pub(crate) fn unusual<'a>(findings: &[&'a Finding]) -> Vec<(usize, &'a Finding)> {
    let all = findings.iter().copied().enumerate();
    let mut all: Vec<_> = all.filter(|(_, f)| f.status >= Status::Borderline).collect();
    all.sort_by(|(_, a), (_, b)| b.status.cmp(&a.status).then(beyond(b).total_cmp(&beyond(a))));
    all
}

/// How far from usual, where the limit is at 1; an event is farther than any mean.
fn beyond(finding: &Finding) -> f64 {
    let share = |c: &Compared| (c.value - c.usual) / (c.flag - c.usual);
    match finding.events.is_empty() {
        true => finding.comparisons.first().map(share).filter(|s| s.is_finite()).unwrap_or(0.0),
        false => f64::INFINITY,
    }
}

/// In how many steps of both legs giving way was looked for, and how often it was seen.
pub(crate) fn gave_way(findings: &[&Finding]) -> (usize, usize) {
    let looked = findings.iter().filter(|f| f.id == FindingId::Buckling);
    looked.fold((0, 0), |(s, e), f| (s + f.steps.unwrap_or(0), e + f.events.len()))
}
