//! What the body does over the bearing leg, seen from the side: how far the hips rise, and whether a hand holds
//! the thigh.

use crate::anatomy::{Joint, Landmark, Side};
use crate::gait::anthropometry::{LEG_LENGTH_RATIO, NOSE_HEIGHT_RATIO};
use crate::gait::cycles::GaitCycle;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::motion::{Motion, Pass};
use crate::signal::{mean, median, quantile};

/// From the other foot's leaving to its landing the body is over one leg, in percent of the cycle.
const SINGLE_SUPPORT_PCT: std::ops::RangeInclusive<f64> = 12.0..=50.0;

/// Loading and mid-stance: there a weak knee is held.
const HOLDING_PCT: std::ops::RangeInclusive<f64> = 0.0..=31.0;

/// A hand on the thigh is so far down from hip to knee; one that hangs comes to a fifth.
///
/// # Source
/// Winter 2009: hip at 0.53 of stature, wrist of a hanging arm at 0.485, knee at 0.285.
const ON_THIGH: std::ops::RangeInclusive<f64> = 0.4..=1.1;

/// And no farther beside it, in heights: half a thigh and a hand thick.
const BESIDE_THIGH: f64 = 0.07;

/// Left then right; only of passes from the side.
///
/// The hips' rise is how far above their middle height they come in single support, in percent of the leg's length;
/// the hand's share is that of loading and mid-stance in which the wrist of the same side lies on the thigh.
pub(crate) fn values(motion: &Motion, cycles: &[GaitCycle]) -> Vec<Values> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let of_side = || {
            let of_side = cycles.iter().enumerate().filter(move |(_, c)| c.side == side);
            of_side.filter_map(|(i, c)| {
                Some((i, c, motion.passes.get(c.pass).filter(|p| p.facing != 0)?))
            })
        };
        let of_window = |window| of_side().filter(move |(_, c, _)| c.shows(window));
        let heights =
            of_window(&SINGLE_SUPPORT_PCT).map(|(i, c, p)| (i, hip_rise_leg_pct(motion, p, c)));
        all.extend(Values::of(MeasureId::HipRiseSingleSupport, Some(side), heights));
        let hands = of_window(&HOLDING_PCT).map(|(i, c, p)| (i, hand_share_pct(motion, p, c)));
        all.extend(Values::of(MeasureId::HandOnThigh, Some(side), hands));
    }
    all
}

/// Above the pass's middle height; the highest tenth, so that a single frame does not count.
fn hip_rise_leg_pct(motion: &Motion, pass: &Pass, cycle: &GaitCycle) -> f64 {
    let level = |frame: usize| motion.hips(frame)[1];
    let middle = median((pass.first_frame..pass.end_frame).map(level));
    let rise = |frame: usize| {
        let heights = NOSE_HEIGHT_RATIO * (middle - level(frame)) / motion.heights_px[frame];
        100.0 * heights / LEG_LENGTH_RATIO
    };
    quantile(frames(motion, pass, cycle, &SINGLE_SUPPORT_PCT).map(rise), 0.9)
}

fn hand_share_pct(motion: &Motion, pass: &Pass, cycle: &GaitCycle) -> f64 {
    let is_on = |frame: usize| {
        let at = |landmark: Landmark| motion.at(landmark, frame);
        let [hip, knee] = [Joint::Hip, Joint::Knee].map(|j| at(j.on(cycle.side)));
        let wrist = at(Joint::Wrist.on(cycle.side));
        let [x, y] = [knee[0] - hip[0], knee[1] - hip[1]];
        let [u, v] = [wrist[0] - hip[0], wrist[1] - hip[1]];
        let square = x * x + y * y;
        let along = (u * x + v * y) / square;
        let beside = (u * y - v * x).abs() / square.sqrt() / motion.heights_px[frame];
        match along.is_finite() {
            true => {
                100.0 * f64::from(u8::from(ON_THIGH.contains(&along) && beside <= BESIDE_THIGH))
            }
            false => f64::NAN,
        }
    };
    mean(frames(motion, pass, cycle, &HOLDING_PCT).map(is_on))
}

fn frames<'a>(
    motion: &'a Motion,
    pass: &Pass,
    cycle: &'a GaitCycle,
    window_pct: &'a std::ops::RangeInclusive<f64>,
) -> impl Iterator<Item = usize> + 'a {
    let inside = move |f: &usize| window_pct.contains(&cycle.percent(motion.time_s[*f]));
    (pass.first_frame..pass.end_frame).filter(inside)
}
