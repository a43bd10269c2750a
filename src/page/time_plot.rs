//! Curves over time as SVG.

use crate::gait::AngleSeries;
use std::fmt::Write;

/// Size of a plot in its own units; it scales with the page.
pub(super) const WIDTH: f64 = 800.0;
pub(super) const HEIGHT: f64 = 190.0;
/// Room for the numbers of the axes.
pub(super) const LEFT: f64 = 46.0;
pub(super) const RIGHT: f64 = 8.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 24.0;

/// A longer series is thinned out: a screen shows no more.
const MAX_POINTS: usize = 900;

/// A plot of one or two series over the same times.
pub(super) struct Plot<'a> {
    time_s: &'a [f64],
    series: &'a [&'a AngleSeries],
    /// The smallest and the largest value on the axis, in degrees.
    range_deg: [f64; 2],
    step_deg: f64,
}

impl<'a> Plot<'a> {
    /// A plot that holds all values; `None` where there are none.
    pub(super) fn new(time_s: &'a [f64], series: &'a [&'a AngleSeries]) -> Option<Self> {
        let values = || series.iter().flat_map(|s| s.values_deg.iter().flatten().copied());
        let low = values().fold(f64::INFINITY, f64::min);
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        if !(low.is_finite() && high.is_finite()) {
            return None;
        }
        let step_deg = nice_step((high - low).max(5.0) / 4.0);
        let range_deg = [(low / step_deg).floor() * step_deg, (high / step_deg).ceil() * step_deg];
        let range_deg = if range_deg[0] < range_deg[1] {
            range_deg
        } else {
            [range_deg[0] - step_deg, range_deg[1] + step_deg]
        };
        Some(Self { time_s, series, range_deg, step_deg })
    }

    /// The SVG element's content: axes, then a path a series.
    pub(super) fn svg(&self) -> String {
        let mut svg = String::new();
        self.draw_axes(&mut svg);
        for series in self.series {
            let class = series.side.map_or("middle", |s| s.name());
            let path = self.path(series);
            let _ = write!(svg, r#"<path class="curve {class}" d="{path}"/>"#);
        }
        let (top, bottom) = (TOP, HEIGHT - BOTTOM);
        let _ = write!(svg, r#"<line class="cursor" y1="{top}" y2="{bottom}" x1="-9" x2="-9"/>"#);
        svg
    }

    fn draw_axes(&self, svg: &mut String) {
        let right = WIDTH - RIGHT;
        let mut value = self.range_deg[0];
        while value <= self.range_deg[1] + 1e-9 {
            let y = self.y(value);
            let class = if value.abs() < 1e-9 { "zero" } else { "grid" };
            let _ = write!(
                svg,
                r#"<line class="{class}" x1="{LEFT}" x2="{right}" y1="{y:.1}" y2="{y:.1}"/><text x="{:.0}" y="{:.1}" class="ylabel">{value:.0}°</text>"#,
                LEFT - 6.0,
                y + 4.0
            );
            value += self.step_deg;
        }
        let (start_s, end_s) = self.span_s();
        let step_s = nice_step((end_s - start_s) / 8.0);
        let mut time_s = (start_s / step_s).ceil() * step_s;
        while time_s <= end_s + 1e-9 {
            let x = self.x(time_s);
            let _ = write!(
                svg,
                r#"<text x="{x:.1}" y="{:.0}" class="xlabel">{} s</text>"#,
                HEIGHT - 6.0,
                (time_s * 1000.0).round() / 1000.0
            );
            time_s += step_s;
        }
    }

    /// The curve; a gap where there is no value.
    fn path(&self, series: &AngleSeries) -> String {
        let stride = self.time_s.len().div_ceil(MAX_POINTS).max(1);
        let mut path = String::new();
        let mut is_down = false;
        for (i, (time_s, value)) in
            self.time_s.iter().zip(&series.values_deg).enumerate().step_by(stride)
        {
            let Some(value) = value else {
                is_down = false;
                continue;
            };
            let command = if is_down { 'L' } else { 'M' };
            let _ = write!(path, "{command}{:.1} {:.1}", self.x(*time_s), self.y(*value));
            let is_alone =
                !is_down && series.values_deg.get(i + stride).is_none_or(Option::is_none);
            if is_alone {
                path.push_str("h0.1");
            }
            is_down = true;
        }
        path
    }

    fn span_s(&self) -> (f64, f64) {
        span_s(self.time_s)
    }

    fn x(&self, time_s: f64) -> f64 {
        let (start_s, end_s) = self.span_s();
        LEFT + (time_s - start_s) / (end_s - start_s) * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, value: f64) -> f64 {
        let [low, high] = self.range_deg;
        TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)
    }
}

/// First and last time; never of no length.
pub(super) fn span_s(time_s: &[f64]) -> (f64, f64) {
    let (start_s, end_s) =
        (time_s.first().copied().unwrap_or(0.0), time_s.last().copied().unwrap_or(0.0));
    (start_s, end_s.max(start_s + 0.001))
}

/// 1, 2 or 5 times a power of ten, at least as large as asked.
pub(super) fn nice_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.max(1e-6).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|m| m * power);
    steps.into_iter().find(|s| *s >= least - 1e-12).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::Side;
    use crate::gait::Angle;

    #[test]
    fn gaps_stay_gaps_and_a_lone_value_is_visible() {
        let series = AngleSeries {
            angle: Angle::KneeFlexion,
            side: Some(Side::Left),
            values_deg: vec![Some(0.0), Some(10.0), None, Some(20.0), None],
            unavailable: None,
        };
        let time_s = [0.0, 0.1, 0.2, 0.3, 0.4];
        let all = [&series];
        let plot = Plot::new(&time_s, &all).unwrap();
        let path = plot.path(&series);
        assert_eq!(path.matches('M').count(), 2, "{path}");
        assert!(path.ends_with("h0.1"), "{path}");
    }

    #[test]
    fn steps_are_round() {
        assert_eq!(nice_step(3.0), 5.0);
        assert_eq!(nice_step(0.12), 0.2);
        assert_eq!(nice_step(10.0), 10.0);
    }

    #[test]
    fn no_values_no_plot() {
        let series = AngleSeries {
            angle: Angle::Fppa,
            side: None,
            values_deg: vec![None],
            unavailable: None,
        };
        assert!(Plot::new(&[0.0], &[&series]).is_none());
    }
}
