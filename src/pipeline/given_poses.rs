//! Poses of another tool that a user gives for a clip, or in place of one.

use std::path::PathBuf;

/// Poses of another tool that are given for a clip.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenPoses {
    /// Their file, or the folder with one file a frame.
    pub path: PathBuf,
    /// What is stated of a clip that is not at hand; `None` where the clip is there, which says it itself.
    pub stated: Option<StatedClip>,
}

/// What is stated of a clip that is not at hand, where the poses do not say it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct StatedClip {
    /// Frames a second as the clip plays.
    pub rate_hz: Option<f64>,
    /// Width and height of the upright picture.
    pub size_px: Option<[u32; 2]>,
}
