//! Left and right legs that the network took for each other.
//!
//! A leg cannot jump to the place of the other one and back. Of all ways to keep, to exchange or to set aside the
//! legs frame by frame, the one is taken in which they move most evenly; the network's own labels count too, so that
//! an exchange must explain more than it costs. Legs exchanged for a whole step, from where they pass each
//! other to where they do so again, are not found for sure.

use crate::anatomy::{Joint, Landmark, Side};
use crate::motion::clock::Clock;
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::landmark_track::Origin;
use crate::motion::noise::NOISE_RATIO;
use crate::motion::pass::Pass;
use crate::motion::view::View;

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

/// What it costs to leave a frame out: as much as two wild landmarks. So a frame is left out in which the
/// network drew both legs between the two, and no exchange helps.
const LEAVING_COST: f64 = 2.0 * MAX_COST;

/// Of a frame that is left out, the points are set aside that are so many standard deviations from where the
/// frames around it lead.
const MOST_DEVIATIONS: f64 = 3.0;

/// The points of a leg that can be mixed up with the other one's: the hips are one pelvis.
const MIXED: [Joint; 4] = [Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe];

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

/// Puts left and right back where they belong and sets aside what is neither, in place.
pub(super) fn untangle(
    tracks: &mut [LandmarkTrack],
    clock: &Clock,
    passes: &[Pass],
    heights_px: &[f64],
) -> Untangled {
    let mut label_costs = vec![LABEL_COST_ACROSS; clock.time_s.len()];
    for pass in passes.iter().filter(|p| matches!(p.view, View::Front | View::Rear)) {
        label_costs[pass.first_frame..pass.end_frame].fill(LABEL_COST_BESIDE);
    }
    let plan = Movement { tracks, clock, heights_px }.plan(&label_costs);
    plan.exchanged.iter().for_each(|&frame| swap_frame(tracks, frame));
    let wild = Movement { tracks, clock, heights_px }.wild(&plan);
    for &(landmark, frame) in &wild {
        tracks[landmark.index()].xy_px[frame] = [f64::NAN; 2];
        tracks[landmark.index()].origin[frame] = Origin::Missing;
    }
    Untangled { exchanged: plan.exchanged.len(), set_aside: wild.len() }
}

/// How much was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Untangled {
    /// Frames in which left and right were exchanged.
    pub(super) exchanged: usize,
    /// Positions that were set aside.
    pub(super) set_aside: usize,
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
}

/// From one frame that counts to the next: at most two in a row are left out.
const LONGEST_STEP: usize = 3;
/// Ways to come to a frame: from how many frames back, and with which legs there and here.
const WAYS: usize = LONGEST_STEP * 4;

/// One way to come to a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CameraPath {
    /// How many frames it comes over.
    step: usize,
    from: Legs,
    to: Legs,
}

impl CameraPath {
    fn at(index: usize) -> Self {
        let legs = |bit: usize| if index >> bit & 1 == 0 { Legs::Kept } else { Legs::Exchanged };
        Self { step: 1 + index / 4, from: legs(1), to: legs(0) }
    }

    /// What it costs to go against the label and to leave frames out.
    fn cost(&self, label_cost: f64) -> f64 {
        let label = if self.to == Legs::Exchanged { label_cost } else { 0.0 };
        label + (self.step - 1) as f64 * LEAVING_COST
    }
}

/// The cheapest way to a frame, of those that end as a way does.
#[derive(Debug, Clone, Copy)]
struct Cheapest {
    cost: f64,
    /// The way before it; `None` at the beginning.
    before: Option<usize>,
}

/// What is to be done with each frame.
#[derive(Debug, Default)]
struct Plan {
    exchanged: Vec<usize>,
    left_out: Vec<usize>,
}

