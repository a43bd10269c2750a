//! When the frames were taken.

use crate::signal::median;
use crate::track::PoseSequence;

/// When the frames were taken.
pub(super) struct Clock {
    pub(super) time_s: Vec<f64>,
    pub(super) rate_hz: f64,
}

impl Clock {
    pub(super) fn of(sequence: &PoseSequence) -> Self {
        let time_s: Vec<f64> = sequence.frames.iter().map(|f| f.time_s).collect();
        let interval_s = median(time_s.windows(2).map(|w| w[1] - w[0]));
        let rate_hz = if interval_s > 0.0 { 1.0 / interval_s } else { 0.0 };
        Self { time_s, rate_hz }
    }
}
