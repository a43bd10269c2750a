//! Left against right, without an index that explodes near zero.

use crate::anatomy::Side;
use crate::gait::context::task_kind::Task;
use crate::gait::measures::measure::Measure;
use crate::gait::measures::measure_id::MeasureId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One quantity of both legs.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Symmetry {
    /// Which measure.
    #[serde(rename = "name")]
    pub measure: MeasureId,
    /// What the person does.
    pub task: Task,
    /// Mean of the left leg.
    pub left: f64,
    /// Mean of the right leg.
    pub right: f64,
    /// Left less right.
    pub difference: f64,
    /// The larger over the smaller; only for times and lengths, which cannot cross zero.
    pub ratio: Option<f64>,
    /// Symmetry angle in percent: 0 equal, + where the right is larger; only where there is a ratio.
    pub symmetry_angle_pct: Option<f64>,
}

/// Every measure that both legs have.
///
/// # Source
/// Symmetry angle: Zifchock et al., Gait Posture 2008;27:622. Robinson's index, which divides by the
/// mean, is not used: it is large without cause where the mean is near zero.
pub(crate) fn symmetries(measures: &[Measure]) -> Vec<Symmetry> {
    let lefts = measures.iter().filter(|m| m.side == Some(Side::Left));
    lefts.filter_map(|left| of(left, measures)).collect()
}

fn of(left: &Measure, measures: &[Measure]) -> Option<Symmetry> {
    let is_other =
        |m: &&Measure| m.id == left.id && m.task == left.task && m.side == Some(Side::Right);
    let right = measures.iter().find(is_other)?;
    let (l, r) = (left.mean(), right.mean());
    let is_amount = !left.id.unit().is_of_angles() && l > 0.0 && r > 0.0;
    Some(Symmetry {
        measure: left.id,
        task: left.task,
        left: l,
        right: r,
        difference: l - r,
        ratio: is_amount.then(|| l.max(r) / l.min(r)),
        symmetry_angle_pct: is_amount.then(|| (45.0 - l.atan2(r).to_degrees()) / 90.0 * 100.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(id: MeasureId, left: f64, right: f64) -> Vec<Symmetry> {
        let of = |side, value| Measure {
            id,
            task: Task::Walking,
            side: Some(side),
            values: vec![(0, value)],
        };
        symmetries(&[of(Side::Left, left), of(Side::Right, right)])
    }

    #[test]
    fn times_have_a_ratio_and_an_angle() {
        let equal = &pair(MeasureId::StanceTime, 0.7, 0.7)[0];
        assert_eq!((equal.ratio, equal.symmetry_angle_pct), (Some(1.0), Some(0.0)));
        let uneven = &pair(MeasureId::StanceTime, 0.6, 0.72)[0];
        assert!((uneven.ratio.unwrap() - 1.2).abs() < 1e-9);
        // (45 − atan(0.6 / 0.72)) / 90 = 5.77 %
        assert!((uneven.symmetry_angle_pct.unwrap() - 5.77).abs() < 0.01);
    }

    #[test]
    fn angles_have_a_difference_only() {
        let found = &pair(MeasureId::KneeFlexionAtContact, 1.0, -1.0)[0];
        assert_eq!((found.difference, found.ratio, found.symmetry_angle_pct), (2.0, None, None));
        assert!(symmetries(&[]).is_empty());
    }
}
