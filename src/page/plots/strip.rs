//! A value of every step, in the order of time.

use super::axis::{Axis, Scale, Size};
use crate::anatomy::Side;
use crate::report::{LineKind, ReferenceLine};
use std::fmt::Write;

const SIZE: Size =
    Size { width: 480.0, height: 230.0, left: 62.0, right: 92.0, top: 12.0, bottom: 42.0 };

/// As the `viewBox` says it.
pub(in crate::page) const VIEW_BOX: &str = "0 0 480 230";

/// One step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::page) struct Mark {
    pub(in crate::page) side: Side,
    pub(in crate::page) deg: f64,
}

/// Everything that one plot shows.
pub(in crate::page) struct StripPlot<'a> {
    /// In the order of time.
    pub(in crate::page) marks: &'a [Mark],
    /// How far a single step's value of each leg is typically off.
    pub(in crate::page) error_deg: [Option<f64>; 2],
    pub(in crate::page) lines: &'a [&'a ReferenceLine],
    pub(in crate::page) words: [&'static str; 2],
    /// What is counted below.
    pub(in crate::page) along: &'static str,
}

/// The SVG element's content; empty where there is no step.
pub(in crate::page) fn svg(plot: &StripPlot<'_>) -> String {
    let values = plot.marks.iter().flat_map(|m| {
        let error = plot.error_deg[m.side.index()].unwrap_or(0.0);
        [m.deg - error, m.deg + error]
    });
    let levels = plot.lines.iter().map(|l| l.deg).chain([0.0]);
    let Some(y) = Scale::holding(values.chain(levels), 20.0) else { return String::new() };
    let count = plot.marks.len() as f64;
    let step = (count / 12.0).ceil().max(1.0);
    let axis = Axis { size: SIZE, x: Scale { low: 0.3, high: count + 0.7, step }, y };
    let mut svg = axis.rows();
    svg += &axis.numbers_below("");
    svg += &axis.titles(plot.along, plot.words);
    plot.lines.iter().for_each(|l| draw_line(&mut svg, &axis, l));
    for (number, mark) in (1..).zip(plot.marks) {
        draw_mark(&mut svg, &axis, f64::from(number), *mark, plot.error_deg[mark.side.index()]);
    }
    svg
}

fn draw_line(svg: &mut String, axis: &Axis, line: &ReferenceLine) {
    let (y, left, right) = (axis.y(line.deg), SIZE.left, axis.right());
    let (class, words) = match line.kind {
        LineKind::Limit => ("limit", "limit"),
        LineKind::Borderline => ("borderline", "borderline"),
        LineKind::Usual => ("usual", "usual"),
    };
    let of = line.side.map(|s| format!(", {}", s.name())).unwrap_or_default();
    let side = line.side.map_or("", |s| s.name());
    let _ = write!(
        svg,
        r#"<path class="level {class} {side}" d="M{left} {y:.1}H{right}"/><text class="on-plot" x="{:.0}" y="{:.1}">{words}{of} {:.0}°</text>"#,
        right + 5.0,
        y + 4.0,
        line.deg
    );
}

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
            measure: "fppa_loading_peak_deg",
            angle: crate::gait::Angle::Fppa,
            side: None,
            kind: LineKind::Limit,
            deg: 40.0,
            source: "x",
            why: "",
        };
        let plot = StripPlot {
            marks: &marks[..3],
            error_deg: [Some(2.7), None],
            lines: &[&line],
            words: ["less", "more"],
            along: "steps",
        };
        let drawn = svg(&plot);
        let count = |what: &str| drawn.matches(what).count();
        assert_eq!([count("step left"), count("step right")], [2, 1]);
        assert_eq!([count("whisker left"), count("whisker right")], [2, 0]);
        assert!(drawn.contains("limit 40°") && drawn.contains(">40°<"), "{drawn}");
        let none = svg(&StripPlot { marks: &[], lines: &[], ..plot });
        assert!(!none.contains("NaN"));
    }
}
