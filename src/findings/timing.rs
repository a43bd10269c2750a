//! When hip and knee move after contact: joints, never muscles.
//!
//! When the knee's loading peak comes is compared between the legs only (`legs.rs`): it is detected late
//! where the pose model draws the swing leg onto the stance leg, on rendered clips by 8 % of the stride.

use crate::anatomy::Side;
use crate::evidence::limits as by;
use crate::findings::case::{Case, Found, finding};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::findings::plane::Plane;

pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    Side::BOTH.map(|side| hip_knee(case, side)).into()
}

fn hip_knee(case: &Case<'_>, side: Side) -> Finding {
    let found =
        if case.is_on_stairs() { Err(not_assessable::level_only()) } else { quicker(case, side) };
    let details = [
        "hip_velocity_at_contact_deg_s",
        "knee_velocity_at_contact_deg_s",
        "hip_knee_coupling_deg",
    ];
    let details = details.iter().filter_map(|name| case.detail(name, side)).collect();
    Finding { details, ..finding(FindingId::HipKneeTiming, Some(side), vec![found]) }
}

/// The knee bends quicker at contact than is usual at this speed.
fn quicker(case: &Case<'_>, side: Side) -> Found {
    let name = ("knee_velocity_at_contact_deg_s", Plane::Side);
    case.value(name, side, case.at_speed(by::KNEE_VELOCITY), 1.0, 2.0)
}
