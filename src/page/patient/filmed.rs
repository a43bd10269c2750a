//! What was filmed, how well it could be seen, and how to film better.

use crate::catalogue::{Language, filled};
use crate::error::AnalysisError;
use crate::gait::{NoGait, Task};
use crate::motion::View;
use crate::page::basics::film_quality::FilmQuality;
use crate::page::basics::grouped::grouped;
use crate::page::pictures::moments::strip_s;
use crate::page::pictures::still::still;
use crate::page::pictures::stills::Stills;
use crate::page::text::patient::Words;
use crate::page::text::texts::Texts;
use crate::report::{NoteCode, Report, VisitReport};

/// More advice than this is not followed.
const MOST_TIPS: usize = 4;

/// The section on the film.
pub(crate) struct FilmView {
    /// What was filmed, a sentence a clip.
    pub(crate) lines: Vec<String>,
    /// The person walking, as data URLs.
    pub(crate) pictures: Vec<String>,
    /// How well the person could be seen; a visit's clips each have a sheet that says so.
    pub(crate) quality: Option<String>,
}

pub(crate) fn of_clip(
    report: &Report,
    stills: &Stills,
    words: &Words,
) -> Result<FilmView, AnalysisError> {
    let passes = report.told_passes();
    let told = passes.iter().map(|(pass, task)| (task.unwrap_or(Task::Other), pass.view));
    let is_guessed = report.gait.refused.is_some_and(NoGait::guesses_the_body);
    let line = match passes.is_empty() {
        true if is_guessed => words.film.not_used.clone(),
        true => words.film.nobody.clone(),
        false => filled(&words.film.one, &[("what", &what(told, words))]),
    };
    Ok(FilmView {
        lines: vec![line],
        pictures: strip(report, stills)?,
        quality: Some(quality(report, words).to_owned()),
    })
}

pub(crate) fn of_visit(report: &VisitReport, words: &Words) -> FilmView {
    let line = |clip: &crate::report::VisitClip| {
        let told = clip.told_passes().into_iter();
        let told = told.map(|(view, task)| (task.unwrap_or(Task::Other), view));
        let (n, what) = (clip.number.to_string(), what(told, words));
        filled(&words.film.numbered, &[("n", &n), ("what", &what)])
    };
    let (used, unused): (Vec<_>, Vec<_>) = report.clips.iter().partition(|c| !c.views.is_empty());
    let mut missing = report.missing_numbers();
    missing.extend(unused.iter().map(|clip| clip.number));
    missing.sort_unstable();
    let missing: Vec<String> = missing.iter().map(usize::to_string).collect();
    let not_read = filled(&words.film.not_read, &[("n", &missing.join(", "))]);
    let not_read = (!missing.is_empty()).then_some(not_read);
    let lines = used.into_iter().map(line).chain(not_read).collect();
    FilmView { lines, pictures: Vec::new(), quality: None }
}

/// What the person does, each with the views that show it.
fn what(passes: impl Iterator<Item = (Task, View)>, words: &Words) -> String {
    let all = grouped(passes.map(|(task, view)| (words.task(task), words.view(view))));
    let said = all.iter().map(|(task, seen)| format!("{task} ({})", seen.join(", ")));
    said.collect::<Vec<_>>().join(&words.and)
}

fn quality<'a>(report: &Report, words: &'a Words) -> &'a str {
    match FilmQuality::of(report) {
        FilmQuality::Poor => &words.film.poor,
        FilmQuality::Usable => &words.film.usable,
        FilmQuality::Noted => &words.film.noted,
        FilmQuality::Good => &words.film.good,
    }
}

/// The person through one stride.
fn strip(report: &Report, stills: &Stills) -> Result<Vec<String>, AnalysisError> {
    let all = strip_s(report)
        .into_iter()
        .filter_map(|t| still("at", t, stills, Texts::of(Language::ENGLISH)).transpose());
    all.map(|picture| Ok(picture?.src)).collect()
}

/// What to do better next time, the worst first.
pub(crate) fn tips<'a>(report: &Report, words: &'a Words) -> Vec<&'a str> {
    let mut codes: Vec<NoteCode> = Vec::new();
    for note in &report.quality {
        if !codes.contains(&note.code) {
            codes.push(note.code);
        }
    }
    codes.into_iter().take(MOST_TIPS).map(|code| words.tip(code)).collect()
}
