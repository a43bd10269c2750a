//! The page of a visit: `visit.html`.

use crate::error::AnalysisError;
use crate::gait::Task;
use crate::motion::View;
use crate::options::Audience;
use crate::page::basics::address::percent_encoded;
use crate::page::basics::document::{STYLE, policy};
use crate::page::basics::grouped::Named;
use crate::page::basics::html::Sentence;
use crate::page::findings::evidence;
use crate::page::findings::evidence::Evidence;
use crate::page::findings::hypotheses;
use crate::page::findings::hypotheses::HypothesesView;
use crate::page::findings::source::{FindingClips, FindingsSource};
use crate::page::findings::summary;
use crate::page::findings::summary::FindingsView;
use crate::page::patient;
use crate::page::pictures::stills::Stills;
use crate::page::settings::PageSettings;
use crate::page::text::finding_words::{finding_words, status_words};
use crate::page::text::labels::{not_measured, task_words, view_words};
use crate::page::text::texts::Texts;
use crate::report::{VisitClip, VisitReport};
use crate::visit::{FusedFinding, SeenIn};
use askama::Template;

#[derive(Template)]
#[template(path = "visit.html")]
struct Page<'a> {
    report: &'a VisitReport,
    t: Texts,
    heading: &'a str,
    policy: String,
    style: &'static str,
    clips: Vec<Sentence>,
    /// Numbers of the clips that could not be analysed.
    not_read: Vec<String>,
    conflicts: Vec<String>,
    not_measured: Vec<Named>,
    tool: String,
    found: FindingsView,
    evidence: Vec<Evidence>,
    hypotheses: HypothesesView,
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
    render(report, settings, settings.texts())
}

/// Renders the professional page with texts.
pub(crate) fn render(
    report: &VisitReport,
    settings: &PageSettings,
    t: Texts,
) -> Result<String, AnalysisError> {
    let told = FindingsSource {
        findings: report.findings.iter().map(|f| &f.finding).collect(),
        clips: report.findings.iter().map(clips_of).collect(),
        numbers: report.clips.iter().map(|c| c.number).collect(),
        pages: report.clips.iter().map(page_of).collect(),
        gait: None,
        explained: &report.explained,
        pain: report.options.answers.pain,
        t,
    };
    let page = Page {
        report,
        t,
        heading: settings.heading(t.key("page_visit.title")),
        policy: policy(),
        style: STYLE,
        clips: report.clips.iter().map(|clip| clip_words(clip, t)).collect(),
        not_read: report.missing_numbers().into_iter().map(|n| not_read(n, t)).collect(),
        not_measured: not_measured(&report.not_measured, t),
        tool: t.fill(
            "page.provenance.tool",
            &[("name", &report.tool.name), ("version", &report.tool.version)],
        ),
        conflicts: report
            .findings
            .iter()
            .filter(|f| f.conflict)
            .map(|f| conflict(f, report, t))
            .collect(),
        found: summary::view(&told),
        evidence: evidence::view(&told, &Stills::default())?,
        hypotheses: hypotheses::view(&told),
    };
    page.render().map_err(|e| AnalysisError::Render { what: "visit.html", why: e.to_string() })
}

fn clips_of(found: &FusedFinding) -> FindingClips {
    let FusedFinding { clip, other_leg_clip, pooled_with, .. } = found;
    FindingClips { own: *clip, other_leg: *other_leg_clip, pooled_with: pooled_with.clone() }
}

/// A clip with its own page: what was done and from where it was seen, once each.
fn clip_words(clip: &VisitClip, t: Texts) -> Sentence {
    let pass = |(view, task): (View, Option<Task>)| {
        let view = ("view", view_words(t, view));
        match task {
            Some(task) => t.fill("page.glance.pass", &[("task", task_words(t, task)), view]),
            None => t.fill("page.glance.pass_without_task", &[view]),
        }
    };
    let mut passes: Vec<String> = clip.told_passes().into_iter().map(pass).collect();
    passes.dedup();
    let passes = match passes.is_empty() {
        true => t.key("page_visit.no_pass").to_owned(),
        false => passes.join(t.key("page_visit.pass_separator")),
    };
    let (address, name) = (page_of(clip), t.say("page_visit.clip").with("number", &clip.number));
    let link = Sentence::of_html(format!(r#"<a href="{address}">{name}</a>"#));
    t.say("page_visit.clip_words").with("clip", &link).with("passes", &passes)
}

fn not_read(number: usize, t: Texts) -> String {
    t.fill("page_visit.not_read", &[("number", &number.to_string())])
}

/// Its own page, as an address from the visit's page.
fn page_of(clip: &VisitClip) -> String {
    let folder = percent_encoded(clip.folder.as_bytes());
    format!("{folder}/report.html")
}

/// What each clip says where they contradict each other.
fn conflict(found: &FusedFinding, report: &VisitReport, t: Texts) -> String {
    let name = t.with_side(finding_words(t, found.finding.id), found.finding.side);
    let says: Vec<String> = found.seen_in.iter().filter_map(|s| says(s, report, t)).collect();
    let says = says.join(t.key("page_visit.conflicts.separator"));
    t.fill("page_visit.conflicts.row", &[("finding", &name), ("says", &says)])
}

/// What one clip says, or two together; a pair is listed twice and told once.
fn says(seen: &SeenIn, report: &VisitReport, t: Texts) -> Option<String> {
    let number = |clip: usize| report.clips.get(clip).map(|c| c.number.to_string());
    let (status, clip) = (status_words(t, seen.status), number(seen.clip)?);
    let places = [("status", status), ("clip", &*clip)];
    match seen.together_with {
        Some(other) if other < seen.clip => None,
        Some(other) => {
            let other = number(other)?;
            let places = [&places[..], &[("other", &*other)]].concat();
            Some(t.fill("page_visit.conflicts.in_clips", &places))
        }
        None => Some(t.fill("page_visit.conflicts.in_clip", &places)),
    }
}
