//! The page of a comparison: what became better or worse, and the curves of the reports over each other.

use crate::compare::{
    Comparison, CurveThroughReports, FindingChange, MeasureChange, Trend, Verdict,
};
use crate::error::AnalysisError;
use crate::findings::{FindingId, Status};
use crate::gait::Angle;
use crate::page::basics::document::{STYLE, policy};
use crate::page::basics::number::Number;
use crate::page::comparison::change_bar;
use crate::page::gait::curves::title;
use crate::page::gait::numbers::{NumbersView, Series, over_cycle};
use crate::page::plots::cycle;
use crate::page::plots::ranges::look_of;
use crate::page::text::finding_words::{finding_words, status_words};
use crate::page::text::labels::measure_words;
use crate::report::last_line;
use askama::Template;
use serde::Serialize;

#[derive(Template)]
#[template(path = "compare.html")]
struct Page<'a> {
    comparison: &'a Comparison,
    heading: &'static str,
    policy: String,
    style: &'static str,
    /// What each report is called.
    names: Vec<String>,
    /// What changed by more than error: better and worse first.
    changed: Vec<ChangeView>,
    within: Vec<ChangeView>,
    too_few: Vec<ChangeView>,
    findings: Vec<FindingView>,
    curves: Vec<CurveView>,
    last_line: &'static str,
}

/// A measure through the reports.
struct ChangeView {
    name: String,
    side: Option<String>,
    unit: &'static str,
    means: Vec<Number>,
    difference: Number,
    error: Option<Number>,
    verdict: &'static str,
    /// `good`, `poor` or `usable`: names a colour.
    class: &'static str,
    trend: &'static str,
    bar: String,
}

/// A finding through the reports.
struct FindingView {
    name: String,
    side: Option<String>,
    statuses: Vec<String>,
}

/// One angle of one side.
struct CurveView {
    title: &'static str,
    side: &'static str,
    svg: String,
    view_box: &'static str,
    numbers: NumbersView,
    /// Which reports have it, with the number of strides.
    strides: Vec<(usize, Number)>,
}

/// Renders the page; `names` are what the reports are called, where the user says so.
///
/// # Errors
/// When the template fails, which is a defect.
pub fn render_comparison_html(
    comparison: &Comparison,
    names: &[String],
) -> Result<String, AnalysisError> {
    let of = |belongs: fn(Verdict) -> bool| -> Vec<ChangeView> {
        let all = comparison.measures.iter().enumerate();
        let mut all: Vec<_> = all.filter(|(_, m)| belongs(m.overall.verdict)).collect();
        all.sort_by_key(|(_, m)| m.overall.verdict == Verdict::Changed);
        all.into_iter().map(|(index, m)| change_view(index, m)).collect()
    };
    let page = Page {
        comparison,
        heading: "Gait reports compared",
        policy: policy(),
        style: STYLE,
        names: (0..comparison.clips.len()).map(|i| name_of(i, names)).collect(),
        changed: of(|v| matches!(v, Verdict::Better | Verdict::Worse | Verdict::Changed)),
        within: of(|v| v == Verdict::WithinError),
        too_few: of(|v| v == Verdict::TooFewCycles),
        findings: comparison.findings.iter().map(finding_view).collect(),
        curves: comparison.curves.iter().enumerate().filter_map(curve_view).collect(),
        last_line: last_line(),
    };
    page.render().map_err(|e| AnalysisError::Render { what: "the comparison", why: e.to_string() })
}

/// `2, June`, or `2` alone.
fn name_of(index: usize, names: &[String]) -> String {
    let number = index + 1;
    names.get(index).map_or_else(|| number.to_string(), |name| format!("{number}, {name}"))
}

fn change_view(index: usize, change: &MeasureChange) -> ChangeView {
    let at = format!("/measures/{index}");
    let (name, unit, decimals) = measure_words(&change.name);
    let overall = change.overall;
    let (verdict, class) = verdict_words(overall.verdict);
    ChangeView {
        name,
        side: change.side.clone(),
        unit,
        means: (0..)
            .zip(&change.means)
            .map(|(i, mean)| Number::new(*mean, decimals, format!("{at}/means/{i}")))
            .collect(),
        difference: Number::new(overall.difference, decimals, format!("{at}/overall/difference")),
        error: overall.error.map(|e| Number::new(e, decimals, format!("{at}/overall/error"))),
        verdict,
        class,
        trend: match change.trend {
            Some(Trend::Rising) => ", rising from report to report",
            Some(Trend::Falling) => ", falling from report to report",
            _ => "",
        },
        bar: change_bar::svg(change, decimals),
    }
}

fn verdict_words(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Better => ("better", "good"),
        Verdict::Worse => ("worse", "poor"),
        Verdict::Changed => ("changed", "usable"),
        Verdict::WithinError => ("within error", "usable"),
        Verdict::TooFewCycles => ("too few strides", "usable"),
    }
}

fn finding_view(change: &FindingChange) -> FindingView {
    let known = FindingId::ALL.iter().find(|id| name_in_json(*id) == change.id);
    let status = |name: &String| {
        let all = [Status::NotAssessable, Status::Within, Status::Borderline, Status::Flagged];
        let known = all.into_iter().find(|s| name_in_json(s) == *name);
        known.map_or("not looked for", status_words).to_owned()
    };
    FindingView {
        name: known.map_or_else(|| change.id.clone(), |id| finding_words(*id).to_owned()),
        side: change.side.clone(),
        statuses: change.statuses.iter().map(status).collect(),
    }
}

/// What a value is called in the JSON.
fn name_in_json<T: Serialize>(value: &T) -> String {
    let json = serde_json::to_value(value).ok();
    json.as_ref().and_then(|v| v.as_str()).unwrap_or_default().to_owned()
}

/// Thigh is the hip against vertical.
fn curve_view((index, through): (usize, &CurveThroughReports)) -> Option<CurveView> {
    let strides = through.curves.iter().enumerate().filter_map(|(report, curve)| {
        let at = format!("/curves/{index}/curves/{report}/n");
        Some((report + 1, Number::new(curve.as_ref()?.n as f64, 0, at)))
    });
    (through.angle != Angle::Thigh).then(|| CurveView {
        title: title(through.angle),
        side: through.side.name(),
        svg: cycle::through_reports(look_of(through.angle), &through.curves),
        view_box: cycle::VIEW_BOX,
        numbers: numbers(index, through),
        strides: strides.collect(),
    })
}

/// Each report's mean at every tenth percent.
fn numbers(index: usize, through: &CurveThroughReports) -> NumbersView {
    let series = through.curves.iter().enumerate().filter_map(|(report, curve)| {
        Some(Series {
            head: format!("report {}", report + 1),
            deg: &curve.as_ref()?.mean_deg,
            at: format!("/curves/{index}/curves/{report}/mean_deg"),
        })
    });
    over_cycle(&series.collect::<Vec<_>>())
}
