//! The report as data: `report.json`.

use crate::anatomy::Side;
use crate::causes::{Explanation, RedFlags};
use crate::evidence::{SOURCES, Source, THRESHOLDS, Threshold, typical_error};
use crate::findings::Finding;
use crate::gait::{Angle, AngleSeries, GaitAnalysis, GaitEvent, Reason};
use crate::motion::{AngleEstimate, CameraMotion, Motion, Pass, Repairs, Tilt};
use crate::options::Options;
use crate::reliability::Worth;
use crate::report::explained::Explained;
use crate::report::gait::{Gait, gait, rounded_event};
use crate::report::notes::{Note, Severity, notes};
use crate::report::stickers::{StickerSummary, stickers};
use crate::report::words;
use crate::signal::{mean, quantile, rounded, standard_deviation};
use crate::track::{ClipInfo, ModelInfo, PoseSequence};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Version of the `report.json` format.
pub const REPORT_SCHEMA_VERSION: u32 = 1;

/// Everything that a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct ReportInputs<'a> {
    /// The poses and who else was there.
    pub sequence: &'a PoseSequence,
    /// The cleaned motion.
    pub motion: &'a Motion,
    /// Angles, events, cycles and measures.
    pub gait: &'a GaitAnalysis,
    /// What the measures are worth.
    pub worth: &'a Worth,
    /// What was judged.
    pub findings: &'a [Finding],
    /// What a person must look at first.
    pub red_flags: &'a RedFlags,
    /// What the findings speak for and against.
    pub explanation: &'a Explanation,
    /// What the user asked for.
    pub options: &'a Options,
}

/// A gait report. The same clip, options and model give the same bytes: there is no clock and no path
/// in it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this format.
    pub schema_version: u32,
    /// The program that made it.
    pub tool: Tool,
    /// What this document is and is not.
    pub statement: String,
    /// The clip.
    pub clip: ClipInfo,
    /// The pose model; absent for poses of another tool.
    pub model: Option<ModelInfo>,
    /// What the user asked for.
    pub options: Options,
    /// Who was analysed, and who else was seen.
    pub subject: Subject,
    /// From where the subject was filmed, in time order.
    pub passes: Vec<Pass>,
    /// The declared stickers, in every pass that could show them.
    pub stickers: Vec<StickerSummary>,
    /// What cleaning had to repair.
    pub repairs: Repairs,
    /// What lowers the quality and what to do about it, worst first.
    pub quality: Vec<Note>,
    /// Each angle over the whole clip. The values of every frame are in `angles.csv`.
    pub angles: Vec<AngleSummary>,
    /// When each foot lands and leaves, in time order.
    pub events: Vec<GaitEvent>,
    /// Cycles, measures and mean curves.
    pub gait: Gait,
    /// What is unusual, and what is not or cannot be told; empty where nobody walks, stands or steps down.
    pub findings: Vec<Finding>,
    /// Who must look first, and what the findings speak for and against.
    #[serde(flatten)]
    pub explained: Explained,
    /// What a camera cannot see.
    pub not_measured: Vec<NotMeasured>,
    /// What the signs mean.
    pub conventions: BTreeMap<&'static str, &'static str>,
    /// The limits that the quality notes go by.
    pub thresholds: Vec<Threshold>,
    /// What the source keys stand for.
    pub sources: Vec<Source>,
}

/// A program and its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// Who was analysed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Subject {
    /// The number of the person.
    pub id: u32,
    /// Who decided that.
    pub chosen_by: ChosenBy,
    /// Everyone who was seen, by first appearance.
    pub people: Vec<PersonSummary>,
}

/// How the subject was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChosenBy {
    /// By the program: the one who walks.
    Program,
    /// By the user's `--person`.
    User,
}

/// One person who was seen.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PersonSummary {
    /// The number of the person.
    pub id: u32,
    /// First time seen.
    pub first_s: f64,
    /// Last time seen.
    pub last_s: f64,
    /// Share of the searched frames in which the person was seen.
    pub seen_pct: f64,
    /// Median height in the picture.
    pub height_px: f64,
    /// What the choice was made by.
    pub subject_score: f64,
}

/// One angle of one side over the clip.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AngleSummary {
    /// Which angle.
    pub angle: Angle,
    /// Whose; absent for trunk and pelvis.
    pub side: Option<Side>,
    /// Frames with a value.
    pub frames: usize,
    /// Share of the clip's frames with a value.
    pub measured_pct: f64,
    /// Mean over those frames.
    pub mean_deg: Option<f64>,
    /// Standard deviation over those frames: how much it moves, not how uncertain it is.
    pub sd_deg: Option<f64>,
    /// 2nd percentile: a single wild frame does not count.
    pub low_deg: Option<f64>,
    /// 98th percentile.
    pub high_deg: Option<f64>,
    /// Typical error of a single frame's value (root mean square).
    pub error_deg: f64,
    /// Key of the error's source.
    pub error_source: &'static str,
    /// Why there is no value, where there is none.
    pub unavailable: Option<Unavailable>,
}

/// A number that is missing, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unavailable {
    /// Why.
    pub reason: Reason,
    /// What to film instead.
    pub advice: &'static str,
}

/// Something that no camera can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotMeasured {
    /// What.
    pub what: &'static str,
    /// Why not.
    pub why: &'static str,
}

