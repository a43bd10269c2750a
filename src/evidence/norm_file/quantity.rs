//! Which quantities a norm file may hold.

use crate::gait::{Angle, MeasureId, OwnSide, Task, Unit};
use std::ops::RangeInclusive;

/// A quantity of a norm file: an angle over the cycle, or a single measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NormQuantity {
    /// Over the cycle.
    Curve(Angle),
    /// One value.
    Value(MeasureId),
}

impl NormQuantity {
    /// Every angle that reports show over the cycle, and every measure of level walking.
    ///
    /// Left out are the edge of the waistband, which is of people who stand, and measures that are counted toward one
    /// side of the body: of those, left and right would need a range each.
    pub fn all() -> impl Iterator<Item = Self> {
        let angles = Angle::ALL.into_iter().filter(|angle| *angle != Angle::WaistbandSlope);
        let is_normed = |id: &MeasureId| {
            let spec = id.spec();
            spec.tasks.has(Task::Walking) && spec.own_side == OwnSide::Anatomical
        };
        angles.map(Self::Curve).chain(MeasureId::all().filter(is_normed).map(Self::Value))
    }

    /// The quantity of a name; `None` where there is none that may have a norm.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|quantity| quantity.name() == name)
    }

    /// As the columns of `cycles.csv` and the reports call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Curve(angle) => angle.column(),
            Self::Value(measure) => measure.name(),
        }
    }

    /// Its unit.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::Curve(_) => Unit::Degree,
            Self::Value(measure) => measure.unit(),
        }
    }

    /// Between which values a mean must lie: what is beyond was typed in another unit, or without its decimal point.
    pub(super) fn possible(self) -> RangeInclusive<f64> {
        let of_measure = |[low, high]: [f64; 2]| low..=high;
        match self {
            Self::Curve(angle) => angle.possible_deg(),
            Self::Value(measure) => of_measure(measure.possible_values()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_quantities_have_one_name() {
        let names: Vec<&str> = NormQuantity::all().map(NormQuantity::name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        assert!(NormQuantity::all().all(|q| NormQuantity::named(q.name()) == Some(q)));
    }

    #[test]
    fn what_left_and_right_have_with_opposite_signs_has_no_norm() {
        for name in
            ["pelvic_obliquity_mid_stance_deg", "waistband_slope_deg", "step_down_fppa_lowest_deg"]
        {
            assert_eq!(NormQuantity::named(name), None, "{name}");
        }
        let knee = NormQuantity::Value(MeasureId::KneeFlexionSwingPeak);
        assert_eq!(NormQuantity::named("knee_flexion_swing_peak_deg"), Some(knee));
        assert_eq!(NormQuantity::named("fppa_deg"), Some(NormQuantity::Curve(Angle::Fppa)));
    }
}
