//! Which parts of the body are inside the picture.

use crate::anatomy::{Joint, Landmark};
use crate::motion::gate::is_inside;
use crate::pose::Pose;
use crate::track::{PoseFrame, PoseSequence};
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
    /// How far the body is turned from upright: the mean direction from shoulders to ankles, clockwise as seen in the
    /// picture from down, -180 to 180; 0 where that is not known. Feet to the picture's left are at 90.
    pub turn_deg: f64,
}

/// Halfway between standing and lying.
const MOST_LEAN_DEG: f64 = 45.0;

/// By how much a picture has to be turned to stand upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureTurn {
    /// A quarter.
    Clockwise,
    /// A quarter.
    Counterclockwise,
    /// It stands on its head.
    Half,
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
            turn_deg: turn_deg(sequence),
        }
    }

    /// How the picture would have to be turned so that the person stands; `None` where the body is about upright, as it is
    /// in walking, bent forward or not.
    #[must_use]
    pub fn lies(&self) -> Option<PictureTurn> {
        match self.turn_deg {
            t if t.abs() > 135.0 => Some(PictureTurn::Half),
            t if t > MOST_LEAN_DEG => Some(PictureTurn::Counterclockwise),
            t if t < -MOST_LEAN_DEG => Some(PictureTurn::Clockwise),
            _ => None,
        }
    }
}

/// The direction of the summed way from shoulders to ankles: long ways are the more certain ones.
fn turn_deg(sequence: &PoseSequence) -> f64 {
    let way = |pose: &Pose| {
        let (from, to) = pose.middle_px(Joint::Shoulder).zip(pose.middle_px(Joint::Ankle))?;
        Some([to[0] - from[0], to[1] - from[1]])
    };
    let ways = sequence.frames.iter().filter_map(|frame| way(frame.pose.as_ref()?));
    let [right, down] = ways.fold([0.0, 0.0], |sum, way| [sum[0] + way[0], sum[1] + way[1]]);
    if right == 0.0 && down == 0.0 { 0.0 } else { (-right).atan2(down).to_degrees() }
}

/// Whether the nose of a frame's pose is inside the picture, and nothing hides it: without it the person's height in the picture is
/// a guess.
pub(super) fn has_head_inside(frame: &PoseFrame, sequence: &PoseSequence) -> bool {
    let nose = frame.pose.as_ref().and_then(|pose| pose.known(Landmark::Nose));
    let seen = nose.filter(|nose| nose.visibility > 0.0);
    let at_px = seen.map(|nose| [f64::from(nose.x_px), f64::from(nose.y_px)]);
    at_px.is_some_and(|at_px| is_inside(at_px, &sequence.clip.video))
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
