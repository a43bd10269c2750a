//! What the knee of the leg does that bears the body alone on stairs.

use crate::anatomy::Side;
use crate::gait::angles::angle::Angle;
use crate::gait::cycle_curves::Sampled;
use crate::gait::cycles::GaitCycle;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;

/// Slopes are taken over so many percent of the cycle to either side.
const SLOPE_PCT: usize = 2;

/// How far the knee is flexed when the other foot lands, how quickly it flexed at most until then, and how far it was
/// extended at most, in single support; left then right.
pub(crate) fn values(sampled: &[Sampled], cycles: &[GaitCycle]) -> Vec<Values> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let is_it = |s: &&Sampled| s.angle == Angle::KneeFlexion && s.side == side;
        let borne: Vec<(usize, LoadedKnee<'_>)> = sampled
            .iter()
            .filter(is_it)
            .filter_map(|s| Some((s.cycle, LoadedKnee::of(s, cycles.get(s.cycle)?)?)))
            .collect();
        let of = |id, value: fn(&LoadedKnee<'_>) -> f64| {
            Values::of(id, Some(side), borne.iter().map(|(cycle, s)| (*cycle, value(s))))
        };
        all.extend(of(MeasureId::StairLoweringKneeFlexion, |s| s.last()));
        all.extend(of(MeasureId::StairLoweringKneeVelocity, |s| s.quickest()));
        all.extend(of(MeasureId::StairRaisingKneeFlexion, |s| s.least()));
    }
    all
}

/// Knee flexion from the other foot's leaving to its contact, one value a percent of the cycle.
struct LoadedKnee<'a> {
    deg: &'a [f64],
    percent_s: f64,
}

impl<'a> LoadedKnee<'a> {
    /// `None` where any of it was not seen.
    fn of(sampled: &'a Sampled, cycle: &GaitCycle) -> Option<Self> {
        let percent = |time_s: f64| cycle.percent(time_s).round().max(0.0) as usize;
        let [from, to] = [percent(cycle.opposite_foot_off_s?), percent(cycle.opposite_contact_s?)];
        let is_long = to >= from + 2 * SLOPE_PCT;
        let deg = sampled.seen(from..=to).filter(|_| is_long)?;
        Some(Self { deg, percent_s: cycle.stride_s() / 100.0 })
    }

    fn last(&self) -> f64 {
        self.deg.last().copied().unwrap_or(f64::NAN)
    }

    fn least(&self) -> f64 {
        self.deg.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// In degrees a second.
    fn quickest(&self) -> f64 {
        let wide_s = (2 * SLOPE_PCT) as f64 * self.percent_s;
        let slopes =
            self.deg.windows(2 * SLOPE_PCT + 1).map(|w| (w[2 * SLOPE_PCT] - w[0]) / wide_s);
        slopes.fold(f64::NEG_INFINITY, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::context::task_kind::Task;

    #[test]
    fn a_knee_that_lets_the_body_down_is_read_from_the_other_foots_leaving_to_its_contact() {
        // flexes by 10 degrees until 20 %, then evenly by 50 until 50 %, and on
        let deg: Vec<f64> = (0..=100)
            .map(f64::from)
            .map(|p| if p < 20.0 { 10.0 + 0.5 * p } else { 20.0 + (p - 20.0) * 50.0 / 30.0 })
            .collect();
        let sampled = [Sampled { cycle: 0, angle: Angle::KneeFlexion, side: Side::Left, deg }];
        let cycle = GaitCycle {
            side: Side::Left,
            pass: 0,
            start_s: 1.0,
            opposite_foot_off_s: Some(1.15),
            opposite_contact_s: Some(1.5),
            foot_off_s: Some(1.65),
            end_s: 2.0,
            seen_s: [1.0, 2.0],
        };
        let found: Vec<_> = values(&sampled, &[cycle])
            .into_iter()
            .map(|v| v.in_task(Task::StairDescent, &[0]))
            .collect();
        let value =
            |id: MeasureId| found.iter().find(|m| m.id == id).map_or(f64::NAN, |m| m.mean());
        assert!((value(MeasureId::StairLoweringKneeFlexion) - 70.0).abs() < 1e-9);
        assert!((value(MeasureId::StairLoweringKneeVelocity) - 5000.0 / 30.0).abs() < 1e-9);
        assert!((value(MeasureId::StairRaisingKneeFlexion) - 17.5).abs() < 1e-9);
    }
}
