//! Left and right legs that the network took for each other.
//!
//! A swap shows as a jump of both legs at once. The labels of all frames are chosen together, so
//! that the legs move as smoothly as legs do; the network's own labels are kept unless there is
//! clear evidence against them.

use super::{Clock, LandmarkTrack};
use crate::anatomy::{Joint, Side};

/// Uncertainty of one landmark, as a share of the person's height: some 1.5 cm.
const NOISE_RATIO: f64 = 0.01;

/// Largest acceleration of a walking foot, in body heights a second squared: some 30 m/s² before
/// contact.
///
/// # Source
/// Winter, Biomechanics and Motor Control of Human Movement, 4th ed. 2009, appendix A.3 (foot, 30 m/s²).
const MAX_ACCELERATION_HEIGHTS: f64 = 17.0;

/// Changing the labels must explain a jump of three standard deviations in each of four landmarks.
const CHANGE_COST: f64 = 2.0 * 4.0 * 9.0;

/// Being swapped costs a little in every frame, so that without evidence nothing is.
const SWAPPED_COST: f64 = 0.1;

/// A jump counts at most this many standard deviations, squared: a wild point is no proof of a swap.
const MAX_COST: f64 = 36.0;

/// The points that move enough to tell.
const JOINTS: [Joint; 4] = [Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe];

/// Puts left and right back where they belong, in place; returns the number of frames changed.
pub(super) fn unswap(tracks: &mut [LandmarkTrack], clock: &Clock, heights_px: &[f64]) -> usize {
    let swapped = labels(tracks, clock, heights_px);
    for joint in Joint::LEG {
        let [left, right] = Side::BOTH.map(|s| joint.on(s).index());
        for frame in (0..swapped.len()).filter(|&f| swapped[f]) {
            swap_frame(tracks, left, right, frame);
        }
    }
    swapped.iter().filter(|&&s| s).count()
}

fn swap_frame(tracks: &mut [LandmarkTrack], left: usize, right: usize, frame: usize) {
    let (low, high) = tracks.split_at_mut(right);
    let (a, b) = (&mut low[left], &mut high[0]);
    std::mem::swap(&mut a.xy_px[frame], &mut b.xy_px[frame]);
    std::mem::swap(&mut a.origin[frame], &mut b.origin[frame]);
    std::mem::swap(&mut a.confidence[frame], &mut b.confidence[frame]);
}

/// The cheapest labels of all frames: dynamic programming over the labels of two frames in a row,
/// because smoothness is a matter of three.
fn labels(tracks: &[LandmarkTrack], clock: &Clock, heights_px: &[f64]) -> Vec<bool> {
    let n = clock.time_s.len();
    if n < 3 {
        return vec![false; n];
    }
    // state: label of the frame before (bit 1) and of this frame (bit 0)
    let mut cost =
        [0.0, SWAPPED_COST + CHANGE_COST, CHANGE_COST + SWAPPED_COST, 2.0 * SWAPPED_COST];
    let mut from: Vec<[usize; 4]> = Vec::with_capacity(n);
    for frame in 2..n {
        let jumps = Jumps::at(tracks, clock, heights_px, frame);
        let mut next = [f64::INFINITY; 4];
        let mut origin = [0; 4];
        for state in 0..8 {
            let (a, b, c) = (state >> 2 & 1, state >> 1 & 1, state & 1);
            let (before, after) = (a << 1 | b, b << 1 | c);
            let change = if b == c { 0.0 } else { CHANGE_COST };
            let total =
                cost[before] + jumps.cost(a == c, b == c) + change + SWAPPED_COST * c as f64;
            if total < next[after] {
                next[after] = total;
                origin[after] = before;
            }
        }
        cost = next;
        from.push(origin);
    }
    trace(&cost, &from, n)
}

/// Walks back from the cheapest end.
fn trace(cost: &[f64; 4], from: &[[usize; 4]], n: usize) -> Vec<bool> {
    let mut state = (0..4).min_by(|&a, &b| cost[a].total_cmp(&cost[b])).unwrap_or(0);
    let mut swapped = vec![false; n];
    for frame in (0..n).rev() {
        swapped[frame] = state & 1 == 1;
        match frame.checked_sub(2).map(|i| from[i][state]) {
            Some(before) => state = before,
            None => state >>= 1,
        }
    }
    swapped
}

/// How far both legs are from where the two frames before point, for each way to label the three.
struct Jumps {
    /// Indexed by whether the first and whether the second frame has the label of the third.
    costs: [[f64; 2]; 2],
}

impl Jumps {
    fn at(tracks: &[LandmarkTrack], clock: &Clock, heights_px: &[f64], frame: usize) -> Self {
        let t = &clock.time_s[frame - 2..=frame];
        let (first_s, second_s) = (t[1] - t[0], t[2] - t[1]);
        let ahead = second_s / first_s;
        let noise = NOISE_RATIO * (1.0 + (1.0 + ahead).powi(2) + ahead.powi(2)).sqrt();
        let moved = 0.5 * MAX_ACCELERATION_HEIGHTS * second_s * (first_s + second_s);
        let sigma_px = heights_px[frame] * noise.hypot(moved);
        let cost = |same_a: bool, same_b: bool| -> f64 {
            let mut sum = 0.0;
            for joint in JOINTS {
                for side in Side::BOTH {
                    let pick = |same: bool, at: usize| {
                        let side = if same { side } else { side.opposite() };
                        tracks[joint.on(side).index()].xy_px[at]
                    };
                    let (a, b) = (pick(same_a, frame - 2), pick(same_b, frame - 1));
                    let c = pick(true, frame);
                    let off = |i: usize| c[i] - (b[i] + ahead * (b[i] - a[i]));
                    let z = off(0).hypot(off(1)) / sigma_px;
                    if z.is_finite() {
                        sum += (z * z).min(MAX_COST);
                    }
                }
            }
            sum
        };
        Self {
            costs: [[cost(false, false), cost(false, true)], [cost(true, false), cost(true, true)]],
        }
    }

    fn cost(&self, first_is_same: bool, second_is_same: bool) -> f64 {
        self.costs[usize::from(first_is_same)][usize::from(second_is_same)]
    }
}
