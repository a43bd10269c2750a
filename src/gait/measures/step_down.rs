//! How the body is lowered on one leg.

use crate::anatomy::Side;
use crate::gait::angles::angle::{Angle, AngleSeries};
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::gait::repetitions::Repetition;
use crate::motion::Motion;
use crate::signal::{gradient, mean};

/// Half of the interval whose mean stands for a moment.
const HALF_WINDOW_S: f64 = 0.05;

/// Times and angles of the repetitions, by the bearing leg.
///
/// The evenness of lowering is the hips' quickest sinking over the mean one: 1 for an even speed, 1.9
/// for the smoothest start and stop, more for a drop.
pub(crate) fn values(
    motion: &Motion,
    repetitions: &[Repetition],
    angles: &[AngleSeries],
) -> Vec<Values> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let of_side = || repetitions.iter().enumerate().filter(move |(_, r)| r.side == side);
        let mut add = |name, value: &dyn Fn(&Repetition) -> f64| {
            all.extend(Values::of(name, Some(side), of_side().map(|(i, r)| (i, value(r)))));
        };
        let mean_of = |angle: Angle, side: Option<Side>, from_s: f64, to_s: f64| {
            mean(between(motion, angles, angle, side, from_s, to_s))
        };
        add(MeasureId::StepDownLoweringTime, &|r| r.lowered_s - r.start_s);
        add(MeasureId::StepDownRisingTime, &|r| r.end_s - r.rises_s);
        add(MeasureId::StepDownEvenness, &|r| evenness(motion, r));
        // the same share of the way down is the same bend of the knee, which does not show from the front
        add(MeasureId::StepDownFppaHalfWay, &|r| {
            mean_of(Angle::Fppa, Some(side), r.half_s - HALF_WINDOW_S, r.half_s + HALF_WINDOW_S)
        });
        add(MeasureId::StepDownFppaLowest, &|r| {
            mean_of(Angle::Fppa, Some(side), r.lowered_s, r.rises_s)
        });
        add(MeasureId::StepDownKneeFlexionLowest, &|r| {
            mean_of(Angle::KneeFlexion, Some(side), r.lowered_s, r.rises_s)
        });
        add(MeasureId::StepDownTrunkLeanRightLowest, &|r| {
            mean_of(Angle::TrunkLeanRight, None, r.lowered_s, r.rises_s)
        });
    }
    all
}

/// The hips' quickest sinking over the mean one.
fn evenness(motion: &Motion, repetition: &Repetition) -> f64 {
    let from = motion.time_s.partition_point(|&t| t < repetition.start_s);
    let to = motion.time_s.partition_point(|&t| t <= repetition.lowered_s);
    let time_s = &motion.time_s[from..to];
    let hips: Vec<f64> = (from..to).map(|f| motion.hips(f)[1]).collect();
    let quickest = gradient(time_s, &hips).into_iter().fold(f64::NAN, f64::max);
    let (Some(first), Some(last)) = (hips.first(), hips.last()) else { return f64::NAN };
    quickest * (time_s[time_s.len() - 1] - time_s[0]) / (last - first)
}

/// The values of an angle in an interval.
fn between(
    motion: &Motion,
    angles: &[AngleSeries],
    angle: Angle,
    side: Option<Side>,
    from_s: f64,
    to_s: f64,
) -> Vec<f64> {
    let frame = |time_s: f64| motion.time_s.partition_point(|&t| t < time_s);
    let frames = frame(from_s)..frame(to_s);
    let series = angles.iter().find(|s| s.angle == angle && s.side == side);
    series.map_or_else(Vec::new, |s| s.values_deg[frames].iter().flatten().copied().collect())
}
