//! The page of one clip: `report.html`.

use crate::anatomy::Side;
use crate::error::AnalysisError;
use crate::motion::{AngleEstimate, Pass, View};
use crate::options::Audience;
use crate::page::basics::document::{SCRIPT, STYLE, policy};
use crate::page::basics::grouped::Named;
use crate::page::basics::html::Sentence;
use crate::page::basics::number::{Number, fixed};
use crate::page::clip::angle_tables::{self, Row};
use crate::page::clip::glance;
use crate::page::clip::glance::Glance;
use crate::page::clip::inputs::PageInputs;
use crate::page::clip::notes;
use crate::page::clip::notes::NoteView;
use crate::page::clip::player;
use crate::page::clip::player::PlayerView;
use crate::page::findings::evidence;
use crate::page::findings::evidence::Evidence;
use crate::page::findings::hypotheses;
use crate::page::findings::hypotheses::HypothesesView;
use crate::page::findings::next_clip;
use crate::page::findings::next_clip::NextClip;
use crate::page::findings::source::FindingsSource;
use crate::page::findings::summary;
use crate::page::findings::summary::FindingsView;
use crate::page::gait::{self, GaitView};
use crate::page::patient;
use crate::page::pictures::camera::CameraWords;
use crate::page::pictures::still::jpeg;
use crate::page::pictures::stills::Stills;
use crate::page::text::labels::{not_measured, task_words, view_words};
use crate::page::text::texts::Texts;
use crate::pose::Looks;
use crate::report::{ChosenBy, Report};
use crate::signal::rounded;
use askama::Template;
use std::cmp::Ordering;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    t: Texts,
    heading: &'a str,
    policy: String,
    style: &'static str,
    script: &'static str,
    glance: Glance,
    player: PlayerView,
    notes: Vec<NoteView>,
    filmed: Vec<String>,
    chosen: String,
    timing: Sentence,
    tool: String,
    model_errors: Option<Sentence>,
    repairs: Sentence,
    still: Option<String>,
    found: FindingsView,
    evidence: Vec<Evidence>,
    next_clip: Option<NextClip>,
    hypotheses: HypothesesView,
    gait: GaitView,
    rows: Vec<Row>,
    missing: Vec<Named>,
    not_measured: Vec<Named>,
    /// What the signs mean.
    conventions: Vec<Named>,
    camera: CameraWords<'a>,
}

/// How far the direction of a walk is typically off.
const YAW_ERROR_DEG: f64 = 4.0;

/// Renders the page; for a patient it is the sheet in plain words.
///
/// # Errors
/// When a picture cannot be encoded or the template fails; both are defects.
pub fn render_html(inputs: &PageInputs<'_>) -> Result<String, AnalysisError> {
    if inputs.report.options.audience == Audience::Patient {
        return patient::of_clip(inputs.report, inputs.stills, inputs.settings);
    }
    render(inputs, inputs.settings.texts())
}

/// Renders the professional page with texts.
pub(crate) fn render(inputs: &PageInputs<'_>, t: Texts) -> Result<String, AnalysisError> {
    let (report, stills) = (inputs.report, inputs.stills);
    let told = FindingsSource::of(report, t);
    let evidence = evidence::view(&told, stills)?;
    let page = Page {
        report,
        t,
        heading: inputs.settings.heading(t.key("page.glance.title")),
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
        glance: glance::view(report, &evidence, stills, t)?,
        player: player::view(inputs, t),
        notes: notes::view(report, t),
        filmed: filmed(report, t),
        chosen: chosen(report, t),
        timing: timing(report, t),
        tool: tool(report, t),
        model_errors: model_errors(report, t),
        repairs: repairs(report, t),
        still: still(stills)?,
        found: summary::view(&told),
        evidence,
        next_clip: next_clip::view(&told),
        hypotheses: hypotheses::view(&told),
        gait: gait::view(report, t),
        rows: angle_tables::rows(report, t),
        missing: angle_tables::missing(report, t),
        not_measured: not_measured(&report.not_measured, t),
        conventions: angle_tables::conventions(report, t),
        camera: CameraWords::of(t),
    };
    page.render().map_err(|e| AnalysisError::Render { what: "report.html", why: e.to_string() })
}

/// What was filmed, a sentence a pass.
fn filmed(report: &Report, t: Texts) -> Vec<String> {
    let sentence = |(index, p): (usize, &Pass)| {
        let [from, to] = [p.start_s, p.end_s].map(|s| fixed(s, 1));
        let camera = camera_words(p, t);
        let places =
            [("from", &*from), ("to", &*to), ("view", view_words(t, p.view)), ("camera", &*camera)];
        match report.gait.tasks.get(index) {
            Some(task) => {
                t.fill("page.film.pass", &[&places[..], &[("task", task_words(t, *task))]].concat())
            }
            None => t.fill("page.film.pass_without_task", &places),
        }
    };
    report.known_passes().iter().enumerate().map(sentence).collect()
}

