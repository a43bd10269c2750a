//! All that is measured of a clip's gait.

use crate::gait::angles::angle::{Angle, AngleSeries, Reason};
use crate::gait::angles::foot_pitch;
use crate::gait::angles::series::{keep_possible, measure};
use crate::gait::context::ground::Ground;
use crate::gait::context::task_kind::Task;
use crate::gait::context::user_context::UserContext;
use crate::gait::cycle_curves::{self, CycleCurve, Sampled};
use crate::gait::cycles::{DroppedCycles, GaitCycle};
use crate::gait::events::event::GaitEvent;
use crate::gait::flight::{Flight, StairPattern, pattern};
use crate::gait::knee_surges::{KneeSurge, surges};
use crate::gait::measures::gather::{TaskCycles, of_repetitions};
use crate::gait::measures::measure::Measure;
use crate::gait::measures::symmetry::{Symmetry, symmetries};
use crate::gait::pace::{TimeDoubt, time_doubt};
use crate::gait::pass_events::{PassEvents, ground};
use crate::gait::refusal::{NoGait, refusal};
use crate::gait::repetitions::Repetition;
use crate::gait::scale::{self, NoScale, Scale};
use crate::gait::standing::{StandingReference, neutrals};
use crate::motion::{Motion, Pass};

/// The gait of a clip.
#[derive(Debug, Clone, PartialEq)]
pub struct GaitAnalysis {
    /// Why there is no gait, where there is none.
    pub refused: Option<NoGait>,
    /// Why the times are not believed, where they are not.
    pub time_doubt: Option<TimeDoubt>,
    /// What the person does in each pass; empty where that was not looked for.
    pub tasks: Vec<Task>,
    /// When each foot lands and leaves, in time order.
    pub events: Vec<GaitEvent>,
    /// The whole cycles, in time order.
    pub cycles: Vec<GaitCycle>,
    /// What was left out.
    pub dropped: DroppedCycles,
    /// What each pass was walked on.
    pub grounds: Vec<Ground>,
    /// How long a body height is, where that is known.
    pub scale: Option<Scale>,
    /// Why the length that was given sets no scale, where it does not.
    pub no_scale: Option<NoScale>,
    /// The flights of stairs, one for each pass on stairs.
    pub flights: Vec<Flight>,
    /// The repetitions of a step-down test, in time order.
    pub repetitions: Vec<Repetition>,
    /// The largest surge of knee flexion in each stance seen from the side, in time order.
    pub surges: Vec<KneeSurge>,
    /// The angles of quiet standing, in every pass that has some.
    pub neutral: Vec<StandingReference>,
    /// The angles of every frame, with all that the steps tell about them.
    pub angles: Vec<AngleSeries>,
    /// Every quantity, cycle by cycle.
    pub measures: Vec<Measure>,
    /// Left against right.
    pub symmetries: Vec<Symmetry>,
    /// The angles over the mean cycle.
    pub curves: Vec<CycleCurve>,
}

/// From cleaned positions to gait. Each task has measures and curves of its own: means over walking and stairs together
/// would be those of neither.
#[must_use]
pub fn analyse(motion: &Motion, known: &UserContext) -> GaitAnalysis {
    let grounds: Vec<Ground> =
        motion.passes.iter().map(|pass| ground(motion, pass, known)).collect();
    let (scale, no_scale) = match scale::scale(motion, known, &grounds) {
        Ok(scale) => (scale, None),
        Err(why) => (None, Some(why)),
    };
    let found = match refusal(motion) {
        Some(refused) => PassEvents { refused: Some(refused), ..PassEvents::default() },
        None => PassEvents::of(motion, known),
    };
    let mut angles = measure(motion);
    foot_pitch::refine(motion, known, &found.cycles, &mut angles);
    keep_possible(&mut angles);
    let neutral = match found.refused {
        Some(
            NoGait::TooSmall
            | NoGait::OnItsSide
            | NoGait::WrongShape
            | NoGait::WrongView
            | NoGait::OnlyLegs
            | NoGait::NoFootLandmarks
            | NoGait::LegsConfused,
        ) => Vec::new(),
        _ => standing(motion, &found.events, &angles),
    };
    waistband_of_standing(motion, &found.tasks, &mut angles);
    let (mut measures, mut curves, mut knee_surges) = (Vec::new(), Vec::new(), Vec::new());
    let events = found.on_steps(motion);
    for task in Task::CYCLIC {
        let Some(own) = TaskCycles::of(task, &found.tasks, &found.cycles) else { continue };
        let sampled = own.sampled(motion, &angles);
        let pattern = pattern(&found.flights, &found.tasks, task);
        measures.extend(own.measures(motion, known, scale, &sampled, pattern));
        curves.extend(cycle_curves::means(task, &sampled));
        let passes: Vec<usize> =
            found.walked.iter().copied().filter(|p| found.tasks[*p] == task).collect();
        knee_surges.extend(surges(motion, task, &passes, (&events, &angles)));
    }
    measures.extend(of_repetitions(motion, &found.repetitions, &angles));
    let time_doubt = time_doubt(motion, scale, &found.tasks, &measures);
    let all = GaitAnalysis {
        refused: found.refused,
        time_doubt,
        tasks: found.tasks,
        neutral,
        dropped: found.dropped,
        grounds,
        scale,
        no_scale,
        flights: found.flights,
        surges: knee_surges,
        repetitions: found.repetitions,
        events: found.events,
        angles,
        symmetries: symmetries(&measures),
        measures,
        curves,
        cycles: found.cycles,
    };
    if time_doubt.is_some() { all.without_times() } else { all.with_reason() }
}

