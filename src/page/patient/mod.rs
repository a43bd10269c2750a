//! The patient's sheet: one printed page in plain words. What was seen, never why.

mod filmed;
mod saw;
mod size;

use crate::causes::{Pain, RedFlags, SEEN_REASONS};
use crate::error::AnalysisError;
use crate::evidence::Urgency;
use crate::findings::Finding;
use crate::page::basics::document::STYLE;
use crate::page::gait::stride_counts::are_stickers_advised;
use crate::page::pictures::camera::CameraWords;
use crate::page::pictures::stickers::StickerNames;
use crate::page::pictures::stills::Stills;
use crate::page::settings::PageSettings;
use crate::page::text::patient::Words;
use crate::report::{Report, VisitReport};
use askama::Template;
use filmed::FilmView;
use saw::SawView;

/// Looks of the sheet, on top of those of every page.
const SHEET_STYLE: &str = include_str!("../templates/patient.css");

/// With more lines than this the print is smaller (tried on A4 and Letter, in every language).
const MOST_LINES: usize = 16;

/// Nothing is fetched and nothing runs.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'none'";

#[derive(Template)]
#[template(path = "patient.html")]
struct Sheet<'a> {
    words: &'a Words,
    lang: &'static str,
    /// So much to say that it is printed smaller, to stay on one page.
    is_full: bool,
    heading: &'a str,
    policy: &'static str,
    style: String,
    banner: Option<BannerView<'a>>,
    film: FilmView,
    saw: SawView,
    /// Whom to see.
    see: &'a str,
    /// Where it hurts, as it was answered.
    pain: Option<&'a str>,
    exercises: &'a str,
    /// What to do better; empty where the film was good.
    tips: Vec<&'a str>,
    are_stickers_advised: bool,
    camera: CameraWords<'a>,
}

/// What must come first.
struct BannerView<'a> {
    title: &'a str,
    /// Questions that were answered with yes.
    answered: Vec<&'a str>,
    /// What the film itself shows.
    shown: Vec<&'a str>,
}

/// What a clip's and a visit's sheet differ in.
struct Parts<'a> {
    findings: Vec<&'a Finding>,
    red_flags: &'a RedFlags,
    pain: Option<Pain>,
    film: FilmView,
    tips: Vec<&'a str>,
    are_stickers_advised: bool,
}

/// The sheet of one clip.
pub(crate) fn of_clip(
    report: &Report,
    stills: &Stills,
    settings: &PageSettings,
) -> Result<String, AnalysisError> {
    let words = Words::of(settings.language)?;
    let parts = Parts {
        findings: report.findings.iter().collect(),
        red_flags: &report.explained.red_flags,
        pain: report.options.answers.pain,
        film: filmed::of_clip(report, stills, &words)?,
        tips: filmed::tips(report, &words),
        are_stickers_advised: are_stickers_advised(&report.gait),
    };
    sheet(parts, &words, settings, "report.html")
}

/// The sheet of a visit.
pub(crate) fn of_visit(
    report: &VisitReport,
    settings: &PageSettings,
) -> Result<String, AnalysisError> {
    let words = Words::of(settings.language)?;
    let parts = Parts {
        findings: report.findings.iter().map(|f| &f.finding).collect(),
        red_flags: &report.explained.red_flags,
        pain: report.options.answers.pain,
        film: filmed::of_visit(report, &words),
        tips: vec![&words.better.general],
        are_stickers_advised: false,
    };
    sheet(parts, &words, settings, "visit.html")
}

fn sheet(
    parts: Parts<'_>,
    words: &Words,
    settings: &PageSettings,
    what: &'static str,
) -> Result<String, AnalysisError> {
    let (banner, saw) = (banner(parts.red_flags, words), saw::view(&parts.findings, words));
    let sheet = Sheet {
        words,
        lang: settings.language.code(),
        is_full: lines(banner.as_ref(), &saw, &parts.film, &parts.tips) > MOST_LINES,
        heading: settings.heading(&words.title),
        policy: POLICY,
        style: [STYLE, SHEET_STYLE].concat(),
        banner,
        saw,
        see: match parts.red_flags.urgency {
            Some(Urgency::Urgent) => &words.now.see_after_help,
            _ => &words.now.see,
        },
        pain: match parts.pain {
            None | Some(Pain::None) => None,
            Some(Pain::Left) => Some(&words.now.pain_left),
            Some(Pain::Right) => Some(&words.now.pain_right),
            Some(Pain::Both) => Some(&words.now.pain_both),
        },
        exercises: match parts.red_flags.urgency {
            Some(_) => &words.now.no_exercises,
            None => &words.now.ask_first,
        },
        film: parts.film,
        tips: parts.tips,
        are_stickers_advised: parts.are_stickers_advised,
        camera: CameraWords::in_plain_words(&words.better),
    };
    sheet.render().map_err(|e| AnalysisError::Render { what, why: e.to_string() })
}

/// About how many printed lines that differ from sheet to sheet.
fn lines(banner: Option<&BannerView<'_>>, saw: &SawView, film: &FilmView, tips: &[&str]) -> usize {
    let banner = banner.map_or(0, |b| 4 + b.answered.len() + b.shown.len());
    banner + 4 * saw.rows.len() + film.lines.len() + 2 * tips.len()
}

fn banner<'a>(flags: &RedFlags, words: &'a Words) -> Option<BannerView<'a>> {
    let title = match flags.urgency? {
        Urgency::Urgent => &words.banner.urgent,
        Urgency::Prompt => &words.banner.prompt,
    };
    let is_seen = |id: &str| SEEN_REASONS.iter().any(|r| r.id == id);
    let of = |seen: bool| {
        let ids = flags.reasons.iter().map(|r| r.id.clone()).filter(move |id| is_seen(id) == seen);
        ids.map(|id| words.red_flag(&id)).collect()
    };
    Some(BannerView { title, answered: of(false), shown: of(true) })
}
