//! Everything that may be reported of a clip's gait.

use crate::anatomy::Side;
use crate::evidence::ErrorProfile;
use crate::gait::{CycleCurve, GaitAnalysis};
use crate::motion::Motion;
use crate::reliability::gates::{Gates, RefusedMeasure};
use crate::reliability::summary::{
    self, ClipErrors, MeasureSummary, NeutralSummary, SymmetrySummary,
};

/// Everything that may be reported of a clip's gait, each number with its error.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Every quantity over the cycles.
    pub measures: Vec<MeasureSummary>,
    /// Quantities that were found and are refused, and why.
    pub refused: Vec<RefusedMeasure>,
    /// The angles of quiet standing.
    pub neutral: Vec<NeutralSummary>,
    /// Left against right.
    pub symmetries: Vec<SymmetrySummary>,
    /// The angles over the mean cycle.
    pub curves: Vec<CycleCurve>,
}

/// Gives everything that was measured its interval and grade, or a refusal, by the errors of the model that saw it.
#[must_use]
pub fn judge_reliability(
    motion: &Motion,
    gait: &GaitAnalysis,
    profile: ErrorProfile,
) -> Reliability {
    let gates = Gates { motion, gait };
    let clip = ClipErrors { motion, gait, profile };
    let (refused, measures) = measures(gait, &gates, &clip);
    // a difference needs both legs: one that is refused must not come back through it
    let is_printed = |s: &SymmetrySummary| {
        let (id, task) = (s.values.measure, s.values.task);
        let of = |side| {
            measures.iter().any(|m| m.measure == id && m.task == task && m.side == Some(side))
        };
        Side::BOTH.into_iter().all(of)
    };
    let symmetries = gait.symmetries.iter().filter_map(|s| summary::symmetry(s, &clip));
    let neutral = gait.neutral.iter().filter(|n| gates.shows_standing(n));
    Reliability {
        neutral: neutral.map(|n| summary::neutral(n, &clip)).collect(),
        symmetries: symmetries.filter(is_printed).collect(),
        curves: gait.curves.iter().filter(|c| gates.shows(c)).cloned().collect(),
        measures,
        refused,
    }
}

/// What may be reported, and what is refused.
fn measures(
    analysis: &GaitAnalysis,
    gates: &Gates<'_>,
    clip: &ClipErrors<'_>,
) -> (Vec<RefusedMeasure>, Vec<MeasureSummary>) {
    let (mut refused, mut printed) = (Vec::new(), Vec::new());
    for measure in &analysis.measures {
        let Some(summary) = summary::summary(measure, clip) else { continue };
        let half_width = summary.ci95.map(|[low, high]| (high - low) / 2.0);
        let (id, task, side) = (measure.id, measure.task, measure.side);
        match gates.refusal(measure, half_width, summary.seen_by) {
            Some(reason) => refused.push(RefusedMeasure {
                measure: id,
                task,
                side,
                reason,
                advice: reason.advice().into(),
            }),
            None => printed.push(summary),
        }
    }
    (refused, printed)
}
