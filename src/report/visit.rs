//! The report of a visit: several clips of one person, as data and as a page.

use super::document::{NotMeasured, Tool};
use super::explained::Explained;
use super::finding_words::{finding_words, status_words};
use super::html::{STYLE, policy};
use super::html_findings::{self, FindingsView};
use super::html_hypotheses::{self, HypothesesView};
use super::pictures::Pictures;
use super::told::Told;
use super::words::{self, LAST_LINE, task_words, view_words};
use crate::causes::{Explanation, RedFlags};
use crate::error::AnalysisError;
use crate::evidence::{SOURCES, Source};
use crate::gait::Task;
use crate::motion::View;
use crate::options::Options;
use crate::visit::FusedFinding;
use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;

/// Version of the `visit.json` format.
pub const VISIT_SCHEMA_VERSION: u32 = 1;

/// Several clips of one person on one day. The same clips and options give the same bytes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VisitReport {
    /// Version of this format.
    pub schema_version: u32,
    /// The program that made it.
    pub tool: Tool,
    /// What this document is and is not.
    pub statement: &'static str,
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
    pub sources: Vec<Source>,
}

/// Everything that a visit's report is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitInputs<'a> {
    /// The visit's name.
    pub name: &'a str,
    /// What the user asked for, for all clips.
    pub options: &'a Options,
    /// The clips, in the order given.
    pub clips: Vec<VisitClip>,
    /// File names of the clips that could not be analysed.
    pub not_read: Vec<String>,
    /// Each finding from the clip that can see it.
    pub findings: Vec<FusedFinding>,
    /// What a person must look at first.
    pub red_flags: RedFlags,
    /// What the findings speak for and against.
    pub explanation: Explanation,
    /// Whether stickers show the pelvis' tilt from the side in one of the clips.
    pub is_tilt_measured: bool,
}

/// A clip of a visit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VisitClip {
    /// Its file name.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// What the person does, pass by pass.
    pub tasks: Vec<Task>,
    /// From where, pass by pass.
    pub views: Vec<View>,
}

impl VisitReport {
    /// Puts the report together. Pure: no file, no clock.
    #[must_use]
    pub fn build(inputs: VisitInputs<'_>) -> Self {
        let VisitInputs {
            name, options, clips, not_read, findings, red_flags, explanation, ..
        } = inputs;
        Self {
            schema_version: VISIT_SCHEMA_VERSION,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            statement: words::STATEMENT,
            name: name.to_owned(),
            options: options.clone(),
            clips,
            not_read,
            findings,
            explained: Explained::to(options.audience, explanation, red_flags),
            not_measured: words::not_measured(inputs.is_tilt_measured),
            sources: SOURCES.to_vec(),
        }
    }
}

#[derive(Template)]
#[template(path = "visit.html")]
struct Page<'a> {
    report: &'a VisitReport,
    policy: String,
    style: &'static str,
    clips: Vec<String>,
    conflicts: Vec<String>,
    found: FindingsView,
    hypotheses: HypothesesView,
    last_line: &'static str,
}

/// Renders the visit's page.
///
/// # Errors
/// When the template fails, which is a defect.
pub fn render_visit_html(report: &VisitReport) -> Result<String, AnalysisError> {
    let told = Told {
        audience: report.options.audience,
        findings: report.findings.iter().map(|f| &f.finding).collect(),
        clips: report.findings.iter().map(|f| Some(name_of(report, f.clip?))).collect(),
        explained: &report.explained,
    };
    let page = Page {
        report,
        policy: policy(),
        style: STYLE,
        clips: report.clips.iter().map(clip_words).collect(),
        conflicts: report
            .findings
            .iter()
            .filter(|f| f.conflict)
            .map(|f| conflict(f, report))
            .collect(),
        found: html_findings::view(&told, &Pictures::default())?,
        hypotheses: html_hypotheses::view(&told),
        last_line: LAST_LINE,
    };
    page.render().map_err(|e| AnalysisError::Render { what: "visit.html", why: e.to_string() })
}

fn name_of(report: &VisitReport, clip: usize) -> &str {
    report.clips.get(clip).map_or("", |c| c.file_name.as_str())
}

fn clip_words(clip: &VisitClip) -> String {
    let pass = |(view, i): (&View, usize)| match clip.tasks.get(i) {
        Some(&task) => format!("{} {}", task_words(task), view_words(*view)),
        None => view_words(*view).to_owned(),
    };
    let mut passes: Vec<String> = clip.views.iter().zip(0..).map(pass).collect();
    passes.dedup();
    format!("{}: {}", clip.file_name, passes.join("; "))
}

/// What each clip says where they contradict each other.
fn conflict(found: &FusedFinding, report: &VisitReport) -> String {
    let name = finding_words(found.finding.id)[0];
    let side = found.finding.side.map(|s| format!(", {}", s.name())).unwrap_or_default();
    let says = found
        .seen_in
        .iter()
        .map(|s| format!("{} in {}", status_words(s.status), name_of(report, s.clip)));
    format!("{name}{side}: {}", says.collect::<Vec<_>>().join(", "))
}
