//! The first screen: who walks, how good the film is, and what matters, in half a minute.

use crate::error::AnalysisError;
use crate::page::findings::evidence::Evidence;
use crate::page::pictures::moments::strip_s;
use crate::page::pictures::still::{StillView, still};
use crate::page::pictures::stills::Stills;
use crate::page::text::labels::{task_words, view_words};
use crate::report::{Report, Severity};

/// More findings than these are not read at a glance; the others stand below.
const MOST_FINDINGS: usize = 5;

/// The first screen.
pub(crate) struct Glance {
    /// What was done and from where it was seen, once each.
    pub(crate) filmed: Vec<String>,
    pub(crate) quality: &'static str,
    /// `good`, `usable` or `poor`: names a colour.
    pub(crate) quality_class: &'static str,
    /// The person, moment after moment.
    pub(crate) strip: Vec<StillView>,
    /// What the strip shows.
    pub(crate) strip_words: &'static str,
    /// How many findings are shown here, of all that stand below.
    pub(crate) shown: usize,
    pub(crate) more: usize,
}

pub(crate) fn view(
    report: &Report,
    evidence: &[Evidence],
    stills: &Stills,
) -> Result<Glance, AnalysisError> {
    let (quality, quality_class) = quality(report);
    let strip = strip_s(report).into_iter().filter_map(|t| still("at", t, stills).transpose());
    let has_strides = !report.gait.cycles.is_empty();
    let shown = evidence.len().min(MOST_FINDINGS);
    Ok(Glance {
        filmed: filmed(report),
        quality,
        quality_class,
        strip: strip.collect::<Result<_, _>>()?,
        strip_words: if has_strides { "One stride, contact to contact" } else { "The film" },
        shown,
        more: evidence.len() - shown,
    })
}

/// `Walking, seen from the left side`, once each.
fn filmed(report: &Report) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (index, pass) in report.passes.iter().enumerate() {
        let task = report.gait.tasks.get(index).map_or("", |&t| task_words(t));
        let joint = if task.is_empty() { "" } else { ", " };
        let words = format!("{task}{joint}seen {}", view_words(pass.view));
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all
}

fn quality(report: &Report) -> (&'static str, &'static str) {
    match report.quality.iter().map(|n| n.severity).max() {
        Some(Severity::Serious) => ("not good enough for some or all numbers", "poor"),
        Some(Severity::Warning) => ("usable, with less certain numbers", "usable"),
        _ => ("good", "good"),
    }
}
