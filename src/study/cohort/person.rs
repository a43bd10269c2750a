//! One person of a cohort: all clips together.

use crate::anatomy::Side;
use crate::evidence::NormQuantity;
use crate::evidence::limits::LEAST_CYCLES;
use crate::gait::{Angle, CycleCurve, MeasureId, Plane, Task, Unit};
use crate::reliability::MeasureSummary;
use crate::report::Report;
use crate::study::cohort::sums::Sum;
use std::collections::BTreeMap;

/// One person's strides of level walking: each stride counts the same within a leg, and both legs count the same.
#[derive(Debug, Clone, Default)]
pub(super) struct PersonSums {
    /// Each leg's 101 sums, by the name of the angle.
    curves: BTreeMap<(&'static str, Side), Vec<Sum>>,
    /// Each leg's sum, or that of both where a measure belongs to no leg.
    values: BTreeMap<(MeasureId, Option<Side>), Sum>,
    speeds: Sum,
}

impl PersonSums {
    /// Adds a clip; `false` where it holds no level walking. Only what its report shows counts: what is refused there is
    /// not good enough for a norm either.
    pub(super) fn add(&mut self, report: &Report) -> bool {
        let gait = &report.gait;
        let own_side = || gait.own_side_curves.iter();
        let is_turned = |c: &&CycleCurve| own_side().any(|own| own.angle == c.angle);
        let as_drawn = gait.curves.iter().filter(|c| !is_turned(c)).chain(own_side());
        let is_of_bone = |c: &&CycleCurve| !c.angle.is_of_hip_line(&report.passes);
        // the hidden leg's angles have larger errors
        let is_near = |c: &&CycleCurve| !c.angle.is_sided() || !report.is_always_far(c.side);
        let mut is_walking = false;
        let of_walking = as_drawn.filter(|c| c.task == Task::Walking);
        for curve in of_walking.filter(is_of_bone).filter(is_near) {
            self.add_curve(curve);
            is_walking = true;
        }
        let is_angle_of_hidden_leg = |m: &&MeasureSummary| {
            is_angle_from_the_side(m.measure) && m.side.is_some_and(|s| report.is_always_far(s))
        };
        let of_walking = gait.measures.iter().filter(|m| m.task == Task::Walking);
        for measure in of_walking.filter(|m| !is_angle_of_hidden_leg(m)) {
            let key = (measure.measure, measure.side);
            self.values.entry(key).or_default().add(measure.mean, measure.n);
            is_walking = true;
        }
        if let Some(speed) = gait.norm_speed.as_ref().filter(|_| is_walking) {
            self.speeds.add(speed.value, 1);
        }
        is_walking
    }

    fn add_curve(&mut self, curve: &CycleCurve) {
        let key = (curve.angle.column(), curve.side);
        let sums =
            self.curves.entry(key).or_insert_with(|| vec![Sum::default(); curve.mean_deg.len()]);
        for (sum, deg) in sums.iter_mut().zip(&curve.mean_deg) {
            sum.add(*deg, curve.n);
        }
    }

    /// Whether any clip holds level walking.
    pub(super) fn has_walked(&self) -> bool {
        !(self.curves.is_empty() && self.values.is_empty())
    }

    /// The mean of the clips' speeds over √(g · leg length).
    pub(super) fn speed(&self) -> Option<f64> {
        self.speeds.mean()
    }

    /// The person's values of a quantity: 101 of a curve, else one. `None` where no leg has the strides that a mean needs.
    pub(super) fn mean(&self, quantity: NormQuantity) -> Option<Vec<f64>> {
        let legs: Vec<Vec<f64>> = match quantity {
            NormQuantity::Curve(angle) => self.legs_of_curve(angle),
            NormQuantity::Value(measure) => self.legs_of_value(measure),
        };
        let (first, rest) = legs.split_first()?;
        Some(match rest.first() {
            Some(second) => first.iter().zip(second).map(|(a, b)| (a + b) / 2.0).collect(),
            None => first.clone(),
        })
    }

    fn legs_of_curve(&self, angle: Angle) -> Vec<Vec<f64>> {
        let of = |side| {
            let sums = self.curves.get(&(angle.column(), side))?;
            sums.iter().map(enough).collect()
        };
        Side::BOTH.into_iter().filter_map(of).collect()
    }

    fn legs_of_value(&self, measure: MeasureId) -> Vec<Vec<f64>> {
        let of = |side| Some(vec![enough(self.values.get(&(measure, side))?)?]);
        [None, Some(Side::Left), Some(Side::Right)].into_iter().filter_map(of).collect()
    }
}

fn is_angle_from_the_side(measure: MeasureId) -> bool {
    let is_angle = matches!(measure.unit(), Unit::Degree | Unit::DegreePerSecond);
    is_angle && measure.spec().plane == Plane::Side
}

/// A leg's mean, where it has as many strides as a report needs for one.
fn enough(sum: &Sum) -> Option<f64> {
    sum.mean().filter(|_| sum.weight() >= LEAST_CYCLES)
}
