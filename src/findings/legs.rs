//! Left against right in angles from the side, each leg where it was the near one.
//!
//! Who walks there and back shows both legs so in one clip ([`findings`]). A visit has a clip from each side instead
//! ([`across`]): two walks, whose pace may differ, and with it the angles.

use crate::anatomy::Side;
use crate::evidence::is_between_norms;
use crate::evidence::limits as by;
use crate::evidence::{Limit, SpeedNorm};
use crate::findings::case::{Found, TaskCase, at_most_borderline, finding};
use crate::findings::compare::{Against, Value};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::findings::not_assessable::NotAssessable;
use crate::findings::pace::Pace;
use crate::findings::pace::paces;
use crate::findings::sagittal::{BRISK, EXCURSION, SWING, THIGH};
use crate::gait::MeasureId;
use crate::reliability::MeasureSummary;
use crate::signal::mean;

/// One measure of both legs.
struct Pattern {
    id: FindingId,
    measure: MeasureId,
    limit: Limit,
    /// Turns the measure so that it is larger on the side of the finding.
    sign: f64,
    /// Where in the cycle it shows.
    at_pct: f64,
    /// How it goes with the speed.
    norm: SpeedNorm,
    /// How the errors of two clips go together.
    errors: Errors,
}

/// How the errors of two clips go together in the difference.
enum Errors {
    /// As independent ones. A network's constant errors are partly the same in both and would cancel: the safe side.
    Independent,
    /// They add up: a phone that is tilted the same way turns an angle against the vertical one way from the left and
    /// the other way from the right.
    AddUp,
}

const PEAK_TIME: MeasureId = MeasureId::KneeLoadingPeakTime;

const PATTERNS: [Pattern; 4] = [
    Pattern {
        id: FindingId::LoadingFlexionAsymmetry,
        measure: EXCURSION,
        limit: by::LOADING_DIFFERENCE,
        sign: -1.0,
        at_pct: 12.0,
        norm: SpeedNorm::LoadingExcursion,
        errors: Errors::Independent,
    },
    Pattern {
        id: FindingId::SwingKneeAsymmetry,
        measure: SWING,
        limit: by::SWING_KNEE_DIFFERENCE,
        sign: -1.0,
        at_pct: 72.0,
        norm: SpeedNorm::SwingKneePeak,
        errors: Errors::Independent,
    },
    Pattern {
        id: FindingId::ThighExtensionAsymmetry,
        measure: THIGH,
        limit: by::THIGH_EXTENSION_DIFFERENCE,
        sign: 1.0,
        at_pct: 52.0,
        norm: SpeedNorm::ThighMinimum,
        errors: Errors::AddUp,
    },
    Pattern {
        id: FindingId::HipKneeTimingAsymmetry,
        measure: PEAK_TIME,
        limit: by::TIMING_DIFFERENCE,
        sign: 1.0,
        at_pct: 12.0,
        norm: SpeedNorm::LoadingPeakTime,
        errors: Errors::Independent,
    },
];

/// Within one clip.
pub(super) fn findings(case: &TaskCase<'_>) -> Vec<Finding> {
    let of = |side: Side| {
        PATTERNS.map(|pattern| judged(&pattern, side, within(case, side, &pattern), &[case]))
    };
    Side::BOTH.into_iter().flat_map(of).collect()
}

/// Between two clips of one person: the near leg of the first against the near leg of the second.
///
/// Empty where these two do not show one leg each, where one of them shows both legs so and is enough by itself, or where
/// not both are of walking on the level or both of stairs.
///
/// # Error
/// Both clips' intervals go together as [`Errors`] says. What the difference in pace alone makes of the measure, by the
/// norms, is added to half of the interval; where that is more than half of the smallest detectable change, nothing is
/// told.
pub(super) fn across(own: &TaskCase<'_>, other: &TaskCase<'_>) -> Vec<Finding> {
    let is_shown = |s: &Side| shows_near(own, *s) && shows_near(other, s.opposite());
    let sides = Side::BOTH.into_iter().filter(is_shown);
    let all = sides.flat_map(|side| PATTERNS.map(|pattern| (side, pattern)));
    let is_open = |(side, pattern): &(Side, Pattern)| {
        [own, other].iter().all(|case| within(case, *side, pattern).is_err())
    };
    let of = |(side, pattern): (Side, Pattern)| {
        judged(&pattern, side, between(own, other, side, &pattern), &[own, other])
    };
    all.filter(is_open).map(of).collect()
}

