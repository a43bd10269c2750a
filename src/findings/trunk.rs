//! How the trunk is held in stance.

use crate::anatomy::Side;
use crate::evidence::limits as by;
use crate::findings::case::{Found, TaskCase, finding};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::gait::MeasureId;

const SIDEWAYS: MeasureId = MeasureId::TrunkLeanRightStanceMean;
const AT_LOADING: MeasureId = MeasureId::TrunkLeanForwardLoadingChange;
const FORWARD: MeasureId = MeasureId::TrunkLeanForwardMean;

pub(super) fn findings(case: &TaskCase<'_>) -> Vec<Finding> {
    Side::BOTH.into_iter().flat_map(|side| of_side(case, side)).collect()
}

fn of_side(case: &TaskCase<'_>, side: Side) -> Vec<Finding> {
    let sided = |id, found: Vec<Found>| finding(id, Some(side), found);
    // measured toward the right; toward the stance leg it is counted
    let toward = if side == Side::Right { 1.0 } else { -1.0 };
    let sideways = vec![
        case.value(SIDEWAYS, side, by::LATERAL_LEAN, toward, 30.0),
        more_than_other_way(case, side, toward),
    ];
    let (forward, backward) = if case.is_on_stairs() {
        (vec![Err(not_assessable::level_only())], vec![Err(not_assessable::level_only())])
    } else {
        let forward = vec![
            case.value(AT_LOADING, side, by::FORWARD_LEAN_LOADING, 1.0, 10.0),
            case.value(FORWARD, side, by::FORWARD_LEAN, 1.0, 10.0),
        ];
        (forward, vec![case.value(AT_LOADING, side, by::BACKWARD_LEAN_LOADING, 1.0, 10.0)])
    };
    vec![
        sided(FindingId::LateralTrunkLean, sideways),
        sided(FindingId::ForwardTrunkLean, forward),
        sided(FindingId::BackwardTrunkLean, backward),
    ]
}

/// Leaning over this leg less leaning over the other one.
fn more_than_other_way(case: &TaskCase<'_>, side: Side, toward: f64) -> Found {
    let own = case.value(SIDEWAYS, side, by::LATERAL_LEAN_DIFFERENCE, toward, 30.0)?;
    let other =
        case.value(SIDEWAYS, side.opposite(), by::LATERAL_LEAN_DIFFERENCE, -toward, 30.0)?;
    Ok(own.less_other_leg(&other))
}
