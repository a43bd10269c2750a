//! The clock of a clip: from presentation times to real life's.

use crate::pipeline::reading::found::Found;
use crate::signal::median;
use crate::track::Timing;

/// Playing less than this much slower than life is no slow motion, only an inexact capture rate.
const MIN_SLOW_MOTION_FACTOR: f64 = 1.2;

/// Frame intervals that differ from the median more than this, as a share of it, are irregular.
const IRREGULAR_RATIO: f64 = 0.2;

/// Measures the clip's clock on its frames, and turns all times of a reading into real life's.
pub(crate) fn to_real_time(found: &mut Found, asked_rate_hz: Option<f64>) -> Timing {
    let intervals_s = found.times_s.windows(2).map(|w| w[1] - w[0]);
    let interval_s = Some(median(intervals_s)).filter(|s| s.is_finite()).unwrap_or_default();
    let capture_rate_hz = asked_rate_hz.or(found.info.capture_rate_hz);
    let factor = slow_motion_factor(capture_rate_hz, interval_s, asked_rate_hz.is_some());
    for time_s in found.times_s.iter_mut().chain(&mut found.parts_s) {
        *time_s /= factor;
    }
    for (time_s, _) in &mut found.searched {
        *time_s /= factor;
    }
    for (time_s, _) in &mut found.heads {
        *time_s /= factor;
    }
    let interval_s = interval_s / factor;
    let irregular = |w: &&[f64]| ((w[1] - w[0]) / interval_s - 1.0).abs() > IRREGULAR_RATIO;
    let intervals = found.times_s.len().saturating_sub(1);
    let count = found.times_s.windows(2).filter(irregular).count();
    let ends = found.times_s.first().zip(found.times_s.last());
    Timing {
        frames: found.times_s.len(),
        duration_s: ends.map_or(0.0, |(first, last)| last - first),
        rate_hz: if interval_s > 0.0 { 1.0 / interval_s } else { 0.0 },
        irregular_pct: 100.0 * count as f64 / intervals.max(1) as f64,
        slow_motion_factor: factor,
    }
}

/// How much slower than life frames this far apart play.
///
/// A user's own capture rate is taken as it is; a file's must be clearly above the playing rate.
fn slow_motion_factor(capture_rate_hz: Option<f64>, interval_s: f64, is_asked: bool) -> f64 {
    let factor = capture_rate_hz.map_or(1.0, |rate_hz| rate_hz * interval_s);
    let is_usable = factor.is_finite() && factor > 0.0;
    if is_usable && (is_asked || factor > MIN_SLOW_MOTION_FACTOR) { factor } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::video::VideoInfo;

    fn scan_of(times_s: Vec<f64>, capture_rate_hz: Option<f64>) -> Found {
        let info = VideoInfo { capture_rate_hz, ..VideoInfo::default() };
        Found {
            times_s,
            info,
            searched: vec![(1.0, vec![])],
            heads: vec![(2.0, vec![])],
            parts_s: vec![1.6],
            ..Found::default()
        }
    }

    fn at_30_hz() -> Vec<f64> {
        (0..61).map(|i| f64::from(i) / 30.0).collect()
    }

    #[test]
    fn slow_motion_becomes_real_time() {
        let mut scan = scan_of(at_30_hz(), Some(240.0));
        let timing = to_real_time(&mut scan, None);
        assert!((timing.slow_motion_factor - 8.0).abs() < 1e-9);
        assert!((timing.rate_hz - 240.0).abs() < 1e-6);
        assert!((timing.duration_s - 0.25).abs() < 1e-9);
        assert!((scan.searched[0].0 - 0.125).abs() < 1e-9);
        assert!((scan.heads[0].0 - 0.25).abs() < 1e-9);
        assert!((scan.parts_s[0] - 0.2).abs() < 1e-9);
    }

    #[test]
    fn a_capture_rate_that_is_the_playing_rate_changes_nothing() {
        let timing = to_real_time(&mut scan_of(at_30_hz(), Some(29.97)), None);
        assert_eq!(timing.slow_motion_factor, 1.0);
        assert_eq!(timing.irregular_pct, 0.0);
    }

    #[test]
    fn the_users_capture_rate_wins_over_the_files() {
        let timing = to_real_time(&mut scan_of(at_30_hz(), Some(240.0)), Some(120.0));
        assert!((timing.slow_motion_factor - 4.0).abs() < 1e-9);
    }

    #[test]
    fn dropped_frames_are_counted_as_irregular() {
        let times: Vec<f64> = at_30_hz()
            .into_iter()
            .enumerate()
            .filter(|(i, _)| i % 10 != 5)
            .map(|(_, t)| t)
            .collect();
        let timing = to_real_time(&mut scan_of(times, None), None);
        assert!((timing.rate_hz - 30.0).abs() < 1e-6);
        assert!(
            (timing.irregular_pct - 100.0 * 6.0 / 54.0).abs() < 1e-9,
            "{}",
            timing.irregular_pct
        );
    }
}
