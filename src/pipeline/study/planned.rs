//! What is to be done of a study, and who watches.

use crate::options::Options;
use crate::pipeline::given_poses::GivenPoses;
use crate::pipeline::output::settings::OutputSettings;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::engine_settings::EngineSettings;
use crate::pose::Fallback;
use crate::study::{Outcome, StudyClip};
use std::path::PathBuf;

/// A study that is to be analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedStudy {
    /// Its folder.
    pub folder: PathBuf,
    /// Its clips; of a shard only those of the shard.
    pub clips: Vec<StudyPlan>,
    /// The name of the shard; absent where all clips are to be analysed.
    pub shard: Option<String>,
    /// What is to be written of each clip; its folder and names are the study's own.
    pub outputs: OutputSettings,
    /// Where model and runtime are looked for, what computes them, and how many clips and frames are worked on at a time.
    pub engine: EngineSettings,
    /// From the poses that an earlier run left, without video and model.
    pub from_poses: bool,
}

/// One clip of a study that is to be analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyPlan {
    /// The clip.
    pub clip: StudyClip,
    /// Its file; that of the poses of another tool, where there is no clip.
    pub path: PathBuf,
    /// The poses of another tool, where they are given.
    pub poses: Option<GivenPoses>,
    /// How it is to be analysed.
    pub options: Options,
}

/// Who watches a study; told from several threads.
pub trait StudyObserver: Sync {
    /// The CPU computes the networks although another device was asked for; told once, before the first clip.
    fn falls_back(&self, fallback: &Fallback);

    /// A clip begins; what is returned is told how far it has come, and dropped when it ends.
    fn begins(&self, clip: &StudyClip) -> Box<dyn Progress>;

    /// A clip has ended. `frames` were read of it; 0 where nothing had to be done, as it was done before.
    fn ended(&self, clip: &StudyClip, outcome: &Outcome, frames: usize);
}

/// How many clips a run dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StudyCounts {
    /// Clips with a report.
    pub analysed: usize,
    /// Clips without.
    pub failed: usize,
}
