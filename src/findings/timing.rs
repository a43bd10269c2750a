//! When hip and knee move after contact: joints, never muscles.
//!
//! When the knee's loading peak comes is compared between the legs only (`legs.rs`): it is detected late
//! where the pose model draws the swing leg onto the stance leg, on rendered clips by 8 % of the stride.

use crate::anatomy::Side;
use crate::evidence::limits as by;
use crate::findings::case::{Found, TaskCase, finding};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::gait::MeasureId;

pub(super) fn findings(case: &TaskCase<'_>) -> Vec<Finding> {
    Side::BOTH.map(|side| hip_knee(case, side)).into()
}

fn hip_knee(case: &TaskCase<'_>, side: Side) -> Finding {
    let found =
        if case.is_on_stairs() { Err(not_assessable::level_only()) } else { quicker(case, side) };
    let details = [
        MeasureId::HipVelocityAtContact,
        MeasureId::KneeVelocityAtContact,
        MeasureId::HipKneeCoupling,
    ];
    let details = details.into_iter().filter_map(|id| case.detail(id, side)).collect();
    Finding { details, ..finding(FindingId::HipKneeTiming, Some(side), vec![found]) }
}

/// The knee bends quicker at contact than is usual at this speed.
fn quicker(case: &TaskCase<'_>, side: Side) -> Found {
    let id = MeasureId::KneeVelocityAtContact;
    case.value(id, side, case.at_speed(by::KNEE_VELOCITY), 1.0, 2.0)
}
