//! What the parts of a report are made of.

use crate::assessment::Assessment;
use crate::gait::GaitAnalysis;
use crate::motion::Motion;
use crate::options::Options;
use crate::reliability::Reliability;
use crate::track::PoseSequence;

/// What the parts of a report are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReportInputs<'a> {
    /// The poses and who else was there.
    pub(super) sequence: &'a PoseSequence,
    /// The cleaned motion.
    pub(super) motion: &'a Motion,
    /// Angles, events, cycles and measures.
    pub(super) gait: &'a GaitAnalysis,
    /// The measures with their intervals.
    pub(super) reliability: &'a Reliability,
    /// What the user asked for.
    pub(super) options: &'a Options,
}

impl<'a> ReportInputs<'a> {
    pub(super) fn of(
        sequence: &'a PoseSequence,
        assessment: &'a Assessment,
        options: &'a Options,
    ) -> Self {
        let Assessment { motion, gait, reliability, .. } = assessment;
        Self { sequence, motion, gait, reliability, options }
    }
}
