//! How somebody takes a flight of stairs: how many steps, in which pattern, where the flight ends and where they stop.

use crate::anatomy::{Joint, Side};
use crate::gait::cycles::GaitCycle;
use crate::gait::events::event::{EventKind, GaitEvent};
use crate::motion::{Motion, Pass, SAME_PLACE, rests};
use crate::signal::median;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A flight of stairs, or as much of it as the clip shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Flight {
    /// The pass, as an index into the report's passes.
    pub pass: usize,
    /// How many steps down or up are seen, from the first place where a foot stands to the last; absent from the front,
    /// where who comes nearer goes down in the picture on a floor, too.
    pub steps: Option<usize>,
    /// How the feet share the steps; absent where too few are seen.
    pub pattern: Option<StairPattern>,
    /// When the first foot lands on the floor or landing after the last step, in seconds; absent where that is not seen,
    /// and from the front.
    pub ends_s: Option<f64>,
    /// From when until when the person stands on both feet and waits, in seconds.
    pub stops_s: Vec<[f64; 2]>,
}

/// How the feet share the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StairPattern {
    /// Each foot goes past the other to a step of its own.
    StepOverStep,
    /// One foot goes ahead, the other joins it on the same step.
    StepByStep {
        /// The foot that goes ahead.
        leads: Side,
    },
}

/// A foot that goes less than this share of the other's way joins it.
const JOINING_RATIO: f64 = 0.5;

/// Who stands on both feet for so much longer than usual has stopped, in seconds: two steps more would have been taken.
///
/// # Source
/// `stairs101`: a cycle of two steps takes 0.97 ± 0.18 s.
const STOP_S: f64 = 1.0;

/// One step of a flight takes so long.
///
/// # Source
/// `stairs101`.
const STEP_S: f64 = 0.5;

/// Fewer steps show no pattern and no usual time on both feet.
const LEAST_STEPS: usize = 2;

/// A place where a foot stands.
struct Foothold {
    side: Side,
    from_s: f64,
    until_s: f64,
    at_px: [f64; 2],
    height_px: f64,
}

/// One foot goes from where the other stands to its own next place.
struct Step {
    side: Side,
    from_s: f64,
    /// Both feet stand, before the other one goes on.
    both_s: [f64; 2],
    /// Down the picture, in heights.
    down: f64,
    /// Down and ahead, in heights; from the front down only, where feet beside each other are apart across the picture.
    length: f64,
}

impl Flight {
    /// The flight of a pass on stairs.
    pub(super) fn of(motion: &Motion, pass: &Pass, index: usize, events: &[GaitEvent]) -> Self {
        let is_across = pass.facing != 0;
        let steps = steps(&footholds(motion, pass), is_across);
        let is_level = |s: &&Step| s.down.abs() < SAME_PLACE[1];
        let pattern = pattern(&steps);
        let on_floor = steps.iter().rev().take_while(is_level).count();
        let first_on_floor = match pattern {
            Some(StairPattern::StepOverStep) if is_across && on_floor > 0 => {
                steps.len().checked_sub(on_floor + 1).map(|index| &steps[index])
            }
            _ => None,
        };
        Self {
            pass: index,
            steps: is_across.then(|| steps.iter().filter(|s| !is_level(s)).count()),
            pattern,
            ends_s: first_on_floor.map(|step| contact_s(events, step)),
            stops_s: stops(&steps, pass.start_s),
        }
    }

    /// Whether a time of its pass is after it: the last foot has left the stairs.
    pub(super) fn is_over(&self, time_s: f64) -> bool {
        self.ends_s.is_some_and(|end_s| time_s > end_s + STEP_S)
    }

    /// Whether a cycle of this pass goes over steps only, without a stop.
    pub(super) fn has(&self, cycle: &GaitCycle) -> bool {
        let is_before_end = self.ends_s.is_none_or(|end_s| cycle.seen_s[1] <= end_s + STEP_S / 2.0);
        let is_in = |stop: &&[f64; 2]| stop[0] < cycle.seen_s[1] && stop[1] > cycle.seen_s[0];
        is_before_end && !self.stops_s.iter().any(|stop| is_in(&stop))
    }
}

/// When the foot of a step lands; a rest seems to begin up to 0.1 s before that.
fn contact_s(events: &[GaitEvent], step: &Step) -> f64 {
    let is_its = |e: &&GaitEvent| (e.side, e.kind) == (step.side, EventKind::InitialContact);
    let contacts = events.iter().filter(is_its).map(|e| e.time_s);
    let near = contacts.filter(|s| (s - step.from_s).abs() < STEP_S);
    near.min_by(|a, b| (a - step.from_s).abs().total_cmp(&(b - step.from_s).abs()))
        .unwrap_or(step.from_s)
}

