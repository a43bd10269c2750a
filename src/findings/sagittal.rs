//! Patterns of the leg that show from the side.

use super::case::{Case, Found, Plane, at_most_borderline, finding};
use super::finding::{Finding, FindingId};
use super::words;
use crate::anatomy::Side;
use crate::evidence::Limit;
use crate::evidence::limits as by;

/// Slower than this (speed over √(g · leg length)), a thigh that does not come far back is usual.
///
/// # Source
/// Schwartz et al. 2008: between slow and usual walking.
const BRISK: f64 = 0.35;

type Pattern = (FindingId, fn(&Case<'_>, Side) -> Vec<Found>);

const PATTERNS: [Pattern; 10] = [
    (FindingId::LoadingFlexionAbsent, loading_absent),
    (FindingId::LoadingFlexionExcessive, loading_excessive),
    (FindingId::KneeHyperextension, |c, s| vec![of(c, s, MINIMUM, by::HYPEREXTENSION, 40.0)]),
    (FindingId::FlexedStance, |c, s| vec![of(c, s, MINIMUM, by::FLEXED_STANCE, 40.0)]),
    (FindingId::ReducedSwingKneeFlexion, swing),
    (FindingId::ThighExtensionLoss, thigh),
    (FindingId::ReducedDorsiflexion, |c, s| vec![of(c, s, ANKLE, by::DORSIFLEXION, 40.0)]),
    (FindingId::EarlyHeelRise, |c, s| vec![of(c, s, "heel_rise_pct", by::HEEL_RISE, 38.0)]),
    (FindingId::Vaulting, vaulting),
    (FindingId::HandOnThigh, |c, s| vec![of(c, s, HAND, by::HAND_ON_THIGH, 15.0)]),
];

const EXCURSION: &str = "knee_flexion_loading_excursion_deg";
const MINIMUM: &str = "knee_flexion_stance_minimum_deg";
const SWING: &str = "knee_flexion_swing_peak_deg";
const THIGH: &str = "hip_flexion_vertical_minimum_deg";
const ANKLE: &str = "ankle_dorsiflexion_stance_peak_deg";
const RISE: &str = "hip_rise_single_support_leg_pct";
const HAND: &str = "hand_on_thigh_share_pct";

pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let judged = |side: Side, (id, found): Pattern| {
        // on stairs all of these have other norms; the swing's bend has one
        let is_elsewhere = case.is_on_stairs() && id != FindingId::ReducedSwingKneeFlexion;
        let found = if is_elsewhere { vec![Err(words::level_only())] } else { found(case, side) };
        let mut judged = finding(id, Some(side), found);
        if id == FindingId::ThighExtensionLoss && case.speed().is_none_or(|s| s < BRISK) {
            at_most_borderline(&mut judged);
        }
        judged
    };
    Side::BOTH.into_iter().flat_map(|side| PATTERNS.map(|pattern| judged(side, pattern))).collect()
}

fn of(case: &Case<'_>, side: Side, name: &'static str, limit: Limit, at_pct: f64) -> Found {
    case.value((name, Plane::Side), side, case.at_speed(limit), 1.0, at_pct)
}

fn more_than_other(
    case: &Case<'_>,
    side: Side,
    name: &'static str,
    limit: Limit,
    (sign, at_pct): (f64, f64),
) -> Found {
    case.difference((name, Plane::Side), side, limit, sign, at_pct)
}

fn loading_absent(case: &Case<'_>, side: Side) -> Vec<Found> {
    vec![
        of(case, side, EXCURSION, by::LOADING_ABSENT, 12.0),
        more_than_other(case, side, EXCURSION, by::LOADING_DIFFERENCE, (-1.0, 12.0)),
    ]
}

fn loading_excessive(case: &Case<'_>, side: Side) -> Vec<Found> {
    vec![
        of(case, side, EXCURSION, by::LOADING_EXCESSIVE, 12.0),
        more_than_other(case, side, EXCURSION, by::LOADING_DIFFERENCE, (1.0, 12.0)),
    ]
}

fn swing(case: &Case<'_>, side: Side) -> Vec<Found> {
    let own = match case.is_on_stairs() {
        true => case.value((SWING, Plane::Side), side, by::STAIR_SWING_KNEE, 1.0, 72.0),
        false => of(case, side, SWING, by::SWING_KNEE, 72.0),
    };
    vec![own, more_than_other(case, side, SWING, by::SWING_KNEE_DIFFERENCE, (-1.0, 72.0))]
}

fn thigh(case: &Case<'_>, side: Side) -> Vec<Found> {
    vec![
        of(case, side, THIGH, by::THIGH_EXTENSION, 52.0),
        more_than_other(case, side, THIGH, by::THIGH_EXTENSION_DIFFERENCE, (1.0, 52.0)),
    ]
}

/// The hips come higher over this leg than over the other one.
fn vaulting(case: &Case<'_>, side: Side) -> Vec<Found> {
    vec![more_than_other(case, side, RISE, by::VAULTING, (1.0, 30.0))]
}
