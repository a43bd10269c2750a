//! The first screen: who walks, how good the film is, and what matters, in half a minute.

use super::evidence::Evidence;
use super::pictures::Pictures;
use super::still::{StillView, still};
use super::words::{task_words, view_words};
use crate::error::AnalysisError;
use crate::gait::{EventKind, GaitEvent};
use crate::report::{Report, Severity};

/// More findings than these are not read at a glance; the others stand below.
const MOST_FINDINGS: usize = 5;

/// Pictures of the strip.
const STRIP: usize = 8;

/// The first screen.
pub(super) struct Glance {
    /// What was done and from where it was seen, once each.
    pub(super) filmed: Vec<String>,
    pub(super) quality: &'static str,
    /// `good`, `usable` or `poor`: names a colour.
    pub(super) quality_class: &'static str,
    /// The person, moment after moment.
    pub(super) strip: Vec<StillView>,
    /// What the strip shows.
    pub(super) strip_words: &'static str,
    /// How many findings are shown here, of all that stand below.
    pub(super) shown: usize,
    pub(super) more: usize,
}

pub(super) fn view(
    report: &Report,
    evidence: &[Evidence],
    pictures: &Pictures,
) -> Result<Glance, AnalysisError> {
    let (quality, quality_class) = quality(report);
    let (moments, strip_words) = strip_moments(report);
    let stills = moments.into_iter().filter_map(|t| still("", t, pictures).transpose());
    let shown = evidence.len().min(MOST_FINDINGS);
    Ok(Glance {
        filmed: filmed(report),
        quality,
        quality_class,
        strip: stills.collect::<Result<_, _>>()?,
        strip_words,
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

/// One stride in the middle of the clip, else the whole time in which the person is seen.
fn strip_moments(report: &Report) -> (Vec<f64>, &'static str) {
    let is_contact = |e: &&GaitEvent| e.kind == EventKind::InitialContact;
    let contacts: Vec<&GaitEvent> = report.events.iter().filter(is_contact).collect();
    let middle = contacts.get(contacts.len() / 2).copied();
    let next = |e: &GaitEvent| {
        contacts.iter().find(|c| c.side == e.side && c.time_s > e.time_s).map(|c| c.time_s)
    };
    let stride = middle.and_then(|e| Some((e.time_s, next(e)?)));
    let seen = || {
        let start = report.passes.first().map_or(0.0, |p| p.start_s);
        (start, report.passes.last().map_or(0.0, |p| p.end_s))
    };
    let (start_s, end_s) = stride.unwrap_or_else(seen);
    let moment = |k: usize| start_s + (end_s - start_s) * k as f64 / STRIP as f64;
    let words = if stride.is_some() { "One stride, contact to contact" } else { "The film" };
    ((0..STRIP).map(moment).collect(), words)
}
