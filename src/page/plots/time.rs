//! Curves over time as SVG.

use crate::gait::AngleSeries;
use crate::page::plots::axis::{Axis, Scale, Size, nice_step};
use std::fmt::Write;

/// Size of a plot in its own units; it scales with the page.
pub(crate) const WIDTH: f64 = 800.0;
/// Room for the numbers of the axes.
pub(crate) const LEFT: f64 = 46.0;
pub(crate) const RIGHT: f64 = 8.0;

const SIZE: Size =
    Size { width: WIDTH, height: 190.0, left: LEFT, right: RIGHT, top: 8.0, bottom: 24.0 };

/// A longer series is thinned out: a screen shows no more.
const MAX_POINTS: usize = 900;

/// The content of a plot of one or two series over the same times, whose numbers have a unit; `None` where there is no
/// value.
pub(crate) fn svg(time_s: &[f64], series: &[&AngleSeries], unit: &str) -> Option<String> {
    let values = series.iter().flat_map(|s| s.values_deg.iter().flatten().copied());
    let (start_s, end_s) = span_s(time_s);
    let x = Scale { low: start_s, high: end_s, step: nice_step((end_s - start_s) / 8.0) };
    let axis = Axis { size: SIZE, x, y: Scale::holding(values, 5.0)? };
    let mut svg = axis.rows() + &axis.numbers_below(unit);
    for one in series {
        let class = one.side.map_or("middle", |s| s.name());
        let path = path(&axis, time_s, one);
        let _ = write!(svg, r#"<path class="curve {class}" d="{path}"/>"#);
    }
    let (top, bottom) = (SIZE.top, axis.bottom());
    let _ = write!(svg, r#"<line class="cursor" y1="{top}" y2="{bottom}" x1="-9" x2="-9"/>"#);
    Some(svg)
}

/// The curve; a gap where there is no value.
fn path(axis: &Axis, time_s: &[f64], series: &AngleSeries) -> String {
    let stride = time_s.len().div_ceil(MAX_POINTS).max(1);
    let points = time_s.iter().copied().zip(series.values_deg.iter().copied());
    axis.path(points.step_by(stride))
}

/// First and last time; never of no length.
pub(crate) fn span_s(time_s: &[f64]) -> (f64, f64) {
    let (start_s, end_s) =
        (time_s.first().copied().unwrap_or(0.0), time_s.last().copied().unwrap_or(0.0));
    (start_s, end_s.max(start_s + 0.001))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::Angle;

    fn series(values_deg: Vec<Option<f64>>) -> AngleSeries {
        AngleSeries { angle: Angle::Fppa, side: None, values_deg, unavailable: None }
    }

    #[test]
    fn no_values_no_plot() {
        assert!(svg(&[0.0], &[&series(vec![None])], " s").is_none());
    }

    #[test]
    fn a_long_series_is_thinned_out() {
        let count = 10 * MAX_POINTS;
        let time_s: Vec<f64> = (0..count).map(|i| i as f64 / 60.0).collect();
        let long = series(vec![Some(1.0); count]);
        let drawn = svg(&time_s, &[&long], " s").unwrap();
        assert_eq!(drawn.matches('L').count(), MAX_POINTS - 1);
    }
}
