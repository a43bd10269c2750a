//! What a page of a whole study is made of.

use crate::anatomy::Side;
use crate::catalogue::{Catalogue, id_of};
use crate::gait::{MeasureId, Task};
use crate::motion::CameraKind;
use crate::pose::Device;
use crate::report::{Report, Severity, Usual};
use crate::signal::rounded;
use crate::study::record::{Outcome, Record};
use crate::study::tables::clip_data::ClipData;
use serde::Serialize;

/// Columns of the user's table by which distributions are divided: the first one that there is.
const DIVIDING: [&str; 3] = ["condition", "group", "session"];

/// Of a column with more values than this, the divisions would hold too little to be looked at.
const MOST_DIVISIONS: usize = 6;

/// What a page of a whole study is made of.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StudySummary {
    /// The column of the user's table by which distributions are divided, where there is one.
    pub divided_by: Option<String>,
    /// The clips, in the order of their names.
    pub clips: Vec<ClipSummary>,
}

/// One clip of it.
#[derive(Debug, Clone, Serialize)]
pub struct ClipSummary {
    /// What it is called in every table.
    pub id: String,
    /// The folder of its report, from the study's folder; absent where it has none.
    pub folder: Option<String>,
    /// Whose; absent where the user does not say.
    pub subject: Option<String>,
    /// What it has in the column by which distributions are divided.
    pub division: String,
    /// What became of it.
    pub outcome: ClipOutcome,
    /// A small picture of the person as JPEG; empty where it has none.
    #[serde(skip)]
    pub still: Vec<u8>,
    /// How it was filmed, where it has a report.
    pub quality: Option<ClipQuality>,
    /// The means of its measures.
    pub values: Vec<ClipValue>,
    /// Where they usually lie.
    #[serde(skip)]
    pub usual: Vec<Usual>,
    /// Program, version and options by which it was analysed, where it has a report.
    pub made_by: Option<String>,
}

/// What became of a clip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum ClipOutcome {
    /// There are gait cycles, or repetitions of a step-down.
    Analysed,
    /// There is a report, which says why there are none.
    Refused {
        /// Why: a short name that does not change.
        reason: String,
    },
    /// There is no report.
    Failed {
        /// The kind of error: a short name that does not change.
        error: String,
        /// What failed, where and why.
        what: String,
        /// What to do next.
        hint: String,
    },
}

/// How a clip was filmed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClipQuality {
    /// Frames a second of real time.
    pub rate_hz: f64,
    /// Median height of the person in the picture.
    pub person_height_px: f64,
    /// Share of the frames in which no pose was found.
    pub frames_without_pose_pct: f64,
    /// What the camera did in the longest pass.
    pub camera: Option<CameraKind>,
    /// The worst note on the film.
    pub worst_note: Option<Severity>,
}

/// The mean of a measure of one side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClipValue {
    /// Which.
    pub measure: MeasureId,
    /// What the person does.
    pub task: Task,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// The mean.
    pub mean: f64,
}

impl ClipSummary {
    /// The mean of a measure of a side; `None` where the clip does not have it.
    #[must_use]
    pub fn mean(&self, task: Task, measure: MeasureId, side: Option<Side>) -> Option<f64> {
        let is_it = |v: &&ClipValue| (v.task, v.measure, v.side) == (task, measure, side);
        self.values.iter().find(is_it).map(|v| v.mean)
    }
}

impl StudySummary {
    /// Of a study without clips yet.
    #[must_use]
    pub fn new(records: &[Record]) -> Self {
        let is_dividing = |column: &&&str| {
            let mut values: Vec<&str> =
                records.iter().filter_map(|r| value(r, column)).filter(|v| !v.is_empty()).collect();
            values.sort_unstable();
            values.dedup();
            (2..=MOST_DIVISIONS).contains(&values.len())
        };
        let divided_by = DIVIDING.iter().find(is_dividing).map(|column| (*column).to_owned());
        Self { divided_by, clips: Vec::new() }
    }

