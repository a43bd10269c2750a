//! How values spread over the clips: a row of points for each side and division.

use crate::page::basics::html::escaped;
use crate::page::plots::axis::{Axis, Scale, Size};
use crate::page::study::points::Point;
use crate::signal::quantile;
use std::fmt::Write;

/// One row of points.
pub(super) struct Spread<'a> {
    pub(super) label: String,
    /// Names its colour and shape: `left`, `right` or `both`.
    pub(super) class: &'static str,
    pub(super) points: Vec<Point<'a>>,
    /// Where a line is drawn.
    pub(super) middle: Option<f64>,
}

/// A plot as the page shows it.
pub(super) struct Drawn {
    pub(super) view_box: String,
    pub(super) svg: String,
}

const WIDTH: f64 = 720.0;
const ROW: f64 = 46.0;
const FOOT: f64 = 24.0;

/// Points lie on each other within so much of the width.
const BIN: f64 = 5.0;

/// Points are no farther apart upward.
const MOST_STEP: f64 = 6.0;

/// The ends of the axis leave out so many of the values at either side; what lies beyond is drawn at the edge.
const BEYOND: f64 = 0.005;

/// Rows over one axis, before the range in which values usually lie.
pub(super) fn draw(rows: &[Spread<'_>], usual: Option<[f64; 2]>, decimals: usize) -> Option<Drawn> {
    let values = || rows.iter().flat_map(|row| row.points.iter().map(|p| p.value));
    let inner = [BEYOND, 1.0 - BEYOND].map(|share| quantile(values(), share));
    let ends = inner.into_iter().chain(usual.into_iter().flatten());
    let x = Scale::holding(ends, 10_f64.powi(-(decimals as i32)))?;
    let height = ROW * rows.len() as f64 + FOOT;
    let size = Size { width: WIDTH, height, left: 150.0, right: 16.0, top: 4.0, bottom: FOOT };
    let axis = Axis { size, x, y: Scale { low: 0.0, high: 1.0, step: 1.0 } };
    let mut svg = String::new();
    if let Some(usual) = usual {
        let [low, high] = usual.map(|value| axis.x(value));
        let (width, below) = (high - low, axis.bottom() - 4.0);
        let _ = write!(
            svg,
            r#"<rect class="usual" x="{low:.1}" y="4" width="{width:.1}" height="{below:.0}"/>"#
        );
    }
    svg += &axis.columns();
    svg += &axis.numbers_below("");
    for (place, row) in rows.iter().enumerate() {
        draw_row(&mut svg, &axis, row, 4.0 + ROW * (place + 1) as f64 - 6.0, decimals);
    }
    Some(Drawn { view_box: format!("0 0 {WIDTH} {height}"), svg })
}

fn draw_row(svg: &mut String, axis: &Axis, row: &Spread<'_>, base: f64, decimals: usize) {
    let label = escaped(&row.label);
    let _ = write!(
        svg,
        r#"<text x="144" y="{:.0}" text-anchor="end" class="of-row">{label}</text>"#,
        base - 12.0
    );
    let x_of = |value: f64| axis.x(value.clamp(axis.x.low, axis.x.high));
    let bin_of = |value: f64| (x_of(value) / BIN) as usize;
    let mut heights = vec![0_usize; (WIDTH / BIN) as usize + 1];
    for point in &row.points {
        heights[bin_of(point.value)] += 1;
    }
    let most = heights.iter().copied().max().unwrap_or(1).max(2) - 1;
    let step = MOST_STEP.min((ROW - 12.0) / most as f64);
    heights.fill(0);
    for point in &row.points {
        let height = &mut heights[bin_of(point.value)];
        let (x, y) = (x_of(point.value), base - 3.0 - step * *height as f64);
        *height += 1;
        let mark = mark(row.class, x, y);
        svg.push_str(&point.linked(&mark, &format!("{:.decimals$}", point.value)));
    }
    if let Some(middle) = row.middle {
        let x = x_of(middle);
        let _ = write!(
            svg,
            r#"<path class="middle" d="M{x:.1} {:.1}V{:.1}"/>"#,
            base + 3.0,
            base - 34.0
        );
    }
}

/// Left a full disc, right a hollow triangle, so that grey print tells them apart.
pub(super) fn mark(class: &str, x: f64, y: f64) -> String {
    match class {
        "right" => {
            format!(r#"<path class="dot right" d="M{x:.1} {:.1}l3.2 6h-6.4Z"/>"#, y - 3.5)
        }
        class => format!(r#"<circle class="dot {class}" cx="{x:.1}" cy="{y:.1}" r="2.8"/>"#),
    }
}
