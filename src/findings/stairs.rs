//! How the body is let down stairs.

use crate::anatomy::Side;
use crate::evidence::limits as by;
use crate::findings::case::{TaskCase, finding};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::findings::status::Status;
use crate::gait::{MeasureId, StairPattern};

const LOWERING: MeasureId = MeasureId::StairLoweringTime;

pub(super) fn findings(case: &TaskCase<'_>) -> Vec<Finding> {
    Side::BOTH.into_iter().flat_map(|side| [fast(case, side), step_by_step(case, side)]).collect()
}

/// The body sinks in less time over this leg than over the other one.
fn fast(case: &TaskCase<'_>, side: Side) -> Finding {
    let limit = by::STAIR_LOWERING_DIFFERENCE;
    let found = match case.is_on_stairs() {
        true => case.relative_difference(LOWERING, side, limit, -1.0),
        false => Err(not_assessable::stairs_only()),
    };
    finding(FindingId::FastLowering, Some(side), vec![found])
}

/// Seen as such: there is nothing to measure it against.
fn step_by_step(case: &TaskCase<'_>, side: Side) -> Finding {
    let none =
        finding(FindingId::StepByStepStairs, Some(side), vec![Err(not_assessable::stairs_only())]);
    let is = |status| Finding { status, not_assessable: None, ..none.clone() };
    match case.gait.stair_pattern(case.task) {
        Some(StairPattern::StepByStep { leads }) if leads == side => is(Status::Flagged),
        Some(_) => is(Status::Within),
        None => none,
    }
}
