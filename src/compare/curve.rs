//! The mean curves of all reports over each other.

use crate::anatomy::Side;
use crate::gait::{Angle, CycleCurve, Task};
use crate::report::Report;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Values of a mean curve: 0 to 100 % of the cycle.
const POINTS: usize = 101;

/// One angle of one side over the mean cycle, report by report.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct CurveThroughReports {
    /// What the person does.
    pub task: Task,
    /// Which angle.
    pub angle: Angle,
    /// Whose cycle.
    pub side: Side,
    /// Its curve in each report, pelvis and trunk seen from the front with the leg's own side up and toward it; absent
    /// where the report has none.
    pub curves: Vec<Option<CycleCurve>>,
}

/// Every curve that two reports or more have.
pub(super) fn curves(reports: &[Report]) -> Vec<CurveThroughReports> {
    let all = keys(reports).into_iter().map(|(task, angle, side)| {
        let is_it = |c: &&CycleCurve| {
            (c.task, c.angle, c.side) == (task, angle, side) && c.mean_deg.len() == POINTS
        };
        let of =
            |r: &Report| r.gait.own_side_curves.iter().chain(&r.gait.curves).find(is_it).cloned();
        CurveThroughReports { task, angle, side, curves: reports.iter().map(of).collect() }
    });
    all.filter(|through| through.curves.iter().flatten().count() > 1).collect()
}

/// What the reports have a curve of: task by task, in the order of the angles.
fn keys(reports: &[Report]) -> Vec<(Task, Angle, Side)> {
    let mut tasks: Vec<Task> = Vec::new();
    for curve in reports.iter().flat_map(|r| &r.gait.curves) {
        if !tasks.contains(&curve.task) {
            tasks.push(curve.task);
        }
    }
    let of = |task| Angle::ALL.into_iter().flat_map(move |a| Side::BOTH.map(|s| (task, a, s)));
    tasks.into_iter().flat_map(of).collect()
}
