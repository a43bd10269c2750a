//! Left and right legs that the network took for each other.
//!
//! A swap shows as a jump of both legs at once, and another one back. Only a short stretch between
//! two clear jumps is put back: over a whole step nothing but the network's own labels tells the legs
//! apart.

use super::{Clock, LandmarkTrack, NOISE_RATIO};
use crate::anatomy::{Joint, Side};

/// Largest acceleration of a walking foot, in body heights a second squared: some 30 m/s² before
/// contact.
///
/// # Source
/// Winter, Biomechanics and Motor Control of Human Movement, 4th ed. 2009, appendix A (kinematics of the
/// foot): the order of magnitude.
const MAX_ACCELERATION_HEIGHTS: f64 = 17.0;

/// Swapping must explain a jump of three standard deviations in each of four landmarks.
const MIN_GAIN: f64 = 4.0 * 9.0;

/// A jump counts at most this many standard deviations, squared: a wild point is no proof of a swap.
const MAX_COST: f64 = 36.0;

/// A swap lasts less than a step.
///
/// # Source
/// Step time 0.5 to 0.6 s at a usual pace: Hollman, Gait Posture 2011;34:111.
const MAX_SWAP_S: f64 = 0.4;

/// The points that move enough to tell.
const JOINTS: [Joint; 4] = [Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe];

/// Puts left and right back where they belong, in place; returns the number of frames changed.
pub(super) fn unswap(tracks: &mut [LandmarkTrack], clock: &Clock, heights_px: &[f64]) -> usize {
    let frames = clock.time_s.len();
    let (mut start, mut changed) = (2, 0);
    while start + 2 < frames {
        let legs = Legs { tracks, clock, heights_px };
        match legs.end_of_swap(start) {
            Some(end) => {
                (start..end).for_each(|frame| swap_frame(tracks, frame));
                changed += end - start;
                start = end;
            }
            None => start += 1,
        }
    }
    changed
}

fn swap_frame(tracks: &mut [LandmarkTrack], frame: usize) {
    for joint in Joint::LEG {
        let [left, right] = Side::BOTH.map(|s| joint.on(s).index());
        let (low, high) = tracks.split_at_mut(right);
        let (a, b) = (&mut low[left], &mut high[0]);
        std::mem::swap(&mut a.xy_px[frame], &mut b.xy_px[frame]);
        std::mem::swap(&mut a.origin[frame], &mut b.origin[frame]);
        std::mem::swap(&mut a.confidence[frame], &mut b.confidence[frame]);
    }
}

/// Both legs through time, as far as they have been put right.
struct Legs<'a> {
    tracks: &'a [LandmarkTrack],
    clock: &'a Clock,
    heights_px: &'a [f64],
}

impl Legs<'_> {
    /// Where a swap that begins at `start` ends: at the first frame before which another clear jump
    /// leads back.
    fn end_of_swap(&self, start: usize) -> Option<usize> {
        if self.gain(start - 2, start - 1, start) < MIN_GAIN {
            return None;
        }
        let t = &self.clock.time_s;
        let in_time = |&end: &usize| t[end - 1] - t[start] <= MAX_SWAP_S;
        let ends = (start + 1..t.len() - 1).take_while(in_time);
        let mut ends = ends.skip_while(|&end| self.gain(end + 1, end, end - 1) < MIN_GAIN);
        ends.next()
    }

    /// How much better the legs of frame `at` fit when swapped, to where frames `far` and `near`
    /// point, which lie on one side of it.
    fn gain(&self, far: usize, near: usize, at: usize) -> f64 {
        let t = &self.clock.time_s;
        let (step_s, ahead_s) = ((t[near] - t[far]).abs(), (t[at] - t[near]).abs());
        let ahead = ahead_s / step_s;
        let noise = NOISE_RATIO * (1.0 + (1.0 + ahead).powi(2) + ahead.powi(2)).sqrt();
        let moved = 0.5 * MAX_ACCELERATION_HEIGHTS * ahead_s * (step_s + ahead_s);
        let sigma_px = self.heights_px[at] * noise.hypot(moved);
        let cost = |joint: Joint, expected: Side, found: Side| {
            let [a, b] = [far, near].map(|f| self.point(joint, expected, f));
            let c = self.point(joint, found, at);
            let off_px = |i: usize| c[i] - (b[i] + ahead * (b[i] - a[i]));
            (off_px(0).hypot(off_px(1)) / sigma_px).powi(2).min(MAX_COST)
        };
        let mut gain = 0.0;
        for joint in JOINTS {
            for side in Side::BOTH {
                let better = cost(joint, side, side) - cost(joint, side, side.opposite());
                gain += if better.is_finite() { better } else { 0.0 };
            }
        }
        gain
    }

    fn point(&self, joint: Joint, side: Side, frame: usize) -> [f64; 2] {
        self.tracks[joint.on(side).index()].xy_px[frame]
    }
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;
    use crate::anatomy::Landmark;

    /// Two legs that swing against each other at 30 Hz, some frames swapped.
    fn walk(swapped: std::ops::Range<usize>) -> (Vec<LandmarkTrack>, Clock) {
        let time_s: Vec<f64> = (0..90).map(|i| f64::from(i) / 30.0).collect();
        let empty = || LandmarkTrack { xy_px: vec![], origin: vec![], confidence: vec![] };
        let mut tracks: Vec<LandmarkTrack> = Landmark::ALL.iter().map(|_| empty()).collect();
        for (frame, t) in time_s.iter().enumerate() {
            for (i, joint) in Joint::LEG.into_iter().enumerate() {
                for side in Side::BOTH {
                    let flip = swapped.contains(&frame) != (side == Side::Right);
                    let swing = 20.0 * i as f64 * (5.7 * t).sin() * if flip { -1.0 } else { 1.0 };
                    let track = &mut tracks[joint.on(side).index()];
                    track.xy_px.push([300.0 + 80.0 * t + swing, 100.0 + 50.0 * i as f64]);
                    track.origin.push(Origin::Observed);
                    track.confidence.push(1.0);
                }
            }
        }
        (tracks, Clock { time_s, rate_hz: 30.0 })
    }

    #[test]
    fn a_short_swap_is_put_back_and_nothing_else() {
        let (clean, clock) = walk(0..0);
        let heights_px = vec![300.0; 90];
        for swapped in [0..0, 8..9, 38..46] {
            let (mut tracks, _) = walk(swapped.clone());
            assert_eq!(unswap(&mut tracks, &clock, &heights_px), swapped.len(), "{swapped:?}");
            assert!(tracks == clean, "{swapped:?}");
        }
    }

    #[test]
    fn with_a_missing_leg_nothing_is_guessed() {
        let (mut tracks, clock) = walk(0..0);
        for joint in Joint::LEG {
            tracks[joint.on(Side::Left).index()].xy_px = vec![[f64::NAN; 2]; 90];
        }
        assert_eq!(unswap(&mut tracks, &clock, &vec![300.0; 90]), 0);
    }
}
