//! Patterns of the leg that show from the side.

use crate::anatomy::Side;
use crate::evidence::Limit;
use crate::evidence::limits as by;
use crate::findings::case::{Found, TaskCase, at_most_borderline, finding};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::gait::MeasureId;

/// Slower than this (speed over √(g · leg length)), a thigh that does not come far back is usual.
///
/// # Source
/// Schwartz et al. 2008: between slow and usual walking.
pub(super) const BRISK: f64 = 0.35;

type Pattern = (FindingId, fn(&TaskCase<'_>, Side) -> Found);

const PATTERNS: [Pattern; 10] = [
    (FindingId::LoadingFlexionAbsent, |c, s| of(c, s, EXCURSION, by::LOADING_ABSENT, 12.0)),
    (FindingId::LoadingFlexionExcessive, |c, s| of(c, s, EXCURSION, by::LOADING_EXCESSIVE, 12.0)),
    (FindingId::KneeHyperextension, |c, s| of(c, s, MINIMUM, by::HYPEREXTENSION, 40.0)),
    (FindingId::FlexedStance, |c, s| of(c, s, MINIMUM, by::FLEXED_STANCE, 40.0)),
    (FindingId::ReducedSwingKneeFlexion, swing),
    (FindingId::ThighExtensionLoss, |c, s| of(c, s, THIGH, by::THIGH_EXTENSION, 52.0)),
    (FindingId::ReducedDorsiflexion, |c, s| of(c, s, ANKLE, by::DORSIFLEXION, 40.0)),
    (FindingId::EarlyHeelRise, |c, s| of(c, s, MeasureId::HeelRise, by::HEEL_RISE, 38.0)),
    (FindingId::Vaulting, vaulting),
    (FindingId::HandOnThigh, |c, s| of(c, s, HAND, by::HAND_ON_THIGH, 15.0)),
];

pub(super) const EXCURSION: MeasureId = MeasureId::KneeFlexionLoadingExcursion;
const MINIMUM: MeasureId = MeasureId::KneeFlexionStanceMinimum;
pub(super) const SWING: MeasureId = MeasureId::KneeFlexionSwingPeak;
pub(super) const THIGH: MeasureId = MeasureId::HipFlexionMinimum;
const ANKLE: MeasureId = MeasureId::AnkleDorsiflexionStancePeak;
const RISE: MeasureId = MeasureId::HipRiseSingleSupport;
const HAND: MeasureId = MeasureId::HandOnThigh;

pub(super) fn findings(case: &TaskCase<'_>) -> Vec<Finding> {
    let judged = |side: Side, (id, found): Pattern| {
        // on stairs all of these have other norms; the swing's bend has one
        let is_elsewhere = case.is_on_stairs() && id != FindingId::ReducedSwingKneeFlexion;
        let found =
            if is_elsewhere { Err(not_assessable::level_only()) } else { found(case, side) };
        let mut judged = finding(id, Some(side), vec![found]);
        if id == FindingId::ThighExtensionLoss && case.speed().is_none_or(|s| s < BRISK) {
            at_most_borderline(&mut judged);
        }
        judged
    };
    Side::BOTH.into_iter().flat_map(|side| PATTERNS.map(|pattern| judged(side, pattern))).collect()
}

fn of(case: &TaskCase<'_>, side: Side, id: MeasureId, limit: Limit, at_pct: f64) -> Found {
    case.value(id, side, case.at_speed(limit), 1.0, at_pct)
}

/// How far the knee bends in swing; on stairs too, which have a norm of their own.
fn swing(case: &TaskCase<'_>, side: Side) -> Found {
    match case.is_on_stairs() {
        true => case.value(SWING, side, by::STAIR_SWING_KNEE, 1.0, 72.0),
        false => of(case, side, SWING, by::SWING_KNEE, 72.0),
    }
}

/// The hips come higher over this leg than over the other one.
fn vaulting(case: &TaskCase<'_>, side: Side) -> Found {
    case.difference(RISE, side, by::VAULTING, 1.0, 30.0)
}
