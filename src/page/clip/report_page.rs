//! The page of one clip: `report.html`.

use crate::error::AnalysisError;
use crate::motion::{AngleEstimate, Pass, View};
use crate::options::Audience;
use crate::page::basics::document::{SCRIPT, STYLE, policy};
use crate::page::basics::grouped::{Named, grouped};
use crate::page::basics::number::Number;
use crate::page::clip::glance;
use crate::page::clip::glance::Glance;
use crate::page::clip::inputs::PageInputs;
use crate::page::clip::player;
use crate::page::clip::player::PlayerView;
use crate::page::findings::evidence;
use crate::page::findings::evidence::Evidence;
use crate::page::findings::hypotheses;
use crate::page::findings::hypotheses::HypothesesView;
use crate::page::findings::source::FindingsSource;
use crate::page::findings::summary;
use crate::page::findings::summary::FindingsView;
use crate::page::gait::{self, GaitView};
use crate::page::patient;
use crate::page::pictures::still::jpeg;
use crate::page::pictures::stills::Stills;
use crate::page::text::labels::{task_words, title_of, view_words};
use crate::page::text::language::{Language, Words};
use crate::report::{AngleSummary, ChosenBy, Report, Severity, last_line};
use crate::signal::rounded;
use askama::Template;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    heading: &'a str,
    policy: String,
    style: &'static str,
    script: &'static str,
    glance: Glance,
    player: PlayerView,
    filmed: Vec<String>,
    chosen: String,
    still: Option<String>,
    found: FindingsView,
    evidence: Vec<Evidence>,
    hypotheses: HypothesesView,
    gait: GaitView,
    rows: Vec<Row>,
    missing: Vec<Named>,
    /// What stands in the drawing of the camera.
    words: Words,
    last_line: &'static str,
}

/// One row of the table of values.
struct Row {
    name: String,
    /// Low, mean and high.
    values: [Option<Number>; 3],
    error: Number,
    measured: Number,
}

/// Renders the page; for a patient it is the sheet in plain words.
///
/// # Errors
/// When a picture cannot be encoded or the template fails; both are defects.
pub fn render_html(inputs: &PageInputs<'_>) -> Result<String, AnalysisError> {
    let (report, stills) = (inputs.report, inputs.stills);
    if report.options.audience == Audience::Patient {
        return patient::of_clip(report, stills, inputs.settings);
    }
    let told = FindingsSource::of(report);
    let evidence = evidence::view(&told, stills)?;
    let page = Page {
        report,
        heading: inputs.settings.heading("Gait report"),
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
        glance: glance::view(report, &evidence, stills)?,
        player: player::view(inputs),
        filmed: filmed(report),
        chosen: chosen(report),
        still: still(stills)?,
        found: summary::view(&told),
        evidence,
        hypotheses: hypotheses::view(&told),
        gait: gait::view(report),
        rows: rows(report),
        missing: missing(report),
        words: Words::of(Language::English)?,
        last_line: last_line(),
    };
    page.render().map_err(|e| AnalysisError::Render { what: "report.html", why: e.to_string() })
}

/// What was filmed, a sentence a pass.
fn filmed(report: &Report) -> Vec<String> {
    let sentence = |(index, p): (usize, &Pass)| {
        let task =
            report.gait.tasks.get(index).map_or(String::new(), |&t| format!("{}, ", task_words(t)));
        let (from, to, view) = (p.start_s, p.end_s, view_words(p.view));
        format!("{from:.1} to {to:.1} s: {task}seen {view}{}", camera_words(p))
    };
    report.passes.iter().enumerate().map(sentence).collect()
}

/// How the camera was held, as far as the picture tells.
fn camera_words(pass: &Pass) -> String {
    let angle = |[more, less]: [&str; 2], angle: Option<AngleEstimate>| {
        angle.map(|a| {
            let what = if rounded(a.deg, 0) < 0.0 { less } else { more };
            format!("{what} {:.0}° (± {:.0}°)", rounded(a.deg.abs(), 0), (1.96 * a.sd_deg).max(1.0))
        })
    };
    let tilt = &pass.tilt;
    let turned = match pass.view {
        View::Front | View::Rear => pass.yaw_deg,
        _ => 90.0 - pass.yaw_deg,
    };
    let known = [
        Some(format!("turned against the way by {turned:.0}° (± 4°)")),
        angle(["its right side lower by", "its left side lower by"], tilt.roll),
        angle(["looking up by", "looking down by"], tilt.pitch),
    ];
    format!("; camera {}", known.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn chosen(report: &Report) -> String {
    let subject = &report.subject;
    let how = match subject.chosen_by {
        ChosenBy::Program => "chosen because this person walks",
        ChosenBy::User => "chosen with --person",
    };
    match subject.people.len() {
        0 => "One person.".to_owned(),
        1 => "One person was seen.".to_owned(),
        n => format!("Person {} of {n}, {how}. Another can be chosen with --person.", subject.id),
    }
}

fn still(stills: &Stills) -> Result<Option<String>, AnalysisError> {
    stills.chosen.as_ref().map(|s| jpeg(&s.rgb)).transpose()
}

/// One row an angle that was measured.
fn rows(report: &Report) -> Vec<Row> {
    let all = report.angles.iter().enumerate();
    all.filter(|(_, a)| a.unavailable.is_none()).map(row).collect()
}

fn row((index, summary): (usize, &AngleSummary)) -> Row {
    let number = |value: f64, decimals: usize, name: &str| {
        Number::new(value, decimals, format!("/angles/{index}/{name}"))
    };
    let side = summary.side.map(|s| format!(", {}", s.name())).unwrap_or_default();
    Row {
        name: format!("{}{side}", title_of(summary.angle)),
        values: [
            summary.low_deg.map(|v| number(v, 1, "low_deg")),
            summary.mean_deg.map(|v| number(v, 1, "mean_deg")),
            summary.high_deg.map(|v| number(v, 1, "high_deg")),
        ],
        error: number(summary.error_deg, 1, "error_deg"),
        measured: number(summary.measured_pct, 0, "measured_pct"),
    }
}

/// What is missing, by what to film for it.
fn missing(report: &Report) -> Vec<Named> {
    let advice = |a: &AngleSummary| Some((a.unavailable.as_ref()?.advice, title_of(a.angle)));
    let all = grouped(report.angles.iter().filter_map(advice));
    let named = |(advice, names): (&str, Vec<&str>)| Named {
        names: names.join("; "),
        text: advice.to_owned(),
    };
    all.into_iter().map(named).collect()
}
