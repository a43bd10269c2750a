//! The mean curves of all reports over each other.

use crate::anatomy::Side;
use crate::compare::visit::Visit;
use crate::gait::{Angle, CycleCurve};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Values of a mean curve: 0 to 100 % of the cycle.
const POINTS: usize = 101;

/// One angle of one side over the mean cycle, report by report.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct CurveThroughReports {
    /// Which angle.
    pub angle: Angle,
    /// Whose cycle.
    pub side: Side,
    /// Its curve in each report, pelvis and trunk seen from the front with the leg's own side up and toward it; absent
    /// where the report has none.
    pub curves: Vec<Option<CycleCurve>>,
}

/// Every curve that two reports or more have.
pub(super) fn curves(visits: &[Visit]) -> Vec<CurveThroughReports> {
    let mut all = Vec::new();
    for angle in Angle::ALL {
        for side in Side::BOTH {
            let of = |v: &Visit| {
                let is_it = |c: &&CycleCurve| {
                    c.angle == angle && c.side == side && c.mean_deg.len() == POINTS
                };
                v.gait.own_side_curves.iter().chain(&v.gait.curves).find(is_it).cloned()
            };
            let curves: Vec<Option<CycleCurve>> = visits.iter().map(of).collect();
            if curves.iter().flatten().count() > 1 {
                all.push(CurveThroughReports { angle, side, curves });
            }
        }
    }
    all
}
