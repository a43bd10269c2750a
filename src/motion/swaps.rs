//! Left and right legs that the network took for each other.
//!
//! A leg cannot jump to the place of the other one and back. Of all ways to keep or to exchange the legs frame
//! by frame, the one is taken in which they move most evenly; the network's own labels count too, so that
//! an exchange must explain more than it costs. Legs exchanged for a whole step, from where they pass each
//! other to where they do so again, are not found for sure.

use super::{Clock, LandmarkTrack, NOISE_RATIO, Pass, View};
use crate::anatomy::{Joint, Side};

/// A walking foot's acceleration in body heights a second squared: some 30 m/s² before contact at most.
///
/// # Source
/// Winter, Biomechanics and Motor Control of Human Movement, 4th ed. 2009, appendix A (kinematics of the
/// foot): the order of magnitude.
const ACCELERATION_HEIGHTS: f64 = 17.0;

/// A jump counts at most this many standard deviations, squared: a wild point is no proof of an exchange.
const MAX_COST: f64 = 36.0;

/// What the network's label is worth in one frame, in squared standard deviations: where one leg passes before
/// the other it is right nine times in ten, where they are beside each other all but once in a thousand
/// (twice the logarithm of these odds); but what it says in some four frames in a row is one vote.
const LABEL_COST_ACROSS: f64 = 1.1;
const LABEL_COST_BESIDE: f64 = 3.5;

/// What is done with the legs of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Legs {
    Kept,
    Exchanged,
}

impl Legs {
    /// Which of the network's legs is this side's.
    fn source(self, side: Side) -> Side {
        match self {
            Legs::Kept => side,
            Legs::Exchanged => side.opposite(),
        }
    }
}

/// Puts left and right back where they belong, in place; returns the number of frames changed.
pub(super) fn unswap(
    tracks: &mut [LandmarkTrack],
    clock: &Clock,
    passes: &[Pass],
    heights_px: &[f64],
) -> usize {
    let mut label_costs = vec![LABEL_COST_ACROSS; clock.time_s.len()];
    for pass in passes.iter().filter(|p| matches!(p.view, View::Front | View::Rear)) {
        label_costs[pass.first_frame..pass.end_frame].fill(LABEL_COST_BESIDE);
    }
    let movement = Movement { tracks, clock, heights_px, label_costs };
    let exchanged: Vec<usize> = movement.best_exchange();
    exchanged.iter().for_each(|&frame| swap_frame(tracks, frame));
    exchanged.len()
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

/// Both legs through time, as the network drew them.
struct Movement<'a> {
    tracks: &'a [LandmarkTrack],
    clock: &'a Clock,
    heights_px: &'a [f64],
    label_costs: Vec<f64>,
}

/// Frames that the way through the clip is remembered for: two show a speed, and one may be wild.
const MEMORY: usize = 3;
/// Every way to keep or exchange the legs of that many frames; the bit of the last frame is the lowest.
const STATES: usize = 1 << MEMORY;

