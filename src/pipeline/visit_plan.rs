//! What a visit is made of.

use crate::options::Options;
use crate::pipeline::given_poses::GivenPoses;
use std::path::PathBuf;

/// A visit that is to be analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedVisit {
    /// Its name, by which its folder is called.
    pub name: String,
    /// The clips.
    pub clips: Vec<VisitPlan>,
    /// What holds for all of them.
    pub options: Options,
}

/// One clip of a visit that is to be analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitPlan {
    /// The file; that of the poses of another tool, where there is no clip.
    pub path: PathBuf,
    /// The poses of another tool, where they are given.
    pub poses: Option<GivenPoses>,
    /// How it is to be analysed.
    pub options: Options,
}
