//! The step-down test: one foot stays on a step, the other taps the floor and comes back.

use crate::anatomy::{Joint, Side};
use crate::motion::{Motion, Pass};
use crate::signal::{crossing_s, quantile};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One lowering of the body on one leg, and back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Repetition {
    /// The leg that bears.
    pub side: Side,
    /// The pass, as an index into the report's passes.
    pub pass: usize,
    /// The hips begin to sink: they have gone a tenth of their way.
    pub start_s: f64,
    /// The hips are halfway down.
    pub half_s: f64,
    /// The hips are down but for a tenth of their way.
    pub lowered_s: f64,
    /// The hips begin to rise: they have gone a tenth of their way.
    pub rises_s: f64,
    /// The hips are up again but for a tenth of their way.
    pub end_s: f64,
}

/// The bearing foot moves less than this, in heights.
const MOST_STANDING: f64 = 0.06;

/// The other foot goes below it by at least this, and the hips with it, in heights: half of a low step.
const LEAST_STEP: f64 = 0.04;

/// Beginning and end of a movement, as a share of its way.
const EDGE: f64 = 0.1;

/// A test repeats within so many seconds.
const LONGEST_S: f64 = 8.0;

/// Every repetition of a pass, in time order.
pub(crate) fn repetitions(motion: &Motion, pass: &Pass, index: usize) -> Vec<Repetition> {
    let of = |side: Side| {
        Lowering::of(motion, pass, side).map_or_else(Vec::new, |l| l.repetitions(side, index))
    };
    let mut all: Vec<Repetition> = Side::BOTH.into_iter().flat_map(of).collect();
    all.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    all
}

/// The hips' way down while a leg bears.
struct Lowering<'a> {
    time_s: &'a [f64],
    /// How far the hips are below their usual highest place, in heights.
    sunk: Vec<f64>,
    /// How far the free foot is below the bearing one, in heights.
    below: Vec<f64>,
}

impl<'a> Lowering<'a> {
    /// `None` where this leg does not bear all the time, or the other foot does not go below it.
    fn of(motion: &'a Motion, pass: &Pass, side: Side) -> Option<Self> {
        let frames = pass.first_frame..pass.end_frame;
        let at = |joint: Joint, side: Side, axis: usize| -> Vec<f64> {
            frames.clone().map(|f| motion.at(joint.on(side), f)[axis] / motion.height_px).collect()
        };
        let spread = |values: &[f64]| {
            let of = |share| quantile(values.iter().copied(), share);
            of(0.95) - of(0.05)
        };
        let is_bearing = (0..2).all(|axis| spread(&at(Joint::Ankle, side, axis)) <= MOST_STANDING);
        let minus = |a: Vec<f64>, b: Vec<f64>| -> Vec<f64> {
            a.iter().zip(b).map(|(a, b)| a - b).collect()
        };
        let bearing = at(Joint::Ankle, side, 1);
        let below = minus(at(Joint::Ankle, side.opposite(), 1), bearing);
        let [left, right] = Side::BOTH.map(|s| at(Joint::Hip, s, 1));
        let hips: Vec<f64> = left.iter().zip(right).map(|(l, r)| (l + r) / 2.0).collect();
        let top = quantile(hips.iter().copied(), 0.1);
        let sunk = hips.iter().map(|y| y - top).collect();
        is_bearing.then_some(Self { time_s: &motion.time_s[frames], sunk, below })
    }

    fn repetitions(&self, side: Side, pass: usize) -> Vec<Repetition> {
        let deepest = quantile(self.sunk.iter().copied(), 0.98);
        let mut found = Vec::new();
        if deepest < LEAST_STEP {
            return found;
        }
        let is_low = |i: usize| self.sunk[i] > deepest / 2.0;
        let mut frame = 0;
        while frame < self.sunk.len() {
            if !is_low(frame) {
                frame += 1;
                continue;
            }
            let end = (frame..self.sunk.len()).find(|&i| !is_low(i)).unwrap_or(self.sunk.len());
            found.extend(self.repetition(frame, end, side, pass));
            frame = end;
        }
        found
    }

    /// The repetition whose lower half these frames are; `None` where it is not whole, or the other foot
    /// stays up.
    fn repetition(&self, from: usize, to: usize, side: Side, pass: usize) -> Option<Repetition> {
        let lowest = (from..to).max_by(|&a, &b| self.sunk[a].total_cmp(&self.sunk[b]))?;
        let depth = self.sunk[lowest];
        let start_s = self.crossing(lowest, EDGE * depth, false)?;
        let end_s = self.crossing(lowest, EDGE * depth, true)?;
        let before = self.time_s.partition_point(|&t| t < start_s);
        let deepest = self.below[from..to].iter().copied().fold(f64::NAN, f64::max);
        let reaches = deepest - self.below[before] >= LEAST_STEP;
        let half_s = self.crossing(lowest, depth / 2.0, false)?;
        let lowered_s = self.crossing(lowest, (1.0 - EDGE) * depth, false)?;
        let rises_s = self.crossing(lowest, (1.0 - EDGE) * depth, true)?;
        (reaches && end_s - start_s <= LONGEST_S).then_some(Repetition {
            side,
            pass,
            start_s,
            half_s,
            lowered_s,
            rises_s,
            end_s,
        })
    }

    /// When the hips come through a depth, before or after they are lowest.
    fn crossing(&self, lowest: usize, level: f64, is_after: bool) -> Option<f64> {
        let mut frame = lowest;
        loop {
            let next = if is_after { frame + 1 } else { frame.checked_sub(1)? };
            let (here, there) = (*self.sunk.get(frame)?, *self.sunk.get(next)?);
            if there.is_nan() {
                return None;
            }
            if there < level {
                let at = |i: usize, sunk| (self.time_s[i], sunk);
                return Some(crossing_s(at(next, there), at(frame, here), level));
            }
            frame = next;
        }
    }
}
