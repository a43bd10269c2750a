//! One clip, from poses to hypotheses.

use crate::causes::{Explanation, RedFlags, explain, red_flags};
use crate::evidence::ErrorProfile;
use crate::findings::{Case, Finding, Sex, judge};
use crate::gait::{GaitAnalysis, analyse};
use crate::motion::{Motion, reconstruct};
use crate::options::Options;
use crate::reliability::{NeutralSummary, Reliability, judge_reliability};
use crate::track::PoseSequence;

/// Everything that one clip says about the subject's gait.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The cleaned positions, seen from where, pass by pass.
    pub motion: Motion,
    /// Angles, events, cycles and measures.
    pub gait: GaitAnalysis,
    /// The measures with their intervals, and those that are refused.
    pub reliability: Reliability,
    /// What is unusual, what is not, and what cannot be assessed.
    pub findings: Vec<Finding>,
    /// Whether a person must look first, and why.
    pub red_flags: RedFlags,
    /// What the findings speak for and against.
    pub explanation: Explanation,
}

/// Assesses a clip: cleans the positions, measures gait, rates how reliable that is, judges and explains them.
///
/// Of the options count the view, the task, the ground, the scale, the sex and the answers.
#[must_use]
pub fn assess(sequence: &PoseSequence, options: &Options) -> Assessment {
    let motion = reconstruct(sequence, options.view);
    let gait = analyse(&motion, &options.known());
    let profile = ErrorProfile::of(sequence.model.as_ref());
    let reliability = judge_reliability(&motion, &gait, profile);
    let findings = judge(&Case {
        motion: &motion,
        gait: &gait,
        reliability: &reliability,
        standing: &reliability.neutral,
        sex: options.sex,
    });
    let red_flags = red_flags(&findings, &options.answers);
    let explanation = explain(&findings, &options.answers, &red_flags);
    Assessment { motion, gait, reliability, findings, red_flags, explanation }
}

impl Assessment {
    /// The measured clip, to be judged by these standing angles: its own, or those of another clip of the same person.
    #[must_use]
    pub fn case<'a>(&'a self, standing: &'a [NeutralSummary], sex: Option<Sex>) -> Case<'a> {
        Case {
            motion: &self.motion,
            gait: &self.gait,
            reliability: &self.reliability,
            standing,
            sex,
        }
    }
}