impl Movement<'_> {
    /// The frames to exchange: the cheapest way through all frames, by dynamic programming.
    fn best_exchange(&self) -> Vec<usize> {
        let mut costs = [0.0; STATES];
        // for each frame and state, the state before it
        let mut before: Vec<[usize; STATES]> = Vec::with_capacity(self.clock.time_s.len());
        for frame in 0..self.clock.time_s.len() {
            let (next, from) = self.step(&costs, frame);
            costs = next;
            before.push(from);
        }
        let mut state =
            (0..STATES).min_by(|&a, &b| costs[a].total_cmp(&costs[b])).unwrap_or_default();
        let mut exchanged = Vec::new();
        for (frame, from) in before.iter().enumerate().rev() {
            if legs(state, 0) == Legs::Exchanged {
                exchanged.push(frame);
            }
            state = from[state];
        }
        exchanged
    }

    /// One frame on: the costs, and the state before each state.
    fn step(&self, costs: &[f64; STATES], frame: usize) -> ([f64; STATES], [usize; STATES]) {
        let (mut next, mut from) = ([f64::INFINITY; STATES], [0; STATES]);
        for (before, so_far) in costs.iter().enumerate() {
            for bit in [0, 1] {
                let state = (before << 1 | bit) % STATES;
                let at = [legs(bit, 0), legs(before, 0), legs(before, 1), legs(before, 2)];
                let cost = so_far + self.jump(frame, at) + self.label_cost(frame, at[0]);
                if cost < next[state] {
                    (next[state], from[state]) = (cost, before);
                }
            }
        }
        (next, from)
    }

    fn label_cost(&self, frame: usize, legs: Legs) -> f64 {
        match legs {
            Legs::Kept => 0.0,
            Legs::Exchanged => self.label_costs[frame],
        }
    }

    /// How far the legs of a frame are from where frames before it point, in squared standard deviations.
    ///
    /// `legs` are those of the frame, the one before it, and so on.
    fn jump(&self, frame: usize, legs: [Legs; MEMORY + 1]) -> f64 {
        // from which frames, so many back, a landmark is expected; one of three may be wild
        let pairs = [(1, 2), (1, 3), (2, 3)].map(|pair| self.expectation(frame, pair));
        let cost = |joint: Joint, side: Side| {
            let at = |back: usize| {
                frame
                    .checked_sub(back)
                    .map_or([f64::NAN; 2], |f| self.point(joint, legs[back].source(side), f))
            };
            let cost = |e: &Expectation| {
                let (near, far, here) = (at(e.near), at(e.far), at(0));
                let off_px = |i: usize| here[i] - (near[i] + e.ahead * (near[i] - far[i]));
                (off_px(0).hypot(off_px(1)) / e.sigma_px).powi(2)
            };
            let known = pairs.iter().flatten().map(cost).filter(|c| c.is_finite());
            known.fold(f64::INFINITY, f64::min)
        };
        let costs = Side::BOTH.iter().flat_map(|&side| Joint::LEG.map(|joint| cost(joint, side)));
        costs.filter(|c| c.is_finite()).map(|c| c.min(MAX_COST)).sum()
    }

    /// How two frames point to a later one; `None` before the clip.
    fn expectation(&self, frame: usize, (near, far): (usize, usize)) -> Option<Expectation> {
        let t = &self.clock.time_s;
        let (t_far, t_near) = (t[frame.checked_sub(far)?], t[frame - near]);
        let (step_s, ahead_s) = (t_near - t_far, t[frame] - t_near);
        let ahead = ahead_s / step_s;
        let noise = NOISE_RATIO * (1.0 + (1.0 + ahead).powi(2) + ahead.powi(2)).sqrt();
        let moved = 0.5 * ACCELERATION_HEIGHTS * ahead_s * (step_s + ahead_s);
        Some(Expectation {
            near,
            far,
            ahead,
            sigma_px: self.heights_px[frame] * noise.hypot(moved),
        })
    }

    fn point(&self, joint: Joint, side: Side, frame: usize) -> [f64; 2] {
        self.tracks[joint.on(side).index()].xy_px[frame]
    }
}

/// Where a landmark is expected: on the line from the far frame through the near one.
struct Expectation {
    /// So many frames back.
    near: usize,
    far: usize,
    /// From the near frame on, as a share of the way between both.
    ahead: f64,
    sigma_px: f64,
}

/// The legs of the frame so many back in a state.
fn legs(state: usize, back: usize) -> Legs {
    if state >> back & 1 == 0 { Legs::Kept } else { Legs::Exchanged }
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;
    use crate::anatomy::Landmark;

    /// Two legs that swing against each other at 30 Hz, some frames exchanged.
    fn walk(is_exchanged: impl Fn(usize) -> bool) -> (Vec<LandmarkTrack>, Clock) {
        let time_s: Vec<f64> = (0..90).map(|i| f64::from(i) / 30.0).collect();
        let empty = || LandmarkTrack { xy_px: vec![], origin: vec![], confidence: vec![] };
        let mut tracks: Vec<LandmarkTrack> = Landmark::ALL.iter().map(|_| empty()).collect();
        for (frame, t) in time_s.iter().enumerate() {
            for (i, joint) in Joint::LEG.into_iter().enumerate() {
                for side in Side::BOTH {
                    let flip = is_exchanged(frame) != (side == Side::Right);
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

    /// How many frames are put back; they are right afterwards.
    fn put_back(is_exchanged: impl Fn(usize) -> bool) -> usize {
        let (mut tracks, clock) = walk(&is_exchanged);
        let changed = unswap(&mut tracks, &clock, &[], &[300.0; 90]);
        assert!(tracks == walk(|_| false).0);
        changed
    }

    #[test]
    fn exchanged_legs_are_put_back_and_nothing_else() {
        assert_eq!(put_back(|_| false), 0);
        assert_eq!(put_back(|f| f == 8), 1);
        assert_eq!(put_back(|f| (38..46).contains(&f)), 8);
        assert_eq!(put_back(|f| (36..46).contains(&f) && f % 2 == 0), 5);
        assert_eq!(put_back(|f| (1..4).contains(&f) || f > 85), 7);
    }

    #[test]
    fn with_a_missing_leg_nothing_is_guessed() {
        let (mut tracks, clock) = walk(|_| false);
        for joint in Joint::LEG {
            tracks[joint.on(Side::Left).index()].xy_px = vec![[f64::NAN; 2]; 90];
        }
        assert_eq!(unswap(&mut tracks, &clock, &[], &[300.0; 90]), 0);
    }

    #[test]
    fn without_enough_frames_nothing_happens() {
        let (mut tracks, _) = walk(|_| false);
        let clock = Clock { time_s: vec![0.0, 0.1], rate_hz: 10.0 };
        assert_eq!(unswap(&mut tracks, &clock, &[], &[300.0; 2]), 0);
    }
}
