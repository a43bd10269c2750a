//! Every finding of a clip, and of two clips together.

use crate::findings::case::{Case, TaskCase};
use crate::findings::compare::Against;
use crate::findings::finding::Finding;
use crate::findings::not_assessable;
use crate::findings::status::Status;
use crate::findings::{asymmetry, buckling, legs, pelvis, sagittal, stairs, timing, trunk, valgus};
use crate::gait::Task;

type Family = fn(&TaskCase<'_>) -> Vec<Finding>;

/// What is judged of walking, on the level and down stairs.
const OF_GAIT: [Family; 9] = [
    valgus::findings,
    buckling::findings,
    asymmetry::findings,
    pelvis::findings,
    trunk::findings,
    sagittal::findings,
    legs::findings,
    stairs::findings,
    timing::findings,
];

/// Judges a clip: every finding of both sides, assessable or not. Empty where nobody walks, stands or steps down.
///
/// Where a clip shows several tasks, each is judged by its own rules and errors. Of the same finding the more unusual one
/// counts, and of equals that of the task with more cycles; one that can be assessed stands before one that cannot.
#[must_use]
pub fn judge(case: &Case<'_>) -> Vec<Finding> {
    let of = |task: Task| of_task(&TaskCase { clip: *case, task });
    let tasks = case.gait.measured_tasks();
    if tasks.is_empty() && case.is_standing() {
        return of(Task::Standing);
    }
    tasks.into_iter().map(of).fold(Vec::new(), merged)
}

fn of_task(case: &TaskCase<'_>) -> Vec<Finding> {
    let found: Vec<Finding> = match case.task {
        Task::Walking | Task::StairDescent => {
            OF_GAIT.iter().flat_map(|family| family(case)).collect()
        }
        Task::StairAscent => asymmetry::findings(case),
        Task::StepDown => valgus::findings(case),
        Task::Standing => pelvis::standing(case),
        Task::Running | Task::WalkingBackward | Task::Other => Vec::new(),
    };
    let on_task = |finding| Finding { task: Some(case.task), ..finding };
    let found = found.into_iter().map(on_task);
    match case.is_on_ramp() {
        true => found.map(without_level_limits).collect(),
        false => found.collect(),
    }
}

/// The limits are those of level walking: on a ramp only the legs are compared.
fn without_level_limits(mut finding: Finding) -> Finding {
    let count = finding.comparisons.len();
    finding.comparisons.retain(|c| c.against == Against::OtherLeg);
    if finding.comparisons.len() < count {
        let status = finding.comparisons.iter().map(|c| c.status).max();
        finding.status = status.unwrap_or(Status::NotAssessable);
        finding.not_assessable = status.is_none().then(not_assessable::level_only);
    }
    finding
}

/// One of each kind and side.
fn merged(mut all: Vec<Finding>, of_next_task: Vec<Finding>) -> Vec<Finding> {
    for next in of_next_task {
        match all.iter_mut().find(|f| (f.id, f.side) == (next.id, next.side)) {
            Some(known) if tells_more(&next, known) => *known = next,
            Some(_) => {}
            None => all.push(next),
        }
    }
    all
}

/// Whether a finding is more unusual than another, or nearer to an answer.
fn tells_more(finding: &Finding, other: &Finding) -> bool {
    let reason = |f: &Finding| f.not_assessable.clone().map(|n| n.reason);
    match (finding.status, other.status) {
        (Status::NotAssessable, Status::NotAssessable) => reason(finding) > reason(other),
        (status, other) => status > other,
    }
}

/// Judges what two clips of one person show together: the near leg of the first against the near leg of the second, in
/// the same task. Empty where they show no such pair, or where one of them tells by itself.
#[must_use]
pub fn judge_across(own: &Case<'_>, other: &Case<'_>) -> Vec<Finding> {
    let is_shared = |task: &Task| other.gait.measured_tasks().contains(task);
    let tasks = own.gait.measured_tasks().into_iter().filter(is_shared);
    let cyclic = tasks.filter(|t| matches!(t, Task::Walking | Task::StairDescent));
    let of = |task: Task| {
        let [own, other] = [own, other].map(|clip| TaskCase { clip: *clip, task });
        let found = legs::across(&own, &other);
        found.into_iter().map(move |f| Finding { task: Some(task), ..f }).collect()
    };
    cyclic.map(of).fold(Vec::new(), merged)
}
