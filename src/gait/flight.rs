//! How somebody takes a flight of stairs: how many steps, in which pattern, where the flight ends and where they stop.

use crate::anatomy::{Joint, Side};
use crate::gait::context::task_kind::Task;
use crate::gait::cycles::GaitCycle;
use crate::gait::events::event::{EventKind, GaitEvent};
use crate::motion::{Motion, Pass, SAME_PLACE, in_heights, rests};
use crate::signal::median;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

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
    /// When the first foot lands on the floor or landing after the last step, in seconds; absent where nobody is seen to go on
    /// there, and from the front.
    pub ends_s: Option<f64>,
    /// From when until when the person stands on both feet on the steps and waits, in seconds.
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
    at_px: [f64; 2],
    height_px: f64,
}

/// One foot goes from where the other stands to its own next place.
struct Step {
    side: Side,
    from_s: f64,
    /// Down the picture, in heights.
    down: f64,
    /// Down and ahead, in heights; from the front down only, where feet beside each other are apart across the picture.
    length: f64,
}

impl Step {
    /// Whether both feet are then on one level.
    fn is_level(&self) -> bool {
        self.down.abs() < SAME_PLACE[1]
    }
}

impl Flight {
    /// The flight of a pass on stairs.
    pub(super) fn of(motion: &Motion, pass: &Pass, index: usize, events: &[GaitEvent]) -> Self {
        let is_across = pass.facing != 0;
        let steps = steps(&footholds(motion, pass), is_across);
        let count = steps.iter().filter(|step| !step.is_level()).count();
        let ends_s =
            last_on_steps(&steps).filter(|_| is_across).map(|step| contact_s(events, step));
        let is_on_steps = |stop: &[f64; 2]| ends_s.is_none_or(|end_s| stop[0] < end_s);
        Self {
            pass: index,
            steps: is_across.then_some(count),
            pattern: pattern_of(&steps).filter(|_| count > 0),
            ends_s,
            stops_s: stops(events).into_iter().filter(is_on_steps).collect(),
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

/// How the feet share the steps in a task, where enough of them were seen.
pub(super) fn pattern(flights: &[Flight], tasks: &[Task], task: Task) -> Option<StairPattern> {
    let of_task = flights.iter().filter(|f| tasks.get(f.pass) == Some(&task));
    of_task.filter_map(|f| f.pattern).next()
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
        let stand = |rest: Range<usize>| Foothold {
            side,
            from_s: time_s[rest.start],
            at_px: [0, 1].map(|axis| median(toe_px[rest.clone()].iter().map(|at| at[axis]))),
            height_px: median(heights_px[rest].iter().copied()),
        };
        let rests = rests(time_s, &in_heights(toe_px, heights_px));
        rests.into_iter().map(stand).collect::<Vec<_>>()
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
            down,
            length: if is_across { across.hypot(down) } else { down.abs() },
        })
    };
    footholds.iter().enumerate().filter_map(step).collect()
}

/// How many steps there are up to the last one that goes down or up.
fn up_to_last(steps: &[Step]) -> usize {
    steps.iter().rposition(|s| !s.is_level()).map_or(0, |last| last + 1)
}

/// The last step down or up before a floor; `None` where nobody goes on there: the foot that joins the other one on a tread
/// stands on its level, too.
fn last_on_steps(steps: &[Step]) -> Option<&Step> {
    let (on_steps, on_floor) = steps.split_at(up_to_last(steps));
    let usual = median(on_steps.iter().filter(|s| !s.is_level()).map(|s| s.length));
    let goes_on = on_floor.iter().any(|s| s.length >= JOINING_RATIO * usual);
    on_steps.last().filter(|_| goes_on)
}

/// How the feet share the steps up to the last one: who has come to a floor may stop there with the feet side by side.
fn pattern_of(steps: &[Step]) -> Option<StairPattern> {
    let ways = Side::BOTH.map(|side| {
        let own = steps[..up_to_last(steps)].iter().filter(|s| s.side == side);
        let lengths: Vec<f64> = own.map(|s| s.length).collect();
        (lengths.len() >= LEAST_STEPS).then(|| median(lengths))
    });
    let [left, right] = [ways[0]?, ways[1]?];
    let leads = if left > right { Side::Left } else { Side::Right };
    Some(match left.min(right) < JOINING_RATIO * left.max(right) {
        true => StairPattern::StepByStep { leads },
        false => StairPattern::StepOverStep,
    })
}

