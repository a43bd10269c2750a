//! What was seen: the few findings that matter, each a sentence and a size.

use super::size::{self, SizeView};
use crate::findings::{Compared, Finding, FindingId, Status};
use crate::page::language::{Words, filled};

/// More than this nobody remembers.
const MOST: usize = 5;

/// The section on what was seen.
pub(super) struct SawView {
    pub(super) rows: Vec<RowView>,
    /// What else is to be said, a sentence each.
    pub(super) remarks: Vec<String>,
}

/// One finding.
pub(super) struct RowView {
    pub(super) text: String,
    pub(super) may_be_chance: bool,
    pub(super) size: Option<SizeView>,
    /// In how many steps, where it is a single event.
    pub(super) steps: Option<String>,
}

pub(super) fn view(findings: &[&Finding], words: &Words) -> SawView {
    let unusual = by_size(findings);
    let row = |f: &&Finding| RowView {
        text: words.finding(f.id, f.side),
        may_be_chance: f.status == Status::Borderline,
        size: f.comparisons.first().and_then(|c| size::view(c, words)),
        steps: steps(f, words),
    };
    let rows: Vec<RowView> = unusual.iter().take(MOST).map(row).collect();
    let remarks = [
        (rows.is_empty() && !findings.is_empty()).then(|| words.saw.nothing.clone()),
        (unusual.len() > MOST).then(|| words.saw.more.clone()),
        none_gave_way(findings, words),
        not_seen(findings, words),
    ];
    SawView { rows, remarks: remarks.into_iter().flatten().collect() }
}

/// What is flagged, then what is borderline; single events first, then what is farthest beyond its limit.
fn by_size<'a>(findings: &[&'a Finding]) -> Vec<&'a Finding> {
    let is_unusual = |f: &&&Finding| f.status >= Status::Borderline;
    let mut all: Vec<&Finding> = findings.iter().filter(is_unusual).copied().collect();
    all.sort_by(|a, b| b.status.cmp(&a.status).then(beyond(b).total_cmp(&beyond(a))));
    all
}

/// How far from usual, where the limit is at 1; an event is farther than any mean.
fn beyond(finding: &Finding) -> f64 {
    let share = |c: &Compared| {
        let share = (c.value - c.usual) / (c.flag - c.usual);
        if share.is_finite() { share } else { 0.0 }
    };
    match finding.events.is_empty() {
        true => finding.comparisons.first().map_or(0.0, share),
        false => f64::INFINITY,
    }
}

fn steps(finding: &Finding, words: &Words) -> Option<String> {
    let (n, of) = (finding.events.len(), finding.steps?);
    let places = [("{n}", n.to_string()), ("{of}", of.to_string())];
    let places = places.each_ref().map(|(place, with)| (*place, with.as_str()));
    (n > 0).then(|| filled(&words.saw.gave_way, &places))
}

/// That no knee gave way is said, and in how many steps.
fn none_gave_way(findings: &[&Finding], words: &Words) -> Option<String> {
    let looked = findings.iter().filter(|f| f.id == FindingId::Buckling);
    let (steps, events) =
        looked.fold((0, 0), |(s, e), f| (s + f.steps.unwrap_or(0), e + f.events.len()));
    let said = || filled(&words.saw.none_gave_way, &[("{n}", &steps.to_string())]);
    (steps > 0 && events == 0).then(said)
}

/// That not all was judged, or nothing.
fn not_seen(findings: &[&Finding], words: &Words) -> Option<String> {
    let is_unseen = |f: &&Finding| f.status == Status::NotAssessable;
    match findings.is_empty() {
        true => Some(words.saw.not_judged.clone()),
        false => findings.iter().any(is_unseen).then(|| words.saw.only_a_part.clone()),
    }
}
