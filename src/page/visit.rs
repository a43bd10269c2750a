//! The page of a visit: `visit.html`.

use crate::error::AnalysisError;
use crate::motion::View;
use crate::options::Audience;
use crate::page::basics::address::percent_encoded;
use crate::page::basics::document::{STYLE, policy};
use crate::page::findings::evidence;
use crate::page::findings::evidence::Evidence;
use crate::page::findings::hypotheses;
use crate::page::findings::hypotheses::HypothesesView;
use crate::page::findings::source::FindingsSource;
use crate::page::findings::summary;
use crate::page::findings::summary::FindingsView;
use crate::page::patient;
use crate::page::pictures::stills::Stills;
use crate::page::settings::PageSettings;
use crate::page::text::finding_words::{finding_words, status_words};
use crate::page::text::labels::{task_words, view_words};
use crate::report::{VisitClip, VisitReport, last_line};
use crate::visit::{FusedFinding, SeenIn};
use askama::Template;

#[derive(Template)]
#[template(path = "visit.html")]
struct Page<'a> {
    report: &'a VisitReport,
    heading: &'a str,
    policy: String,
    style: &'static str,
    clips: Vec<ClipView>,
    /// Numbers of the clips that could not be analysed.
    not_read: Vec<usize>,
    conflicts: Vec<String>,
    found: FindingsView,
    evidence: Vec<Evidence>,
    hypotheses: HypothesesView,
    last_line: &'static str,
}

/// Renders the visit's page; for a patient it is the sheet in plain words.
///
/// # Errors
/// When the template fails, which is a defect.
pub fn render_visit_html(
    report: &VisitReport,
    settings: &PageSettings,
) -> Result<String, AnalysisError> {
    if report.options.audience == Audience::Patient {
        return patient::of_visit(report, settings);
    }
    let told = FindingsSource {
        findings: report.findings.iter().map(|f| &f.finding).collect(),
        clips: report.findings.iter().map(|f| [f.clip, f.other_leg_clip]).collect(),
        numbers: report.clips.iter().map(|c| c.number).collect(),
        pages: report.clips.iter().map(page_of).collect(),
        gait: None,
        explained: &report.explained,
    };
    let page = Page {
        report,
        heading: settings.heading("Gait visit"),
        policy: policy(),
        style: STYLE,
        clips: report.clips.iter().map(clip_view).collect(),
        not_read: report.missing_numbers(),
        conflicts: report
            .findings
            .iter()
            .filter(|f| f.conflict)
            .map(|f| conflict(f, report))
            .collect(),
        found: summary::view(&told),
        evidence: evidence::view(&told, &Stills::default())?,
        hypotheses: hypotheses::view(&told),
        last_line: last_line(),
    };
    page.render().map_err(|e| AnalysisError::Render { what: "visit.html", why: e.to_string() })
}

/// A clip of the visit, with its own page.
struct ClipView {
    number: usize,
    words: String,
    page: String,
}

/// What was done and from where it was seen, once each.
fn clip_view(clip: &VisitClip) -> ClipView {
    let pass = |(view, i): (&View, usize)| match clip.tasks.get(i) {
        Some(&task) => format!("{}, seen {}", task_words(task), view_words(*view)),
        None => format!("seen {}", view_words(*view)),
    };
    let mut passes: Vec<String> = clip.views.iter().zip(0..).map(pass).collect();
    passes.dedup();
    ClipView { number: clip.number, words: passes.join("; "), page: page_of(clip) }
}

/// Its own page, as an address from the visit's page.
fn page_of(clip: &VisitClip) -> String {
    let folder = percent_encoded(clip.folder.as_bytes());
    format!("{folder}/report.html")
}

/// What each clip says where they contradict each other.
fn conflict(found: &FusedFinding, report: &VisitReport) -> String {
    let name = finding_words(found.finding.id);
    let side = found.finding.side.map(|s| format!(", {}", s.name())).unwrap_or_default();
    let number = |clip: usize| report.clips.get(clip).map(|c| c.number);
    let says = |seen: &SeenIn| {
        let (status, clip) = (status_words(seen.status), number(seen.clip)?);
        match seen.together_with {
            Some(other) if other < seen.clip => None, // a pair is listed twice
            Some(other) => {
                Some(format!("{status} in clips {clip} and {} together", number(other)?))
            }
            None => Some(format!("{status} in clip {clip}")),
        }
    };
    let says = found.seen_in.iter().filter_map(says);
    format!("{name}{side}: {}", says.collect::<Vec<_>>().join(", "))
}
