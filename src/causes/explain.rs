//! All causes, weighed and put in order.

use crate::anatomy::Side;
use crate::causes::answers::Answers;
use crate::causes::cause_id::Level;
use crate::causes::evidence_item::Cause;
use crate::causes::flags::RedFlags;
use crate::causes::hypothesis::{Explanation, Hypothesis, Tie};
use crate::causes::table::all::CAUSES;
use crate::causes::weigh::weigh;
use crate::evidence::Urgency;
use crate::findings::{Finding, Status};
use crate::gait::Task;

/// The first two are distinct from this many points on.
///
/// # Source
/// Set by judgement: half of what lifts a hypothesis from one level to the next, and the error of the weights.
const APART: f64 = 1.5;

/// Weighs every cause on both sides. Empty where nothing was judged.
#[must_use]
pub fn explain(findings: &[Finding], answers: &Answers, flags: &RedFlags) -> Explanation {
    let findings: Vec<Finding> =
        findings.iter().filter(|f| !is_measured_only(f)).cloned().collect();
    let findings = findings.as_slice();
    let is_held_back = flags.urgency == Some(Urgency::Urgent);
    let of = |cause: &'static Cause| {
        Side::BOTH.map(|side| weigh(cause, side, findings, answers, is_held_back))
    };
    let mut hypotheses: Vec<Hypothesis> = match findings.is_empty() {
        true => Vec::new(),
        false => CAUSES.iter().copied().flat_map(of).collect(),
    };
    // stable: equal ones stay in the order of the table, left first
    hypotheses.sort_by(|a, b| {
        (b.level >= Level::SomeCompatible)
            .cmp(&(a.level >= Level::SomeCompatible))
            .then(b.score.total_cmp(&a.score))
    });
    let found: Vec<&Hypothesis> =
        hypotheses.iter().filter(|h| h.level >= Level::SomeCompatible).collect();
    let tie = match found.as_slice() {
        [first, second, ..] if first.score - second.score < APART && first.id != second.id => {
            Some(tie(first, second))
        }
        _ => None,
    };
    let is_quiet = findings.iter().all(|f| f.status != Status::Flagged);
    let nothing_found = found.is_empty() && is_quiet && !hypotheses.is_empty();
    Explanation { tie, nothing_found, hypotheses }
}

/// Going up stairs is measured; which cause shows in it is not known.
fn is_measured_only(finding: &Finding) -> bool {
    finding.task == Some(Task::StairAscent)
}

fn tie(first: &Hypothesis, second: &Hypothesis) -> Tie {
    let mut tests = first.confirm.clone();
    tests.extend(second.confirm.iter().filter(|t| !first.confirm.contains(t)).cloned());
    Tie { between: [first.id, second.id], tests }
}
