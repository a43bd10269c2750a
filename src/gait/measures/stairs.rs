//! How the body is let down stairs, as the hips show it, and where the knee is then, seen from the front.

use crate::anatomy::Side;
use crate::gait::angles::angle::Angle;
use crate::gait::cycle_curves::Sampled;
use crate::gait::cycles::GaitCycle;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::motion::Motion;
use crate::signal::{crossing_s, gradient, line_at, mean};

/// The half of a cycle in which the body sinks onto the other foot, in percent.
///
/// # Source
/// McFadyen & Winter, J Biomech 1988;21:733: controlled lowering from 34 to 68 % of the cycle.
const SINKING_PCT: std::ops::RangeInclusive<f64> = 25.0..=75.0;

/// Beginning and end of a movement, as a share of its way.
const EDGE: f64 = 0.1;

/// From the front the knee's bend does not show; so the same phase is compared: just before the other
/// foot lands, the knee bends through 30 to 50°.
const LOWERING_PCT: std::ops::RangeInclusive<usize> = 40..=50;

/// How long and how evenly the body sinks while a leg bears it, and from the front how far inward the
/// knee is then.
///
/// In the half of a cycle around the other foot's landing the hips sink by one step. The time is that
/// of the middle four fifths of that; the evenness is the quickest sinking over the mean one in this
/// time: 1 for an even speed, more for a drop.
pub(crate) fn values(motion: &Motion, sampled: &[Sampled], cycles: &[GaitCycle]) -> Vec<Values> {
    let mut all = Vec::new();
    let is_across = |c: &GaitCycle| motion.passes.get(c.pass).is_some_and(|p| p.facing != 0);
    for side in Side::BOTH {
        let own: Vec<(usize, &GaitCycle)> =
            cycles.iter().enumerate().filter(|(_, c)| c.side == side && is_across(c)).collect();
        let sinking = read(&own, |c| Sinking::of(motion, c));
        let hips = read(&own, |c| LoweredHips::of(motion, c));
        let acceptance = read(&own, |c| Acceptance::of(motion, c));
        let of_side = [
            of(MeasureId::StairLoweringTime, side, &sinking, |s| s.seconds),
            of(MeasureId::StairLoweringEvenness, side, &sinking, |s| s.evenness),
            of(MeasureId::StairSinkingSpeed, side, &hips, |h| h.quickest),
            of(MeasureId::StairSinkingSmoothness, side, &hips, |h| h.smoothness),
            of(MeasureId::StairWeightAcceptanceTime, side, &acceptance, |a| a.seconds),
            of(MeasureId::StairWeightAcceptanceSinking, side, &acceptance, |a| a.sinking_pct),
            fppa(sampled, side),
        ];
        all.extend(of_side.into_iter().flatten());
    }
    all
}

/// What each cycle shows, with the cycle's number.
fn read<T>(
    cycles: &[(usize, &GaitCycle)],
    of: impl Fn(&GaitCycle) -> Option<T>,
) -> Vec<(usize, T)> {
    cycles.iter().filter_map(|(index, cycle)| Some((*index, of(cycle)?))).collect()
}

/// One value of each cycle.
fn of<T>(id: MeasureId, side: Side, read: &[(usize, T)], value: fn(&T) -> f64) -> Option<Values> {
    Values::of(id, Some(side), read.iter().map(|(index, r)| (*index, value(r))))
}

/// How far inward the knee is while the body is lowered.
fn fppa(sampled: &[Sampled], side: Side) -> Option<Values> {
    let own = sampled.iter().filter(|s| s.angle == Angle::Fppa && s.side == side);
    let lowered = |s: &Sampled| Some((s.cycle, mean(s.seen(LOWERING_PCT)?.iter().copied())));
    Values::of(MeasureId::FppaStairLowering, Some(side), own.filter_map(lowered))
}

/// The time from contact until the other foot leaves, when the weight goes over, and how much of a step's sinking
/// falls into it.
///
/// # Source
/// McFadyen & Winter, J Biomech 1988;21:733: weight acceptance, the first 14 % of the cycle.
struct Acceptance {
    seconds: f64,
    /// Of the hips' way down from this foot's contact to the other's.
    sinking_pct: f64,
}

