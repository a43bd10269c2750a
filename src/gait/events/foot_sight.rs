//! How well a foot was seen around an event.

use crate::anatomy::{Joint, Side};
use crate::motion::{MAX_GAP_S, Motion, Origin, Pass};
use crate::signal::{lasts_at_most, mean};

/// How far around an event the foot must have been seen: half of the shortest phase that events part.
pub(in crate::gait) const SEEN_AROUND_S: f64 = 0.06;

/// One foot, as far as the network saw it.
pub(in crate::gait) struct FootSight<'a> {
    pub(in crate::gait) motion: &'a Motion,
    pub(in crate::gait) side: Side,
}

impl FootSight<'_> {
    /// Mean confidence of the foot's points in the frames around a time.
    pub(super) fn confidence(&self, time_s: f64) -> f64 {
        let frames = self.frame(time_s - SEEN_AROUND_S)..self.frame(time_s + SEEN_AROUND_S);
        let of = |joint: Joint| {
            let track = &self.motion.tracks[joint.on(self.side).index()];
            let confidence = move |frame: usize| match track.origin[frame] {
                Origin::Observed => track.confidence[frame],
                Origin::Filled | Origin::Missing => 0.0,
            };
            frames.clone().map(confidence)
        };
        let all: Vec<f64> =
            [Joint::Ankle, Joint::Heel, Joint::Toe].into_iter().flat_map(of).collect();
        if all.is_empty() { 0.0 } else { mean(all) }
    }

    /// For how long heel or toe were not seen around a time, 0 where both were; `None` where one of them was not seen for
    /// long enough before it or after it to tell rest from movement: the foot leaves the picture, or something covers it.
    pub(super) fn gap_s(&self, time_s: f64) -> Option<f64> {
        let gaps_s = [Joint::Heel, Joint::Toe].map(|joint| self.gap_of_s(joint, time_s));
        Some(gaps_s[0]?.max(gaps_s[1]?))
    }

    /// From when until when heel and toe were in sight about two times of a pass.
    pub(in crate::gait) fn in_sight_s(&self, pass: &Pass, [first_s, last_s]: [f64; 2]) -> [f64; 2] {
        let is_seen = |frame: &usize| {
            let origin =
                |joint: Joint| self.motion.tracks[joint.on(self.side).index()].origin[*frame];
            [Joint::Heel, Joint::Toe].into_iter().all(|joint| origin(joint) == Origin::Observed)
        };
        let time_s = |frame: usize| self.motion.time_s[frame];
        let (first, last) = (self.frame(first_s), self.frame(last_s));
        let before = (pass.first_frame..first).rev().filter(is_seen).map(time_s);
        let after = (last..pass.end_frame).filter(is_seen).map(time_s);
        [reached_s(first_s, before), reached_s(last_s, after)]
    }

    fn gap_of_s(&self, joint: Joint, time_s: f64) -> Option<f64> {
        let (all_s, origin) =
            (&self.motion.time_s, &self.motion.tracks[joint.on(self.side).index()].origin);
        let is_seen = |frame: &usize| origin[*frame] == Origin::Observed;
        let last_before = |s: f64| (0..self.frame(s)).rev().find(is_seen);
        let first_after = |s: f64| (self.frame(s)..all_s.len()).find(is_seen);
        let is_near = |frame: usize| (all_s[frame] - time_s).abs() <= SEEN_AROUND_S + MAX_GAP_S;
        // where the clip begins or ends sooner, that is enough
        let (first_s, last_s) = (*all_s.get(1)?, *all_s.last()?);
        let is_around = is_near(last_before((time_s - SEEN_AROUND_S).max(first_s))?)
            && is_near(first_after((time_s + SEEN_AROUND_S).min(last_s))?);
        let (before, after) = (last_before(time_s)?, first_after(time_s)?);
        let gap_s = if after == before + 1 { 0.0 } else { all_s[after] - all_s[before] };
        is_around.then_some(gap_s)
    }

    fn frame(&self, time_s: f64) -> usize {
        self.motion.time_s.partition_point(|&t| t < time_s)
    }
}

/// How far times reach from a time on without a gap.
fn reached_s(from_s: f64, times: impl Iterator<Item = f64>) -> f64 {
    let mut reached_s = from_s;
    for time_s in times {
        if !lasts_at_most((time_s - reached_s).abs(), MAX_GAP_S) {
            break;
        }
        reached_s = time_s;
    }
    reached_s
}
