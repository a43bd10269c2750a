//! What the camera did itself: it stood, was held by hand, or went along.

use crate::anatomy::{Joint, Side};
use crate::motion::camera_motion::CameraKind;
use crate::motion::camera_motion::CameraMotion;
use crate::motion::camera_path::CameraPath;
use crate::motion::clock::Clock;
use crate::motion::pass::Pass;
use crate::motion::tilt::usual_focal_px;
use crate::pose::Pose;
use crate::signal::median;
use crate::track::PoseSequence;

/// A camera that shakes more than this is held by hand: standard deviation in percent of the height.
///
/// # Source
/// On rendered people the network's points of a planted foot scatter by 0.5 to 0.7 %; a fifth of that adds 2 % to it. It
/// is four times what cameras that stood showed.
pub const MOST_STILL_PCT: f64 = 0.1;

/// Below so much, in heights a second, the background does not go: half of what the ground under the feet must do
/// to count as moving, because walls and trees are about twice as far away as the person.
const LEAST_WAY: f64 = 0.05;

/// With less of a pass known than this, its camera is not.
pub(super) const LEAST_KNOWN_RATIO: f64 = 0.8;

/// How the camera moved in a pass, by the way of the background.
pub(super) fn camera(
    sequence: &PoseSequence,
    way: &CameraPath,
    clock: &Clock,
    heights_px: &[f64],
    pass: &Pass,
) -> CameraMotion {
    let frames = pass.first_frame..pass.end_frame;
    let height_px = median(heights_px[frames.clone()].iter().copied());
    let shake_px = way.shake_px(frames.clone(), feet_px(sequence, pass));
    let focal_px = usual_focal_px(&sequence.clip.video);
    let way_heights_s = way.speed_px_s(frames.clone(), clock, focal_px) / height_px;
    let shake_height_pct = 100.0 * shake_px / height_px;
    let is_known = way.known_ratio(frames) >= LEAST_KNOWN_RATIO
        && shake_height_pct.is_finite()
        && way_heights_s.is_finite();
    let kind = match () {
        () if !is_known => return CameraMotion::default(),
        () if way_heights_s >= LEAST_WAY => CameraKind::Following,
        () if shake_height_pct > MOST_STILL_PCT => CameraKind::Handheld,
        () => CameraKind::Still,
    };
    CameraMotion {
        kind,
        shake_px: Some(shake_px),
        shake_height_pct: Some(shake_height_pct),
        way_heights_s: Some(way_heights_s),
    }
}

/// Whether the camera is known to stay where it is through the clip.
pub(super) fn stays(path: &CameraPath, clock: &Clock, heights_px: &[f64], focal_px: f64) -> bool {
    let frames = 0..heights_px.len();
    let way_px_s = path.speed_px_s(frames.clone(), clock, focal_px);
    path.known_ratio(frames) >= LEAST_KNOWN_RATIO
        && way_px_s < LEAST_WAY * median(heights_px.iter().copied())
}

/// Whether the camera's movement is to be taken off. Not where it follows: the background is farther away than the ground
/// under the feet, which goes faster, and the feet tell it better.
pub(super) fn is_to_be_steadied(passes: &[Pass]) -> bool {
    let is_any = |kind: CameraKind| passes.iter().any(|p| p.camera.kind == kind);
    is_any(CameraKind::Handheld) && !is_any(CameraKind::Following)
}

/// The middle of the ankles through a pass.
fn feet_px(sequence: &PoseSequence, pass: &Pass) -> [f64; 2] {
    let frames = &sequence.frames[pass.first_frame..pass.end_frame];
    let ankles = |pose: &Pose| Side::BOTH.map(|side| pose.at_px(Joint::Ankle.on(side)));
    let poses = frames.iter().filter_map(|f| f.pose.as_ref());
    let seen: Vec<[f64; 2]> = poses.flat_map(ankles).flatten().collect();
    [0, 1].map(|axis| median(seen.iter().map(|at| at[axis])))
}