impl Acceptance {
    fn of(motion: &Motion, cycle: &GaitCycle) -> Option<Self> {
        let height = |time_s: f64| hips_at(motion, time_s);
        let contact_s = cycle.contact_s()?;
        let landed_px = height(contact_s)?;
        let accepted_px = height(cycle.opposite_foot_off_s?)? - landed_px;
        let step_px = height(cycle.opposite_contact_s?)? - landed_px;
        (step_px > 0.0).then_some(Self {
            seconds: cycle.opposite_foot_off_s? - contact_s,
            sinking_pct: 100.0 * accepted_px / step_px,
        })
    }
}

/// How the hips sink while the leg bears the body alone.
struct LoweredHips {
    /// In heights a second.
    quickest: f64,
    /// Log dimensionless jerk of the sinking.
    ///
    /// # Source
    /// Hogan & Sternad, J Mot Behav 2009;41:529; on stairs Dixon et al., Hum Mov Sci 2018;60:78.
    smoothness: f64,
}

impl LoweredHips {
    fn of(motion: &Motion, cycle: &GaitCycle) -> Option<Self> {
        let frame = |time_s: f64| motion.time_s.partition_point(|&t| t < time_s);
        let [from_s, until_s] = [cycle.opposite_foot_off_s?, cycle.opposite_contact_s?];
        let frames = frame(from_s)..frame(until_s);
        let time_s = motion.time_s.get(frames.clone())?;
        let down: Vec<f64> = frames.map(|f| motion.hips(f)[1] / motion.heights_px[f]).collect();
        let is_seen = down.len() >= LEAST_FRAMES && down.iter().all(|d| d.is_finite());
        is_seen.then_some(())?;
        let speed = gradient(time_s, &down);
        let jerk = gradient(time_s, &gradient(time_s, &speed));
        let quickest = speed.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let lasts_s = time_s[time_s.len() - 1] - time_s[0];
        let jerk_squared = lasts_s * mean(jerk.iter().map(|j| j * j));
        let smoothness = -(jerk_squared * lasts_s.powi(3) / (quickest * quickest)).ln();
        (quickest > 0.0).then_some(Self { quickest, smoothness })
    }
}

/// A jerk needs four frames; of twice as many the ends do not count for most of it.
const LEAST_FRAMES: usize = 8;

/// The hips at a time between two frames.
fn hips_at(motion: &Motion, time_s: f64) -> Option<f64> {
    let after = motion.time_s.partition_point(|&t| t < time_s);
    let before = after.checked_sub(1)?;
    let (t1, t2) = (motion.time_s[before], *motion.time_s.get(after)?);
    let [y1, y2] = [before, after].map(|frame| motion.hips(frame)[1]);
    Some(line_at((t1, y1), (t2, y2), time_s)).filter(|y| y.is_finite())
}

struct Sinking {
    seconds: f64,
    evenness: f64,
}

impl Sinking {
    fn of(motion: &Motion, cycle: &GaitCycle) -> Option<Self> {
        if !cycle.shows(&SINKING_PCT) {
            return None;
        }
        let at = |percent: f64| motion.time_s.partition_point(|&t| t < cycle.time_s(percent));
        let frames = at(*SINKING_PCT.start())..at(*SINKING_PCT.end());
        let time_s = motion.time_s.get(frames.clone())?;
        let hips: Vec<f64> = frames.map(|f| motion.hips(f)[1]).collect();
        let (first, step_px) = (*hips.first()?, hips.last()? - hips.first()?);
        let crossing = |share: f64| {
            let level = first + share * step_px;
            let i = hips.windows(2).position(|w| w[0] < level && w[1] >= level)?;
            Some(crossing_s((time_s[i], hips[i]), (time_s[i + 1], hips[i + 1]), level))
        };
        let seconds = crossing(1.0 - EDGE)? - crossing(EDGE)?;
        let quickest = gradient(time_s, &hips).into_iter().fold(f64::NAN, f64::max);
        (step_px > 0.0 && seconds > 0.0).then(|| Self {
            seconds,
            evenness: quickest * seconds / ((1.0 - 2.0 * EDGE) * step_px),
        })
    }
}
