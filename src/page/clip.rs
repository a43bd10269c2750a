//! The page of one clip: `report.html`.

use super::film::Film;
use super::findings::{self, FindingsView};
use super::hypotheses::{self, HypothesesView};
use super::measures::{self, GaitView};
use super::stills::Stills;
use super::time_plot::{self, Plot};
use super::told::Told;
use super::words::{task_words, title_of, view_words};
use crate::error::AnalysisError;
use crate::gait::{Angle, AngleSeries};
use crate::motion::{AngleEstimate, Pass, View};
use crate::report::{AngleSummary, ChosenBy, LAST_LINE, Report, Severity};
use crate::signal::rounded;
use crate::track::PoseSequence;
use askama::Template;
use base64::Engine as _;
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use serde_json::json;
use sha2::{Digest, Sha256};

/// Good enough to see a joint, small enough for seventy pictures in a page.
const JPEG_QUALITY: u8 = 72;

/// At most so many values of a series go into the page for the cursor.
const MAX_VALUES: usize = 1200;

/// What the page does; its hash stands in the page's security policy.
const SCRIPT: &str = include_str!("templates/report.js");
pub(super) const STYLE: &str = include_str!("templates/report.css");

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    policy: String,
    style: &'static str,
    script: &'static str,
    filmed: Vec<String>,
    chosen: String,
    still: Option<String>,
    quality: &'static str,
    plots: Vec<PlotView>,
    found: FindingsView,
    hypotheses: HypothesesView,
    gait: GaitView,
    rows: Vec<Row>,
    missing: Vec<Missing>,
    data: String,
    last_line: &'static str,
}

/// One plot.
struct PlotView {
    id: usize,
    title: &'static str,
    column: &'static str,
    error: String,
    svg: String,
    is_sided: bool,
}

/// One row of the table of values.
struct Row {
    name: String,
    low: String,
    mean: String,
    high: String,
    error: String,
    measured: String,
}

/// Angles that are missing for the same reason.
struct Missing {
    names: String,
    advice: &'static str,
}

/// Everything that the page of a clip is made of.
#[derive(Debug, Clone, Copy)]
pub struct PageInputs<'a> {
    /// What was found.
    pub report: &'a Report,
    /// The poses, and who else was there.
    pub sequence: &'a PoseSequence,
    /// Every angle in every frame.
    pub angles: &'a [AngleSeries],
    /// The clip to be played; none where only poses are at hand, or no film could be written.
    pub film: Option<Film<'a>>,
    /// Still pictures of it.
    pub stills: &'a Stills,
}

/// Renders the page.
///
/// # Errors
/// When a picture cannot be encoded or the template fails; both are defects.
pub fn render_html(inputs: &PageInputs<'_>) -> Result<String, AnalysisError> {
    let PageInputs { report, sequence, angles, stills, .. } = *inputs;
    let time_s: Vec<f64> = sequence.frames.iter().map(|f| f.time_s).collect();
    let told = Told::of(report);
    let page = Page {
        report,
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
        filmed: filmed(report),
        chosen: chosen(report),
        still: still(stills)?,
        quality: quality_words(report),
        plots: plots(report, angles, &time_s),
        found: findings::view(&told, stills)?,
        hypotheses: hypotheses::view(&told),
        gait: measures::view(report),
        rows: report.angles.iter().filter(|a| a.unavailable.is_none()).map(row).collect(),
        missing: missing(report),
        data: data(angles, &time_s, stills)?,
        last_line: LAST_LINE,
    };
    page.render().map_err(|e| failed(&e))
}

fn failed(error: &dyn std::fmt::Display) -> AnalysisError {
    AnalysisError::Render { what: "report.html", why: error.to_string() }
}

/// Nothing is fetched, and no script runs but ours.
pub(super) fn policy() -> String {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
    format!(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{hash}'"
    )
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

fn quality_words(report: &Report) -> &'static str {
    match report.quality.iter().map(|n| n.severity).max() {
        Some(Severity::Serious) => "Not good enough for some or all numbers",
        Some(Severity::Warning) => "Usable, with less certain numbers",
        _ => "Good",
    }
}

