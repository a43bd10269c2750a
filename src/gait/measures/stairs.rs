//! What stairs add to walking: how evenly the body is let down, and whether each foot takes its own step.

use crate::anatomy::Side;
use crate::gait::angles::angle::Angle;
use crate::gait::context::user_context::UserContext;
use crate::gait::cycle_curves::Sampled;
use crate::gait::cycles::GaitCycle;
use crate::gait::events::ground_contact::Feet;
use crate::gait::measures::footprints::print_px;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::gait::measures::spatial::lands;
use crate::motion::{Motion, Pass};
use crate::signal::{crossing_s, gradient, line_at, mean, median};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the feet share the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StairPattern {
    /// Each foot goes past the other to a step of its own.
    StepOverStep,
    /// One foot goes ahead, the other joins it on the same step.
    StepByStep {
        /// The foot that goes ahead.
        leads: Side,
    },
}

/// A foot that goes less than this share of the other's way joins it.
const JOINING_RATIO: f64 = 0.5;

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

/// How the feet share the steps; `None` where too few were seen.
pub(crate) fn pattern(
    motion: &Motion,
    known: &UserContext,
    cycles: &[GaitCycle],
) -> Option<StairPattern> {
    let mut ways: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for (index, pass) in motion.passes.iter().enumerate() {
        let feet = Feet::of(motion, pass, known.ground);
        let prints: Vec<(&GaitCycle, [f64; 2])> =
            cycles.iter().filter(|c| c.pass == index).map(|c| (c, print_px(&feet, c))).collect();
        for (cycle, from) in &prints {
            let lands_next =
                |c: &GaitCycle| c.side != cycle.side && lands(c, cycle.opposite_contact_s);
            let Some((next, to)) = prints.iter().find(|(c, _)| lands_next(c)) else { continue };
            let size_px = height_px(motion, pass, next.start_s);
            let way = (to[0] - from[0]).hypot(to[1] - from[1]) / size_px;
            ways[next.side.index()].push(way);
        }
    }
    let [left, right] = ways.map(median);
    let leads = if left > right { Side::Left } else { Side::Right };
    let pattern = match left.min(right) < JOINING_RATIO * left.max(right) {
        true => StairPattern::StepByStep { leads },
        false => StairPattern::StepOverStep,
    };
    (left.is_finite() && right.is_finite()).then_some(pattern)
}

fn height_px(motion: &Motion, pass: &Pass, time_s: f64) -> f64 {
    let frame = motion.time_s.partition_point(|&t| t < time_s);
    motion.heights_px[frame.clamp(pass.first_frame, pass.end_frame - 1)]
}

/// How long and how evenly the body sinks while a leg bears it, and from the front how far inward the
/// knee is then.
///
/// In the half of a cycle around the other foot's landing the hips sink by one step. The time is that
/// of the middle four fifths of that; the evenness is the quickest sinking over the mean one in this
/// time: 1 for an even speed, more for a drop.
pub(crate) fn values(motion: &Motion, sampled: &[Sampled], cycles: &[GaitCycle]) -> Vec<Values> {
    let mut all = Vec::new();
    let is_across = |c: &GaitCycle| motion.passes.get(c.pass).is_some_and(|p| p.facing != 0);
    let of_side =
        |side| cycles.iter().enumerate().filter(move |(_, c)| c.side == side && is_across(c));
    for side in Side::BOTH {
        let sunk: Vec<(usize, Sinking)> =
            of_side(side).filter_map(|(i, c)| Some((i, Sinking::of(motion, c)?))).collect();
        let times = sunk.iter().map(|(i, s)| (*i, s.seconds));
        all.extend(Values::of(MeasureId::StairLoweringTime, Some(side), times));
        let evenness = sunk.iter().map(|(i, s)| (*i, s.evenness));
        all.extend(Values::of(MeasureId::StairLoweringEvenness, Some(side), evenness));
        let accepted: Vec<(usize, Acceptance)> =
            of_side(side).filter_map(|(i, c)| Some((i, Acceptance::of(motion, c)?))).collect();
        let times = accepted.iter().map(|(i, a)| (*i, a.seconds));
        all.extend(Values::of(MeasureId::StairWeightAcceptanceTime, Some(side), times));
        let sinkings = accepted.iter().map(|(i, a)| (*i, a.sinking_pct));
        all.extend(Values::of(MeasureId::StairWeightAcceptanceSinking, Some(side), sinkings));
        let fppa = sampled.iter().filter(|s| s.angle == Angle::Fppa && s.side == side);
        let lowered = |s: &Sampled| Some(mean(s.seen(LOWERING_PCT)?.iter().copied()));
        let fppa = fppa.filter_map(|s| Some((s.cycle, lowered(s)?)));
        all.extend(Values::of(MeasureId::FppaStairLowering, Some(side), fppa));
    }
    all
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
