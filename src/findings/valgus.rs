//! Whether a knee goes inward in stance (dynamic valgus).

use crate::anatomy::Side;
use crate::evidence::limits as by;
use crate::findings::case::{Found, Sex, TaskCase, finding};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::gait::{Angle, MeasureId};

/// Knee flexion at which each measure is taken, in degrees: what a turned camera makes a bent knee look like
/// grows with it.
const LOADING_BEND_DEG: f64 = 19.0;
const STAIR_BEND_DEG: f64 = 40.0;

/// Of mid-loading, for the picture of it.
const LOADING_PCT: f64 = 15.0;
const MID_STANCE_PCT: f64 = 30.0;

const LOADING: MeasureId = MeasureId::FppaLoadingPeak;
const STANCE: MeasureId = MeasureId::FppaStanceMean;
const STAIRS: MeasureId = MeasureId::FppaStairLowering;
const STEP_DOWN: MeasureId = MeasureId::StepDownFppaLowest;

pub(super) fn findings(case: &TaskCase<'_>) -> Vec<Finding> {
    Side::BOTH.into_iter().flat_map(|side| of_side(case, side)).collect()
}

fn of_side(case: &TaskCase<'_>, side: Side) -> Vec<Finding> {
    let valgus = knee_valgus(case, side);
    if case.is_step_down() { vec![valgus] } else { vec![valgus, from_standing(case, side)] }
}

/// A finding of its own: what a clip of standing adds must not change what walking alone shows.
fn from_standing(case: &TaskCase<'_>, side: Side) -> Finding {
    let limit = by::VALGUS_FROM_STANDING;
    let change = match case.is_on_stairs() {
        true => Err(not_assessable::level_only()),
        false => case.change_from_standing(LOADING, Angle::Fppa, side, limit, LOADING_PCT),
    };
    let change = with_cross_talk(case, change, LOADING_BEND_DEG);
    finding(FindingId::KneeInwardFromStanding, Some(side), vec![change])
}

fn knee_valgus(case: &TaskCase<'_>, side: Side) -> Finding {
    let found = match () {
        () if case.is_step_down() => step_down(case, side),
        () if case.is_on_stairs() => stairs(case, side),
        () => walking(case, side),
    };
    let details = [
        MeasureId::FppaOnset,
        MeasureId::FppaCollapseSpeed,
        MeasureId::KneeMedialDisplacement,
        MeasureId::StepDownFppaHalfWay,
    ];
    let details = details.into_iter().filter_map(|id| case.detail(id, side));
    Finding { details: details.collect(), ..finding(FindingId::KneeValgus, Some(side), found) }
}

fn walking(case: &TaskCase<'_>, side: Side) -> Vec<Found> {
    let peak = case.value(LOADING, side, by::VALGUS_WALK, 1.0, LOADING_PCT);
    let difference = case.difference(STANCE, side, by::VALGUS_WALK_DIFFERENCE, 1.0, MID_STANCE_PCT);
    [peak, difference].map(|f| with_cross_talk(case, f, LOADING_BEND_DEG)).into()
}

/// At one phase of the way down the knee bends through 30 to 50 degrees, which does not show from the front.
fn stairs(case: &TaskCase<'_>, side: Side) -> Vec<Found> {
    let lowering = case.value(STAIRS, side, by::VALGUS_STAIRS, 1.0, 45.0);
    let lowering_difference = case.difference(STAIRS, side, by::VALGUS_WALK_DIFFERENCE, 1.0, 45.0);
    let loading = case.difference(LOADING, side, by::VALGUS_WALK_DIFFERENCE, 1.0, LOADING_PCT);
    vec![
        with_cross_talk(case, lowering, STAIR_BEND_DEG),
        with_cross_talk(case, lowering_difference, STAIR_BEND_DEG),
        with_cross_talk(case, loading, LOADING_BEND_DEG),
    ]
}

fn step_down(case: &TaskCase<'_>, side: Side) -> Vec<Found> {
    let limit = match case.sex {
        Some(Sex::Female) => by::VALGUS_STEP_DOWN_WOMEN,
        _ => by::VALGUS_STEP_DOWN,
    };
    vec![
        case.value(STEP_DOWN, side, limit, 1.0, 0.0),
        case.difference(STEP_DOWN, side, by::VALGUS_STEP_DOWN_DIFFERENCE, 1.0, 0.0),
    ]
}

/// The interval widened by what a camera out of square may add.
fn with_cross_talk(case: &TaskCase<'_>, found: Found, bend_deg: f64) -> Found {
    found.map(|value| {
        let added = cross_talk_deg(bend_deg, case.front_yaw_deg());
        crate::findings::compare::Value { half_width: value.half_width.hypot(added), ..value }
    })
}

/// How far inward (or outward) a straight-going knee looks that is bent and seen from beside its plane.
///
/// # Source
/// Geometry: thigh and shank of one length, bent in a plane that is turned by the yaw.
fn cross_talk_deg(bend_deg: f64, yaw_deg: f64) -> f64 {
    let half = (bend_deg / 2.0).to_radians().tan() * yaw_deg.to_radians().sin();
    if half.is_finite() { 2.0 * half.abs().atan().to_degrees() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cross_talk_grows_with_bend_and_yaw() {
        assert_eq!(cross_talk_deg(40.0, 0.0), 0.0);
        assert!((cross_talk_deg(40.0, 10.0) - 7.2).abs() < 0.05);
        assert!((cross_talk_deg(20.0, 5.0) - 1.8).abs() < 0.05);
        assert_eq!(cross_talk_deg(40.0, f64::NAN), 0.0);
    }
}
