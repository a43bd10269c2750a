//! Where values lie in a plot: both directions, the grid with its numbers, and paths.

use crate::page::basics::html::escaped;
use crate::signal::rounded;
use std::fmt::Write;

/// A plot's size and the room around what is drawn, in its own units; it scales with the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

/// What one direction spans, and how far apart its numbers are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) step: f64,
}

impl Scale {
    /// Holds all values, with about four steps; `None` where there is no value.
    pub(crate) fn holding(values: impl IntoIterator<Item = f64>, least_span: f64) -> Option<Self> {
        let [low, high] = ends(values)?;
        let step = nice_step((high - low).max(least_span) / 4.0);
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        let (low, high) = if low < high { (low, high) } else { (low - step, high + step) };
        Some(Self { low, high, step })
    }

    /// The same, by whole steps wider where a value does not fit. What is wild ends at the plot's edge.
    pub(crate) fn widened(self, values: impl IntoIterator<Item = f64>) -> Self {
        let Some([low, high]) = ends(values) else { return self };
        let most = 4.0 * (self.high - self.low);
        let steps = |beyond: f64| (beyond.clamp(0.0, most) / self.step).ceil() * self.step;
        let (low, high) = (self.low - steps(self.low - low), self.high + steps(high - self.high));
        let is_wide = (high - low) / self.step > 10.0;
        Self { low, high, step: if is_wide { 2.0 * self.step } else { self.step } }
    }

    /// The round values within.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let first = (self.low / self.step - 1e-9).ceil();
        let count = ((self.high / self.step + 1e-9).floor() - first).max(-1.0) as usize + 1;
        (0..count).map(|k| (first + k as f64) * self.step).collect()
    }

    fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// The smallest and the largest of what is finite.
fn ends(values: impl IntoIterator<Item = f64>) -> Option<[f64; 2]> {
    let finite = values.into_iter().filter(|v| v.is_finite());
    let [low, high] =
        finite.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], v| [low.min(v), high.max(v)]);
    (low <= high).then_some([low, high])
}

/// 1, 2 or 5 times a power of ten, at least as large as asked.
pub(crate) fn nice_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.max(1e-6).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|m| m * power);
    steps.into_iter().find(|s| *s >= least - 1e-12).unwrap_or(10.0 * power)
}

/// Both directions of a plot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axis {
    pub(crate) size: Size,
    pub(crate) x: Scale,
    pub(crate) y: Scale,
}

impl Axis {
    pub(crate) fn x(&self, value: f64) -> f64 {
        let Size { width, left, right, .. } = self.size;
        left + self.x.share(value) * (width - left - right)
    }

    pub(crate) fn y(&self, value: f64) -> f64 {
        let Size { height, top, bottom, .. } = self.size;
        top + (1.0 - self.y.share(value).clamp(-0.2, 1.2)) * (height - top - bottom)
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.size.height - self.size.bottom
    }

    pub(crate) fn right(&self) -> f64 {
        self.size.width - self.size.right
    }

    /// A line and a number at every step of the values, in degrees.
    pub(crate) fn rows(&self) -> String {
        self.rows_in("°")
    }

    /// A line and a number with its unit at every step of the values.
    pub(crate) fn rows_in(&self, unit: &str) -> String {
        let (left, right) = (self.size.left, self.right());
        let mut svg = String::new();
        for deg in self.y.ticks() {
            let (y, class) = (self.y(deg), line_class(deg));
            let _ = write!(
                svg,
                r#"<line class="{class}" x1="{left}" x2="{right}" y1="{y:.1}" y2="{y:.1}"/><text x="{:.0}" y="{:.1}" class="ylabel">{}{unit}</text>"#,
                left - 6.0,
                y + 4.0,
                tick(deg)
            );
        }
        svg
    }

    /// A line from top to bottom at every step along the way.
    pub(crate) fn columns(&self) -> String {
        let mut svg = String::new();
        for value in self.x.ticks() {
            let (x, class) = (self.x(value), line_class(value));
            let (top, bottom) = (self.size.top, self.bottom());
            let _ = write!(
                svg,
                r#"<line class="{class}" x1="{x:.1}" x2="{x:.1}" y1="{top}" y2="{bottom}"/>"#
            );
        }
        svg
    }

    /// The numbers below, with their unit.
    pub(crate) fn numbers_below(&self, unit: &str) -> String {
        let y = self.bottom() + 18.0;
        let mut svg = String::new();
        for value in self.x.ticks() {
            let x = self.x(value);
            let _ = write!(
                svg,
                r#"<text x="{x:.1}" y="{y:.0}" class="xlabel">{}{unit}</text>"#,
                tick(value)
            );
        }
        svg
    }

    /// What the directions mean: below the numbers, and upright beside them. Texts are escaped here.
    pub(crate) fn titles(&self, along: &str, [less, more]: [&str; 2]) -> String {
        let title = self.title_below(along);
        let less = upright(&format!("← {}", escaped(less)), self.bottom(), "start");
        [title, less, self.direction(more)].concat()
    }