/// How the camera was held, as far as the picture tells.
fn camera_words(pass: &Pass, t: Texts) -> String {
    let say = |key: &str, deg: f64, error: f64| {
        let [deg, error] = [deg, error].map(|v| fixed(v.abs(), 0));
        t.fill(&format!("page.film.camera_{key}"), &[("deg", &deg), ("error", &error)])
    };
    let angle = |[more, less, level]: [&str; 3], angle: Option<AngleEstimate>| {
        let key = |deg: f64| match rounded(deg, 0).total_cmp(&0.0) {
            Ordering::Less => less,
            Ordering::Equal => level,
            Ordering::Greater => more,
        };
        angle.map(|a| say(key(a.deg), a.deg, (1.96 * a.sd_deg).max(1.0)))
    };
    let turned = match pass.view {
        View::Front | View::Rear => pass.yaw_deg,
        _ => 90.0 - pass.yaw_deg,
    };
    let known = [
        Some(say("turned", turned, YAW_ERROR_DEG)),
        angle(["rolled_right", "rolled_left", "not_rolled"], pass.tilt.roll),
        angle(["up", "down", "not_pitched"], pass.tilt.pitch),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    known.join(t.key("page.film.camera_separator"))
}

fn chosen(report: &Report, t: Texts) -> String {
    let subject = &report.subject;
    let (id, count) = (subject.id.to_string(), subject.people.len().to_string());
    let key = match (subject.people.len(), subject.chosen_by) {
        (0, _) => "page.film.no_person",
        (1, _) => "page.film.one_person",
        (_, ChosenBy::Program) => "page.film.chosen_by_program",
        (_, ChosenBy::User) => "page.film.chosen_by_user",
    };
    t.fill(key, &[("id", &id), ("count", &count)])
}

fn timing(report: &Report, t: Texts) -> Sentence {
    let (timing, video) = (&report.clip.timing, &report.clip.video);
    let number =
        |value: f64, decimals: usize, at: &str| Number::new(value, decimals, format!("/clip/{at}"));
    t.say("page.film.timing")
        .with("frames", &number(timing.frames as f64, 0, "timing/frames"))
        .with("duration", &number(timing.duration_s, 1, "timing/duration_s"))
        .with("rate", &number(timing.rate_hz, 1, "timing/rate_hz"))
        .with("width", &number(f64::from(video.width_px), 0, "video/width_px"))
        .with("height", &number(f64::from(video.height_px), 0, "video/height_px"))
}

/// What made the report, and of what.
fn tool(report: &Report, t: Texts) -> String {
    let tool = &report.tool;
    let own = [("name", &*tool.name), ("version", &*tool.version), ("clip", &*report.clip.sha256)];
    match &report.model {
        None => {
            let made_by = report.poses_made_by();
            let tool = made_by.as_deref().unwrap_or_else(|| t.key("page.provenance.unknown_tool"));
            t.fill("page.provenance.clip_of_poses", &[&own[..], &[("tool", tool)]].concat())
        }
        Some(model) => {
            let device = model.device;
            let model = [
                ("model", &*model.name),
                ("detector", &*model.detector_sha256),
                ("landmarks", &*model.landmarker_sha256),
            ];
            let device = device.map(|device| ("device", device.name()));
            let id = match device {
                Some(_) => "page.provenance.clip_on_device",
                None => "page.provenance.clip",
            };
            let made = t.fill(id, &[&own[..], &model[..], device.as_slice()].concat());
            match report.options.reading.looks {
                Looks::Alternating => made,
                Looks::Both => format!("{made} {}", t.key("page.provenance.looks_twice")),
            }
        }
    }
}

/// On what the errors of the pose model were measured, where they came with it.
fn model_errors(report: &Report, t: Texts) -> Option<Sentence> {
    let model = report.model.as_ref()?;
    let errors = model.errors.as_ref()?;
    let number = |n: usize, at: &str| Number::new(n as f64, 0, format!("/model/errors/{at}"));
    Some(
        t.say("page.provenance.model_errors")
            .with("clips", &number(errors.clips, "clips"))
            .with("frames", &number(errors.frames, "frames"))
            .with("compared_with", &errors.compared_with)
            .with("model", &model.name),
    )
}

fn repairs(report: &Report, t: Texts) -> Sentence {
    let repairs = &report.repairs;
    let number = |n: usize, at: &str| Number::new(n as f64, 0, format!("/repairs/{at}"));
    t.say("page.provenance.repairs")
        .with("without", &number(repairs.frames_without_pose, "frames_without_pose"))
        .with("outliers", &number(repairs.outliers, "outliers"))
        .with("filled", &number(repairs.filled, "filled"))
        .with("missing", &number(repairs.missing, "missing"))
        .with("swapped", &number(repairs.swapped_frames, "swapped_frames"))
}

fn still(stills: &Stills) -> Result<Option<String>, AnalysisError> {
    stills.chosen.as_ref().map(|s| jpeg(&s.rgb)).transpose()
}
