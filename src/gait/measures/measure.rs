//! A number measured in cycle after cycle.

use crate::anatomy::Side;
use crate::gait::context::task_kind::Task;
use crate::gait::measures::measure_id::MeasureId;
use crate::signal::{mean, standard_deviation};

/// A quantity over all cycles of a task in which it could be measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Which.
    pub id: MeasureId,
    /// What the person does in these cycles.
    pub task: Task,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// Each cycle's number (an index into the cycles, or the repetitions) and value.
    pub values: Vec<(usize, f64)>,
}

impl Measure {
    /// How many cycles have a value.
    #[must_use]
    pub fn n(&self) -> usize {
        self.values.len()
    }

    /// The mean over the cycles.
    #[must_use]
    pub fn mean(&self) -> f64 {
        mean(self.values.iter().map(|v| v.1))
    }

    /// The standard deviation from cycle to cycle; NaN for a single one.
    #[must_use]
    pub fn sd(&self) -> f64 {
        standard_deviation(&self.values.iter().map(|v| v.1).collect::<Vec<_>>())
    }
}

/// The values of a measure, by the number of the cycle among those that were looked at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Values {
    pub(crate) id: MeasureId,
    side: Option<Side>,
    values: Vec<(usize, f64)>,
}

impl Values {
    /// The finite ones; `None` where there is none.
    pub(crate) fn of(
        id: MeasureId,
        side: Option<Side>,
        values: impl IntoIterator<Item = (usize, f64)>,
    ) -> Option<Self> {
        let values: Vec<(usize, f64)> = values.into_iter().filter(|v| v.1.is_finite()).collect();
        (!values.is_empty()).then_some(Self { id, side, values })
    }

    /// The measure of a task; `numbers` are those of the task's cycles among all cycles of the clip.
    pub(crate) fn in_task(self, task: Task, numbers: &[usize]) -> Measure {
        let values = self.values.into_iter().map(|(i, value)| (numbers[i], value)).collect();
        Measure { id: self.id, task, side: self.side, values }
    }
}
