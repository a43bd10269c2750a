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
    let sideways = vec![
        case.value(SIDEWAYS, side, by::LATERAL_LEAN, toward(side), 30.0),
        case.opposite_difference(SIDEWAYS, side, by::LATERAL_LEAN_DIFFERENCE, toward, 30.0),
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

/// Measured toward the right; toward the stance leg it is counted.
fn toward(side: Side) -> f64 {
    if side == Side::Right { 1.0 } else { -1.0 }
}
