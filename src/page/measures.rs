//! The page's part on what repeats from step to step.

use super::cycle_plot;
use super::words::{measure_words, no_gait_words, title_of};
use crate::anatomy::Side;
use crate::gait::{Angle, CycleCurve, DroppedCycles, StairPattern};
use crate::motion::SeenBy;
use crate::report::{Gait, Report};
use crate::signal::rounded;
use crate::worth::{Grade, MeasureSummary, NeutralSummary, Refusal, RefusedMeasure};

/// The page's gait section.
pub(super) struct GaitView {
    /// How many strides were found, in words.
    pub(super) found: String,
    pub(super) rows: Vec<GaitRow>,
    pub(super) refused: Vec<RefusedView>,
    /// Stickers would show what is refused.
    pub(super) are_stickers_advised: bool,
    pub(super) curves: Vec<CurveView>,
}

/// One line of the table.
#[derive(Clone)]
pub(super) struct GaitRow {
    pub(super) name: String,
    pub(super) left: String,
    pub(super) right: String,
    pub(super) difference: String,
    pub(super) mdc: String,
}

/// Measures that are not printed for one reason.
pub(super) struct RefusedView {
    pub(super) names: String,
    pub(super) advice: &'static str,
}

/// One plot over the cycle.
pub(super) struct CurveView {
    pub(super) title: &'static str,
    pub(super) cycles: String,
    pub(super) svg: String,
}

pub(super) fn view(report: &Report) -> GaitView {
    GaitView {
        found: found(report),
        rows: [rows(&report.gait), standing_rows(&report.gait)].concat(),
        refused: refused(&report.gait),
        are_stickers_advised: {
            let is_uncertain = |m: &RefusedMeasure| m.reason == Refusal::TooUncertain;
            report.gait.refused_measures.iter().any(is_uncertain)
        },
        curves: curves(report),
    }
}

fn found(report: &Report) -> String {
    let gait = &report.gait;
    let of = |side: Side| gait.cycles.iter().filter(|c| c.side == side).count();
    let [left, right] = Side::BOTH.map(of);
    if let Some(refused) = gait.refused {
        return format!("{}{}", no_gait_words(refused), repetitions(gait));
    }
    let DroppedCycles { partial, out_of_order, out_of_bounds, other_task } = gait.dropped;
    format!(
        "{left} whole strides of the left leg and {right} of the right. Left out: {partial} begun or \
         ended outside of the picture, {out_of_order} with an event missing, {out_of_bounds} that no \
         stride can be, {other_task} on other ground than most.{}",
        gait.stair_pattern.map_or("", stair_words)
    )
}

fn stair_words(pattern: StairPattern) -> &'static str {
    match pattern {
        StairPattern::StepOverStep => " Each foot takes a step of its own (step over step).",
        StairPattern::StepByStep { leads: Side::Left } => {
            " The left foot goes ahead and the right one joins it on the same step (step by step)."
        }
        StairPattern::StepByStep { leads: Side::Right } => {
            " The right foot goes ahead and the left one joins it on the same step (step by step)."
        }
    }
}

/// How often each leg bore the body down.
fn repetitions(gait: &Gait) -> String {
    let of = |side: Side| gait.repetitions.iter().filter(|r| r.side == side).count();
    match Side::BOTH.map(of) {
        [0, 0] => String::new(),
        [left, right] => {
            format!(" Repetitions on the left leg: {left}, on the right leg: {right}.")
        }
    }
}

/// What is not printed, by reason.
fn refused(gait: &Gait) -> Vec<RefusedView> {
    let mut views: Vec<(Refusal, Vec<String>)> = Vec::new();
    for measure in &gait.refused_measures {
        let words = measure_words(measure.name).0;
        let name = measure.side.map_or(words.clone(), |s| format!("{words} ({})", s.name()));
        match views.iter_mut().find(|(reason, _)| *reason == measure.reason) {
            Some((_, names)) => names.push(name),
            None => views.push((measure.reason, vec![name])),
        }
    }
    let view = |(reason, names): (Refusal, Vec<String>)| RefusedView {
        names: names.join(", "),
        advice: reason.advice(),
    };
    views.into_iter().map(view).collect()
}

