//! Which of the network's positions are taken at all.

use crate::anatomy::Landmark;
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::landmark_track::Origin;
use crate::pose::Keypoint;
use crate::track::PoseSequence;

/// A landmark below this visibility is a guess.
///
/// # Source
/// Sports2D 0.8.34 takes 0.3 as the least likelihood of a single point.
const MIN_CONFIDENCE: f64 = 0.3;

/// One track a landmark; unknown where the network is unsure or points outside the picture.
pub(super) fn gate(sequence: &PoseSequence) -> Vec<LandmarkTrack> {
    Landmark::ALL.iter().map(|&landmark| gate_one(sequence, landmark)).collect()
}

fn gate_one(sequence: &PoseSequence, landmark: Landmark) -> LandmarkTrack {
    let video = &sequence.clip.video;
    let (width_px, height_px) = (f64::from(video.width_px), f64::from(video.height_px));
    let mut track = LandmarkTrack { xy_px: vec![], origin: vec![], confidence: vec![] };
    for frame in &sequence.frames {
        let keypoint = frame.pose.as_ref().map(|p| p.keypoint(landmark)).unwrap_or_default();
        let [x, y] = [f64::from(keypoint.x_px), f64::from(keypoint.y_px)];
        let confidence = confidence_of(&keypoint);
        let is_inside = (0.0..width_px).contains(&x) && (0.0..height_px).contains(&y);
        let is_seen = frame.pose.is_some() && is_inside && confidence >= MIN_CONFIDENCE;
        track.xy_px.push(if is_seen { [x, y] } else { [f64::NAN; 2] });
        track.origin.push(if is_seen { Origin::Observed } else { Origin::Missing });
        track.confidence.push(confidence);
    }
    track
}

fn confidence_of(keypoint: &Keypoint) -> f64 {
    f64::from(keypoint.visibility.min(keypoint.presence))
}
