//! When the frames were taken.

use crate::signal::median;
use crate::track::PoseSequence;

/// By whom the times of a clip's frames are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameRate {
    /// The file's stamps.
    OfFile,
    /// The rate of recording was given, by the user or by the file.
    Given,
    /// Nobody: the file has no stamps and states no rate.
    Assumed,
}

impl FrameRate {
    pub(super) fn of(sequence: &PoseSequence) -> Self {
        let video = &sequence.clip.video;
        match sequence.reading.capture_rate_hz.or(video.capture_rate_hz) {
            Some(_) => Self::Given,
            None if video.rate_is_assumed => Self::Assumed,
            None => Self::OfFile,
        }
    }
}

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
