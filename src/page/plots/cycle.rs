//! Angles over the mean cycle as SVG: what is usual behind, then a band and a line a side, and when feet leave and
//! land.

use crate::anatomy::Side;
use crate::gait::CycleCurve;
use crate::page::basics::html::escaped;
use crate::page::basics::number::{decimals_of_limit, fixed};
use crate::page::plots::axis::{Axis, Scale, Size};
use crate::page::plots::ranges::Look;
use crate::page::text::texts::Texts;
use crate::report::{LineKind, NormBand};
use std::fmt::Write;

/// How large a plot is, and how much it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlotSize {
    /// With spread, the other foot's events and limits.
    Whole,
    /// One of several in a row: curves over the norm, with foot off.
    Small,
}

impl PlotSize {
    /// In the plot's own units: so small that its text can be read on a phone.
    fn size(self) -> Size {
        let whole =
            Size { width: 480.0, height: 290.0, left: 62.0, right: 24.0, top: 16.0, bottom: 42.0 };
        match self {
            Self::Whole => whole,
            Self::Small => Size { width: 400.0, height: 190.0, top: 8.0, bottom: 22.0, ..whole },
        }
    }

    /// As the `viewBox` says it.
    pub(crate) fn view_box(self) -> &'static str {
        match self {
            Self::Whole => "0 0 480 290",
            Self::Small => "0 0 400 190",
        }
    }
}

const PERCENT: Scale = Scale { low: 0.0, high: 100.0, step: 20.0 };

/// Everything that one plot shows.
pub(crate) struct CyclePlot<'a> {
    pub(crate) look: Look,
    pub(crate) curves: &'a [&'a CycleCurve],
    /// As bands.
    pub(crate) norm: Option<&'a NormBand>,
    /// As a line.
    pub(crate) adults: Option<&'a NormBand>,
    pub(crate) feet: &'a [FootTimes],
    pub(crate) lines: &'a [Level],
}

/// When feet leave and land in a leg's mean cycle, in percent of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FootTimes {
    pub(crate) side: Side,
    /// This foot leaves the ground.
    pub(crate) off_pct: f64,
    /// By how much that varies; absent for a single cycle.
    pub(crate) off_sd_pct: Option<f64>,
    /// The other foot leaves the ground, and lands.
    pub(crate) opposite_pct: [f64; 2],
}

/// A value that is drawn as a line over a part of the cycle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Level {
    pub(crate) deg: f64,
    pub(crate) kind: LineKind,
    pub(crate) over_pct: [f64; 2],
}

/// The SVG element's content.
pub(crate) fn svg(plot: &CyclePlot<'_>, size: PlotSize, t: Texts) -> String {
    let y = plot.look.scale.widened(values(plot));
    let axis = Axis { size: size.size(), x: PERCENT, y };
    let mut svg = String::new();
    plot.norm.inspect(|norm| draw_norm(&mut svg, &axis, norm));
    plot.adults.inspect(|norm| draw_adults(&mut svg, &axis, norm));
    svg += &axis.rows();
    svg += &axis.numbers_below(" %");
    svg += &match size {
        PlotSize::Whole => axis.titles(t.key("page_gait.mean_stride.axis"), plot.look.words),
        PlotSize::Small => axis.direction(plot.look.words[1]),
    };
    if size == PlotSize::Whole {
        plot.curves.iter().for_each(|c| draw_band(&mut svg, &axis, c));
        plot.feet.iter().for_each(|f| draw_other_foot(&mut svg, &axis, f));
        plot.lines.iter().for_each(|l| draw_level(&mut svg, &axis, l, t));
    }
    plot.feet.iter().for_each(|f| draw_foot_off(&mut svg, &axis, f));
    plot.curves.iter().for_each(|c| draw_curve(&mut svg, &axis, c));
    svg
}

