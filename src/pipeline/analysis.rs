//! What became of a clip.

use crate::assessment::Assessment;
use crate::pipeline::output::outputs::PAGE;
use crate::track::{ClipInfo, PersonTrack, PoseSequence};
use std::path::PathBuf;

/// What became of a clip.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The clip's folder; of a visit's clip, where it will be once the visit is complete.
    pub folder: PathBuf,
    /// The clip.
    pub clip: ClipInfo,
    /// Everything that it says.
    pub assessment: Assessment,
    /// The report as one line of JSON.
    pub report_line: String,
    /// What lowers the quality, and what to do about it.
    pub warnings: Vec<String>,
    /// Who was found and what was repaired, for those who want to know.
    pub details: Vec<String>,
    /// Frames read.
    pub frames: usize,
}

impl Analysis {
    /// The page that people look at.
    #[must_use]
    pub fn page(&self) -> PathBuf {
        self.folder.join(PAGE.file)
    }
}

/// Most people who are named; the subject always is.
const MOST_PEOPLE: usize = 20;

/// Who was found, from where the subject is seen, and what was repaired.
pub(super) fn details(sequence: &PoseSequence, assessment: &Assessment) -> Vec<String> {
    let mut lines = Vec::new();
    let is_named = |(i, p): &(usize, &PersonTrack)| *i < MOST_PEOPLE || p.id == sequence.subject_id;
    for (_, p) in sequence.people.iter().enumerate().filter(is_named) {
        let chosen = if p.id == sequence.subject_id { ", analysed" } else { "" };
        lines.push(format!(
            "person {}: {:.1} to {:.1} s, {:.0} px tall, score {:.3}{chosen}",
            p.id, p.first_s, p.last_s, p.height_px, p.subject_score
        ));
    }
    if let Some(more) = sequence.people.len().checked_sub(MOST_PEOPLE).filter(|more| *more > 0) {
        lines.push(format!("and {more} more people, whom poses.json lists"));
    }
    for p in &assessment.motion.passes {
        lines.push(format!(
            "{:.2} to {:.2} s: {:?}, {:.0}° to the camera's axis",
            p.start_s, p.end_s, p.view, p.yaw_deg
        ));
    }
    lines.push(format!("repairs: {:?}", assessment.motion.repairs));
    lines
}
