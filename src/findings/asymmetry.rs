//! Left against right in time and length; pace; how wide the feet are set.

use crate::anatomy::Side;
use crate::evidence::Limit;
use crate::evidence::limits as by;
use crate::findings::case::{Case, Found, finding};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::findings::not_assessable::NotAssessable;
use crate::findings::plane::Plane;
use crate::reliability::MeasureSummary;

pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let sided = |id, found: Found| finding(id, Some(side), vec![found]);
        let of = |measure: (&'static str, Plane), limit: Limit, sign: f64| {
            case.relative_difference(measure, side, limit, sign)
        };
        let step_time = of(("step_time_s", Plane::Any), by::STEP_TIME, 1.0);
        all.push(sided(FindingId::StepTimeAsymmetry, step_time));
        let stance = of(("stance_time_s", Plane::Any), by::STANCE_TIME, -1.0);
        all.push(sided(FindingId::ShortenedStance, stance));
        let length = of((step_length(case), Plane::Side), by::STEP_LENGTH, -1.0);
        all.push(sided(FindingId::StepLengthAsymmetry, length));
    }
    all.push(finding(FindingId::SlowWalking, None, vec![pace(case)]));
    all.push(finding(FindingId::NarrowSteps, None, vec![width(case, by::NARROW)]));
    all.push(finding(FindingId::WideSteps, None, vec![width(case, by::WIDE)]));
    all
}

fn step_length(case: &Case<'_>) -> &'static str {
    let in_metres = case.worth.measures.iter().any(|m| m.name == "step_length_m");
    if in_metres { "step_length_m" } else { "step_length_heights" }
}

/// In metres a second: only where a scale is known.
fn pace(case: &Case<'_>) -> Found {
    if case.is_on_stairs() {
        return Err(not_assessable::level_only());
    }
    let speed = case.walking_speed().ok_or_else(|| missing(case, "walking_speed"))?;
    match speed.name.ends_with("_m_s") {
        true => Ok(case.value_of(speed, by::SLOW, 1.0, 50.0)),
        false => Err(not_assessable::no_height()),
    }
}

/// In percent of the body's height.
fn width(case: &Case<'_>, limit: Limit) -> Found {
    let is_it = |m: &&MeasureSummary| m.name.starts_with("step_width");
    let width = case
        .worth
        .measures
        .iter()
        .find(is_it)
        .ok_or_else(|| not_assessable::wrong_view(Plane::Front))?;
    let scale = if width.name.ends_with("_m") { 100.0 / case.height_m() } else { 100.0 };
    Ok(case.value_of(width, limit, 1.0, 20.0).times(scale))
}

fn missing(case: &Case<'_>, start: &str) -> NotAssessable {
    let refused = case.worth.refused.iter().find(|r| r.name.starts_with(start));
    refused.map_or_else(|| not_assessable::wrong_view(Plane::Side), NotAssessable::refused)
}
