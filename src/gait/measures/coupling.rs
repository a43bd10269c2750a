//! How hip and knee move together when the foot lands: the timing of joint motion, not of muscles.

use crate::anatomy::Side;
use crate::gait::angles::angle::Angle;
use crate::gait::cycle_curves::Sampled;
use crate::gait::cycles::GaitCycle;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::signal::mean;

/// Loading and the beginning of mid-stance, in percent of the cycle.
const LOADING_PCT: usize = 20;

/// The loading peak of the knee lies before this.
const LATEST_PEAK_PCT: usize = 30;

/// Angular velocities at contact, time to the knee's loading peak, and the coupling angle of hip and
/// knee from 0 to 20 % of the cycle, left then right.
///
/// The coupling angle is the direction in which the point (hip, knee) moves, both flexion +: 0° is the
/// hip flexing alone, 90° the knee flexing alone, 135° the hip extending as fast as the knee flexes. It
/// is averaged over the percents as a direction.
///
/// # Source
/// Chang, Van Emmerik & Hamill, J Biomech 2008;41:3101 (vector coding).
pub(crate) fn values(sampled: &[Sampled], cycles: &[GaitCycle]) -> Vec<Values> {
    let of = |angle: Angle, side: Side| {
        sampled.iter().filter(move |s| s.angle == angle && s.side == side)
    };
    let knees = |side| of(Angle::KneeFlexion, side);
    let hips = |side| of(Angle::HipFlexionVertical, side);
    let velocity = |s: &Sampled| (s.cycle, velocity_deg_s(s, &cycles[s.cycle]));
    let peak = |s: &Sampled| (s.cycle, peak_s(s, &cycles[s.cycle]));
    let coupling = |knee: &Sampled| {
        let hip = hips(knee.side).find(|hip| hip.cycle == knee.cycle)?;
        let loading = 0..=LOADING_PCT;
        Some((knee.cycle, coupling_deg(hip.seen(loading.clone())?, knee.seen(loading)?)))
    };
    let both = |name, values: &dyn Fn(Side) -> Vec<(usize, f64)>| {
        Side::BOTH.map(|side| Values::of(name, Some(side), values(side))).into_iter().flatten()
    };
    let mut all = Vec::new();
    all.extend(both(MeasureId::HipVelocityAtContact, &|s| hips(s).map(velocity).collect()));
    all.extend(both(MeasureId::KneeVelocityAtContact, &|s| knees(s).map(velocity).collect()));
    all.extend(both(MeasureId::KneeLoadingPeakTime, &|s| knees(s).map(peak).collect()));
    all.extend(both(MeasureId::HipKneeCoupling, &|s| knees(s).filter_map(coupling).collect()));
    all
}

/// Over the first 4 % of the cycle: a contact's own error is as long.
fn velocity_deg_s(sampled: &Sampled, cycle: &GaitCycle) -> f64 {
    let deg = sampled.seen(0..=4);
    deg.map_or(f64::NAN, |deg| (deg[4] - deg[0]) / (0.04 * cycle.stride_s()))
}

/// From contact to the largest knee flexion of loading.
fn peak_s(sampled: &Sampled, cycle: &GaitCycle) -> f64 {
    let Some(window) = sampled.seen(0..=LATEST_PEAK_PCT) else { return f64::NAN };
    let best = (0..window.len()).max_by(|&a, &b| window[a].total_cmp(&window[b])).unwrap_or(0);
    // at the window's end it is no peak
    if best == 0 || best == LATEST_PEAK_PCT {
        f64::NAN
    } else {
        cycle.stride_s() * best as f64 / 100.0
    }
}

/// The direction of hip against knee over loading, −180° to 180°.
fn coupling_deg(hip: &[f64], knee: &[f64]) -> f64 {
    let step = |deg: &[f64], i: usize| deg[i + 1] - deg[i];
    let directions: Vec<f64> =
        (0..LOADING_PCT).map(|i| step(knee, i).atan2(step(hip, i))).collect();
    let across = mean(directions.iter().map(|d| d.cos()));
    let along = mean(directions.iter().map(|d| d.sin()));
    along.atan2(across).to_degrees()
}
