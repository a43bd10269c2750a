//! Which parts of the body are inside the picture.

use crate::anatomy::Landmark;
use crate::motion::gate::is_inside;
use crate::pose::Pose;
use crate::track::PoseSequence;
use crate::video::VideoInfo;

/// How much of the time parts of the body are inside the picture, in percent of the frames with a pose; 0 where there is none.
///
/// A network that sees half a body places the rest where it must be, which is outside; other tools leave it out.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Framing {
    /// Heels and toes.
    pub feet_pct: f64,
    /// Nose and shoulders.
    pub head_and_shoulders_pct: f64,
}

const FEET: [Landmark; 4] =
    [Landmark::LeftHeel, Landmark::RightHeel, Landmark::LeftFootIndex, Landmark::RightFootIndex];

const HEAD_AND_SHOULDERS: [Landmark; 3] =
    [Landmark::Nose, Landmark::LeftShoulder, Landmark::RightShoulder];

impl Framing {
    pub(super) fn of(sequence: &PoseSequence) -> Self {
        Self {
            feet_pct: inside_pct(sequence, &FEET),
            head_and_shoulders_pct: inside_pct(sequence, &HEAD_AND_SHOULDERS),
        }
    }
}

fn inside_pct(sequence: &PoseSequence, landmarks: &[Landmark]) -> f64 {
    let poses: Vec<&Pose> = sequence.frames.iter().filter_map(|f| f.pose.as_ref()).collect();
    let of_pose = |pose: &&Pose| inside(pose, landmarks, &sequence.clip.video);
    let points = poses.len() * landmarks.len();
    100.0 * poses.iter().map(of_pose).sum::<usize>() as f64 / points.max(1) as f64
}

fn inside(pose: &Pose, landmarks: &[Landmark], video: &VideoInfo) -> usize {
    landmarks.iter().filter_map(|l| pose.at_px(*l)).filter(|at| is_inside(*at, video)).count()
}