/// Every place where a foot stands, in time order.
fn footholds(motion: &Motion, pass: &Pass) -> Vec<Foothold> {
    let frames = pass.first_frame..pass.end_frame;
    let heights_px = &motion.heights_px[frames.clone()];
    let time_s = &motion.time_s[frames.clone()];
    let of_foot = |side: Side| {
        let toe_px = &motion.tracks[Joint::Toe.on(side).index()].xy_px[frames.clone()];
        let height_px = median(heights_px.iter().copied());
        let toe: Vec<[f64; 2]> = toe_px.iter().map(|at| at.map(|px| px / height_px)).collect();
        let stand = |rest: std::ops::Range<usize>| Foothold {
            side,
            from_s: time_s[rest.start],
            until_s: time_s[rest.end - 1],
            at_px: [0, 1].map(|axis| median(toe_px[rest.clone()].iter().map(|at| at[axis]))),
            height_px: median(heights_px[rest.clone()].iter().copied()),
        };
        rests(time_s, &toe).into_iter().map(stand).collect::<Vec<_>>()
    };
    let mut all: Vec<Foothold> = Side::BOTH.into_iter().flat_map(of_foot).collect();
    all.sort_by(|a, b| a.from_s.total_cmp(&b.from_s));
    all
}

fn steps(footholds: &[Foothold], is_across: bool) -> Vec<Step> {
    let step = |(index, to): (usize, &Foothold)| {
        let from = footholds[..index].iter().rev().find(|f| f.side != to.side)?;
        let [across, down] = [0, 1].map(|axis| (to.at_px[axis] - from.at_px[axis]) / to.height_px);
        Some(Step {
            side: to.side,
            from_s: to.from_s,
            both_s: [to.from_s, from.until_s],
            down,
            length: if is_across { across.hypot(down) } else { down.abs() },
        })
    };
    footholds.iter().enumerate().filter_map(step).collect()
}

fn pattern(steps: &[Step]) -> Option<StairPattern> {
    let ways = Side::BOTH.map(|side| {
        let own: Vec<f64> = steps.iter().filter(|s| s.side == side).map(|s| s.length).collect();
        (own.len() >= LEAST_STEPS).then(|| median(own))
    });
    let [left, right] = [ways[0]?, ways[1]?];
    let leads = if left > right { Side::Left } else { Side::Right };
    Some(match left.min(right) < JOINING_RATIO * left.max(right) {
        true => StairPattern::StepByStep { leads },
        false => StairPattern::StepOverStep,
    })
}

fn stops(steps: &[Step], start_s: f64) -> Vec<[f64; 2]> {
    let lasts_s = |s: &Step| s.both_s[1] - s.both_s[0];
    let usual_s = median(steps.iter().map(lasts_s));
    let is_stop = |s: &&Step| steps.len() > LEAST_STEPS && lasts_s(s) >= usual_s + STOP_S;
    // who stands when the pass begins has not begun to walk
    steps.iter().filter(|s| s.from_s > start_s).filter(is_stop).map(|s| s.both_s).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feet that land in turn, each `way` below and before the last one, for as long.
    fn flight(ways: &[[f64; 2]], both_s: &[f64]) -> Vec<Step> {
        let mut at = [0.0; 2];
        let mut from_s = 0.0;
        let mut all = vec![];
        for (index, (way, both_s)) in ways.iter().zip(both_s).enumerate() {
            at = [at[0] + way[0], at[1] + way[1]];
            let side = if index % 2 == 0 { Side::Left } else { Side::Right };
            let until_s = from_s + 0.6 + both_s;
            all.push(Foothold {
                side,
                from_s,
                until_s,
                at_px: at.map(|heights| 300.0 * heights),
                height_px: 300.0,
            });
            from_s = until_s - both_s;
        }
        steps(&all, true)
    }

    #[test]
    fn a_foot_that_joins_the_other_makes_it_step_by_step() {
        let down = [0.17, 0.1];
        let over = flight(&[down; 6], &[0.2; 6]);
        assert_eq!(pattern(&over), Some(StairPattern::StepOverStep));
        let joins: Vec<[f64; 2]> =
            (0..6).map(|i| if i % 2 == 0 { down } else { [0.01, 0.005] }).collect();
        let leads = Side::Left;
        let by = flight(&joins, &[0.2; 6]);
        assert_eq!(pattern(&by), Some(StairPattern::StepByStep { leads }));
        assert_eq!(pattern(&flight(&[down; 3], &[0.2; 3])), None, "too few steps");
    }

    #[test]
    fn who_stands_much_longer_than_usual_has_stopped() {
        let mut both_s = [0.2; 6];
        assert_eq!(stops(&flight(&[[0.17, 0.1]; 6], &both_s), 0.0), Vec::<[f64; 2]>::new());
        both_s[3] = 1.3;
        let found = stops(&flight(&[[0.17, 0.1]; 6], &both_s), 0.0);
        assert_eq!(found.len(), 1);
        assert!((found[0][1] - found[0][0] - 1.3).abs() < 1e-9, "{found:?}");
    }
}
