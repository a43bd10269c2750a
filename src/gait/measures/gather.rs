//! All measures of one task.

use crate::gait::angles::angle::AngleSeries;
use crate::gait::context::task_kind::Task;
use crate::gait::context::user_context::UserContext;
use crate::gait::cycle_curves::{self, Sampled};
use crate::gait::cycles::GaitCycle;
use crate::gait::flight::StairPattern;
use crate::gait::measures::measure::{Measure, Values};
use crate::gait::measures::measure_id::MeasureId;
use crate::gait::measures::measure_spec::MeasureGroup;
use crate::gait::measures::{
    circumduction, coupling, key_values, spatial, stair_knee, stairs, stance_compensation,
    step_down, step_width, temporal, valgus_timing,
};
use crate::gait::repetitions::Repetition;
use crate::gait::scale::Scale;
use crate::motion::Motion;

/// The cycles of one task, with their numbers among all cycles of the clip.
pub(crate) struct TaskCycles {
    pub(crate) task: Task,
    numbers: Vec<usize>,
    pub(crate) cycles: Vec<GaitCycle>,
}

impl TaskCycles {
    /// Those of a task among all cycles; `None` where there is none.
    pub(crate) fn of(task: Task, tasks: &[Task], all: &[GaitCycle]) -> Option<Self> {
        let is_of_task = |(_, c): &(usize, &GaitCycle)| tasks.get(c.pass) == Some(&task);
        let own = all.iter().enumerate().filter(is_of_task);
        let (numbers, cycles): (Vec<usize>, Vec<GaitCycle>) = own.map(|(i, c)| (i, *c)).unzip();
        (!cycles.is_empty()).then_some(Self { task, numbers, cycles })
    }

    /// The angles over each cycle; of a leg that was near in some passes and far in others only the near ones.
    pub(crate) fn sampled(&self, motion: &Motion, angles: &[AngleSeries]) -> Vec<Sampled> {
        let all = cycle_curves::sample(&motion.time_s, angles, &self.cycles);
        cycle_curves::near_ones(motion, &self.cycles, all)
    }

    /// The same with the cycles' numbers among all of the clip.
    pub(crate) fn sampled_in_clip(&self, motion: &Motion, angles: &[AngleSeries]) -> Vec<Sampled> {
        let own = self.sampled(motion, angles).into_iter();
        own.map(|s| Sampled { cycle: self.numbers[s.cycle], ..s }).collect()
    }

    /// Every measure that is defined for the task, of the legs that do what it is of.
    pub(crate) fn measures(
        &self,
        motion: &Motion,
        known: &UserContext,
        scale: Option<Scale>,
        sampled: &[Sampled],
        pattern: Option<StairPattern>,
    ) -> Vec<Measure> {
        let cycles = self.cycles.as_slice();
        let all: Vec<Values> = [
            temporal::values(cycles),
            spatial::values(motion, cycles, known, scale),
            step_width::values(motion, cycles, scale),
            circumduction::values(motion, cycles),
            key_values::values(sampled),
            valgus_timing::values(motion, sampled, cycles),
            stance_compensation::values(motion, cycles),
            coupling::values(sampled, cycles),
            stair_knee::values(sampled, cycles),
            stairs::values(motion, sampled, cycles),
        ]
        .concat();
        let defined = all.into_iter().filter(|v| v.id.spec().tasks.has(self.task));
        let measures = defined.map(|v| v.in_task(self.task, &self.numbers));
        measures.filter(|measure| takes_part(measure, pattern)).collect()
    }
}

/// Whether a leg does what a measure is of. Step by step, the foot that leads lowers or raises nothing while the other one
/// joins it, and the foot that joins makes no step of its own.
fn takes_part(measure: &Measure, pattern: Option<StairPattern>) -> bool {
    let Some(StairPattern::StepByStep { leads }) = pattern else { return true };
    let spec = measure.id.spec();
    match measure.id {
        MeasureId::StepLength | MeasureId::StepLengthHeights => measure.side == Some(leads),
        _ if spec.group == MeasureGroup::StairsAndStepDown => measure.side != Some(leads),
        _ => true,
    }
}

/// The measures of a step-down test.
pub(crate) fn of_repetitions(
    motion: &Motion,
    repetitions: &[Repetition],
    angles: &[AngleSeries],
) -> Vec<Measure> {
    let numbers: Vec<usize> = (0..repetitions.len()).collect();
    let all = step_down::values(motion, repetitions, angles);
    all.into_iter().map(|v| v.in_task(Task::StepDown, &numbers)).collect()
}
