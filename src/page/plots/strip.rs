//! A value of every step, in the order of time.

use crate::anatomy::Side;
use crate::page::basics::html::escaped;
use crate::page::basics::number::{decimals_of_limit, fixed};
use crate::page::plots::axis::{Axis, Scale, Size};
use crate::page::plots::ranges::Look;
use crate::page::text::texts::Texts;
use crate::report::{LineKind, ReferenceLine};
use std::fmt::Write;

const SIZE: Size =
    Size { width: 480.0, height: 230.0, left: 62.0, right: 114.0, top: 12.0, bottom: 42.0 };

/// As the `viewBox` says it.
pub(crate) const VIEW_BOX: &str = "0 0 480 230";

/// One step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mark {
    pub(crate) side: Side,
    pub(crate) deg: f64,
}

/// Everything that one plot shows.
pub(crate) struct StripPlot<'a> {
    /// In the order of time.
    pub(crate) marks: &'a [Mark],
    /// How far a single step's value of each leg is typically off.
    pub(crate) error_deg: [Option<f64>; 2],
    pub(crate) lines: &'a [&'a ReferenceLine],
    pub(crate) look: Look,
    /// What is counted below.
    pub(crate) along: &'static str,
}

/// The SVG element's content.
pub(crate) fn svg(plot: &StripPlot<'_>, t: Texts) -> String {
    let values = plot.marks.iter().flat_map(|m| {
        let error = plot.error_deg[m.side.index()].unwrap_or(0.0);
        [m.deg - error, m.deg + error]
    });
    let y = plot.look.scale.widened(values.chain(plot.lines.iter().map(|l| l.deg)));
    let count = plot.marks.len() as f64;
    let step = (count / 12.0).ceil().max(1.0);
    let axis = Axis { size: SIZE, x: Scale { low: 0.3, high: count + 0.7, step }, y };
    let mut svg = axis.rows();
    svg += &axis.numbers_below("");
    svg += &axis.titles(plot.along, plot.look.words);
    for line in plot.lines {
        draw_line(&mut svg, &axis, line);
        if has_room(&axis, line, plot.lines) {
            draw_name(&mut svg, &axis, line, t);
        }
    }
    for (number, mark) in (1..).zip(plot.marks).filter(|(_, m)| m.deg.is_finite()) {
        draw_mark(&mut svg, &axis, f64::from(number), *mark, plot.error_deg[mark.side.index()]);
    }
    svg
}

fn draw_line(svg: &mut String, axis: &Axis, line: &ReferenceLine) {
    let (y, left, right) = (axis.y(line.deg), SIZE.left, axis.right());
    let (class, side) = (line.kind.name(), line.side.map_or("", |s| s.name()));
    let _ = write!(svg, r#"<path class="level {class} {side}" d="M{left} {y:.1}H{right}"/>"#);
}

/// `limit left 10°`, beside the plot.
fn draw_name(svg: &mut String, axis: &Axis, line: &ReferenceLine, t: Texts) {
    let (x, y) = (axis.right() + 5.0, axis.y(line.deg) + 4.0);
    let deg = fixed(line.deg, decimals_of_limit(line.deg, 0));
    let places = [("line", t.of_id("page_gait.lines", line.kind)), ("deg", &*deg)];
    let text = match line.side {
        Some(side) => {
            let places = [&places[..], &[("side", t.side(side))]].concat();
            t.fill("page_gait.lines.drawn_of_side", &places)
        }
        None => t.fill("page_gait.lines.drawn", &places),
    };
    let text = escaped(&text);
    let _ = write!(svg, r#"<text class="on-plot" x="{x:.0}" y="{y:.1}">{text}</text>"#);
}

/// A borderline so near to a limit that their names would lie upon each other has none; the text below has it.
fn has_room(axis: &Axis, line: &ReferenceLine, all: &[&ReferenceLine]) -> bool {
    let is_near = |other: &&&ReferenceLine| {
        other.kind == LineKind::Limit && (axis.y(other.deg) - axis.y(line.deg)).abs() < LINE_HEIGHT
    };
    line.kind != LineKind::Borderline || !all.iter().any(|other| is_near(&other))
}

/// Of the names beside the plot.
const LINE_HEIGHT: f64 = 13.0;

/// Left a full disc, right a hollow triangle, so that grey print tells them apart.
fn draw_mark(svg: &mut String, axis: &Axis, number: f64, mark: Mark, error: Option<f64>) {
    let (x, y, side) = (axis.x(number), axis.y(mark.deg), mark.side.name());
    if let Some(error) = error {
        let [high, low] = [mark.deg + error, mark.deg - error].map(|v| axis.y(v));
        let _ = write!(svg, r#"<path class="whisker {side}" d="M{x:.1} {high:.1}V{low:.1}"/>"#);
    }
    let shape = match mark.side {
        Side::Left => format!(r#"<circle class="step left" cx="{x:.1}" cy="{y:.1}" r="5.5"/>"#),
        Side::Right => {
            let top = y - 7.0;
            format!(r#"<path class="step right" d="M{x:.1} {top:.1}l6.5 12h-13Z"/>"#)
        }
    };
    svg.push_str(&shape);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::{Angle, MeasureId, Task};
    use crate::page::plots::ranges::look_of_step;

    fn texts() -> Texts {
        Texts::of(crate::catalogue::Language::ENGLISH)
    }

    fn plot_of(marks: &[Mark]) -> StripPlot<'_> {
        StripPlot {
            marks,
            error_deg: [Some(2.7), None],
            lines: &[],
            look: look_of_step(MeasureId::FppaLoadingPeak, Angle::Fppa, texts()),
            along: "steps",
        }
    }

    #[test]
    fn every_step_is_a_mark_of_its_side_and_the_limit_is_in_the_plot() {
        let mark = |side, deg| Mark { side, deg };
        let marks = [
            mark(Side::Left, 3.0),
            mark(Side::Right, 12.0),
            mark(Side::Left, 4.0),
            mark(Side::Right, f64::NAN),
        ];
        let line = ReferenceLine {
            measure: MeasureId::FppaLoadingPeak,
            task: Task::Walking,
            angle: Angle::Fppa,
            side: None,
            kind: LineKind::Limit,
            deg: 40.0,
            source: "x".into(),
            why: "".into(),
        };
        let drawn = svg(&StripPlot { lines: &[&line], ..plot_of(&marks[..3]) }, texts());
        let count = |what: &str| drawn.matches(what).count();
        assert_eq!([count("step left"), count("step right")], [2, 1]);
        assert_eq!([count("whisker left"), count("whisker right")], [2, 0]);
        assert!(drawn.contains("limit 40°") && drawn.contains(">40°<"), "{drawn}");
        let near = ReferenceLine { kind: LineKind::Borderline, deg: 39.0, ..line.clone() };
        let both = svg(&StripPlot { lines: &[&near, &line], ..plot_of(&marks[..3]) }, texts());
        assert!(both.contains("level borderline") && !both.contains(">borderline"));
        for marks in [&marks[..0], &marks] {
            assert!(!svg(&plot_of(marks), texts()).contains("NaN"));
        }
    }
}
