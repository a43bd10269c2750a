//! The mean of two looks at one person in one frame.

use crate::pose::keypoints::{Keypoint, Pose};
use crate::pose::leg_peaks::{self, LegPeak};

/// The mean of two poses. `cell_px` is a cell of the heat maps in the picture: peaks of both looks nearer than those of
/// both legs' maps may be are one place.
pub(super) fn mean(a: &Pose, b: &Pose, cell_px: f32) -> Pose {
    Pose {
        score: (a.score + b.score) / 2.0,
        keypoints: a.keypoints.iter().zip(&b.keypoints).map(|(a, b)| keypoint(*a, *b)).collect(),
        world_m: a.world_m.iter().zip(&b.world_m).map(|(a, b)| halfway(*a, *b)).collect(),
        leg_peaks: peaks(&a.leg_peaks, &b.leg_peaks, cell_px),
    }
}

fn halfway<const N: usize>(a: [f32; N], b: [f32; N]) -> [f32; N] {
    std::array::from_fn(|i| (a[i] + b[i]) / 2.0)
}

/// The middle; where one look found nothing, what the other one found.
fn keypoint(a: Keypoint, b: Keypoint) -> Keypoint {
    match (a.is_absent(), b.is_absent()) {
        (true, _) => b,
        (_, true) => a,
        _ => Keypoint::from(halfway(a.into(), b.into())),
    }
}

/// The peaks that the mean of both maps would have, joint by joint.
fn peaks(a: &[Vec<LegPeak>], b: &[Vec<LegPeak>], cell_px: f32) -> Vec<Vec<LegPeak>> {
    let same_px = leg_peaks::SAME_CELLS * cell_px;
    a.iter().zip(b).map(|(a, b)| peaks_of_joint(a, b, same_px)).collect()
}

fn peaks_of_joint(a: &[LegPeak], b: &[LegPeak], same_px: f32) -> Vec<LegPeak> {
    let mut alone: Vec<LegPeak> = b.to_vec();
    let mut all = Vec::new();
    for peak in a {
        let apart_px = |other: &LegPeak| (peak.x_px - other.x_px).hypot(peak.y_px - other.y_px);
        let nearest =
            (0..alone.len()).min_by(|&i, &j| apart_px(&alone[i]).total_cmp(&apart_px(&alone[j])));
        match nearest.filter(|&i| apart_px(&alone[i]) < same_px) {
            Some(i) => all.push(LegPeak::from(halfway((*peak).into(), alone.remove(i).into()))),
            None => all.push(half_as_high(*peak)),
        }
    }
    all.extend(alone.into_iter().map(half_as_high));
    all.retain(|peak| height(peak) >= leg_peaks::LEAST_HEIGHT);
    all.sort_by(|a, b| height(b).total_cmp(&height(a)));
    all.truncate(leg_peaks::MOST_PEAKS);
    all
}

/// A peak that only one look has: the other one's map is at its floor there.
fn half_as_high(peak: LegPeak) -> LegPeak {
    LegPeak { left: peak.left / 2.0, right: peak.right / 2.0, ..peak }
}

fn height(peak: &LegPeak) -> f32 {
    peak.left.max(peak.right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peak(x_px: f32, left: f32, right: f32) -> LegPeak {
        LegPeak { x_px, y_px: 0.0, left, right }
    }

    fn pose(x_px: f32, peaks: Vec<LegPeak>) -> Pose {
        let seen = Keypoint { x_px, y_px: 2.0 * x_px, visibility: 0.8, presence: 0.6, z_px: 4.0 };
        Pose {
            score: 0.8,
            keypoints: vec![seen, Keypoint::ABSENT],
            world_m: vec![[x_px, 0.0, 1.0]],
            leg_peaks: vec![peaks],
        }
    }

    #[test]
    fn places_are_halfway_and_what_one_look_lacks_is_the_others() {
        let mut b = pose(14.0, vec![]);
        b.keypoints[1] = b.keypoints[0];
        let both = mean(&pose(10.0, vec![]), &b, 4.0);
        assert_eq!((both.keypoints[0].x_px, both.keypoints[0].y_px), (12.0, 24.0));
        assert_eq!(both.keypoints[1], b.keypoints[0]);
        assert_eq!(both.world_m, [[12.0, 0.0, 1.0]]);
    }

    #[test]
    fn peaks_of_one_place_are_one_and_others_are_half_as_high() {
        let a = pose(0.0, vec![peak(100.0, 0.8, 0.1), peak(150.0, 0.1, 0.14)]);
        let b = pose(0.0, vec![peak(104.0, 0.6, 0.1), peak(200.0, 0.2, 0.9)]);
        let both = mean(&a, &b, 4.0).leg_peaks.remove(0);
        assert_eq!(both.len(), 2, "half of 0.14 is the floor of the maps: {both:?}");
        assert_eq!((both[0].x_px, both[1].x_px), (102.0, 200.0));
        assert!((both[0].left - 0.7).abs() < 1e-6 && (both[1].right - 0.45).abs() < 1e-6);
    }
}
