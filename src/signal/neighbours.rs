//! Which frames are near a moment.

use std::ops::Range;

/// Times nearer than this are the same: a second of the clip's last hour is known to 10⁻¹¹ s, and no camera takes two frames
/// within a ten-thousandth.
const SAME_TIME_S: f64 = 1e-6;

/// Whether a duration is at most so long, the limit included whatever the last digit is.
///
/// A half second of 15 frames is a hair longer or shorter by where in the clip it lies. Without the tolerance that hair would
/// decide.
#[must_use]
pub fn lasts_at_most(duration_s: f64, limit_s: f64) -> bool {
    duration_s <= limit_s + SAME_TIME_S
}

/// Whether a duration is at least so long, the limit included.
#[must_use]
pub fn lasts_at_least(duration_s: f64, limit_s: f64) -> bool {
    duration_s >= limit_s - SAME_TIME_S
}

/// The frames between two moments, both included.
#[must_use]
pub fn frames_between(time_s: &[f64], from_s: f64, to_s: f64) -> Range<usize> {
    let from = time_s.partition_point(|&t| t < from_s - SAME_TIME_S);
    from..time_s.partition_point(|&t| t <= to_s + SAME_TIME_S).max(from)
}

/// The frames no farther than a time from a frame, to either side.
#[must_use]
pub fn frames_around(time_s: &[f64], frame: usize, half_s: f64) -> Range<usize> {
    frames_between(time_s, time_s[frame] - half_s, time_s[frame] + half_s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_of_a_window_belongs_to_it_wherever_in_the_clip_it_lies() {
        for rate_hz in [24.0, 25.0, 30.0, 50.0, 60.0, 240.0] {
            for start_s in [0.0, 0.1, 1.0 / 3.0, 1e4, 86_000.0] {
                let time_s: Vec<f64> = (0..300).map(|i| start_s + f64::from(i) / rate_hz).collect();
                for frame in 60..240 {
                    let around = frames_around(&time_s, frame, 12.0 / rate_hz);
                    assert_eq!(around, frame - 12..frame + 13, "{rate_hz} Hz, {start_s} s");
                    let duration_s = time_s[frame] - time_s[frame - 12];
                    assert!(lasts_at_most(duration_s, 12.0 / rate_hz));
                    assert!(lasts_at_least(duration_s, 12.0 / rate_hz));
                    assert!(!lasts_at_least(duration_s, 12.1 / rate_hz));
                    assert!(!lasts_at_most(duration_s, 11.9 / rate_hz));
                }
            }
        }
    }

    #[test]
    fn there_are_no_frames_where_there_are_none() {
        assert!(frames_between(&[], 0.0, 1.0).is_empty());
        assert!(frames_between(&[0.0, 1.0], 2.0, 3.0).is_empty());
        assert!(frames_between(&[0.0, 1.0, 2.0], 2.0, 0.0).is_empty());
    }
}
