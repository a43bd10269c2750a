//! The report of a visit: several clips of one person, as data.

use crate::assessment::VisitAssessment;
use crate::catalogue::Text;
use crate::evidence::{CitedSource, SOURCES};
use crate::gait::Task;
use crate::motion::View;
use crate::options::Options;
use crate::report::document::Tool;
use crate::report::explained::Explained;
use crate::report::told::told;
use crate::report::unavailable::NotMeasured;
use crate::report::words;
use crate::visit::FusedFinding;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the `visit.json` format.
pub const VISIT_SCHEMA_VERSION: u32 = 2;

/// Several clips of one person on one day. The same clips and options give the same bytes.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
pub struct VisitReport {
    /// Version of this format.
    pub schema_version: u32,
    /// The program that made it.
    pub tool: Tool,
    /// What this document is and is not.
    pub statement: Text,
    /// The visit's name.
    pub name: String,
    /// What the user asked for, for all clips.
    pub options: Options,
    /// The clips, in the order given. Each has a report of its own.
    pub clips: Vec<VisitClip>,
    /// File names of the clips that could not be analysed: what they would have shown is missing.
    pub not_read: Vec<String>,
    /// Each finding from the clip that can see it.
    pub findings: Vec<FusedFinding>,
    /// Who must look first, and what the findings speak for and against.
    #[serde(flatten)]
    pub explained: Explained,
    /// What a camera cannot see.
    pub not_measured: Vec<NotMeasured>,
    /// What the source keys stand for.
    pub sources: Vec<CitedSource>,
}

/// A clip of a visit.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct VisitClip {
    /// Its place in the visit's file, from 1: the name of its folder, and what pages call it.
    pub number: usize,
    /// Its file name.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The folder of its own report, from that of the visit.
    pub folder: String,
    /// What the person does, pass by pass.
    pub tasks: Vec<Task>,
    /// From where, pass by pass.
    pub views: Vec<View>,
}

impl VisitClip {
    /// The passes that tell what the clip shows: from where, and what is done.
    pub(crate) fn told_passes(&self) -> Vec<(View, Option<Task>)> {
        let task = |index: usize| self.tasks.get(index).copied();
        told(self.views.iter().enumerate().map(|(index, view)| (*view, task(index))))
    }
}

impl VisitReport {
    /// The numbers of the clips that could not be analysed.
    #[must_use]
    pub fn missing_numbers(&self) -> Vec<usize> {
        let all = 1..=self.clips.len() + self.not_read.len();
        all.filter(|n| self.clips.iter().all(|c| c.number != *n)).collect()
    }

    /// Puts the report of a visit together. Pure: no file, no clock. `clips` are those that were assessed, in the same
    /// order; `not_read` are the file names of the others.
    #[must_use]
    pub fn build(
        name: &str,
        clips: Vec<VisitClip>,
        not_read: Vec<String>,
        assessment: VisitAssessment,
        options: &Options,
    ) -> Self {
        let missing = words::not_shown(assessment.is_tilt_measured, assessment.is_on_stairs);
        let VisitAssessment { findings, red_flags, explanation, .. } = assessment;
        Self {
            schema_version: VISIT_SCHEMA_VERSION,
            tool: Tool::this(),
            statement: words::statement().into(),
            name: name.to_owned(),
            options: options.clone(),
            clips,
            not_read,
            findings,
            explained: Explained::to(options.audience, explanation, red_flags),
            not_measured: words::not_measured(&missing),
            sources: SOURCES.map(Into::into).into(),
        }
    }
}
