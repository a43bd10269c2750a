//! The page of a visit: `visit.html`.

use super::clip::{STYLE, policy};
use super::finding_words::{finding_words, status_words};
use super::findings::{self, FindingsView};
use super::hypotheses::{self, HypothesesView};
use super::stills::Stills;
use super::told::Told;
use super::words::{task_words, view_words};
use crate::error::AnalysisError;
use crate::motion::View;
use crate::report::{LAST_LINE, VisitClip, VisitReport};
use crate::visit::FusedFinding;
use askama::Template;

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
        found: findings::view(&told, &Stills::default())?,
        hypotheses: hypotheses::view(&told),
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