impl GaitAnalysis {
    /// What is left where times are not believed: the angles of each frame. A wrong clock puts events, measures and the norms
    /// for a speed off alike.
    fn without_times(self) -> Self {
        Self {
            refused: self.refused.or(Some(NoGait::TimeInDoubt)),
            events: Vec::new(),
            cycles: Vec::new(),
            repetitions: Vec::new(),
            surges: Vec::new(),
            measures: Vec::new(),
            symmetries: Vec::new(),
            curves: Vec::new(),
            ..self
        }
    }

    /// Where somebody walks and nothing is measured, the reason is that no stride was seen whole.
    fn with_reason(self) -> Self {
        let has_walked = Task::CYCLIC.iter().any(|task| self.tasks.contains(task));
        let is_nothing = self.measures.is_empty() && self.cycles.is_empty();
        let why = (has_walked && is_nothing).then_some(NoGait::NoWholeStride);
        Self { refused: self.refused.or(why), ..self }
    }

    /// The tasks that were measured, the one with most cycles first; the step-down test after those with cycles.
    #[must_use]
    pub fn measured_tasks(&self) -> Vec<Task> {
        let count = |task: &Task| {
            self.cycles.iter().filter(|c| self.tasks.get(c.pass) == Some(task)).count()
        };
        let mut all: Vec<Task> = Task::CYCLIC.into_iter().filter(|t| count(t) > 0).collect();
        all.sort_by_key(|t| std::cmp::Reverse(count(t)));
        all.extend((!self.repetitions.is_empty()).then_some(Task::StepDown));
        all
    }

    /// Every angle over every cycle, in the order of the tasks; of a leg that was near in some passes and far in others only
    /// the near ones.
    pub(crate) fn sampled(&self, motion: &Motion) -> Vec<Sampled> {
        let of_task = |task: Task| {
            let own = TaskCycles::of(task, &self.tasks, &self.cycles)?;
            Some(own.sampled_in_clip(motion, &self.angles))
        };
        Task::CYCLIC.into_iter().filter_map(of_task).flatten().collect()
    }

    /// How the feet share the steps in a task, where enough of them were seen.
    #[must_use]
    pub fn stair_pattern(&self, task: Task) -> Option<StairPattern> {
        pattern(&self.flights, &self.tasks, task)
    }

    /// What the person does in a cycle.
    #[must_use]
    pub fn task_of(&self, cycle: &GaitCycle) -> Option<Task> {
        self.tasks.get(cycle.pass).copied()
    }
}

/// Leaves the waistband's slope only where the person stands: in walking the thighs push the cloth, by more than the
/// pelvis moves.
fn waistband_of_standing(motion: &Motion, tasks: &[Task], angles: &mut [AngleSeries]) {
    for series in angles.iter_mut().filter(|s| s.angle == Angle::WaistbandSlope) {
        for (index, pass) in motion.passes.iter().enumerate() {
            if tasks.get(index) != Some(&Task::Standing) {
                series.values_deg[pass.first_frame..pass.end_frame].fill(None);
            }
        }
        if series.values_deg.iter().all(Option::is_none) {
            series.unavailable = series.unavailable.or(Some(Reason::NoWaistband));
        }
    }
}

/// The standing angles, pass by pass.
fn standing(
    motion: &Motion,
    events: &[GaitEvent],
    angles: &[AngleSeries],
) -> Vec<StandingReference> {
    let of = |(index, pass): (usize, &Pass)| {
        let inside = |e: &&GaitEvent| (pass.start_s..pass.end_s).contains(&e.time_s);
        let own: Vec<GaitEvent> = events.iter().filter(inside).copied().collect();
        neutrals(motion, pass, index, &own, angles)
    };
    motion.passes.iter().enumerate().flat_map(of).collect()
}
