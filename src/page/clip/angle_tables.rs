//! The tables of angles: values over the clip, what is missing, and what the signs mean.

use crate::catalogue::Text;
use crate::gait::{Angle, Unit};
use crate::motion::Pass;
use crate::page::basics::grouped::{Named, grouped};
use crate::page::basics::number::{Number, decimals_of};
use crate::page::text::labels::{title_in, title_of};
use crate::page::text::texts::Texts;
use crate::report::{AngleSummary, Report};

/// One row of the table of values.
pub(crate) struct Row {
    pub(crate) name: String,
    /// Low, mean and high.
    pub(crate) values: [Option<Number>; 3],
    pub(crate) error: Number,
    pub(crate) measured: Number,
}

/// One row an angle that was measured. Thigh is the hip against vertical.
pub(crate) fn rows(report: &Report, t: Texts) -> Vec<Row> {
    let all = report.angles.iter().enumerate();
    let is_shown = |a: &AngleSummary| a.unavailable.is_none() && a.angle != Angle::Thigh;
    all.filter(|(_, a)| is_shown(a)).map(|(i, a)| row(i, a, &report.passes, t)).collect()
}

fn row(index: usize, summary: &AngleSummary, passes: &[Pass], t: Texts) -> Row {
    let number = |value: f64, decimals: usize, name: &str| {
        Number::new(value, decimals, format!("/angles/{index}/{name}"))
    };
    let decimals = decimals_of(Unit::Degree);
    Row {
        name: t.with_side(title_in(t, summary.angle, passes), summary.side),
        values: [
            summary.low_deg.map(|v| number(v, decimals, "low_deg")),
            summary.mean_deg.map(|v| number(v, decimals, "mean_deg")),
            summary.high_deg.map(|v| number(v, decimals, "high_deg")),
        ],
        error: number(summary.error_deg, decimals, "error_deg"),
        measured: number(summary.measured_pct, 0, "measured_pct"),
    }
}

/// What is missing, by what to film for it.
pub(crate) fn missing(report: &Report, t: Texts) -> Vec<Named> {
    let advice = |a: &AngleSummary| {
        let id = &a.unavailable.as_ref()?.advice_id;
        Some((t.key(&format!("refusals.angle.{id}")), title_of(t, a.angle)))
    };
    let shown = report.angles.iter().filter(|a| a.angle != Angle::Thigh);
    let all = grouped(shown.filter_map(advice));
    let named =
        |(text, names): (&str, Vec<&str>)| Named { names: t.listed(&names), text: text.to_owned() };
    all.into_iter().map(named).collect()
}

/// What the signs mean, each under the name that the page uses and that of `angles.csv`.
pub(crate) fn conventions(report: &Report, t: Texts) -> Vec<Named> {
    let shown = report.conventions.keys().filter(|column| **column != Angle::Thigh.column());
    let label = |column: &str| match Angle::ALL.into_iter().find(|a| a.column() == column) {
        Some(angle) => title_of(t, angle),
        None => t.key(&format!("page.conventions.{column}")),
    };
    let named = |column: &Text| Named {
        names: t.fill("page.conventions.named", &[("label", label(column)), ("column", column)]),
        text: t.key(&format!("conventions.{column}")).to_owned(),
    };
    shown.map(named).collect()
}
