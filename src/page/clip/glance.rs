//! The first screen: who walks, how good the film is, and what matters, in half a minute.

use crate::error::AnalysisError;
use crate::gait::{GaitCycle, Task};
use crate::page::basics::film_quality::FilmQuality;
use crate::page::findings::evidence::Evidence;
use crate::page::pictures::moments::strip_s;
use crate::page::pictures::still::{StillView, still};
use crate::page::pictures::stills::Stills;
use crate::page::text::labels::{task_words, view_words};
use crate::page::text::texts::{Texts, capitalised};
use crate::report::Report;

/// More findings than these are not read at a glance; the others stand below.
const MOST_FINDINGS: usize = 5;

/// The first screen.
pub(crate) struct Glance {
    /// What was done and from where it was seen, once each.
    pub(crate) filmed: Vec<String>,
    pub(crate) quality: &'static str,
    /// `good`, `noted`, `usable` or `poor`: names a colour.
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
    t: Texts,
) -> Result<Glance, AnalysisError> {
    let quality_class: &str = FilmQuality::of(report).into();
    let strip =
        strip_s(report).into_iter().filter_map(|at_s| still("at", at_s, stills, t).transpose());
    let has_strides = report.gait.cycles.iter().any(GaitCycle::is_whole);
    let shown = evidence.len().min(MOST_FINDINGS);
    Ok(Glance {
        filmed: filmed(report, t),
        quality: t.key(&format!("page.quality.{quality_class}")),
        quality_class,
        strip: strip.collect::<Result<_, _>>()?,
        strip_words: t.key(match has_strides {
            true => "page.glance.strip_of_stride",
            false => "page.glance.strip_of_film",
        }),
        shown,
        more: evidence.len() - shown,
    })
}

/// `Walking, seen from the left side`, once each.
fn filmed(report: &Report, t: Texts) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (pass, task) in report.told_passes() {
        let view = ("view", view_words(t, pass.view));
        let words = capitalised(&match task {
            // why there are no steps is said after it
            Some(task) if task != Task::Other => {
                t.fill("page.glance.pass", &[("task", task_words(t, task)), view])
            }
            _ => t.fill("page.glance.pass_without_task", &[view]),
        });
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all
}
