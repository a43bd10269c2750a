//! How far apart the feet come across the picture: a witness of the view that does not look at the shoulders.

use crate::anatomy::{Joint, Side};
use crate::pose::Pose;
use crate::signal::{frames_around, median, quantile};
use crate::track::PoseSequence;

/// Feet farther apart across the picture, in leg lengths, belong to no front or rear view.
///
/// # Source
/// From the front feet are a step width apart: 0.10 m (SD 0.03) in healthy adults (Hollman, Gait Posture 2011;34:111), 0.2 to
/// 0.3 m in ataxia, of legs of 0.9 m. A step of 0.7 m seen 15° off square adds 0.18 m. Both together are 0.5 leg lengths.
pub(super) const WIDEST_FRONT_LEGS: f64 = 0.5;

/// The largest distance of the ankles across the picture within a time around each frame, in leg lengths; NaN where nobody is
/// seen. A tenth of the frames may be farther apart: one failed pose says nothing.
pub(super) fn feet_spread(sequence: &PoseSequence, time_s: &[f64], half_window_s: f64) -> Vec<f64> {
    let of = |measure: fn(&Pose) -> f64| -> Vec<f64> {
        sequence.frames.iter().map(|f| f.pose.as_ref().map_or(f64::NAN, measure)).collect()
    };
    let (apart_px, legs_px) = (of(ankles_apart_px), of(leg_px));
    let around = |frame: usize| {
        let frames = frames_around(time_s, frame, half_window_s);
        let known = |values: &[f64]| -> Vec<f64> {
            values[frames.clone()].iter().copied().filter(|v| v.is_finite()).collect()
        };
        quantile(known(&apart_px), 0.9) / median(known(&legs_px))
    };
    (0..time_s.len()).map(around).collect()
}

fn ankles_apart_px(pose: &Pose) -> f64 {
    let [left, right] = Side::BOTH.map(|s| pose.at_px(Joint::Ankle.on(s)));
    left.zip(right).map_or(f64::NAN, |(left, right)| (left[0] - right[0]).abs())
}

/// The longer leg: the other one is bent in swing.
fn leg_px(pose: &Pose) -> f64 {
    let length = |side: Side| {
        let [hip, ankle] = [Joint::Hip, Joint::Ankle].map(|joint| pose.at_px(joint.on(side)));
        hip.zip(ankle).map_or(f64::NAN, |(hip, ankle)| (ankle[0] - hip[0]).hypot(ankle[1] - hip[1]))
    };
    length(Side::Left).max(length(Side::Right))
}
