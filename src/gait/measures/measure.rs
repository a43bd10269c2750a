//! A number measured in cycle after cycle.

use crate::anatomy::Side;
use crate::signal::{mean, standard_deviation};
use schemars::JsonSchema;
use serde::Serialize;

/// A quantity over all cycles in which it could be measured.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Measure {
    /// What, with its unit at the end: `step_time_s`.
    pub name: &'static str,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// Each cycle's number (an index into the cycles) and value.
    pub values: Vec<(usize, f64)>,
}

impl Measure {
    /// A measure of the cycles that have a value; `None` where none has.
    pub(crate) fn of(
        name: &'static str,
        side: Option<Side>,
        values: impl IntoIterator<Item = (usize, f64)>,
    ) -> Option<Self> {
        let values: Vec<(usize, f64)> = values.into_iter().filter(|v| v.1.is_finite()).collect();
        (!values.is_empty()).then_some(Self { name, side, values })
    }

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
