//! Clips of a visit that show the same: their strides count together.

use crate::findings::{Case, Finding, judge};
use crate::gait::{GaitCycle, Ground, Task};
use crate::motion::View;
use crate::reliability::{Reliability, pooled};
use crate::signal::mean;
use crate::visit::fuse::PooledFindings;
use std::collections::BTreeSet;

/// Strides of one pace last as long within this share: a walk that was asked to be slow is not averaged with the usual
/// one. Judgement: from walk to walk at one pace a person's strides change by a third of that.
const SAME_PACE: f64 = 0.1;

/// What each clip shows with the strides of all clips of the same tasks and views, where there are such. Only findings of
/// which a value is of several clips.
#[must_use]
pub fn judge_pools(cases: &[Case<'_>]) -> Vec<PooledFindings> {
    (0..cases.len()).filter_map(|clip| pool(cases, clip)).collect()
}

fn pool(cases: &[Case<'_>], clip: usize) -> Option<PooledFindings> {
    let own = shown(&cases[clip]);
    // repetitions have no pace
    let is_at_pace = |other: &usize| {
        let ratio = stride_s(&cases[*other]) / stride_s(&cases[clip]);
        ratio.is_nan() || (ratio - 1.0).abs() <= SAME_PACE
    };
    let is_alike =
        |other: &usize| *other != clip && shown(&cases[*other]) == own && is_at_pace(other);
    let pooled_with: Vec<usize> = (0..cases.len()).filter(is_alike).collect();
    let others: Vec<&Reliability> =
        pooled_with.iter().map(|other| cases[*other].reliability).collect();
    let reliability = pooled(cases[clip].reliability, &others);
    let is_pooled = |finding: &Finding| {
        finding.comparisons.iter().any(|c| {
            reliability.measures.iter().any(|m| m.measure == c.measure && !m.elsewhere.is_empty())
        })
    };
    let judged = judge(&Case { reliability: &reliability, ..cases[clip] });
    let findings: Vec<Finding> = judged.into_iter().filter(is_pooled).collect();
    (!findings.is_empty()).then_some(PooledFindings { clip, pooled_with, findings })
}

/// What is done in a clip, on what, and from where that is seen; of a walk there and back both sides.
fn shown(case: &Case<'_>) -> BTreeSet<(Task, Ground, View)> {
    let (gait, measured) = (case.gait, case.gait.measured_tasks());
    let passes = gait.tasks.iter().zip(&gait.grounds).zip(&case.motion.passes);
    let measured = passes.filter(|((task, _), _)| measured.contains(task));
    measured.map(|((task, ground), pass)| (*task, *ground, pass.view)).collect()
}

/// The mean stride; NaN where there are only repetitions.
fn stride_s(case: &Case<'_>) -> f64 {
    mean(case.gait.cycles.iter().filter_map(GaitCycle::whole_stride_s))
}
