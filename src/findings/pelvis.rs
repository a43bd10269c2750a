//! How the pelvis is held, in standing and in walking; and how a leg is brought past the other.

use crate::anatomy::Side;
use crate::evidence::Limit;
use crate::evidence::limits as by;
use crate::findings::case::{Found, TaskCase, finding};
use crate::findings::compare::{Against, Value};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::gait::Plane;
use crate::gait::{Angle, MeasureId};
use crate::reliability::NeutralSummary;

const MID_STANCE: MeasureId = MeasureId::PelvicObliquityMidStance;
const SWING: MeasureId = MeasureId::PelvicObliquitySwingMean;
const ADDUCTION: MeasureId = MeasureId::HipAdductionStancePeak;
const OUTWARD: MeasureId = MeasureId::Circumduction;

pub(super) fn findings(case: &TaskCase<'_>) -> Vec<Finding> {
    let walking = Side::BOTH.into_iter().flat_map(|side| of_side(case, side));
    walking.chain(standing(case)).collect()
}

fn of_side(case: &TaskCase<'_>, side: Side) -> Vec<Finding> {
    let sided = |id, found: Vec<Found>| finding(id, Some(side), found);
    let drop = vec![
        case.value(MID_STANCE, side, by::PELVIC_DROP, own_side_up(side), 20.0),
        case.opposite_difference(MID_STANCE, side, by::PELVIC_DROP_DIFFERENCE, own_side_up, 20.0),
        case.value(ADDUCTION, side, by::HIP_ADDUCTION, 1.0, 20.0),
    ];
    let hike = case.value(SWING, side, by::HIP_HIKE, own_side_up(side), 82.0);
    // going down, the foot goes around the step's edge and the other leg: there is no norm for that
    let outward = match case.is_on_stairs() {
        true => Err(not_assessable::level_only()),
        false => case.value(OUTWARD, side, by::CIRCUMDUCTION, 1.0, 80.0),
    };
    vec![
        sided(FindingId::ContralateralPelvicDrop, drop),
        sided(FindingId::HipHike, vec![hike]),
        sided(FindingId::Circumduction, vec![outward]),
        sided(FindingId::PelvicRotation, vec![Err(not_assessable::pelvis_turn())]),
    ]
}

/// Obliquity is measured with the left side up +.
fn own_side_up(side: Side) -> f64 {
    match side {
        Side::Left => 1.0,
        Side::Right => -1.0,
    }
}

/// The pelvis of quiet standing, and whether its tilt stays in walking.
pub(super) fn standing(case: &TaskCase<'_>) -> Vec<Finding> {
    let tilt = |side: Side, limit: Limit| -> Found {
        let is_it = |n: &&NeutralSummary| n.value.angle == Angle::PelvicObliquity;
        let standing = case.standing.iter().find(is_it).ok_or_else(|| missing(case))?;
        let lower = -own_side_up(side) * standing.value.deg;
        // one long look, not several cycles: it counts as often as the rule asks for
        let cycles = (0..by::LEAST_CYCLES).map(|i| (i, lower, f64::NAN)).collect();
        Ok(Value {
            measure: MeasureId::PelvicObliquityStanding,
            against: Against::Limit,
            limit,
            mean: lower,
            half_width: 1.96 * standing.error_deg,
            cycles,
            elsewhere: Vec::new(),
        })
    };
    let mut all = Vec::new();
    for side in Side::BOTH {
        let in_standing = tilt(side, by::STANDING_OBLIQUITY);
        let (constant, changing) = constancy(case, side, &in_standing);
        all.push(finding(FindingId::StandingObliquity, Some(side), vec![in_standing]));
        all.push(finding(FindingId::ConstantPelvicTilt, Some(side), vec![constant]));
        all.push(finding(FindingId::ChangingPelvicTilt, Some(side), vec![changing]));
    }
    all
}

fn missing(case: &TaskCase<'_>) -> crate::findings::not_assessable::NotAssessable {
    if case.is_standing() && case.is_seen(Plane::Front) {
        not_assessable::standing_hip_line()
    } else {
        not_assessable::no_standing_pelvis()
    }
}

/// How much of the tilt of standing is there over both legs, and how much has gone.
///
/// Over either leg the other side drops by about as much, so the mean of both stances is the constant part.
fn constancy(case: &TaskCase<'_>, side: Side, standing: &Found) -> (Found, Found) {
    let both = || -> Result<(Value, f64, f64), crate::findings::not_assessable::NotAssessable> {
        let standing = standing.clone()?;
        let of =
            |s: Side| case.value(MID_STANCE, s, by::STANDING_OBLIQUITY, -own_side_up(side), 20.0);
        let (left, right) = (of(Side::Left)?, of(Side::Right)?);
        let walking = (left.mean + right.mean) / 2.0;
        let half = left.half_width.hypot(right.half_width) / 2.0;
        Ok((standing, walking, half))
    };
    let constant = both().map(|(standing, walking, half)| Value {
        mean: standing.mean.min(walking),
        half_width: standing.half_width.max(half),
        cycles: standing.cycles.iter().map(|c| (c.0, standing.mean.min(walking), c.2)).collect(),
        ..standing
    });
    let changing = both().map(|(standing, walking, half)| {
        let gone = if standing.mean >= by::STANDING_OBLIQUITY.flag {
            standing.mean - walking
        } else {
            0.0
        };
        Value {
            mean: gone,
            half_width: standing.half_width.hypot(half),
            cycles: standing.cycles.iter().map(|c| (c.0, gone, c.2)).collect(),
            ..standing
        }
    });
    (constant, changing)
}
