//! Where the speed of a sole crosses the level that parts ground from swing.

use crate::anatomy::Side;
use crate::gait::events::event::{EventKind, GaitEvent, LEAST_PLANTED_S, PLANTED_SPEED_RATIO};
use crate::gait::events::ground_contact::Foot;
use crate::signal::{crossing_s, lasts_at_most, median, quantile};

/// A foot that has reached this share of the peak is in swing; slower movements are rolling, or
/// noise.
const SWING_SPEED_RATIO: f64 = 0.5;

/// No swing is slower, in heights a second: a walk at 0.3 m/s has swings of three times that.
const LEAST_SWING_SPEED: f64 = 0.3;

/// A foot that stands seems to move no faster than so many times the level that parts ground from swing.
const MOVING_RATIO: f64 = 1.7;

/// The reference for "peak in swing": an eighth of a cycle is faster.
const PEAK_QUANTILE: f64 = 0.95;

/// The speed of one foot's sole through a pass, and where it crosses the level.
pub(super) struct SoleEdges<'a> {
    time_s: &'a [f64],
    foot: &'a Foot,
    /// Peak speed in swing.
    peak: f64,
    level: f64,
    noise: f64,
}

impl<'a> SoleEdges<'a> {
    /// `None` for a foot that never swings.
    pub(super) fn of(time_s: &'a [f64], foot: &'a Foot) -> Option<Self> {
        let peak = quantile(foot.speed.iter().copied(), PEAK_QUANTILE);
        let level = PLANTED_SPEED_RATIO * peak;
        let noise = noise(&foot.speed, level);
        (peak >= LEAST_SWING_SPEED).then_some(Self { time_s, foot, peak, level, noise })
    }

    /// Whether the sole is as fast as in swing.
    pub(super) fn is_swing(&self, frame: usize) -> bool {
        self.foot.speed[frame] >= SWING_SPEED_RATIO * self.peak
    }

    /// What parts ground from swing, in heights a second.
    pub(super) fn level(&self) -> f64 {
        self.level
    }

    /// No foot that stands seems to be as fast.
    pub(super) fn moving(&self) -> f64 {
        MOVING_RATIO * self.level
    }

    /// The fastest of some frames; `None` where there is none.
    pub(super) fn fastest(&self, frames: std::ops::Range<usize>) -> Option<usize> {
        let known = |i: usize| match self.foot.speed[i] {
            v if v.is_nan() => f64::NEG_INFINITY,
            v => v,
        };
        frames.max_by(|&a, &b| known(a).total_cmp(&known(b)))
    }

    /// Whether the foot stands still from a frame on, forward or backward in time, and not only
    /// halts in mid-air; or is not seen.
    fn is_planted(&self, frame: usize, direction: f64) -> bool {
        let speed = &self.foot.speed;
        let is_near = |&i: &usize| {
            let later_s = direction * (self.time_s[i] - self.time_s[frame]);
            later_s >= 0.0 && lasts_at_most(later_s, LEAST_PLANTED_S)
        };
        let moves = |i: usize| speed[i] >= self.moving();
        let is_slow = speed[frame] < self.level;
        speed[frame].is_nan() || is_slow && !(0..speed.len()).filter(is_near).any(moves)
    }

    /// The last frame on the ground before a swing, or the first known one of the swing.
    pub(super) fn before(&self, frame: usize) -> usize {
        let found = (0..frame).rev().find(|&i| self.is_planted(i, -1.0)).unwrap_or(0);
        if self.foot.speed[found].is_nan() { found + 1 } else { found }
    }

    /// The first frame on the ground after a swing, or the last known one of the swing.
    pub(super) fn after(&self, frame: usize) -> usize {
        let last = self.foot.speed.len() - 1;
        let found = (frame + 1..=last).find(|&i| self.is_planted(i, 1.0)).unwrap_or(last);
        if self.foot.speed[found].is_nan() { found - 1 } else { found }
    }

    /// The foot leaves after its last frame on the ground.
    pub(super) fn foot_off(&self, ground: usize) -> Option<GaitEvent> {
        self.event(ground, ground + 1, EventKind::FootOff)
    }

    /// The foot lands before its first frame on the ground.
    pub(super) fn contact(&self, ground: usize) -> Option<GaitEvent> {
        self.event(ground, ground.wrapping_sub(1), EventKind::InitialContact)
    }

    /// The event between a frame on the ground and one in swing; `None` where the clip or the sight
    /// of the foot ends in swing.
    fn event(&self, ground: usize, swing: usize, kind: EventKind) -> Option<GaitEvent> {
        let at = |i: usize| Some((*self.time_s.get(i)?, *self.foot.speed.get(i)?));
        let (from, to) = (at(ground)?, at(swing)?);
        if from.1 >= self.level || to.1.is_nan() {
            return None;
        }
        let steepness = ((to.1 - from.1) / (to.0 - from.0)).abs();
        let noise_s = self.noise / steepness;
        let time_s = crossing_s(from, to, self.level);
        Some(GaitEvent { side: self.side(), kind, time_s, sd_s: noise_s, confidence: 0.0 })
    }

    fn side(&self) -> Side {
        self.foot.side
    }
}

/// Standard deviation of the speed of a point that stands, from what is slower than a level: the length of a random vector has
/// its median at 1.18 deviations.
pub(super) fn noise(speed: &[f64], level: f64) -> f64 {
    median(speed.iter().copied().filter(|v| *v < level)) / 1.18
}
