//! Several clips of one person, assessed together.

use crate::assessment::assess::Assessment;
use crate::causes::{Explanation, RedFlags, explain, red_flags};
use crate::findings::{Case, judge};
use crate::gait::Angle;
use crate::options::Options;
use crate::reliability::MeasureSummary;
use crate::visit::{ClipFindings, FusedFinding, fuse, judge_pairs, judge_pools, merged_standing};

/// Everything that the clips of a visit say together.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitAssessment {
    /// What each clip says, in the order given, judged by the standing angles of all.
    pub clips: Vec<ClipFindings>,
    /// Each finding from the clip that can see it.
    pub findings: Vec<FusedFinding>,
    /// Whether a person must look first, and why.
    pub red_flags: RedFlags,
    /// What the findings speak for and against.
    pub explanation: Explanation,
    /// Whether stickers show the pelvis' tilt from the side in one of the clips.
    pub is_tilt_measured: bool,
    /// Whether a clip shows stairs.
    pub is_on_stairs: bool,
}

/// Assesses clips of one person together: their standing angles are merged, each clip is judged again with those, and
/// each finding is taken from the clip that can see it, or from all that show the same.
///
/// Of the options, which are those of the whole visit, count the sex and the answers.
#[must_use]
pub fn assess_visit(clips: &[&Assessment], options: &Options) -> VisitAssessment {
    let standing = merged_standing(clips.iter().map(|c| &c.reliability));
    let cases: Vec<Case<'_>> = clips.iter().map(|c| c.case(&standing, options.sex)).collect();
    let judged: Vec<ClipFindings> = cases.iter().map(judge_again).collect();
    let findings = fuse(&judged, &judge_pairs(&cases), &judge_pools(&cases));
    let plain: Vec<_> = findings.iter().map(|f| f.finding.clone()).collect();
    let red_flags = red_flags(&plain, &options.answers);
    let explanation = explain(&plain, &options.answers, &red_flags);
    let is_tilt = |m: &MeasureSummary| m.measure.spec().angle == Some(Angle::PelvicTilt);
    let is_tilt_measured = clips.iter().any(|c| c.reliability.measures.iter().any(is_tilt));
    let is_on_stairs = clips.iter().any(|c| !c.gait.flights.is_empty());
    VisitAssessment {
        clips: judged,
        findings,
        red_flags,
        explanation,
        is_tilt_measured,
        is_on_stairs,
    }
}

fn judge_again(case: &Case<'_>) -> ClipFindings {
    ClipFindings {
        tasks: case.gait.tasks.clone(),
        views: case.motion.passes.iter().map(|p| p.view).collect(),
        findings: judge(case),
    }
}