fn still(stills: &Stills) -> Result<Option<String>, AnalysisError> {
    stills.chosen.as_ref().map(|s| jpeg(&s.rgb)).transpose()
}

/// A picture as a data URL.
pub(super) fn jpeg(rgb: &RgbImage) -> Result<String, AnalysisError> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    rgb.write_with_encoder(encoder).map_err(|e| failed(&e))?;
    Ok(format!(
        "data:image/jpeg;base64,{}",
        base64::engine::general_purpose::STANDARD.encode(bytes)
    ))
}

/// One plot an angle, left and right together; angles without any value have none. Thigh is the
/// same curve as the hip against vertical and is left to the table.
fn plots(report: &Report, angles: &[AngleSeries], time_s: &[f64]) -> Vec<PlotView> {
    let shown = Angle::ALL.into_iter().filter(|a| *a != Angle::Thigh);
    let mut plots = Vec::new();
    for (id, angle) in shown.enumerate() {
        let series: Vec<&AngleSeries> = angles.iter().filter(|s| s.angle == angle).collect();
        let Some(plot) = Plot::new(time_s, &series) else { continue };
        let errors: Vec<String> = report
            .angles
            .iter()
            .filter(|a| a.angle == angle && a.unavailable.is_none())
            .map(|a| match a.side {
                Some(side) => format!("{} ±{:.0}°", side.name(), a.error_deg),
                None => format!("±{:.0}°", a.error_deg),
            })
            .collect();
        plots.push(PlotView {
            id,
            title: title_of(angle),
            column: angle.column(),
            error: errors.join(", "),
            svg: plot.svg(),
            is_sided: angle.is_sided(),
        });
    }
    plots
}

fn row(summary: &AngleSummary) -> Row {
    let degrees = |value: Option<f64>| value.map_or_else(String::new, |v| format!("{v:.1}"));
    let side = summary.side.map(|s| format!(", {}", s.name())).unwrap_or_default();
    Row {
        name: format!("{}{side}", title_of(summary.angle)),
        low: degrees(summary.low_deg),
        mean: degrees(summary.mean_deg),
        high: degrees(summary.high_deg),
        error: format!("±{:.1}", summary.error_deg),
        measured: format!("{:.0} %", summary.measured_pct),
    }
}

/// What is missing, by what to film for it.
fn missing(report: &Report) -> Vec<Missing> {
    let mut all: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    for summary in &report.angles {
        let Some(unavailable) = &summary.unavailable else { continue };
        let name = title_of(summary.angle);
        match all.iter_mut().find(|(advice, _)| *advice == unavailable.advice) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => all.push((unavailable.advice, vec![name])),
        }
    }
    all.into_iter().map(|(advice, names)| Missing { names: names.join("; "), advice }).collect()
}

/// What the cursor shows: times, values, and pictures, as JSON that cannot end its element.
fn data(angles: &[AngleSeries], time_s: &[f64], stills: &Stills) -> Result<String, AnalysisError> {
    let stride = time_s.len().div_ceil(MAX_VALUES).max(1);
    let thin = |values: &[Option<f64>]| -> Vec<Option<f64>> {
        let tenth = |v: f64| (v * 10.0).round() / 10.0 + 0.0;
        values.iter().step_by(stride).map(|v| v.map(tenth)).collect()
    };
    let series: Vec<_> = angles
        .iter()
        .filter(|s| s.unavailable.is_none())
        .map(|s| {
            json!({ "column": s.angle.column(), "side": s.side.map(|s| s.name()), "values": thin(&s.values_deg) })
        })
        .collect();
    let mut images = Vec::new();
    for still in &stills.moments {
        images.push(json!({ "t": still.time_s, "src": jpeg(&still.rgb)? }));
    }
    let times: Vec<f64> =
        time_s.iter().step_by(stride).map(|t| (t * 1000.0).round() / 1000.0).collect();
    let (start_s, end_s) = time_plot::span_s(time_s);
    let data = json!({
        "times": times,
        "series": series,
        "images": images,
        "start": start_s,
        "end": end_s,
        "left": time_plot::LEFT,
        "width": time_plot::WIDTH,
    });
    Ok(data.to_string().replace('<', "\\u003c"))
}