impl Movement<'_> {
    /// The cheapest way through all frames in which anything is seen, by dynamic programming: each frame is
    /// kept, exchanged or left out.
    ///
    /// `label_costs` says for each frame what an exchange costs.
    fn plan(&self, label_costs: &[f64]) -> Plan {
        let is_seen = |f: &usize| {
            let points = Side::BOTH.iter().flat_map(|&s| Joint::LEG.map(|j| self.point(j, s, *f)));
            points.into_iter().any(|[x, _]| x.is_finite())
        };
        let frames: Vec<usize> = (0..self.clock.time_s.len()).filter(is_seen).collect();
        let mut costs: Vec<[Cheapest; WAYS]> = Vec::with_capacity(frames.len());
        for at in 0..frames.len() {
            let cheapest = |way| {
                let way = CameraPath::at(way);
                let own = way.cost(label_costs[frames[at]]);
                self.cheapest(&frames, &costs, at, way, own)
            };
            costs.push(std::array::from_fn(cheapest));
        }
        let mut plan = Plan::default();
        let Some(mut at) = frames.len().checked_sub(1) else { return plan };
        let mut way = (0..WAYS).min_by(|&a, &b| costs[at][a].cost.total_cmp(&costs[at][b].cost));
        while let Some(index) = way {
            let CameraPath { step, to, .. } = CameraPath::at(index);
            if to == Legs::Exchanged {
                plan.exchanged.push(frames[at]);
            }
            way = costs[at][index].before;
            plan.left_out.extend((1..step.min(at + 1)).map(|back| frames[at - back]));
            at = at.saturating_sub(step);
        }
        plan
    }

    /// The cheapest of all ways that end with this one, whose own cost is known.
    fn cheapest(
        &self,
        frames: &[usize],
        costs: &[[Cheapest; WAYS]],
        at: usize,
        way: CameraPath,
        own: f64,
    ) -> Cheapest {
        let Some(near) = at.checked_sub(way.step) else {
            // before the clip nothing is known
            return Cheapest { cost: own, before: None };
        };
        let mut best = Cheapest { cost: f64::INFINITY, before: None };
        for (index, so_far) in costs[near].iter().enumerate() {
            let before = CameraPath::at(index);
            if before.to != way.from {
                continue;
            }
            let jump = near.checked_sub(before.step).map_or(0.0, |far| {
                let legs = [before.from, way.from, way.to];
                self.jump([far, near, at].map(|i| frames[i]), legs)
            });
            let cost = so_far.cost + own + jump;
            if cost < best.cost {
                best = Cheapest { cost, before: Some(index) };
            }
        }
        best
    }

    /// How far the legs of the last of three frames are from where the two before it point, in squared standard
    /// deviations.
    fn jump(&self, frames: [usize; 3], legs: [Legs; 3]) -> f64 {
        let t = frames.map(|f| self.clock.time_s[f]);
        let (step_s, ahead_s) = (t[1] - t[0], t[2] - t[1]);
        let ahead = ahead_s / step_s;
        let noise = NOISE_RATIO * (1.0 + (1.0 + ahead).powi(2) + ahead.powi(2)).sqrt();
        let moved = 0.5 * ACCELERATION_HEIGHTS * ahead_s * (step_s + ahead_s);
        let sigma_px = self.heights_px[frames[2]] * noise.hypot(moved);
        let cost = |joint: Joint, side: Side| {
            let [a, b, c] = [0, 1, 2].map(|i| self.point(joint, legs[i].source(side), frames[i]));
            let off_px = |axis: usize| c[axis] - (b[axis] + ahead * (b[axis] - a[axis]));
            let cost = (off_px(0).hypot(off_px(1)) / sigma_px).powi(2);
            if cost.is_finite() { cost.min(MAX_COST) } else { 0.0 }
        };
        Side::BOTH.iter().flat_map(|&side| Joint::LEG.map(|joint| cost(joint, side))).sum()
    }

    /// The points of the frames left out that lie far from the way between the frames around them.
    fn wild(&self, plan: &Plan) -> Vec<(Landmark, usize)> {
        let is_kept = |f: &usize| !plan.left_out.contains(f);
        let mut wild = Vec::new();
        for &frame in &plan.left_out {
            let before = (0..frame).rev().find(is_kept);
            let after = (frame + 1..self.clock.time_s.len()).find(is_kept);
            let Some((before, after)) = before.zip(after) else { continue };
            for (joint, side) in MIXED.iter().flat_map(|&j| Side::BOTH.map(|s| (j, s))) {
                let deviations = self.deviations(joint, side, [before, frame, after]);
                if deviations.is_nan() || deviations > MOST_DEVIATIONS {
                    wild.push((joint.on(side), frame));
                }
            }
        }
        wild
    }

    /// How many standard deviations a point is from the straight way between two frames; NaN where unknown.
    fn deviations(&self, joint: Joint, side: Side, frames: [usize; 3]) -> f64 {
        let t = frames.map(|f| self.clock.time_s[f]);
        let [a, b, c] = frames.map(|f| self.point(joint, side, f));
        let share = (t[1] - t[0]) / (t[2] - t[0]);
        let noise = NOISE_RATIO * (1.0 + share.powi(2) + (1.0 - share).powi(2)).sqrt();
        let moved = 0.5 * ACCELERATION_HEIGHTS * (t[1] - t[0]) * (t[2] - t[1]);
        let off_px = |i: usize| b[i] - (a[i] + share * (c[i] - a[i]));
        off_px(0).hypot(off_px(1)) / (self.heights_px[frames[1]] * noise.hypot(moved))
    }

    fn point(&self, joint: Joint, side: Side, frame: usize) -> [f64; 2] {
        self.tracks[joint.on(side).index()].xy_px[frame]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let done = untangle(&mut tracks, &clock, &[], &[300.0; 90]);
        assert!(tracks == walk(|_| false).0);
        done.exchanged
    }

    #[test]
    fn exchanged_legs_are_put_back_and_nothing_else() {
        assert_eq!(put_back(|_| false), 0);
        assert_eq!(put_back(|f| f == 8), 1);
        assert_eq!(put_back(|f| (38..46).contains(&f)), 8);
        assert_eq!(put_back(|f| (36..46).contains(&f) && f % 2 == 0), 5);
        assert_eq!(put_back(|f| (1..4).contains(&f) || f > 85), 7);
    }

    const NOTHING: Untangled = Untangled { exchanged: 0, set_aside: 0 };

    #[test]
    fn legs_drawn_between_both_are_set_aside() {
        let (mut tracks, clock) = walk(|_| false);
        for joint in MIXED {
            let [l, r] = Side::BOTH.map(|s| joint.on(s).index());
            let (left, right) = (tracks[l].xy_px[41], tracks[r].xy_px[41]);
            let middle = [(left[0] + right[0]) / 2.0, (left[1] + right[1]) / 2.0];
            (tracks[l].xy_px[41], tracks[r].xy_px[41]) = (middle, middle);
        }
        let done = untangle(&mut tracks, &clock, &[], &[300.0; 90]);
        assert_eq!(done, Untangled { exchanged: 0, set_aside: 8 });
        let ankle = &tracks[Joint::Ankle.on(Side::Left).index()];
        assert_eq!((ankle.origin[40], ankle.origin[41]), (Origin::Observed, Origin::Missing));
    }

    #[test]
    fn with_a_missing_leg_nothing_is_guessed() {
        let (mut tracks, clock) = walk(|_| false);
        for joint in Joint::LEG {
            tracks[joint.on(Side::Left).index()].xy_px = vec![[f64::NAN; 2]; 90];
        }
        assert_eq!(untangle(&mut tracks, &clock, &[], &[300.0; 90]), NOTHING);
    }

    #[test]
    fn without_enough_frames_nothing_happens() {
        let (mut tracks, _) = walk(|_| false);
        let clock = Clock { time_s: vec![0.0, 0.1], rate_hz: 10.0 };
        assert_eq!(untangle(&mut tracks, &clock, &[], &[300.0; 2]), NOTHING);
    }
}
