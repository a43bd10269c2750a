//! What was seen: the few findings that matter, each a sentence and a size.

use crate::catalogue::filled;
use crate::findings::{Finding, Status};
use crate::page::findings::ranking::{gave_way, unusual};
use crate::page::patient::size::{self, SizeView};
use crate::page::text::patient::Words;

/// More than this nobody remembers.
const MOST: usize = 5;

/// The section on what was seen.
pub(crate) struct SawView {
    pub(crate) rows: Vec<RowView>,
    /// What else is to be said, a sentence each.
    pub(crate) remarks: Vec<String>,
}

/// One finding.
pub(crate) struct RowView {
    pub(crate) text: String,
    pub(crate) may_be_chance: bool,
    pub(crate) size: Option<SizeView>,
    /// In how many steps, where it is a single event.
    pub(crate) steps: Option<String>,
}

pub(crate) fn view(findings: &[&Finding], words: &Words) -> SawView {
    let unusual = unusual(findings);
    let row = |(_, f): &(usize, &Finding)| RowView {
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

fn steps(finding: &Finding, words: &Words) -> Option<String> {
    let (n, of) = (finding.events.len(), finding.steps?);
    let places = [("n", n.to_string()), ("of", of.to_string())];
    let places = places.each_ref().map(|(place, with)| (*place, with.as_str()));
    (n > 0).then(|| filled(&words.saw.gave_way, &places))
}

/// That no knee gave way is said, and in how many steps.
fn none_gave_way(findings: &[&Finding], words: &Words) -> Option<String> {
    let (steps, events) = gave_way(findings);
    let said = || filled(&words.saw.none_gave_way, &[("n", &steps.to_string())]);
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
