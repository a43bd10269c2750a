//! What a file of another tool says, before it is put into the order of a clip.

use crate::foreign_poses::landmark_set::LandmarkSet;
use crate::foreign_poses::point::Point;
use std::path::PathBuf;

/// The rates that a clip can have, in frames a second: those that `--fps` takes.
pub(super) const RATES_HZ: std::ops::RangeInclusive<f64> = 1.0..=10_000.0;

/// A file and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoseFile {
    /// Where it is, for messages; its name has the number of a frame.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// Poses as another tool wrote them.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignPoses {
    /// The file or folder.
    pub path: PathBuf,
    /// The name of the format.
    pub format: &'static str,
    /// Which landmark each point is.
    pub(super) set: LandmarkSet,
    /// The frames that are there, by ascending number.
    pub(super) frames: Vec<ForeignFrame>,
    /// Whether the tool gave numbers: frames that are not there are then without poses.
    pub(super) are_numbered: bool,
    /// Whether coordinates are shares of the picture's width and height instead of pixels.
    pub(super) is_normalised: bool,
    /// Whether there are confidences.
    pub(super) has_confidences: bool,
    /// Width and height of the picture, where the file has them.
    pub size_px: Option<[u32; 2]>,
    /// Frames a second, where the file has them.
    pub rate_hz: Option<f64>,
}

/// One frame.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ForeignFrame {
    /// The tool's number; counted from 0 where it has none.
    pub(super) number: usize,
    /// Its time on the clip's own clock, where the file has it.
    pub(super) time_s: Option<f64>,
    pub(super) people: Vec<ForeignPerson>,
}

/// One person in one frame.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ForeignPerson {
    /// The tool's number for the person through time, where it followed people.
    pub(super) id: Option<u64>,
    /// In the order of the landmark set; `None` for what was not found.
    pub(super) points: Vec<Option<Point>>,
}
