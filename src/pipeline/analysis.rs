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
    let named = || sequence.people.iter().enumerate().filter(is_named);
    for (_, p) in named() {
        let chosen = if p.id == sequence.subject_id { ", analysed" } else { "" };
        lines.push(format!(
            "person {}: {:.1} to {:.1} s, {:.0} px tall, score {:.3}{chosen}",
            p.id, p.first_s, p.last_s, p.height_px, p.subject_score
        ));
    }
    let more = sequence.people.len() - named().count();
    if more > 0 {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::options::Options;
    use std::path::Path;

    #[test]
    fn of_a_crowd_some_are_named_and_always_who_is_analysed() {
        let fixture = "tests/fixtures/normal_sagittal_left.poses.json";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture);
        let mut sequence = PoseSequence::read(&path).unwrap();
        let one = sequence.people[0].clone();
        sequence.people = (1..=500).map(|id| PersonTrack { id, ..one.clone() }).collect();
        sequence.subject_id = 300;
        let lines = details(&sequence, &assess(&sequence, &Options::default()));
        let named: Vec<&String> = lines.iter().filter(|l| l.starts_with("person ")).collect();
        assert_eq!(named.len(), MOST_PEOPLE + 1);
        assert!(named[MOST_PEOPLE].starts_with("person 300:"), "{}", named[MOST_PEOPLE]);
        assert!(lines.contains(&"and 479 more people, whom poses.json lists".to_owned()));
    }
}
