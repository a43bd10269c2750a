//! The gait of a clip as data: cycles, measures with their intervals, mean curves.

use super::document::rounded;
use crate::anatomy::Side;
use crate::evidence::measure_error;
use crate::gait::{
    CycleCurve, DroppedCycles, GaitAnalysis, GaitCycle, GaitEvent, Ground, Measure, NoGait,
};
use crate::signal::student_t_975;
use schemars::JsonSchema;
use serde::Serialize;

/// What repeats from step to step.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Gait {
    /// Why there is no gait, where there is none.
    pub refused: Option<NoGait>,
    /// What each pass was walked on.
    pub grounds: Vec<Ground>,
    /// The whole gait cycles, in time order. The first and last, begun or ended outside of the clip,
    /// are left out.
    pub cycles: Vec<GaitCycle>,
    /// What was left out.
    pub dropped: DroppedCycles,
    /// Every quantity over the cycles.
    pub measures: Vec<MeasureSummary>,
    /// The angles over the mean cycle, one value a percent.
    pub curves: Vec<CycleCurve>,
}

/// A quantity over the cycles, with its error.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MeasureSummary {
    /// What, with its unit at the end.
    pub name: &'static str,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// Number of cycles.
    pub n: usize,
    /// Mean over the cycles.
    pub mean: f64,
    /// Standard deviation from cycle to cycle; absent for a single one. With few cycles it says
    /// little, and it holds the measurement's own noise.
    pub sd: Option<f64>,
    /// Interval that holds the true mean 95 times of 100, from the spread over the cycles and the
    /// method's own error; absent for a single cycle.
    pub ci95: Option<[f64; 2]>,
    /// Standard deviation of the method's own error, which more cycles do not remove.
    pub systematic_sd: f64,
    /// Smallest change between two clips that is more than error, where known.
    pub mdc: Option<f64>,
    /// Key of the error's source.
    pub error_source: &'static str,
    /// Each cycle's value; `cycle` is an index into the cycles.
    pub values: Vec<CycleValue>,
}

/// A value of one cycle.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct CycleValue {
    /// Which cycle.
    pub cycle: usize,
    /// The value.
    pub value: f64,
}

pub(super) fn gait(analysis: &GaitAnalysis) -> Gait {
    Gait {
        refused: analysis.refused,
        grounds: analysis.grounds.clone(),
        cycles: analysis.cycles.iter().map(rounded_cycle).collect(),
        dropped: analysis.dropped,
        measures: analysis.measures.iter().filter_map(summary).collect(),
        curves: analysis.curves.iter().map(rounded_curve).collect(),
    }
}

/// To a tenth of a millisecond.
pub(super) fn rounded_event(event: &GaitEvent) -> GaitEvent {
    GaitEvent { time_s: rounded(event.time_s, 4), sd_s: rounded(event.sd_s, 4), ..*event }
}

fn rounded_cycle(cycle: &GaitCycle) -> GaitCycle {
    GaitCycle {
        start_s: rounded(cycle.start_s, 4),
        opposite_foot_off_s: rounded(cycle.opposite_foot_off_s, 4),
        opposite_contact_s: rounded(cycle.opposite_contact_s, 4),
        foot_off_s: rounded(cycle.foot_off_s, 4),
        end_s: rounded(cycle.end_s, 4),
        ..*cycle
    }
}

fn rounded_curve(curve: &CycleCurve) -> CycleCurve {
    let hundredths = |values: &[f64]| values.iter().map(|v| rounded(*v, 2)).collect();
    CycleCurve {
        mean_deg: hundredths(&curve.mean_deg),
        sd_deg: hundredths(&curve.sd_deg),
        ..curve.clone()
    }
}

/// A measure whose error is not known is not printed.
fn summary(measure: &Measure) -> Option<MeasureSummary> {
    let error = measure_error(measure.name)?;
    let (n, mean, sd) = (measure.n(), measure.mean(), measure.sd());
    let half = (student_t_975(n.saturating_sub(1)) * sd / (n as f64).sqrt())
        .hypot(1.96 * error.systematic_sd);
    let ci95 = (n > 1).then(|| [rounded(mean - half, 4), rounded(mean + half, 4)]);
    let value = |&(cycle, value): &(usize, f64)| CycleValue { cycle, value: rounded(value, 4) };
    Some(MeasureSummary {
        name: measure.name,
        side: measure.side,
        n,
        mean: rounded(mean, 4),
        sd: (n > 1).then(|| rounded(sd, 4)),
        ci95,
        systematic_sd: error.systematic_sd,
        mdc: error.mdc,
        error_source: error.source,
        values: measure.values.iter().map(value).collect(),
    })
}
