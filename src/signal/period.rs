//! What repeats, and how often.

use crate::signal::stats::{mean, median};
use std::ops::RangeInclusive;

/// A repetition explains at least this share of the variance; noise alone does not.
const LEAST_CORRELATION: f64 = 0.3;

/// What repeats after a time repeats after twice that, too: the first of two lags is taken unless it is worse by more.
const NEARLY_AS_GOOD: f64 = 0.85;

/// After how long samples are most like themselves, within a range: the first lag whose autocorrelation is nearly the
/// largest. `None` where there is none, or the samples last less than twice as long.
///
/// # Shapes and units
/// Times are taken as nearly even: a lag is a number of samples.
#[must_use]
pub fn period_s(time_s: &[f64], values: &[f64], range_s: RangeInclusive<f64>) -> Option<f64> {
    let interval_s = median(time_s.windows(2).map(|w| w[1] - w[0]));
    let middle = mean(values.iter().copied());
    let off: Vec<f64> =
        values.iter().map(|v| if v.is_finite() { v - middle } else { 0.0 }).collect();
    let correlation = |lag: usize| {
        let (a, b) = (&off[lag..], &off[..off.len() - lag]);
        let sum = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
        sum(a, b) / (sum(a, a) * sum(b, b)).sqrt()
    };
    let lag = |s: f64| (s / interval_s).round().max(1.0) as usize;
    let lags = lag(*range_s.start())..=lag(*range_s.end()).min(off.len() / 2);
    let correlations: Vec<(usize, f64)> = lags.map(|lag| (lag, correlation(lag))).collect();
    let best = |within: &[(usize, f64)]| {
        within.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)).filter(|c| c.1.is_finite())
    };
    let (lag, most) = best(&correlations)?;
    let earlier = correlations.partition_point(|c| 4 * c.0 < 3 * lag);
    let first = best(&correlations[..earlier]).filter(|c| c.1 >= NEARLY_AS_GOOD * most);
    let lag = first.map_or(lag, |c| c.0);
    (most >= LEAST_CORRELATION).then_some(lag as f64 * interval_s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    #[test]
    fn a_double_beat_repeats_once() {
        let time_s: Vec<f64> = (0..150).map(|i| f64::from(i) / 30.0).collect();
        let beat = |t: &f64| (TAU * t / 1.1).sin() + (2.0 * TAU * t / 1.1).cos();
        let values: Vec<f64> = time_s.iter().map(beat).collect();
        let found = period_s(&time_s, &values, 0.5..=2.0).unwrap();
        assert!((found - 1.1).abs() < 0.04, "{found}");
        // every second beat a little stronger, and all of them growing
        let limp =
            |t: &f64| (1.0 + t / 3.0) * ((TAU * t / 0.9).sin() + 0.1 * (TAU * t / 1.8).sin());
        let limps: Vec<f64> = time_s.iter().map(limp).collect();
        let found = period_s(&time_s, &limps, 0.5..=2.0).unwrap();
        assert!((found - 0.9).abs() < 0.04, "once, not twice: {found}");
        assert_eq!(period_s(&time_s, &vec![1.0; 150], 0.5..=2.0), None);
        assert_eq!(period_s(&time_s[..20], &values[..20], 0.7..=2.0), None);
        assert_eq!(period_s(&[], &[], 0.7..=2.0), None);
    }
}