/// One curve, report by report; its class says which report it is of, and which is the last.
pub(crate) fn through_reports(look: Look, curves: &[Option<CycleCurve>], t: Texts) -> String {
    let values = curves.iter().flatten().flat_map(|c| c.mean_deg.iter().copied());
    let axis = Axis { size: PlotSize::Whole.size(), x: PERCENT, y: look.scale.widened(values) };
    let titles = axis.titles(t.key("page_gait.mean_stride.axis"), look.words);
    let mut svg = [axis.rows(), axis.numbers_below(" %"), titles].concat();
    for (curve, number) in curves.iter().zip(1..) {
        let Some(curve) = curve else { continue };
        let last = if number == curves.len() { " last" } else { "" };
        let (side, path) = (curve.side.name(), axis.path(over_cycle(&curve.mean_deg)));
        let _ =
            write!(svg, r#"<path class="curve {side} visit visit-{number}{last}" d="{path}"/>"#);
    }
    svg
}

/// Everything that has to fit.
fn values(plot: &CyclePlot<'_>) -> Vec<f64> {
    let edges = |mean: &[f64], sd: &[f64]| -> Vec<f64> {
        let sd = |i: usize| sd.get(i).copied().unwrap_or(0.0);
        mean.iter().enumerate().flat_map(|(i, m)| [m - sd(i), m + sd(i)]).collect()
    };
    let curves = plot.curves.iter().flat_map(|c| edges(&c.mean_deg, &c.sd_deg));
    let norm = plot.norm.iter().flat_map(|n| edges(&n.mean_deg, &doubled(&n.sd_deg)));
    curves.chain(norm).chain(plot.lines.iter().map(|l| l.deg)).collect()
}

fn over_cycle(deg: &[f64]) -> impl Iterator<Item = (f64, Option<f64>)> {
    deg.iter().enumerate().map(|(percent, deg)| (percent as f64, Some(*deg)))
}

/// Two standard deviations about the mean, one, and the mean.
fn draw_norm(svg: &mut String, axis: &Axis, norm: &NormBand) {
    let two = axis.band(&norm.mean_deg, &doubled(&norm.sd_deg));
    let one = axis.band(&norm.mean_deg, &norm.sd_deg);
    let mean = axis.path(over_cycle(&norm.mean_deg));
    let _ = write!(
        svg,
        r#"<path class="band norm two" d="{two}"/><path class="band norm" d="{one}"/><path class="curve norm" d="{mean}"/>"#
    );
}

fn draw_adults(svg: &mut String, axis: &Axis, norm: &NormBand) {
    let mean = axis.path(over_cycle(&norm.mean_deg));
    let _ = write!(svg, r#"<path class="curve norm adults" d="{mean}"/>"#);
}

fn doubled(sd: &[f64]) -> Vec<f64> {
    sd.iter().map(|sd| 2.0 * sd).collect()
}

fn draw_band(svg: &mut String, axis: &Axis, curve: &CycleCurve) {
    if !curve.sd_deg.is_empty() {
        let (side, band) = (curve.side.name(), axis.band(&curve.mean_deg, &curve.sd_deg));
        let _ = write!(svg, r#"<path class="band {side}" d="{band}"/>"#);
    }
}

fn draw_curve(svg: &mut String, axis: &Axis, curve: &CycleCurve) {
    let (side, path) = (curve.side.name(), axis.path(over_cycle(&curve.mean_deg)));
    let _ = write!(svg, r#"<path class="curve {side}" d="{path}"/>"#);
}

/// A line from top to bottom where the foot leaves.
fn draw_foot_off(svg: &mut String, axis: &Axis, feet: &FootTimes) {
    let (side, x) = (feet.side.name(), axis.x(feet.off_pct));
    let (top, bottom) = (axis.size.top, axis.bottom());
    let _ = write!(svg, r#"<path class="footoff {side}" d="M{x:.1} {top}V{bottom:.1}"/>"#);
}

/// The spread of foot off above its line, and ticks below for the other foot.
fn draw_other_foot(svg: &mut String, axis: &Axis, feet: &FootTimes) {
    let side = feet.side.name();
    let (top, bottom) = (axis.size.top, axis.bottom());
    let above = top - if feet.side == Side::Left { 10.0 } else { 5.0 };
    if let Some(sd) = feet.off_sd_pct.filter(|sd| sd.is_finite()) {
        let [from, to] = [-sd, sd].map(|d| axis.x((feet.off_pct + d).clamp(0.0, 100.0)));
        let _ = write!(
            svg,
            r#"<path class="spread {side}" d="M{from:.1} {above}H{to:.1}M{from:.1} {:.1}v4M{to:.1} {:.1}v4"/>"#,
            above - 2.0,
            above - 2.0
        );
    }
    let [off, contact] = feet.opposite_pct.map(|p| axis.x(p.clamp(0.0, 100.0)));
    let _ = write!(
        svg,
        r#"<path class="tick {side}" d="M{off:.1} {bottom:.1}l-3.5 -8h7ZM{contact:.1} {bottom:.1}m-3.5 0l3.5 -8l3.5 8"/>"#
    );
}

fn draw_level(svg: &mut String, axis: &Axis, level: &Level, t: Texts) {
    let [from, to] = level.over_pct.map(|p| axis.x(p));
    let y = axis.y(level.deg);
    let kind = level.kind.name();
    let deg = fixed(level.deg, decimals_of_limit(level.deg, 0));
    let line = t.of_id("page_gait.lines", level.kind);
    let text = escaped(&t.fill("page_gait.lines.drawn", &[("line", line), ("deg", &deg)]));
    let _ = write!(
        svg,
        r#"<path class="level {kind}" d="M{from:.1} {y:.1}H{to:.1}"/><text class="on-plot" x="{:.1}" y="{:.1}">{text}</text>"#,
        to + 4.0,
        y + 4.0
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::{Angle, Task};
    use crate::page::plots::ranges::look_of;

    fn texts() -> Texts {
        Texts::of(crate::catalogue::Language::ENGLISH)
    }

    fn curve(mean_deg: Vec<f64>, sd_deg: Vec<f64>) -> CycleCurve {
        let (task, angle) = (Task::Walking, Angle::KneeFlexion);
        CycleCurve { task, angle, side: Side::Left, n: 1, mean_deg, sd_deg }
    }

    fn plot<'a>(curves: &'a [&'a CycleCurve]) -> CyclePlot<'a> {
        let look = look_of(Angle::KneeFlexion, texts());
        CyclePlot { look, curves, norm: None, adults: None, feet: &[], lines: &[] }
    }

    #[test]
    fn a_band_needs_more_than_one_cycle() {
        let flat = |sd: Vec<f64>| curve(vec![10.0; 101], sd);
        let (one, many) = (flat(vec![]), flat(vec![2.0; 101]));
        assert!(!svg(&plot(&[&one]), PlotSize::Whole, texts()).contains("band"));
        let drawn = svg(&plot(&[&many]), PlotSize::Whole, texts());
        assert_eq!(drawn.matches("band left").count(), 1);
        assert!(!drawn.contains("NaN"));
    }

    #[test]
    fn curves_that_fit_are_drawn_over_the_same_range() {
        let zero_line = |deg: f64| {
            let drawn = svg(&plot(&[&curve(vec![deg; 101], vec![])]), PlotSize::Whole, texts());
            let at = drawn.find(r#"class="zero""#).unwrap();
            drawn[at..at + 70].to_owned()
        };
        assert_eq!(zero_line(5.0), zero_line(70.0));
        assert_ne!(zero_line(5.0), zero_line(120.0), "a curve beyond is not cut off");
    }
}
