//! The gait of a clip as data: cycles, measures with their intervals, mean curves.

use crate::gait::{
    CycleCurve, DroppedCycles, Flight, GaitCycle, GaitEvent, Ground, NoGait, NoScale, Repetition,
    Scale, Task,
};
use crate::reliability::{MeasureSummary, NeutralSummary, RefusedMeasure, SymmetrySummary};
use crate::report::inputs::ReportInputs;
use crate::report::norms::{
    NormBand, NormSpeed, Norms, ReferenceLine, Usual, norms, own_side_curves,
};
use crate::report::own_norms::in_place_of;
use crate::signal::rounded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What repeats from step to step.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
pub struct Gait {
    /// Why there is no gait, where there is none.
    pub refused: Option<NoGait>,
    /// What the person does in each pass; empty where that could not be looked for.
    pub tasks: Vec<Task>,
    /// What each pass was walked on.
    pub grounds: Vec<Ground>,
    /// How long a body height is, by which lengths are in metres; where absent, they are in body heights.
    pub scale: Option<Scale>,
    /// Why the length that was given sets no scale, where it does not.
    pub no_scale: Option<NoScale>,
    /// The flights of stairs, one for each pass on stairs.
    pub flights: Vec<Flight>,
    /// Repetitions of a step-down test, in time order.
    pub repetitions: Vec<Repetition>,
    /// The whole gait cycles, in time order. The first and last, begun or ended outside of the clip,
    /// are left out.
    pub cycles: Vec<GaitCycle>,
    /// What was left out.
    pub dropped: DroppedCycles,
    /// The angles of quiet standing, where the person stands for a second: what changes from there in walking is
    /// better known than the angle itself.
    pub neutral: Vec<NeutralSummary>,
    /// Every quantity over the cycles.
    pub measures: Vec<MeasureSummary>,
    /// Quantities that were found and are not printed, and why.
    pub refused_measures: Vec<RefusedMeasure>,
    /// Left against right.
    pub symmetries: Vec<SymmetrySummary>,
    /// The angles over the mean cycle, one value a percent.
    pub curves: Vec<CycleCurve>,
    /// Those of pelvis and trunk seen from the front again, as they are drawn: each leg's with its own side up
    /// (pelvis) or the lean toward it (trunk) +.
    pub own_side_curves: Vec<CycleCurve>,
    /// The speed by which the norms were chosen, or against which a norm file's speeds are held; absent where nobody
    /// walks on the level.
    pub norm_speed: Option<NormSpeed>,
    /// How angles usually go over the cycle at that speed; only those that mean the same as the curves.
    pub norms: Vec<NormBand>,
    /// Where measures of level walking usually lie.
    pub usual: Vec<Usual>,
    /// Limits and usual values that the plots show as lines.
    pub reference_lines: Vec<ReferenceLine>,
}

pub(super) fn gait(inputs: &ReportInputs<'_>) -> Gait {
    let (analysis, reliability) = (inputs.gait, inputs.reliability);
    let curves: Vec<CycleCurve> = reliability.curves.iter().map(rounded_curve).collect();
    let built_in = norms(inputs);
    let norms = match &inputs.options.norms {
        Some(own) => in_place_of(built_in, own, inputs),
        None => built_in,
    };
    let Norms { speed: norm_speed, curves: norms, usual, lines: reference_lines } = norms;
    Gait {
        refused: analysis.refused,
        tasks: analysis.tasks.clone(),
        grounds: analysis.grounds.clone(),
        scale: analysis.scale.map(rounded_scale),
        no_scale: analysis.no_scale,
        flights: analysis.flights.iter().map(rounded_flight).collect(),
        repetitions: analysis.repetitions.iter().map(rounded_repetition).collect(),
        cycles: analysis.cycles.iter().map(rounded_cycle).collect(),
        dropped: analysis.dropped,
        neutral: reliability.neutral.clone(),
        measures: reliability.measures.clone(),
        refused_measures: reliability.refused.clone(),
        symmetries: reliability.symmetries.clone(),
        own_side_curves: own_side_curves(&curves),
        curves,
        norm_speed,
        norms,
        usual,
        reference_lines,
    }
}

/// To a tenth of a millisecond.
pub(super) fn rounded_event(event: &GaitEvent) -> GaitEvent {
    GaitEvent {
        time_s: rounded(event.time_s, 4),
        sd_s: rounded(event.sd_s, 4),
        confidence: rounded(event.confidence, 2),
        ..*event
    }
}

/// To a millimetre and a tenth of a percent.
fn rounded_scale(scale: Scale) -> Scale {
    Scale { height_m: rounded(scale.height_m, 3), sd_pct: rounded(scale.sd_pct, 1), ..scale }
}

fn rounded_cycle(cycle: &GaitCycle) -> GaitCycle {
    GaitCycle {
        start_s: rounded(cycle.start_s, 4),
        opposite_foot_off_s: cycle.opposite_foot_off_s.map(|s| rounded(s, 4)),
        opposite_contact_s: cycle.opposite_contact_s.map(|s| rounded(s, 4)),
        foot_off_s: cycle.foot_off_s.map(|s| rounded(s, 4)),
        end_s: rounded(cycle.end_s, 4),
        seen_s: cycle.seen_s.map(|s| rounded(s, 4)),
        ..*cycle
    }
}

fn rounded_flight(flight: &Flight) -> Flight {
    Flight {
        ends_s: flight.ends_s.map(|s| rounded(s, 4)),
        stops_s: flight.stops_s.iter().map(|stop| stop.map(|s| rounded(s, 4))).collect(),
        ..flight.clone()
    }
}

fn rounded_repetition(repetition: &Repetition) -> Repetition {
    Repetition {
        start_s: rounded(repetition.start_s, 4),
        half_s: rounded(repetition.half_s, 4),
        lowered_s: rounded(repetition.lowered_s, 4),
        rises_s: rounded(repetition.rises_s, 4),
        end_s: rounded(repetition.end_s, 4),
        ..*repetition
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
