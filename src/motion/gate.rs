//! Which of the network's positions are taken at all.

use crate::anatomy::Landmark;
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::landmark_track::Origin;
use crate::motion::noise::NOISE_RATIO;
use crate::pose::Keypoint;
use crate::track::PoseSequence;
use crate::video::VideoInfo;

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
    let mut track = LandmarkTrack {
        xy_px: vec![],
        origin: vec![],
        confidence: vec![],
        noise_ratio: vec![NOISE_RATIO; sequence.frames.len()],
    };
    for frame in &sequence.frames {
        let keypoint = frame.pose.as_ref().map(|p| p.keypoint(landmark)).unwrap_or_default();
        let [x, y] = [f64::from(keypoint.x_px), f64::from(keypoint.y_px)];
        let confidence = confidence_of(&keypoint);
        let is_seen = frame.pose.is_some() && is_credible(&keypoint, video);
        track.xy_px.push(if is_seen { [x, y] } else { [f64::NAN; 2] });
        track.origin.push(if is_seen { Origin::Observed } else { Origin::Missing });
        track.confidence.push(confidence);
    }
    track
}

/// Whether the network is sure enough of a landmark, inside the picture.
pub(super) fn is_credible(keypoint: &Keypoint, video: &VideoInfo) -> bool {
    let at_px = [keypoint.x_px, keypoint.y_px].map(f64::from);
    is_inside(at_px, video) && confidence_of(keypoint) >= MIN_CONFIDENCE
}

/// Whether a place is inside the picture.
pub(super) fn is_inside([x, y]: [f64; 2], video: &VideoInfo) -> bool {
    (0.0..f64::from(video.width_px)).contains(&x) && (0.0..f64::from(video.height_px)).contains(&y)
}

/// The network's own confidence, 0 to 1.
pub(super) fn confidence_of(keypoint: &Keypoint) -> f64 {
    f64::from(keypoint.visibility.min(keypoint.presence))
}
