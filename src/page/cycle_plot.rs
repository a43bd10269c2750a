//! Angles over the mean cycle as SVG: a line a side, and a band of one standard deviation around it.

use super::time_plot::{HEIGHT, LEFT, WIDTH, nice_step};
use crate::gait::CycleCurve;
use std::fmt::Write;

/// Room for the last number below the axis.
const RIGHT: f64 = 22.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 24.0;

/// The SVG element's content; empty where there is no curve.
pub(super) fn svg(curves: &[&CycleCurve]) -> String {
    let Some(axis) = Axis::of(curves) else { return String::new() };
    let mut svg = axis.lines();
    for curve in curves {
        let side = curve.side.name();
        if !curve.sd_deg.is_empty() {
            let _ = write!(svg, r#"<path class="band {side}" d="{}Z"/>"#, axis.path(&band(curve)));
        }
        let mean: Vec<(usize, f64)> = curve.mean_deg.iter().copied().enumerate().collect();
        let _ = write!(svg, r#"<path class="curve {side}" d="{}"/>"#, axis.path(&mean));
    }
    svg
}

/// One curve, report by report; the class says which report it is of and of how many.
pub(super) fn through_reports(curves: &[Option<CycleCurve>]) -> String {
    let known: Vec<&CycleCurve> = curves.iter().flatten().collect();
    let Some(axis) = Axis::of(&known) else { return String::new() };
    let mut svg = axis.lines();
    for (curve, number) in curves.iter().zip(1..) {
        let Some(curve) = curve else { continue };
        let last = if number == curves.len() { " last" } else { "" };
        let mean: Vec<(usize, f64)> = curve.mean_deg.iter().copied().enumerate().collect();
        let side = curve.side.name();
        let path = axis.path(&mean);
        let _ =
            write!(svg, r#"<path class="curve {side} visit visit-{number}{last}" d="{path}"/>"#);
    }
    svg
}

/// One standard deviation above, and back below.
fn band(curve: &CycleCurve) -> Vec<(usize, f64)> {
    let edge = |sign: f64| {
        let pairs = curve.mean_deg.iter().zip(&curve.sd_deg);
        pairs.map(move |(mean, sd)| mean + sign * sd).enumerate()
    };
    let below: Vec<(usize, f64)> = edge(-1.0).collect();
    edge(1.0).chain(below.into_iter().rev()).collect()
}

/// Where values lie in the plot.
struct Axis {
    low_deg: f64,
    high_deg: f64,
    step_deg: f64,
}

impl Axis {
    fn of(curves: &[&CycleCurve]) -> Option<Self> {
        let edges = curves.iter().flat_map(|c| {
            let sd = |i: usize| c.sd_deg.get(i).copied().unwrap_or(0.0);
            c.mean_deg.iter().enumerate().flat_map(move |(i, m)| [m - sd(i), m + sd(i)])
        });
        let (low, high) = edges.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
            (f64::min(low, v), f64::max(high, v))
        });
        let step_deg = nice_step((high - low).max(5.0) / 4.0);
        let low_deg = (low / step_deg).floor() * step_deg;
        let high_deg = ((high / step_deg).ceil() * step_deg).max(low_deg + step_deg);
        (low.is_finite() && high.is_finite()).then_some(Self { low_deg, high_deg, step_deg })
    }

    fn y(&self, deg: f64) -> f64 {
        TOP + (self.high_deg - deg) / (self.high_deg - self.low_deg) * (HEIGHT - TOP - BOTTOM)
    }

    fn path(&self, points: &[(usize, f64)]) -> String {
        let mut path = String::new();
        for (k, (percent, deg)) in points.iter().enumerate() {
            let command = if k == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{command}{:.1} {:.1}", x(*percent as f64), self.y(*deg));
        }
        path
    }

    /// Grid and numbers.
    fn lines(&self) -> String {
        let mut svg = String::new();
        let right = WIDTH - RIGHT;
        let mut deg = self.low_deg;
        while deg <= self.high_deg + 1e-9 {
            let y = self.y(deg);
            let class = if deg.abs() < 1e-9 { "zero" } else { "grid" };
            let _ = write!(
                svg,
                r#"<line class="{class}" x1="{LEFT}" x2="{right}" y1="{y:.1}" y2="{y:.1}"/><text x="{:.0}" y="{:.1}" class="ylabel">{deg:.0}°</text>"#,
                LEFT - 6.0,
                y + 4.0
            );
            deg += self.step_deg;
        }
        for percent in (0..=100).step_by(20) {
            let _ = write!(
                svg,
                r#"<text x="{:.1}" y="{:.0}" class="xlabel">{percent} %</text>"#,
                x(f64::from(percent)),
                HEIGHT - 6.0
            );
        }
        svg
    }
}

fn x(percent: f64) -> f64 {
    LEFT + percent / 100.0 * (WIDTH - LEFT - RIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::Side;
    use crate::gait::Angle;

    #[test]
    fn a_band_needs_more_than_one_cycle() {
        let curve = |sd_deg: Vec<f64>| CycleCurve {
            angle: Angle::KneeFlexion,
            side: Side::Left,
            n: 1,
            mean_deg: (0..101).map(f64::from).collect(),
            sd_deg,
        };
        let (one, many) = (curve(vec![]), curve(vec![2.0; 101]));
        assert!(!svg(&[&one]).contains("band"));
        let drawn = svg(&[&many]);
        assert_eq!(drawn.matches("band left").count(), 1);
        assert!(!drawn.contains("NaN"));
        assert_eq!(svg(&[]), "");
    }
}
