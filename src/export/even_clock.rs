//! A constant frame rate: the formats of laboratories know no other, and phones have uneven frame times.

use crate::motion::MAX_GAP_S;
use crate::signal::median;

/// Frames of a constant rate. Frame `n` is at `n / rate_hz` of the clip's time, so files of the same clip fit together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct EvenClock {
    pub(super) rate_hz: f64,
    /// Number of the first frame.
    pub(super) first: usize,
    pub(super) count: usize,
}

/// So near to a frame, as a share of the time between frames, its own value is taken.
const SAME_TIME: f64 = 0.02;

impl EvenClock {
    /// The clock of a stretch of frames, at their own mean rate; `None` where there are fewer than two.
    pub(super) fn of(time_s: &[f64]) -> Option<Self> {
        let (first_s, last_s) = (time_s.first()?, time_s.last()?);
        let steps_s = || time_s.windows(2).map(|pair| pair[1] - pair[0]);
        let usual_s = median(steps_s());
        // a frame that was lost counts, so that the others keep their rate
        let frames: f64 = steps_s().map(|step_s| (step_s / usual_s).round().max(1.0)).sum();
        let rate_hz = frames / (last_s - first_s);
        if !rate_hz.is_finite() {
            return None;
        }
        let first = (first_s * rate_hz - SAME_TIME).ceil().max(0.0);
        let last = (last_s * rate_hz + SAME_TIME).floor();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // neither is negative
        (last > first).then(|| Self {
            rate_hz,
            first: first as usize,
            count: (last - first) as usize + 1,
        })
    }

    /// When a frame is, counted from the first.
    #[allow(clippy::cast_precision_loss)] // no clip has that many frames
    pub(super) fn time_s(&self, frame: usize) -> f64 {
        (self.first + frame) as f64 / self.rate_hz
    }

    /// Values at uneven times, at this clock's frames; NaN where they are not known within the longest gap that is filled.
    pub(super) fn resampled(&self, time_s: &[f64], values: &[f64]) -> Vec<f64> {
        (0..self.count).map(|frame| self.at(self.time_s(frame), time_s, values)).collect()
    }

    fn at(&self, t: f64, time_s: &[f64], values: &[f64]) -> f64 {
        let tolerance_s = SAME_TIME / self.rate_hz;
        let after = time_s.partition_point(|&own| own < t);
        let near = [after.saturating_sub(1), after.min(time_s.len() - 1)];
        if let Some(&i) = near.iter().find(|&&i| (time_s[i] - t).abs() <= tolerance_s) {
            return values[i];
        }
        match near {
            [i, j] if i < j && time_s[j] - time_s[i] <= MAX_GAP_S => {
                between(t, time_s, values, [i, j])
            }
            _ => f64::NAN,
        }
    }
}

/// A cubic through two values with the slopes that the curve has at them (Hermite), so that a smooth curve stays smooth.
fn between(t: f64, time_s: &[f64], values: &[f64], [i, j]: [usize; 2]) -> f64 {
    let span_s = time_s[j] - time_s[i];
    let straight = (values[j] - values[i]) / span_s;
    let [at_i, at_j] = [i, j].map(|at| slope_at(time_s, values, at).unwrap_or(straight));
    let u = (t - time_s[i]) / span_s;
    let (u2, u3) = (u * u, u * u * u);
    (2.0 * u3 - 3.0 * u2 + 1.0) * values[i]
        + (u3 - 2.0 * u2 + u) * span_s * at_i
        + (3.0 * u2 - 2.0 * u3) * values[j]
        + (u3 - u2) * span_s * at_j
}

/// The slope of the parabola through a value and its two neighbours; `None` where one of them is not known.
fn slope_at(time_s: &[f64], values: &[f64], at: usize) -> Option<f64> {
    let (before, after) = (at.checked_sub(1)?, at + 1);
    let [span_before, span_after] = [time_s[at] - time_s[before], time_s.get(after)? - time_s[at]];
    let into = (values[at] - values[before]) / span_before;
    let out = (values[after] - values[at]) / span_after;
    let slope = (into * span_after + out * span_before) / (span_before + span_after);
    slope.is_finite().then_some(slope)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::cast_precision_loss)]
    use super::*;

    #[test]
    fn even_frames_keep_their_values() {
        let time_s: Vec<f64> = (7..60).map(|i| f64::from(i) / 30.0).collect();
        let clock = EvenClock::of(&time_s).unwrap();
        assert!((clock.rate_hz - 30.0).abs() < 1e-9 && (clock.first, clock.count) == (7, 53));
        let values: Vec<f64> = time_s.iter().map(|t| t * t).collect();
        assert_eq!(clock.resampled(&time_s, &values), values);
    }

    #[test]
    fn times_of_whole_milliseconds_keep_the_rate_of_the_camera() {
        let time_s: Vec<f64> =
            (0..200).map(|i| (f64::from(i) / 29.97 * 1e3).round() / 1e3).collect();
        assert!((EvenClock::of(&time_s).unwrap().rate_hz - 29.97).abs() < 0.005);
    }

    #[test]
    fn uneven_times_are_taken_on_the_curve_and_long_gaps_stay_empty() {
        let uneven = |i: i32| f64::from(i) / 30.0 + 0.008 * f64::from(i * 7 % 5 - 2) / 2.0;
        let time_s: Vec<f64> = (0..40).filter(|i| !(20..26).contains(i)).map(uneven).collect();
        let curve = |t: f64| 30.0 * (2.0 * std::f64::consts::TAU * t).sin();
        let values: Vec<f64> = time_s.iter().map(|&t| curve(t)).collect();
        let clock = EvenClock::of(&time_s).unwrap();
        let (mut worst, mut missing) = (0.0_f64, 0);
        for (frame, value) in clock.resampled(&time_s, &values).into_iter().enumerate() {
            match value.is_nan() {
                true => missing += 1,
                false => worst = worst.max((value - curve(clock.time_s(frame))).abs()),
            }
        }
        assert!(worst < 0.35, "{worst}");
        assert!((5..=7).contains(&missing), "{missing}");
    }
}
