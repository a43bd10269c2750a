//! How a knee goes inward: when, how fast, and how far beside the line from hip to ankle.

use crate::anatomy::{Joint, Side};
use crate::gait::angles::angle::Angle;
use crate::gait::cycle_curves::Sampled;
use crate::gait::cycles::GaitCycle;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::motion::Motion;
use crate::signal::mean;

/// Until then the leg bears: loading, mid-stance and terminal stance, in percent of the cycle.
const BEARING_PCT: usize = 50;

/// The knee's place is the mean over this part of the cycle, in percent: single support.
const BESIDE_PCT: std::ops::RangeInclusive<f64> = 10.0..=50.0;

/// A speed is taken over so many percent of the cycle: some two frames at 30 a second.
const STEEP_PCT: usize = 6;

/// Onset and speed of the inward movement, and the knee's place beside the line from hip to ankle, left then right.
///
/// The onset is where half of the way from contact to the largest inward angle is done. The displacement is
/// the mean from 10 to 50 % of the cycle, inward +, in percent of the distance from hip to ankle.
pub(crate) fn values(motion: &Motion, sampled: &[Sampled], cycles: &[GaitCycle]) -> Vec<Values> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let of_side = || sampled.iter().filter(|s| s.angle == Angle::Fppa && s.side == side);
        let mut add = |name, value: &dyn Fn(&Sampled) -> f64| {
            all.extend(Values::of(name, Some(side), of_side().map(|s| (s.cycle, value(s)))));
        };
        add(MeasureId::FppaOnset, &|s| s.seen(0..=BEARING_PCT).map_or(f64::NAN, onset_pct));
        add(MeasureId::FppaCollapseSpeed, &|s| {
            let stride_s = cycles[s.cycle].stride_s();
            s.seen(0..=BEARING_PCT).map_or(f64::NAN, |deg| speed_deg_s(deg, stride_s))
        });
        add(MeasureId::KneeMedialDisplacement, &|s| beside_pct(motion, &cycles[s.cycle]));
    }
    all
}

/// Of the values while the leg bears.
fn onset_pct(deg: &[f64]) -> f64 {
    let peak = deg.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let half = (deg[0] + peak) / 2.0;
    let reached = deg.iter().position(|d| *d >= half && peak > deg[0]);
    reached.map_or(f64::NAN, |percent| percent as f64)
}

fn speed_deg_s(deg: &[f64], stride_s: f64) -> f64 {
    let rises = (STEEP_PCT..deg.len()).map(|i| deg[i] - deg[i - STEEP_PCT]);
    rises.fold(f64::NEG_INFINITY, f64::max) / (STEEP_PCT as f64 / 100.0 * stride_s)
}

fn beside_pct(motion: &Motion, cycle: &GaitCycle) -> f64 {
    if !cycle.shows(&BESIDE_PCT) {
        return f64::NAN;
    }
    let is_bearing = |f: &usize| BESIDE_PCT.contains(&cycle.percent(motion.time_s[*f]));
    mean(
        (0..motion.time_s.len())
            .filter(is_bearing)
            .map(|f| beside_in_frame_pct(motion, cycle.side, f)),
    )
}

fn beside_in_frame_pct(motion: &Motion, side: Side, frame: usize) -> f64 {
    let at = |joint: Joint, side: Side| motion.at(joint.on(side), frame);
    let [hip, knee, ankle] = [Joint::Hip, Joint::Knee, Joint::Ankle].map(|j| at(j, side));
    let inward = (at(Joint::Hip, side.opposite())[0] - hip[0]).signum();
    let [across, down] = [ankle[0] - hip[0], ankle[1] - hip[1]];
    let off = ((knee[0] - hip[0]) * down - (knee[1] - hip[1]) * across) / across.hypot(down);
    100.0 * inward * off / across.hypot(down)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn onset_and_speed_are_those_of_a_ramp() {
        // from 10 % to 30 % of a second's stride, from 0 to 12 degrees
        let ramp = |i: usize| 12.0 * ((i as f64 - 10.0) / 20.0).clamp(0.0, 1.0);
        let deg: Vec<f64> = (0..=100).map(ramp).collect();
        let deg = &deg[..=BEARING_PCT];
        assert_eq!(onset_pct(deg), 20.0);
        assert!((speed_deg_s(deg, 1.0) - 60.0).abs() < 1e-9);
        assert!(onset_pct(&[1.0; 101]).is_nan(), "what does not go inward has no onset");
    }
}
