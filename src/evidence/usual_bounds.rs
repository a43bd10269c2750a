//! From which value on a measure is unusually small, and from which on unusually large.

use crate::evidence::limits::{self as by, Limit};
use crate::gait::{MeasureId as Id, Task};

/// The limits of a measure at both ends, in the measure's own unit; absent where that end is not unusual.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct UsualBounds {
    /// Smaller values are unusual.
    pub low: Option<Limit>,
    /// Larger values are unusual.
    pub high: Option<Limit>,
}

impl UsualBounds {
    const fn below(limit: Limit) -> Self {
        Self { low: Some(limit), high: None }
    }

    const fn above(limit: Limit) -> Self {
        Self { low: None, high: Some(limit) }
    }

    const fn outside(low: Limit, high: Limit) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// In another unit.
    fn times(self, factor: f64) -> Self {
        let scaled = |limit: Limit| Limit {
            usual: factor * limit.usual,
            borderline: factor * limit.borderline,
            flag: factor * limit.flag,
            mdc: factor * limit.mdc,
            ..limit
        };
        Self { low: self.low.map(scaled), high: self.high.map(scaled) }
    }

    /// How far a value is from usual: 0 at usual, 1 at the limit, negative at the low end.
    ///
    /// # Missing data
    /// 0 where the value is on a side that has no limit.
    #[must_use]
    pub fn distance(&self, value: f64) -> f64 {
        let share = |limit: Limit| ((value - limit.usual) / (limit.flag - limit.usual)).max(0.0);
        self.high.map_or(0.0, share) - self.low.map_or(0.0, share)
    }

    /// The end at which a value is unusual: -1, 1, or 0 where it is not.
    #[must_use]
    pub fn unusual_end(&self, value: f64) -> i8 {
        let is_beyond = |limit: Limit| limit.sign() * (value - limit.borderline) >= 0.0;
        match (self.low.is_some_and(is_beyond), self.high.is_some_and(is_beyond)) {
            (true, _) => -1,
            (_, true) => 1,
            _ => 0,
        }
    }
}

/// The bounds of a measure in a task; widths are known against the body's height, in metres only where that is known.
#[must_use]
pub fn usual_bounds(id: Id, task: Task, height_m: Option<f64>) -> UsualBounds {
    let width = UsualBounds::outside(by::NARROW, by::WIDE).times(0.01);
    match id {
        Id::FppaLoadingPeak => UsualBounds::above(by::VALGUS_WALK),
        Id::FppaStairLowering => UsualBounds::above(by::VALGUS_STAIRS),
        Id::StepDownFppaLowest => UsualBounds::above(by::VALGUS_STEP_DOWN),
        Id::HipAdductionStancePeak => UsualBounds::above(by::HIP_ADDUCTION),
        Id::Circumduction => UsualBounds::above(by::CIRCUMDUCTION),
        Id::TrunkLeanRightStanceMean => UsualBounds::above(by::LATERAL_LEAN),
        Id::TrunkLeanForwardMean => UsualBounds::above(by::FORWARD_LEAN),
        Id::TrunkLeanForwardLoadingChange => {
            UsualBounds::outside(by::BACKWARD_LEAN_LOADING, by::FORWARD_LEAN_LOADING)
        }
        Id::KneeFlexionSwingPeak if task == Task::StairDescent => {
            UsualBounds::below(by::STAIR_SWING_KNEE)
        }
        Id::KneeFlexionSwingPeak => UsualBounds::below(by::SWING_KNEE),
        Id::KneeFlexionStanceMinimum => UsualBounds::outside(by::HYPEREXTENSION, by::FLEXED_STANCE),
        Id::KneeFlexionLoadingExcursion => {
            UsualBounds::outside(by::LOADING_ABSENT, by::LOADING_EXCESSIVE)
        }
        Id::HipFlexionMinimum => UsualBounds::above(by::THIGH_EXTENSION),
        Id::AnkleDorsiflexionStancePeak => UsualBounds::below(by::DORSIFLEXION),
        Id::HeelRise => UsualBounds::below(by::HEEL_RISE),
        Id::WalkingSpeed => UsualBounds::below(by::SLOW),
        Id::StepWidthHeights => width,
        Id::StepWidth => height_m.map_or(UsualBounds::default(), |height_m| width.times(height_m)),
        _ => UsualBounds::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::Better;

    #[test]
    fn bounds_are_those_that_the_table_of_measures_promises() {
        for id in Id::all() {
            let bounds = usual_bounds(id, Task::Walking, Some(1.7));
            let expected = match (bounds.low.is_some(), bounds.high.is_some()) {
                (true, true) => Better::Middle,
                (true, false) => Better::More,
                (false, true) => Better::Less,
                (false, false) => Better::Unknown,
            };
            assert_eq!(id.spec().better, expected, "{id}");
            assert!(bounds.low.is_none_or(|l| l.sign() < 0.0), "{id}");
            assert!(bounds.high.is_none_or(|l| l.sign() > 0.0), "{id}");
        }
    }

    #[test]
    fn distance_is_one_at_the_limit_of_either_end() {
        let loading = usual_bounds(Id::KneeFlexionLoadingExcursion, Task::Walking, None);
        let at = [3.7, 13.7, 23.7].map(|v| loading.distance(v));
        assert!(at.iter().zip([-1.0, 0.0, 1.0]).all(|(a, b)| (a - b).abs() < 1e-9), "{at:?}");
        assert_eq!([5.0, 12.0, 35.0].map(|v| loading.unusual_end(v)), [-1, 0, 1]);
        let swing = usual_bounds(Id::KneeFlexionSwingPeak, Task::Walking, None);
        assert_eq!(swing.distance(80.0), 0.0, "a knee that flexes more than usual is not unusual");
        let width = usual_bounds(Id::StepWidth, Task::Walking, Some(2.0));
        assert_eq!([0.05, 0.1, 0.2].map(|v| width.unusual_end(v)), [-1, 0, 1]);
    }
}
