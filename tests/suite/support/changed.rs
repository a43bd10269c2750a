//! Poses changed as a whole: in a mirror, later, elsewhere, or seen less of.

use super::person::Random;
use gaitline::Keypoint;
use gaitline::anatomy::{Joint, Landmark, Side};
use gaitline::track::PoseSequence;
use std::ops::Range;

/// The clip as a mirror shows it: places turned about the picture's middle, left and right exchanged.
pub(crate) fn mirrored(poses: &PoseSequence) -> PoseSequence {
    let mut poses = poses.clone();
    let width_px = poses.clip.video.width_px as f32;
    for frame in &mut poses.frames {
        if let Some(step) = &mut frame.background {
            (step.right_px, step.turn_deg) = (-step.right_px, -step.turn_deg);
        }
        frame.marks.spots.iter_mut().for_each(|spot| spot.x_px = width_px - spot.x_px);
        frame.marks.waist.iter_mut().for_each(|edge| edge.slope_deg = -edge.slope_deg);
        let Some(pose) = &mut frame.pose else { continue };
        let (points, world_m) = (pose.keypoints.clone(), pose.world_m.clone());
        for landmark in Landmark::ALL {
            let other = landmark.mirrored().index();
            let mut point = points[other];
            if !point.is_absent() {
                point.x_px = width_px - point.x_px;
            }
            pose.keypoints[landmark.index()] = point;
            if let (Some(to), Some([x, y, z])) =
                (pose.world_m.get_mut(landmark.index()), world_m.get(other))
            {
                *to = [-x, *y, *z];
            }
        }
        for peak in pose.leg_peaks.iter_mut().flatten() {
            peak.x_px = width_px - peak.x_px;
            std::mem::swap(&mut peak.left, &mut peak.right);
        }
    }
    poses
}

/// The clip taken out of a longer one, so much later.
pub(crate) fn later(poses: &PoseSequence, by_s: f64) -> PoseSequence {
    let mut poses = poses.clone();
    poses.frames.iter_mut().for_each(|frame| frame.time_s += by_s);
    poses
}

/// The person elsewhere in a larger picture, whose middle is the same point of the scene.
pub(crate) fn framed(poses: &PoseSequence, border_px: u32) -> PoseSequence {
    let mut poses = moved(poses, [border_px as f32; 2]);
    poses.clip.video.width_px += 2 * border_px;
    poses.clip.video.height_px += 2 * border_px;
    poses
}

/// The person elsewhere in the picture.
pub(crate) fn moved(poses: &PoseSequence, [right_px, down_px]: [f32; 2]) -> PoseSequence {
    each_place(poses, |[x, y]| [x + right_px, y + down_px])
}

/// Each place in the picture off by at most a share of its coordinates.
pub(crate) fn jittered(poses: &PoseSequence, share: f32, seed: u64) -> PoseSequence {
    let mut random = Random(seed);
    let mut off = move |v: f32| v * (1.0 + share * (2.0 * random.unit() as f32 - 1.0));
    each_place(poses, |place| place.map(&mut off))
}

fn each_place(poses: &PoseSequence, mut to: impl FnMut([f32; 2]) -> [f32; 2]) -> PoseSequence {
    let mut poses = poses.clone();
    for frame in &mut poses.frames {
        for spot in &mut frame.marks.spots {
            [spot.x_px, spot.y_px] = to([spot.x_px, spot.y_px]);
        }
        let Some(pose) = &mut frame.pose else { continue };
        for point in pose.keypoints.iter_mut().filter(|p| !p.is_absent()) {
            [point.x_px, point.y_px] = to([point.x_px, point.y_px]);
        }
        for peak in pose.leg_peaks.iter_mut().flatten() {
            [peak.x_px, peak.y_px] = to([peak.x_px, peak.y_px]);
        }
    }
    poses
}

/// One to three things taken away: a joint, a leg, both feet, the head, frames, the beginning, the end.
pub(crate) fn less(poses: &PoseSequence, seed: u64) -> PoseSequence {
    let mut random = Random(seed);
    let mut poses = poses.clone();
    for _ in 0..1 + (3.0 * random.unit()) as usize {
        take_away(&mut poses, &mut random);
    }
    poses
}

/// Of how many frames something is missing at once.
const SPANS: [usize; 6] = [2, 5, 10, 20, 40, usize::MAX];

fn take_away(poses: &mut PoseSequence, random: &mut Random) {
    let count = poses.frames.len();
    let mut below = |n: usize| ((random.unit() * n as f64) as usize).min(n - 1);
    let from = below(count);
    let to = from.saturating_add(SPANS[below(SPANS.len())]).min(count);
    let (kind, landmark, side) = (below(7), Landmark::ALL[below(33)], Side::BOTH[below(2)]);
    let leg = Joint::LEG.map(|joint| joint.on(side));
    let feet = [Joint::Heel, Joint::Toe].map(|joint| Side::BOTH.map(|side| joint.on(side)));
    match kind {
        0 => hide(poses, from..to, &[landmark]),
        1 => hide(poses, from..to, &leg),
        2 => hide(poses, from..to, feet.as_flattened()),
        3 => hide(poses, from..to, &Landmark::ALL[..11]),
        4 => poses.frames[from..to].iter_mut().for_each(|frame| frame.pose = None),
        // at least a quarter stays
        5 => drop(poses.frames.drain(..from.min(3 * count / 4))),
        _ => poses.frames.truncate(from.max(count / 4).max(1)),
    }
}

/// Landmarks that were not found. Where neither leg's joint was found its heat maps show none.
pub(crate) fn hide(poses: &mut PoseSequence, frames: Range<usize>, landmarks: &[Landmark]) {
    for pose in poses.frames[frames].iter_mut().filter_map(|frame| frame.pose.as_mut()) {
        for landmark in landmarks {
            pose.keypoints[landmark.index()] = Keypoint::ABSENT;
        }
        for (joint, peaks) in Joint::LEG.into_iter().zip(&mut pose.leg_peaks) {
            if Side::BOTH.iter().all(|&side| landmarks.contains(&joint.on(side))) {
                peaks.clear();
            }
        }
    }
}