impl Report {
    /// Puts the report together. Pure: no file, no clock.
    #[must_use]
    pub fn build(inputs: &ReportInputs<'_>) -> Self {
        let sequence = inputs.sequence;
        Self {
            schema_version: REPORT_SCHEMA_VERSION,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            statement: words::STATEMENT.to_owned(),
            clip: sequence.clip.clone(),
            model: sequence.model.clone(),
            options: inputs.options.clone(),
            subject: subject(inputs),
            passes: inputs.motion.passes.iter().map(rounded_pass).collect(),
            stickers: stickers(inputs),
            repairs: inputs.motion.repairs,
            quality: notes(inputs),
            angles: inputs.gait.angles.iter().map(|s| summary(s, inputs.motion)).collect(),
            events: inputs.gait.events.iter().map(rounded_event).collect(),
            gait: gait(inputs),
            findings: inputs.findings.to_vec(),
            explained: Explained::to(
                inputs.options.audience,
                inputs.explanation.clone(),
                inputs.red_flags.clone(),
            ),
            not_measured: words::not_measured(is_measured(inputs, Angle::PelvicTilt)),
            conventions: words::conventions(),
            thresholds: THRESHOLDS.to_vec(),
            sources: SOURCES.to_vec(),
        }
    }

    /// What a user should be told at once, in words.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let serious = self.quality.iter().filter(|n| n.severity >= Severity::Warning);
        serious.map(|n| format!("{} {}", n.what, n.advice)).collect()
    }
}

/// Whether an angle has values anywhere in the clip.
fn is_measured(inputs: &ReportInputs<'_>, angle: Angle) -> bool {
    inputs.gait.angles.iter().any(|s| s.angle == angle && s.unavailable.is_none())
}

fn subject(inputs: &ReportInputs<'_>) -> Subject {
    let people = inputs.sequence.people.iter().map(|p| PersonSummary {
        id: p.id,
        first_s: rounded(p.first_s, 3),
        last_s: rounded(p.last_s, 3),
        seen_pct: rounded(p.seen_pct, 1),
        height_px: rounded(p.height_px, 0),
        subject_score: rounded(p.subject_score, 4),
    });
    Subject {
        id: inputs.sequence.subject_id,
        chosen_by: match inputs.sequence.reading.person {
            Some(_) => ChosenBy::User,
            None => ChosenBy::Program,
        },
        people: people.collect(),
    }
}

fn rounded_pass(pass: &Pass) -> Pass {
    Pass {
        start_s: rounded(pass.start_s, 4),
        end_s: rounded(pass.end_s, 4),
        yaw_deg: rounded(pass.yaw_deg, 1),
        yaw_sd_deg: rounded(pass.yaw_sd_deg, 1),
        tilt: Tilt {
            roll: pass.tilt.roll.map(rounded_angle),
            pitch: pass.tilt.pitch.map(rounded_angle),
            descent_deg: pass.tilt.descent_deg.map(|d| rounded(d, 1)),
        },
        camera: CameraMotion {
            kind: pass.camera.kind,
            shake_px: pass.camera.shake_px.map(|px| rounded(px, 2)),
            shake_height_pct: pass.camera.shake_height_pct.map(|pct| rounded(pct, 3)),
            way_heights_s: pass.camera.way_heights_s.map(|way| rounded(way, 3)),
        },
        ..pass.clone()
    }
}

fn rounded_angle(angle: AngleEstimate) -> AngleEstimate {
    AngleEstimate { deg: rounded(angle.deg, 1), sd_deg: rounded(angle.sd_deg, 1) }
}

fn summary(series: &AngleSeries, motion: &Motion) -> AngleSummary {
    let values: Vec<f64> = series.values_deg.iter().flatten().copied().collect();
    let of = |value: f64| value.is_finite().then(|| rounded(value, 2));
    let shown = motion.passes.iter().filter(|p| series.angle.is_seen_in(p.view));
    let seen_by = shown.map(|p| series.angle.seen_by(series.side, p)).max().unwrap_or_default();
    let error = typical_error(series.angle, seen_by);
    let is_far = is_always_far(series, motion);
    AngleSummary {
        angle: series.angle,
        side: series.side,
        frames: values.len(),
        measured_pct: rounded(
            100.0 * values.len() as f64 / series.values_deg.len().max(1) as f64,
            1,
        ),
        mean_deg: of(mean(values.iter().copied())),
        sd_deg: of(standard_deviation(&values)),
        low_deg: of(quantile(values.iter().copied(), 0.02)),
        high_deg: of(quantile(values.iter().copied(), 0.98)),
        error_deg: if is_far { error.far_deg } else { error.near_deg },
        error_source: error.source,
        unavailable: series
            .unavailable
            .map(|reason| Unavailable { reason, advice: words::advice_for(series.angle, reason) }),
    }
}

/// Whether a leg is hidden behind the other one in every pass that shows the angle.
fn is_always_far(series: &AngleSeries, motion: &Motion) -> bool {
    let mut shown = motion.passes.iter().filter(|p| series.angle.is_seen_in(p.view)).peekable();
    let is_far =
        |p: &Pass| series.side.is_some() && p.view.near_side() == series.side.map(Side::opposite);
    shown.peek().is_some() && shown.all(is_far)
}
