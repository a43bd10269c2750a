//! Left against right in time and length; pace; how wide the feet are set.

use crate::anatomy::Side;
use crate::evidence::Limit;
use crate::evidence::limits as by;
use crate::findings::case::{Found, TaskCase, finding};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::findings::not_assessable::NotAssessable;
use crate::gait::{MeasureId, Plane};

pub(super) fn findings(case: &TaskCase<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let sided = |id, found: Found| finding(id, Some(side), vec![found]);
        let of = |id: MeasureId, limit: Limit, sign: f64| {
            case.relative_difference(id, side, limit, sign)
        };
        let step_time = of(MeasureId::StepTime, by::STEP_TIME, 1.0);
        all.push(sided(FindingId::StepTimeAsymmetry, step_time));
        let stance = of(MeasureId::StanceTime, by::STANCE_TIME, -1.0);
        all.push(sided(FindingId::ShortenedStance, stance));
        let length = of(step_length(case), by::STEP_LENGTH, -1.0);
        all.push(sided(FindingId::StepLengthAsymmetry, length));
    }
    all.push(finding(FindingId::SlowWalking, None, vec![pace(case)]));
    all.push(finding(FindingId::NarrowSteps, None, vec![width(case, by::NARROW)]));
    all.push(finding(FindingId::WideSteps, None, vec![width(case, by::WIDE)]));
    all
}

/// In metres, or in body heights where no scale is known.
fn step_length(case: &TaskCase<'_>) -> MeasureId {
    match case.gait.scale {
        Some(_) => MeasureId::StepLength,
        None => MeasureId::StepLengthHeights,
    }
}

/// In metres a second: only where a scale is known.
fn pace(case: &TaskCase<'_>) -> Found {
    if case.is_on_stairs() {
        return Err(not_assessable::level_only());
    }
    let of = |id: MeasureId| case.printed(id, None).ok_or_else(|| missing(case, id));
    match (of(MeasureId::WalkingSpeed), of(MeasureId::WalkingSpeedHeights)) {
        (Ok(speed), _) => Ok(case.value_of(speed, by::SLOW, 1.0, 50.0)),
        (Err(_), Ok(_)) => Err(not_assessable::no_height()),
        (Err(in_metres), Err(in_heights)) => {
            Err(if case.gait.scale.is_some() { in_metres } else { in_heights })
        }
    }
}

/// In percent of the body's height.
fn width(case: &TaskCase<'_>, limit: Limit) -> Found {
    let of = |id: MeasureId, height: f64| {
        let width = case.printed(id, None)?;
        Some(case.value_of(width, limit, 1.0, 20.0).times(100.0 / height))
    };
    of(MeasureId::StepWidth, case.height_m())
        .or_else(|| of(MeasureId::StepWidthHeights, 1.0))
        .ok_or_else(|| not_assessable::wrong_view(Plane::Front))
}

fn missing(case: &TaskCase<'_>, id: MeasureId) -> NotAssessable {
    case.refused(id, None).unwrap_or_else(|| not_assessable::wrong_view(Plane::Side))
}
