//! The name of a measure: how documents, keys and people write it.

use crate::gait::measures::measure_id::MeasureId;
use crate::gait::measures::measure_spec::TakenFrom;
use crate::gait::measures::unit::Unit;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

impl MeasureId {
    /// Its name in every document, with its unit at the end: `step_time_s`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.spec().name
    }

    /// Its unit.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.spec().unit
    }

    /// Its name without the unit, as in keys of the catalogue: a length is called the same in metres and in body heights.
    #[must_use]
    pub fn stem(self) -> &'static str {
        self.name().strip_suffix(self.unit().suffix()).unwrap_or(self.name())
    }

    /// Between which values it must lie, from what it is: times, lengths, rates and ranges are never below zero, shares
    /// of the cycle never above 100 % either. An angle may be anything.
    #[must_use]
    pub fn possible_values(self) -> [f64; 2] {
        match self.unit() {
            Unit::PercentOfStride | Unit::PercentOfEarlyStance => [0.0, 100.0],
            Unit::Ratio | Unit::StepsPerMinute => [0.0, f64::INFINITY],
            unit if unit.has_true_zero() || self.spec().is_range => [0.0, f64::INFINITY],
            _ => [f64::NEG_INFINITY, f64::INFINITY],
        }
    }

    /// Whether its values are of repetitions of a step-down test rather than of gait cycles.
    #[must_use]
    pub fn is_of_repetitions(self) -> bool {
        self.spec().taken_from == TakenFrom::Repetition
    }
}

impl fmt::Display for MeasureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl From<MeasureId> for &'static str {
    fn from(id: MeasureId) -> Self {
        id.name()
    }
}

/// A name that no measure has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no measure is called {0:?}")]
pub struct UnknownMeasure(String);

impl TryFrom<Cow<'_, str>> for MeasureId {
    type Error = UnknownMeasure;

    fn try_from(name: Cow<'_, str>) -> Result<Self, UnknownMeasure> {
        let found = Self::all().find(|id| id.name() == name);
        found.ok_or_else(|| UnknownMeasure(name.into_owned()))
    }
}

impl JsonSchema for MeasureId {
    fn schema_name() -> Cow<'static, str> {
        "MeasureId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Self::all().map(Self::name).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_can_be_read_back() {
        let names: BTreeSet<&str> = MeasureId::all().map(MeasureId::name).collect();
        assert_eq!(names.len(), MeasureId::all().count());
        for id in MeasureId::all() {
            let json = serde_json::to_string(&id).unwrap();
            assert_eq!(json, format!("{:?}", id.name()));
            assert_eq!(serde_json::from_str::<MeasureId>(&json).unwrap(), id);
        }
        assert!(serde_json::from_str::<MeasureId>("\"step_time\"").is_err());
    }

    /// A name ends with its unit, so that nobody has to look it up.
    #[test]
    fn every_name_ends_with_its_unit() {
        for id in MeasureId::all() {
            assert!(id.name().ends_with(id.unit().suffix()), "{id}");
            assert!(!id.stem().is_empty() && !id.stem().ends_with('_'), "{id}");
        }
    }

    /// The table says what is a range, and the name must not say otherwise.
    #[test]
    fn what_is_called_a_range_is_one_and_nothing_else() {
        for id in MeasureId::all() {
            let is_called_one = ["_range", "_excursion"].iter().any(|end| id.stem().ends_with(end));
            assert_eq!(id.spec().is_range, is_called_one, "{id}");
        }
    }

    #[test]
    fn times_lengths_and_ranges_are_never_negative_and_angles_may_be() {
        use MeasureId::{Cadence, Circumduction, FppaLoadingPeak, PelvicObliquityRange, StepWidth};
        for id in [MeasureId::StanceTime, Cadence, StepWidth, PelvicObliquityRange] {
            assert_eq!(id.possible_values(), [0.0, f64::INFINITY], "{id}");
        }
        assert_eq!(MeasureId::StanceShare.possible_values(), [0.0, 100.0]);
        for id in [FppaLoadingPeak, Circumduction, MeasureId::KneeVelocityAtContact] {
            assert!(id.possible_values()[0] < 0.0, "{id}");
        }
    }
}
