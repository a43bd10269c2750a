//! The page of a comparison: what became better or worse, and the curves of the reports over each other.

use crate::anatomy::Side;
use crate::catalogue::Language;
use crate::compare::{Comparison, CurveThroughReports, FindingChange, Verdict};
use crate::error::AnalysisError;
use crate::findings::Status;
use crate::gait::{Angle, CycleCurve, Unit};
use crate::page::basics::document::{STYLE, policy};
use crate::page::basics::html::{Sentence, escaped};
use crate::page::basics::number::{Number, decimals_of};
use crate::page::comparison::change_view::{ChangeView, change_view};
use crate::page::gait::numbers::{NumbersView, Series, over_cycle};
use crate::page::plots::cycle;
use crate::page::plots::ranges::look_of;
use crate::page::text::finding_words::{finding_words, status_words};
use crate::page::text::labels::title_as_drawn;
use crate::page::text::texts::Texts;
use askama::Template;

#[derive(Template)]
#[template(path = "compare.html")]
struct Page<'a> {
    comparison: &'a Comparison,
    t: Texts,
    heading: &'static str,
    policy: String,
    style: &'static str,
    /// What each report is called.
    names: Vec<String>,
    /// How many there are, and their names.
    reports: Sentence,
    /// What changed by more than error: better and worse first.
    changed: Vec<ChangeView>,
    within: Vec<ChangeView>,
    too_few: Vec<ChangeView>,
    findings: Vec<FindingView>,
    curves: Vec<CurveView>,
}

/// A finding through the reports.
struct FindingView {
    name: &'static str,
    side: Option<Side>,
    statuses: Vec<&'static str>,
}

/// One angle of one side.
struct CurveView {
    title: &'static str,
    side: Side,
    label: String,
    svg: String,
    view_box: &'static str,
    numbers: NumbersView,
    /// Which reports have it, with the number of strides.
    strides: Sentence,
}

/// Renders the page in a language (English where it has no texts of this page); `names` are what the reports are called,
/// where the user says so.
///
/// # Errors
/// When the template fails, which is a defect.
pub fn render_comparison_html(
    comparison: &Comparison,
    names: &[String],
    language: Language,
) -> Result<String, AnalysisError> {
    render(comparison, names, Texts::of(language))
}

/// Renders the page with texts.
pub(crate) fn render(
    comparison: &Comparison,
    names: &[String],
    t: Texts,
) -> Result<String, AnalysisError> {
    let names: Vec<String> = (0..comparison.clips.len()).map(|i| name_of(i, names, t)).collect();
    let of = |belongs: fn(Verdict) -> bool| -> Vec<ChangeView> {
        let all = comparison.measures.iter().enumerate();
        let mut all: Vec<_> = all.filter(|(_, m)| belongs(m.overall.verdict)).collect();
        all.sort_by_key(|(_, m)| m.overall.verdict == Verdict::Changed);
        all.into_iter().map(|(index, m)| change_view(index, m, t)).collect()
    };
    let page = Page {
        comparison,
        t,
        heading: t.key("page_comparison.title"),
        policy: policy(),
        style: STYLE,
        reports: reports(&names, t),
        names,
        changed: of(|v| matches!(v, Verdict::Better | Verdict::Worse | Verdict::Changed)),
        within: of(|v| v == Verdict::WithinError),
        too_few: of(|v| v == Verdict::TooFewCycles),
        findings: comparison.findings.iter().map(|f| finding_view(f, t)).collect(),
        curves: comparison
            .curves
            .iter()
            .enumerate()
            .filter_map(|(i, c)| curve_view(i, c, t))
            .collect(),
    };
    page.render().map_err(|e| AnalysisError::Render { what: "the comparison", why: e.to_string() })
}

/// `2, June`, or `2` alone.
fn name_of(index: usize, names: &[String], t: Texts) -> String {
    let number = (index + 1).to_string();
    let named =
        |name: &String| t.fill("page_comparison.name", &[("number", &number), ("name", name)]);
    names.get(index).map_or_else(|| number.clone(), named)
}

/// How many reports there are, and their names.
fn reports(names: &[String], t: Texts) -> Sentence {
    let all: Vec<String> = names.iter().map(|n| format!("<bdi>{}</bdi>", escaped(n))).collect();
    let all = Sentence::of_html(all.join(&t.drawn("page.list_separator")));
    t.say("page_comparison.glance.reports").with("count", &names.len()).with("names", &all)
}

fn finding_view(change: &FindingChange, t: Texts) -> FindingView {
    let status = |status: &Option<Status>| match status {
        None => t.key("page_comparison.findings.not_looked_for"),
        Some(status) => status_words(t, *status),
    };
    FindingView {
        name: finding_words(t, change.id),
        side: change.side,
        statuses: change.statuses.iter().map(status).collect(),
    }
}

/// Thigh is the hip against vertical.
fn curve_view(index: usize, through: &CurveThroughReports, t: Texts) -> Option<CurveView> {
    let title = title_as_drawn(t, through.angle);
    let side = t.side(through.side);
    (through.angle != Angle::Thigh).then(|| CurveView {
        title,
        side: through.side,
        label: t.fill("page_comparison.curves.label", &[("title", title), ("side", side)]),
        svg: cycle::through_reports(look_of(through.angle, t), &through.curves, t),
        view_box: cycle::PlotSize::Whole.view_box(),
        numbers: numbers(index, through, t),
        strides: strides(index, through, t),
    })
}

/// How many strides each report has.
fn strides(index: usize, through: &CurveThroughReports, t: Texts) -> Sentence {
    let count = |(report, curve): (usize, &Option<CycleCurve>)| {
        let at = format!("/curves/{index}/curves/{report}/n");
        let n = Number::new(curve.as_ref()?.n as f64, 0, at);
        let said =
            t.say("page_comparison.curves.count").with("report", &(report + 1)).with("n", &n);
        Some(said.to_string())
    };
    let all: Vec<String> = through.curves.iter().enumerate().filter_map(count).collect();
    let all = Sentence::of_html(all.join(&t.drawn("page_comparison.curves.count_separator")));
    t.say("page_comparison.curves.strides").with("counts", &all)
}

/// Each report's mean at every tenth percent. The angles' errors are not in a comparison; most are some degrees.
fn numbers(index: usize, through: &CurveThroughReports, t: Texts) -> NumbersView {
    let series = through.curves.iter().enumerate().filter_map(|(report, curve)| {
        let number = (report + 1).to_string();
        Some(Series {
            head: t.fill("page_comparison.curves.report", &[("number", &number)]),
            deg: &curve.as_ref()?.mean_deg,
            at: format!("/curves/{index}/curves/{report}/mean_deg"),
            decimals: decimals_of(Unit::Degree),
        })
    });
    over_cycle(&series.collect::<Vec<_>>(), t)
}
