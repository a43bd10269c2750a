//! How fast the person walks, by which norms are chosen.

use crate::evidence::speed_of_cadence;
use crate::gait::{LEG_LENGTH_RATIO, MeasureId, Task};
use crate::reliability::MeasureSummary;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Taken where the height is not known: speed over √(g · leg length) is then right to some 3 %.
pub(super) const USUAL_HEIGHT_M: f64 = 1.7;

const GRAVITY_M_S2: f64 = 9.81;

/// How fast the person walks, as norms count it.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Pace {
    /// Speed over √(g · leg length): it has no unit.
    pub value: f64,
    /// From what it was worked out.
    pub of: PaceOf,
}

/// From what a speed was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaceOf {
    /// From the way across the picture.
    Way,
    /// From the steps a minute: the speed that usually goes with them.
    Cadence,
}

/// The speed, from the way or else from the cadence; `None` where nobody walks.
#[must_use]
pub fn pace(measures: &[MeasureSummary], task: Task, height_m: Option<f64>) -> Option<Pace> {
    let [from_way, from_cadence] = paces(measures, task, height_m);
    from_way.or(from_cadence)
}

/// From the way and from the cadence.
pub(super) fn paces(
    measures: &[MeasureSummary],
    task: Task,
    height_m: Option<f64>,
) -> [Option<Pace>; 2] {
    let height_m = height_m.unwrap_or(USUAL_HEIGHT_M);
    let leg_m = LEG_LENGTH_RATIO * height_m;
    let mean =
        |id: MeasureId| measures.iter().find(|m| m.measure == id && m.task == task).map(|m| m.mean);
    let in_heights = || mean(MeasureId::WalkingSpeedHeights).map(|speed| speed * height_m);
    let from_way = mean(MeasureId::WalkingSpeed)
        .or_else(in_heights)
        .map(|m_s| Pace { value: m_s / (GRAVITY_M_S2 * leg_m).sqrt(), of: PaceOf::Way });
    let from_cadence = mean(MeasureId::Cadence).map(|steps_a_minute| {
        let cadence = steps_a_minute / 60.0 * (leg_m / GRAVITY_M_S2).sqrt();
        Pace { value: speed_of_cadence(cadence), of: PaceOf::Cadence }
    });
    [from_way, from_cadence]
}
