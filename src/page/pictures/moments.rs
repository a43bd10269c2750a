//! The moments of which the page wants a picture.

use crate::findings::{Finding, Status};
use crate::report::Report;

/// Pictures of a strip: enough to follow a stride.
const STRIP: usize = 8;

/// Pictures in a page: it shall stay small enough to be sent by post.
const MOST: usize = 60;

/// Before and after a moment, in seconds: a tenth of a stride, in which a leg has visibly moved on.
const AROUND_S: f64 = 0.12;

/// The moments, in seconds of real life, ascending: the strip, and around what is unusual.
///
/// At most sixty: single events come first, then what is flagged, then what is borderline.
#[must_use]
pub fn moments(report: &Report) -> Vec<f64> {
    let mut all = strip_s(report);
    for [before_s, at_s, after_s] in around_findings(&report.findings) {
        if all.len() + 3 <= MOST {
            all.extend([before_s, at_s, after_s]);
        }
    }
    all.retain(|t| t.is_finite());
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

/// The moments of the strip, evenly spread: over one stride in the middle of the clip, or where there is none
/// over the time in which the subject is seen.
pub(crate) fn strip_s(report: &Report) -> Vec<f64> {
    let Some([start_s, end_s]) = stride_s(report).or_else(|| seen_s(report)) else {
        return Vec::new();
    };
    let step_s = (end_s - start_s) / (STRIP - 1) as f64;
    (0..STRIP).map(|k| start_s + k as f64 * step_s).collect()
}

/// Before, at and after a moment.
pub(crate) fn around(time_s: f64) -> [f64; 3] {
    [time_s - AROUND_S, time_s, time_s + AROUND_S]
}

/// From a contact to the next of the same foot, nearest to the middle of all strides.
fn stride_s(report: &Report) -> Option<[f64; 2]> {
    let cycles = &report.gait.cycles;
    let middle_s = (cycles.first()?.start_s + cycles.last()?.end_s) / 2.0;
    let off_s = |start_s: f64, end_s: f64| ((start_s + end_s) / 2.0 - middle_s).abs();
    let nearest = cycles
        .iter()
        .filter(|c| c.is_whole())
        .min_by(|a, b| off_s(a.start_s, a.end_s).total_cmp(&off_s(b.start_s, b.end_s)))?;
    Some([nearest.start_s, nearest.end_s])
}

fn seen_s(report: &Report) -> Option<[f64; 2]> {
    let subject = report.subject.people.iter().find(|p| p.id == report.subject.id)?;
    Some([subject.first_s, subject.last_s])
}

/// Around every event, and around the exemplar of everything unusual; the worst first.
fn around_findings(findings: &[Finding]) -> Vec<[f64; 3]> {
    let events = findings.iter().flat_map(|f| &f.events).map(|e| [e.start_s, e.peak_s, e.end_s]);
    let of = |status: Status| findings.iter().filter(move |f| f.status == status);
    let unusual = of(Status::Flagged).chain(of(Status::Borderline));
    // an event is shown by itself, anything else by the comparison that decides
    let shown = unusual.filter(|f| f.events.is_empty()).filter_map(|f| f.comparisons.first());
    let exemplars = shown.filter_map(|c| c.exemplar);
    events.chain(exemplars.map(|m| around(m.time_s))).collect()
}