fn judged(pattern: &Pattern, side: Side, found: Found, cases: &[&TaskCase<'_>]) -> Finding {
    let mut judged = finding(pattern.id, Some(side), vec![found]);
    let is_slow = cases.iter().any(|c| c.speed().is_none_or(|s| s < BRISK));
    if pattern.id == FindingId::ThighExtensionAsymmetry && is_slow {
        at_most_borderline(&mut judged);
    }
    judged
}

fn within(case: &TaskCase<'_>, side: Side, pattern: &Pattern) -> Found {
    // on stairs all but the swing's bend have other norms
    if case.is_on_stairs() && pattern.id != FindingId::SwingKneeAsymmetry {
        return Err(not_assessable::level_only());
    }
    let found =
        case.difference(pattern.measure, side, pattern.limit, pattern.sign, pattern.at_pct)?;
    // two passes from one side show each leg in a pass of its own, and one of them half hidden
    let are_near = Side::BOTH.iter().all(|s| near(case, *s, pattern).is_ok());
    are_near
        .then(|| in_limits_unit(case, pattern, found))
        .ok_or_else(not_assessable::near_against_far)
}

fn between(own: &TaskCase<'_>, other: &TaskCase<'_>, side: Side, pattern: &Pattern) -> Found {
    // nobody has published how a walk down stairs goes with the pace
    if own.is_on_stairs() {
        return Err(not_assessable::level_only());
    }
    let by_pace = by_pace(own, other, pattern)?;
    let (own, other) = (near(own, side, pattern)?, near(other, side.opposite(), pattern)?);
    let of_both = match pattern.errors {
        Errors::Independent => own.half_width.hypot(other.half_width),
        Errors::AddUp => own.half_width + other.half_width,
    };
    Ok(own.less(other.mean, of_both + by_pace, Against::OtherLeg))
}

/// What the difference in pace alone makes of a measure, in the unit of its limit.
fn by_pace(
    own: &TaskCase<'_>,
    other: &TaskCase<'_>,
    pattern: &Pattern,
) -> Result<f64, NotAssessable> {
    let [a, b] = alike([own, other]).ok_or_else(not_assessable::pace_unknown)?;
    let change = pattern.norm.spread(a, b);
    match change > pattern.limit.mdc / 2.0 {
        true => Err(not_assessable::pace_differs()),
        false => Ok(change),
    }
}

/// The speeds of two clips, both from the way or else both from the cadence: one may be short of the other.
///
/// `None` where a cadence lies beyond those of the norms: how fast the walk is, is then not known.
fn alike(cases: [&TaskCase<'_>; 2]) -> Option<[f64; 2]> {
    let [a, b] = cases.map(|c| paces(&c.reliability.measures, c.task, c.known_height_m()));
    let is_known = |p: &Pace| is_between_norms(p.value);
    let both = |i: usize| Some([a[i]?, b[i]?]);
    let by_cadence = || both(1).filter(|both| both.iter().all(is_known));
    both(0).or_else(by_cadence).map(|both| both.map(|p| p.value))
}

/// A measure of a leg in strides in which it was the near one.
fn near(case: &TaskCase<'_>, side: Side, pattern: &Pattern) -> Found {
    let summary = case.summary(pattern.measure, Some(side))?;
    if !is_of_near_strides(case, summary, side) {
        return Err(not_assessable::too_few_cycles());
    }
    let value = case.value_of(summary, pattern.limit, pattern.sign, pattern.at_pct);
    Ok(in_limits_unit(case, pattern, value))
}

/// Whether a leg is the near one in some strides.
fn shows_near(case: &TaskCase<'_>, side: Side) -> bool {
    case.cycles().any(|(cycle, _)| is_near(case, cycle, side))
}

fn is_of_near_strides(case: &TaskCase<'_>, summary: &MeasureSummary, side: Side) -> bool {
    summary.values.iter().all(|v| is_near(case, v.cycle, side))
}

fn is_near(case: &TaskCase<'_>, cycle: usize, side: Side) -> bool {
    let pass = case.gait.cycles.get(cycle).and_then(|c| case.motion.passes.get(c.pass));
    pass.and_then(|p| p.view.near_side()) == Some(side)
}

/// Times are compared in percent of the clip's mean stride.
fn in_limits_unit(case: &TaskCase<'_>, pattern: &Pattern, value: Value) -> Value {
    match pattern.measure {
        PEAK_TIME => {
            let strides_s = case.cycles().filter_map(|(_, cycle)| cycle.whole_stride_s());
            value.times(100.0 / mean(strides_s))
        }
        _ => value,
    }
}
