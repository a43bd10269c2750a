//! What the feet do, pass by pass.

use crate::anatomy::Side;
use crate::gait::context::ground::Ground;
use crate::gait::context::task_kind::Task;
use crate::gait::context::user_context::UserContext;
use crate::gait::cycles::{DroppedCycles, GaitCycle};
use crate::gait::events::event::GaitEvent;
use crate::gait::events::foot_sight::FootSight;
use crate::gait::events::ground_contact::Feet;
use crate::gait::events::order::in_order;
use crate::gait::events::side_view::events;
use crate::gait::flight::Flight;
use crate::gait::refusal::{NoGait, hides_steps};
use crate::gait::repetitions::{Repetition, repetitions};
use crate::gait::stride_search::{InSight, cycles};
use crate::gait::task_recognition::task;
use crate::motion::{Motion, Pass};

/// What the feet do, pass by pass.
#[derive(Default)]
pub(super) struct PassEvents {
    pub(super) refused: Option<NoGait>,
    pub(super) tasks: Vec<Task>,
    pub(super) events: Vec<GaitEvent>,
    /// The passes whose events these are.
    pub(super) walked: Vec<usize>,
    /// The cycles of all tasks, in time order.
    pub(super) cycles: Vec<GaitCycle>,
    pub(super) dropped: DroppedCycles,
    pub(super) flights: Vec<Flight>,
    pub(super) repetitions: Vec<Repetition>,
}

impl PassEvents {
    pub(super) fn of(motion: &Motion, known: &UserContext) -> Self {
        let mut found = Self::default();
        for (index, pass) in motion.passes.iter().enumerate() {
            let events = events(motion, pass, known);
            let repetitions = repetitions(motion, pass, index);
            let seen = || task(motion, pass, known, (&events, &repetitions));
            let task = known.task.unwrap_or_else(seen);
            found.tasks.push(task);
            match task {
                _ if hides_steps((pass, &task)) => {}
                Task::Walking | Task::StairDescent | Task::StairAscent => {
                    let events = in_order(events);
                    let in_sight = Side::BOTH.map(|side| in_sight(motion, pass, &events, side));
                    let mut own = cycles(&events, index, in_sight, &mut found.dropped);
                    if task.is_on_stairs() {
                        let flight = Flight::of(motion, pass, index, &events);
                        let count = own.len();
                        own.retain(|cycle| flight.has(cycle));
                        found.dropped.off_the_steps += count - own.len();
                        found.flights.push(flight);
                    }
                    found.cycles.extend(own);
                    found.events.extend(events);
                    found.walked.push(index);
                }
                Task::StepDown => found.repetitions.extend(repetitions),
                Task::Running | Task::WalkingBackward | Task::Standing | Task::Other => {}
            }
        }
        if found.events.is_empty() {
            found.refused = Some(NoGait::of(motion, &found.tasks));
        }
        found
    }

    /// The events but for those on the floor after a flight of stairs.
    pub(super) fn on_steps(&self, motion: &Motion) -> Vec<GaitEvent> {
        let is_after = |e: &&GaitEvent, flight: &Flight| {
            let pass = &motion.passes[flight.pass];
            (pass.start_s..pass.end_s).contains(&e.time_s) && flight.is_over(e.time_s)
        };
        let is_on_steps = |e: &&GaitEvent| !self.flights.iter().any(|f| is_after(e, f));
        self.events.iter().filter(is_on_steps).copied().collect()
    }
}

/// When a foot was in sight around its events; never where it has none.
fn in_sight(motion: &Motion, pass: &Pass, events: &[GaitEvent], side: Side) -> InSight {
    let mut own = events.iter().filter(|e| e.side == side).map(|e| e.time_s);
    let Some(first_s) = own.next() else { return [f64::NAN; 2] };
    FootSight { motion, side }.in_sight_s(pass, [first_s, own.next_back().unwrap_or(first_s)])
}

/// What a pass is walked on.
pub(super) fn ground(motion: &Motion, pass: &Pass, known: &UserContext) -> Ground {
    match (known.ground, Feet::of(motion, pass, known.ground).ground_speed) {
        (Some(ground), _) => ground,
        _ if pass.facing == 0 => Ground::Unknown,
        (None, 0.0) => Ground::Still,
        _ => Ground::Moving,
    }
}
