//! Everything that a report is made of.

use crate::causes::{Explanation, RedFlags};
use crate::findings::Finding;
use crate::gait::GaitAnalysis;
use crate::motion::Motion;
use crate::options::Options;
use crate::reliability::Worth;
use crate::track::PoseSequence;

/// Everything that a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct ReportInputs<'a> {
    /// The poses and who else was there.
    pub sequence: &'a PoseSequence,
    /// The cleaned motion.
    pub motion: &'a Motion,
    /// Angles, events, cycles and measures.
    pub gait: &'a GaitAnalysis,
    /// How reliable the measures are.
    pub worth: &'a Worth,
    /// What was judged.
    pub findings: &'a [Finding],
    /// What a person must look at first.
    pub red_flags: &'a RedFlags,
    /// What the findings speak for and against.
    pub explanation: &'a Explanation,
    /// What the user asked for.
    pub options: &'a Options,
}