/// From when until when both feet stand for much longer than usual.
fn stops(events: &[GaitEvent]) -> Vec<[f64; 2]> {
    let is_on_both = |pair: &&[GaitEvent]| {
        [pair[0].kind, pair[1].kind] == [EventKind::InitialContact, EventKind::FootOff]
    };
    let pairs = events.windows(2).filter(is_on_both);
    let on_both_s: Vec<[f64; 2]> = pairs.map(|pair| [pair[0].time_s, pair[1].time_s]).collect();
    let lasts_s = |[from_s, until_s]: &[f64; 2]| until_s - from_s;
    let usual_s = median(on_both_s.iter().map(lasts_s));
    let is_stop = |on_both_s: &[f64; 2]| lasts_s(on_both_s) >= usual_s + STOP_S;
    match on_both_s.len() {
        count if count <= LEAST_STEPS => Vec::new(),
        _ => on_both_s.into_iter().filter(is_stop).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOWN: [f64; 2] = [0.17, 0.1];
    const LEVEL: [f64; 2] = [0.3, 0.005];
    const JOIN: [f64; 2] = [0.01, 0.005];

    /// Feet that land in turn, each `way` before and below the last one, one a second.
    fn flight(ways: &[[f64; 2]]) -> Vec<Step> {
        let mut at = [0.0; 2];
        let foothold = |(index, way): (usize, &[f64; 2])| {
            at = [at[0] + way[0], at[1] + way[1]];
            Foothold {
                side: if index % 2 == 0 { Side::Left } else { Side::Right },
                from_s: index as f64,
                at_px: at.map(|heights| 300.0 * heights),
                height_px: 300.0,
            }
        };
        let all: Vec<Foothold> = ways.iter().enumerate().map(foothold).collect();
        steps(&all, true)
    }

    #[test]
    fn a_foot_that_joins_the_other_makes_it_step_by_step() {
        assert_eq!(pattern_of(&flight(&[DOWN; 6])), Some(StairPattern::StepOverStep));
        let leads = Side::Left;
        let by = flight(&[DOWN, JOIN, DOWN, JOIN, DOWN, JOIN, DOWN]);
        assert_eq!(pattern_of(&by), Some(StairPattern::StepByStep { leads }));
        assert_eq!(pattern_of(&flight(&[DOWN; 3])), None, "too few steps");
    }

    #[test]
    fn feet_side_by_side_after_the_last_step_are_no_step_by_step_and_no_floor() {
        let together = flight(&[DOWN, DOWN, DOWN, DOWN, DOWN, JOIN, JOIN]);
        assert_eq!(pattern_of(&together), Some(StairPattern::StepOverStep));
        assert!(last_on_steps(&together).is_none());
    }

    #[test]
    fn a_flight_ends_where_somebody_goes_on_on_a_level() {
        let ends = |ways: &[[f64; 2]]| last_on_steps(&flight(ways)).map(|step| step.from_s);
        assert_eq!(ends(&[DOWN, DOWN, DOWN, DOWN, LEVEL, LEVEL]), Some(3.0));
        assert_eq!(ends(&[DOWN, JOIN, DOWN, JOIN, LEVEL, LEVEL]), Some(2.0));
        assert_eq!(ends(&[DOWN, DOWN, DOWN, DOWN]), None);
    }

    #[test]
    fn who_stands_on_both_feet_much_longer_than_usual_has_stopped() {
        let walk = |both_s: [f64; 5]| {
            let mut time_s = 0.0;
            let mut all = vec![];
            for (index, both_s) in both_s.into_iter().enumerate() {
                let sides = [Side::Left, Side::Right];
                let [on, off] = [sides[index % 2], sides[(index + 1) % 2]];
                let contact = (on, EventKind::InitialContact, 0.4);
                for (side, kind, after_s) in [contact, (off, EventKind::FootOff, both_s)] {
                    time_s += after_s;
                    all.push(GaitEvent { side, kind, time_s, sd_s: 0.01, confidence: 1.0 });
                }
            }
            stops(&all)
        };
        assert_eq!(walk([0.2; 5]), Vec::<[f64; 2]>::new());
        let found = walk([0.2, 0.2, 1.3, 0.2, 0.2]);
        assert_eq!(found.len(), 1);
        assert!((found[0][0] - 1.6).abs() < 1e-9 && (found[0][1] - 2.9).abs() < 1e-9, "{found:?}");
    }
}
