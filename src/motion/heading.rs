//! Which way the body faces, seen from the camera, frame by frame.

use crate::anatomy::{Joint, Landmark, Side};
use crate::motion::tilt::usual_focal_px;
use crate::pose::Pose;
use crate::signal::{frames_around, slope};
use crate::track::PoseSequence;

/// Which way the body faces, on the ground: to the picture's right, and away from the camera.
/// Not normalised; its length says how sure it is.
pub(super) type Heading = [f64; 2];

/// Distance between the shoulder joints over the length of the trunk from shoulders to hips, seen
/// from the front: a usual proportion of adults; only used for poses without world landmarks.
const SHOULDERS_PER_TRUNK: f64 = 0.7;

/// The heading of every frame, or `None` where nobody is seen.
pub(super) fn headings(sequence: &PoseSequence) -> Vec<Option<Heading>> {
    let heading = |pose: &Pose| from_world(pose).or_else(|| from_picture(pose));
    sequence.frames.iter().map(|f| f.pose.as_ref().and_then(heading)).collect()
}

/// The way in which the person goes over the ground, in heights a second; `None` where hardly at all, as
/// on a treadmill or before a camera that follows.
///
/// Across the picture it is seen as it is. Away from the camera it shows in how the body shrinks, for
/// which the distance must be known: from the body's height in the picture and a usual lens.
pub(super) fn progress(
    sequence: &PoseSequence,
    time_s: &[f64],
    heights_px: &[f64],
    half_window_s: f64,
) -> Vec<Option<Heading>> {
    let focal_px = usual_focal_px(&sequence.clip.video);
    let hip_px = |pose: &Pose| pose.middle_px(Joint::Hip).map_or(f64::NAN, |middle| middle[0]);
    let hips_px: Vec<f64> =
        sequence.frames.iter().map(|f| f.pose.as_ref().map_or(f64::NAN, hip_px)).collect();
    let logs: Vec<f64> = heights_px.iter().map(|h| h.ln()).collect();
    let at = |frame: usize| {
        let around = frames_around(time_s, frame, half_window_s);
        let slope = |values: &[f64]| slope(&time_s[around.clone()], &values[around.clone()]);
        let height_px = heights_px[frame];
        let across = slope(&hips_px) / height_px;
        let away = -slope(&logs) * focal_px / height_px;
        (across.hypot(away) >= LEAST_PROGRESS).then_some([across, away])
    };
    (0..time_s.len()).map(at).collect()
}

/// In heights a second: half of a slow walk.
const LEAST_PROGRESS: f64 = 0.2;

/// From the network's own three-dimensional shoulders.
///
/// The shoulder line, not the hip line: the hips' depth is biased, by 8° in side views.
fn from_world(pose: &Pose) -> Option<Heading> {
    let [left, right] =
        Side::BOTH.map(|s| pose.world_m.get(Joint::Shoulder.on(s).index()).copied());
    let (left, right) = left.zip(right)?;
    let across = [0, 2].map(|i| f64::from(right[i] - left[i]));
    // ahead is a quarter turn to the left of the body's own right
    let ahead = [-across[1], across[0]];
    ahead.iter().all(|v| v.is_finite()).then_some(ahead)
}

/// From the picture alone: how wide the shoulders look, and where the toes point.
fn from_picture(pose: &Pose) -> Option<Heading> {
    let (shoulders, hips) = (pose.middle_px(Joint::Shoulder)?, pose.middle_px(Joint::Hip)?);
    let trunk_px = (shoulders[0] - hips[0]).hypot(shoulders[1] - hips[1]);
    let [left, right] = Side::BOTH.map(|s| pose.at_px(Joint::Shoulder.on(s)));
    let away = ((right?[0] - left?[0]) / (SHOULDERS_PER_TRUNK * trunk_px)).clamp(-1.0, 1.0);
    let right_hand = (1.0 - away * away).sqrt().copysign(ahead_px(pose)?);
    away.is_finite().then_some([right_hand, away])
}

/// To which hand of the picture the body faces, by its sign: where the toes point; in poses without feet, where the nose
/// points from the ears. `None` where neither is known.
fn ahead_px(pose: &Pose) -> Option<f64> {
    let from_to = |from: Landmark, to: Landmark| Some(pose.at_px(to)?[0] - pose.at_px(from)?[0]);
    let feet: Vec<f64> =
        Side::BOTH.iter().filter_map(|&s| from_to(Joint::Heel.on(s), Joint::Toe.on(s))).collect();
    if !feet.is_empty() {
        return Some(feet.iter().sum());
    }
    let ears = [Landmark::LeftEar, Landmark::RightEar];
    let nose: Vec<f64> = ears.into_iter().filter_map(|ear| from_to(ear, Landmark::Nose)).collect();
    (!nose.is_empty()).then(|| nose.iter().sum())
}