    /// What is counted below the numbers; the text is escaped here.
    pub(crate) fn title_below(&self, along: &str) -> String {
        let middle = (self.size.left + self.right()) / 2.0;
        let (below, along) = (self.size.height - 4.0, escaped(along));
        format!(r#"<text x="{middle:.0}" y="{below:.0}" class="title">{along}</text>"#)
    }

    /// What a larger value means, upright beside the numbers; the text is escaped here.
    pub(crate) fn direction(&self, more: &str) -> String {
        upright(&format!("{} →", escaped(more)), self.size.top, "end")
    }

    /// A line through points; a gap where there is no value, and a dot where a value stands alone.
    pub(crate) fn path(&self, points: impl IntoIterator<Item = (f64, Option<f64>)>) -> String {
        let mut path = String::new();
        let mut run = 0;
        for (x, y) in points {
            let Some(y) = y else {
                path.push_str(if run == 1 { "h0.1" } else { "" });
                run = 0;
                continue;
            };
            let command = if run == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{command}{:.1} {:.1}", self.x(x), self.y(y));
            run += 1;
        }
        path.push_str(if run == 1 { "h0.1" } else { "" });
        path
    }

    /// From below a mean to above it, and back.
    pub(crate) fn band(&self, mean: &[f64], sd: &[f64]) -> String {
        let edge = |sign: f64| {
            let pairs = mean.iter().zip(sd).enumerate();
            pairs.map(move |(k, (m, s))| (k as f64, Some(m + sign * s))).collect::<Vec<_>>()
        };
        let below = edge(-1.0);
        format!("{}Z", self.path(edge(1.0).into_iter().chain(below.into_iter().rev())))
    }
}

/// A text that is read from below, beginning or ending at a height.
fn upright(text: &str, y: f64, anchor: &str) -> String {
    format!(
        r#"<text transform="translate(13 {y:.0}) rotate(-90)" text-anchor="{anchor}">{text}</text>"#
    )
}

/// A number of an axis.
fn tick(value: f64) -> String {
    rounded(value, 3).to_string().replace('-', "\u{2212}")
}

fn line_class(value: f64) -> &'static str {
    if value.abs() < 1e-9 { "zero" } else { "grid" }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size =
        Size { width: 100.0, height: 100.0, left: 0.0, right: 0.0, top: 0.0, bottom: 0.0 };

    fn axis(y: Scale) -> Axis {
        Axis { size: SIZE, x: Scale { low: 0.0, high: 100.0, step: 20.0 }, y }
    }

    #[test]
    fn steps_are_round() {
        assert_eq!(nice_step(3.0), 5.0);
        assert_eq!(nice_step(0.12), 0.2);
        assert_eq!(nice_step(10.0), 10.0);
    }

    #[test]
    fn a_scale_holds_its_values_and_none_without() {
        let scale = Scale::holding([-3.0, 17.0, f64::NAN], 5.0).unwrap();
        assert_eq!(scale, Scale { low: -5.0, high: 20.0, step: 5.0 });
        assert_eq!(scale.ticks(), [-5.0, 0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(Scale::holding([f64::NAN], 5.0), None);
        let flat = Scale::holding([5.0], 5.0).unwrap();
        assert!(flat.low < 5.0 && flat.high > 5.0);
    }

    #[test]
    fn a_fixed_scale_stays_unless_a_value_does_not_fit() {
        let fixed = Scale { low: -10.0, high: 70.0, step: 20.0 };
        assert_eq!(fixed.widened([0.0, 65.0]), fixed);
        assert_eq!(fixed.widened([0.0, 75.0]), Scale { high: 90.0, ..fixed });
        assert_eq!(fixed.widened([-11.0]), Scale { low: -30.0, ..fixed });
        assert!(fixed.widened([1e300]).high < 1000.0, "a wild value does not flatten the rest");
        assert_eq!(fixed.widened([f64::NAN]), fixed);
    }

    #[test]
    fn ticks_are_the_round_values_within() {
        let scale = Scale { low: 0.13, high: 4.9, step: 1.0 };
        assert_eq!(scale.ticks(), [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn gaps_stay_gaps_and_a_lone_value_is_visible() {
        let axis = axis(Scale { low: 0.0, high: 100.0, step: 20.0 });
        let points =
            [(0.0, Some(0.0)), (10.0, Some(10.0)), (20.0, None), (30.0, Some(20.0)), (40.0, None)];
        assert_eq!(axis.path(points), "M0.0 100.0L10.0 90.0M30.0 80.0h0.1");
        assert_eq!(axis.path([(0.0, Some(50.0))]), "M0.0 50.0h0.1");
    }

    #[test]
    fn a_band_goes_there_above_and_back_below() {
        let axis = axis(Scale { low: 0.0, high: 100.0, step: 20.0 });
        let path = axis.band(&[50.0, 60.0], &[10.0, 20.0]);
        assert_eq!(path, "M0.0 40.0L1.0 20.0L1.0 60.0L0.0 60.0Z");
    }
}
