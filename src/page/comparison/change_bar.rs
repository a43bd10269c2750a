//! How a measure changes from report to report, as a picture: a numbered mark a report, and around the first one
//! what error alone may do.

use crate::compare::MeasureChange;
use crate::page::basics::number::fixed;
use std::fmt::Write;

const WIDTH: f64 = 320.0;
const MARGIN: f64 = 16.0;
const MIDDLE: f64 = 20.0;

/// The picture's content, in a box of 320 by 50.
pub(crate) fn svg(change: &MeasureChange, decimals: usize) -> String {
    let error = change.overall.error.unwrap_or(0.0);
    let first = change.means.first().copied().unwrap_or(0.0);
    let ends = [first - error, first + error];
    let all = || change.means.iter().copied().chain(ends);
    let low = all().fold(f64::INFINITY, f64::min);
    let high = all().fold(f64::NEG_INFINITY, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let x = |v: f64| MARGIN + (v - low) / span * (WIDTH - 2.0 * MARGIN);
    let mut svg = String::new();
    let (from, width) = (x(ends[0]), x(ends[1]) - x(ends[0]));
    let right = WIDTH - MARGIN;
    let _ = write!(
        svg,
        r#"<rect class="error" x="{from:.1}" y="6" width="{width:.1}" height="28"/><line class="axis" x1="{MARGIN}" x2="{right}" y1="{MIDDLE}" y2="{MIDDLE}"/>"#
    );
    for (mean, number) in change.means.iter().zip(1..) {
        let at = x(*mean);
        let _ = write!(
            svg,
            r#"<circle class="value" cx="{at:.1}" cy="{MIDDLE}" r="9"/><text class="inside" x="{at:.1}" y="24.5" text-anchor="middle">{number}</text>"#
        );
    }
    for (value, anchor, at) in [(low, "start", MARGIN), (high, "end", right)] {
        let text = fixed(value, decimals);
        let _ = write!(svg, r#"<text x="{at:.1}" y="44" text-anchor="{anchor}">{text}</text>"#);
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Change, Verdict};

    #[test]
    fn every_report_has_a_mark_and_no_change_is_drawn_too() {
        let overall = Change { difference: 0.0, error: None, verdict: Verdict::TooFewCycles };
        let change = MeasureChange {
            measure: crate::gait::MeasureId::FppaLoadingPeak,
            task: crate::gait::Task::Walking,
            side: None,
            means: vec![3.0, 3.0, 3.0],
            steps: vec![],
            overall,
            trend: None,
        };
        let drawn = svg(&change, 1);
        assert_eq!(drawn.matches("<circle").count(), 3);
        assert!(!drawn.contains("NaN"), "{drawn}");
    }
}