/// Left and right side by side; what belongs to both stands in the left column.
fn rows(gait: &Gait) -> Vec<GaitRow> {
    let measures = &gait.measures;
    let mut names: Vec<&str> = Vec::new();
    for measure in measures {
        if !names.contains(&measure.name) {
            names.push(measure.name);
        }
    }
    let row = |name: &str| {
        let of = |side: Option<Side>| measures.iter().find(|m| m.name == name && m.side == side);
        let (words, unit, decimals) = measure_words(name);
        let cell = |m: Option<&MeasureSummary>| m.map_or_else(String::new, |m| shown(m, decimals));
        let mdc = measures.iter().find(|m| m.name == name).and_then(|m| m.mdc);
        let is_by_stickers =
            measures.iter().any(|m| m.name == name && m.seen_by == SeenBy::Stickers);
        let by = if is_by_stickers { " (by stickers)" } else { "" };
        GaitRow {
            name: format!("{words}, {unit}{by}"),
            left: cell(of(Some(Side::Left)).or(of(None))),
            right: cell(of(Some(Side::Right))),
            difference: difference(gait, name, decimals),
            mdc: mdc.map_or_else(String::new, |m| format!("{m:.decimals$}")),
        }
    };
    names.into_iter().map(row).collect()
}

/// The angles of quiet standing. Thigh is the hip against vertical.
fn standing_rows(gait: &Gait) -> Vec<GaitRow> {
    let row = |angle: Angle| {
        let of = |side: Option<Side>| {
            let is_it = |n: &&NeutralSummary| n.value.angle == angle && n.value.side == side;
            let found = gait.neutral.iter().find(is_it)?;
            Some(format!("{} ± {}", fixed(found.value.deg, 0), fixed(found.error_deg, 0)))
        };
        let [left, right] = Side::BOTH.map(|s| of(Some(s)));
        let left = left.or(of(None));
        (left.is_some() || right.is_some()).then(|| GaitRow {
            name: format!("{}, standing, °", title_of(angle)),
            left: left.unwrap_or_default(),
            right: right.unwrap_or_default(),
            difference: String::new(),
            mdc: String::new(),
        })
    };
    Angle::ALL.into_iter().filter(|a| *a != Angle::Thigh).filter_map(row).collect()
}

/// `0.02 (-0.01 to 0.05)`, with a star where a leg was the hidden one.
fn difference(gait: &Gait, name: &str, decimals: usize) -> String {
    let Some(found) = gait.symmetries.iter().find(|s| s.values.name == name) else {
        return String::new();
    };
    let star = if found.near_against_far { " *" } else { "" };
    let value = found.values.difference;
    match found.difference_ci95 {
        Some(interval) => {
            let [value, low, high] = [value, interval[0], interval[1]].map(|v| fixed(v, decimals));
            format!("{value} ({low} to {high}){star}")
        }
        None => format!("{}{star}", fixed(value, decimals)),
    }
}

/// So many decimals, and no minus before a zero.
fn fixed(value: f64, decimals: usize) -> String {
    format!("{:.decimals$}", rounded(value, decimals as i32))
}

/// `0.56 (0.53 to 0.59), n 5`.
fn shown(measure: &MeasureSummary, decimals: usize) -> String {
    let (mean, n) = (measure.mean, measure.n);
    let few = if measure.grade == Grade::Insufficient { ", too few" } else { "" };
    match measure.ci95 {
        Some([low, high]) => {
            let [mean, low, high] = [mean, low, high].map(|v| fixed(v, decimals));
            format!("{mean} ({low} to {high}), n {n}{few}")
        }
        None => format!("{}, n {n}{few}", fixed(mean, decimals)),
    }
}

/// One plot an angle. Thigh is the hip against vertical.
fn curves(report: &Report) -> Vec<CurveView> {
    let mut views = Vec::new();
    for angle in Angle::ALL.into_iter().filter(|a| *a != Angle::Thigh) {
        let of: Vec<&CycleCurve> = report.gait.curves.iter().filter(|c| c.angle == angle).collect();
        if of.is_empty() {
            continue;
        }
        let count = |c: &&CycleCurve| format!("{} {}", c.side.name(), c.n);
        let counts: Vec<String> = of.iter().map(count).collect();
        views.push(CurveView {
            title: title_of(angle),
            cycles: format!("strides: {}", counts.join(", ")),
            svg: cycle_plot::svg(&of),
        });
    }
    views
}