    /// Adds a clip.
    pub fn add(&mut self, clip: &ClipData<'_>) {
        let record = clip.record;
        let column = self.divided_by.as_deref();
        let division = column.and_then(|column| value(record, column)).unwrap_or_default();
        self.clips.push(ClipSummary {
            id: record.clip.id.clone(),
            folder: clip.report().map(|_| record.clip.folder()),
            subject: record.clip.subject.clone(),
            division: division.to_owned(),
            outcome: outcome(clip),
            still: clip.still.to_vec(),
            quality: clip.report().map(quality),
            values: clip.report().map(values).unwrap_or_default(),
            usual: clip.report().map(|r| r.gait.usual.clone()).unwrap_or_default(),
            made_by: clip.report().map(made_by),
        });
    }
}

fn value<'a>(record: &'a Record, column: &str) -> Option<&'a str> {
    let is_it = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(column);
    record.clip.columns.iter().find(is_it).map(|(_, value)| value.as_str())
}

fn outcome(clip: &ClipData<'_>) -> ClipOutcome {
    match (&clip.record.outcome, clip.report()) {
        (Outcome::Failed { error, what, hint }, _) => {
            let [error, what, hint] = [error, what, hint].map(Clone::clone);
            ClipOutcome::Failed { error, what, hint }
        }
        (Outcome::Analysed, Some(Report { gait, .. })) => match gait.refused {
            Some(refused) if gait.repetitions.is_empty() => {
                ClipOutcome::Refused { reason: id_of(&refused) }
            }
            _ => ClipOutcome::Analysed,
        },
        (Outcome::Analysed, None) => ClipOutcome::Refused { reason: String::new() },
    }
}

fn quality(report: &Report) -> ClipQuality {
    let subject = report.subject.people.iter().find(|person| person.id == report.subject.id);
    let frames = report.clip.timing.frames.max(1) as f64;
    let longest =
        report.passes.iter().max_by(|a, b| (a.end_s - a.start_s).total_cmp(&(b.end_s - b.start_s)));
    ClipQuality {
        rate_hz: report.clip.timing.rate_hz,
        person_height_px: subject.map_or(f64::NAN, |person| person.height_px),
        frames_without_pose_pct: rounded(
            100.0 * report.repairs.frames_without_pose as f64 / frames,
            1,
        ),
        camera: longest.map(|pass| pass.camera.kind),
        worst_note: report.quality.first().map(|note| note.severity),
    }
}

fn values(report: &Report) -> Vec<ClipValue> {
    let value = |m: &crate::reliability::MeasureSummary| ClipValue {
        measure: m.measure,
        task: m.task,
        side: m.side,
        mean: m.mean,
    };
    report.gait.measures.iter().map(value).collect()
}

/// In words that are the same for clips that were analysed alike; what differs from clip to clip is not among them.
fn made_by(report: &Report) -> String {
    let model = report.model.as_ref();
    let hash = model.and_then(|m| m.landmarker_sha256.get(..8)).unwrap_or_default();
    let errors = model.and_then(|m| m.errors.as_ref()).map_or(String::new(), |errors| {
        let clips = errors.clips.to_string();
        Catalogue::english().filled("study_methods.made_by_errors", &[("clips", &clips)])
    });
    let device = model.and_then(|m| m.device).filter(|device| *device != Device::Cpu);
    let device = device.map_or(String::new(), |device| format!(" · {device}"));
    let model = report.poses_made_by().unwrap_or_default();
    let audience = id_of(&report.options.audience);
    let norms = report.options.norms.as_ref();
    let norms = norms.map_or(String::new(), |n| format!(" · {} {}", n.head.name, n.source_key()));
    let tool = &report.tool;
    format!("{} {} · {model} {hash}{device}{errors} · {audience}{norms}", tool.name, tool.version)
}
