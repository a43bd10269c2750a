//! The report as data: `report.json`.

use crate::anatomy::Side;
use crate::catalogue::Text;
use crate::evidence::{CitedSource, Threshold};
use crate::findings::Finding;
use crate::gait::{Angle, GaitEvent, Task};
use crate::motion::{Pass, Repairs};
use crate::options::Options;
use crate::report::explained::Explained;
use crate::report::gait::Gait;
use crate::report::note::Note;
use crate::report::stickers::StickerSummary;
use crate::report::told::told;
use crate::report::unavailable::NotMeasured;
use crate::report::unavailable::Unavailable;
use crate::track::{ClipInfo, ModelInfo, PoseSource};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the `report.json` format.
pub const REPORT_SCHEMA_VERSION: u32 = 2;

/// A gait report. The same clip, options and model give the same bytes: there is no clock and no path
/// in it.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
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
    /// The tool that made the poses, where it was another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pose_source: Option<PoseSource>,
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
    /// What is unusual, what is not and what cannot be assessed; empty where nobody walks, stands or steps down.
    pub findings: Vec<Finding>,
    /// Who must look first, and what the findings speak for and against.
    #[serde(flatten)]
    pub explained: Explained,
    /// What a camera cannot see.
    pub not_measured: Vec<NotMeasured>,
    /// What the signs mean.
    pub conventions: BTreeMap<Text, Text>,
    /// The limits that the quality notes go by.
    pub thresholds: Vec<Threshold>,
    /// What the source keys stand for.
    pub sources: Vec<CitedSource>,
}

impl Report {
    /// The passes of which it is known from where they were filmed.
    pub(crate) fn known_passes(&self) -> &[Pass] {
        match self.gait.refused {
            Some(refused) if refused.guesses_the_body() => &[],
            _ => &self.passes,
        }
    }

    /// The known passes that tell what the clip shows, each with what is done in it.
    pub(crate) fn told_passes(&self) -> Vec<(&Pass, Option<Task>)> {
        let task = |index: usize| self.gait.tasks.get(index).copied();
        told(self.known_passes().iter().enumerate().map(|(index, pass)| (pass, task(index))))
    }
}

/// The program's version, with the commit of a release build: `0.2.0+1a2b3c4d5e`.
pub const VERSION: &str = env!("GAITLINE_VERSION");

/// A program and its version.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    pub name: Text,
    /// Its version, with the commit that it was built from where that is known.
    pub version: Text,
    /// Operating system and processor.
    #[serde(default)]
    pub platform: Text,
}

impl Tool {
    /// This program.
    pub(super) fn this() -> Self {
        use std::env::consts::{ARCH, OS};
        Self {
            name: env!("CARGO_PKG_NAME").into(),
            version: VERSION.into(),
            platform: format!("{OS} {ARCH}").into(),
        }
    }
}

/// Who was analysed.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Subject {
    /// The number of the person.
    pub id: u32,
    /// Who decided that.
    pub chosen_by: ChosenBy,
    /// Everyone who was seen, by first appearance.
    pub people: Vec<PersonSummary>,
}

/// How the subject was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChosenBy {
    /// By the program: the one who walks.
    Program,
    /// By the user's `--person`.
    User,
}

/// One person who was seen.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
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
    pub error_source: Text,
    /// Why there is no value, where there is none.
    pub unavailable: Option<Unavailable>,
}
