//! The streaming half put together: a clip in, one person's poses out.
//!
//! Everything that needs pictures happens here, in two readings of the clip: `scan`
//! finds out who is in it, `follow` takes the subject's pose in every frame. What
//! comes after needs no pictures.

#[cfg(all(feature = "video", feature = "inference"))]
mod analyze;
mod browser;
mod comparison;
#[cfg(feature = "inference")]
mod engine;
mod film;
#[cfg(all(feature = "video", feature = "inference"))]
mod film_writer;
#[cfg(all(feature = "video", feature = "inference"))]
mod filmed;
mod folder;
mod follow;
mod heads;
mod ordered;
#[cfg(all(feature = "video", feature = "inference"))]
mod overlay;
mod poses;
mod print;
mod print_chromium;
mod print_firefox;
mod scan;
#[cfg(all(feature = "video", feature = "inference"))]
mod stills;
#[cfg(all(feature = "video", feature = "inference"))]
mod thumbnail;
mod timing;
#[cfg(all(feature = "video", feature = "inference"))]
mod visit;
mod whole;

#[cfg(all(feature = "video", feature = "inference"))]
pub use analyze::{Analysis, Judged, Outputs, analyze_clip, analyze_poses};
pub use comparison::write_comparison;
#[cfg(feature = "inference")]
pub use engine::Engine;
pub use film::{FilmSink, FilmSize, Filming};
pub use folder::OutputFolder;
pub use heads::Heads;
pub use poses::{Extraction, extract_poses};
pub use print::{Paper, print_page};
#[cfg(all(feature = "video", feature = "inference"))]
pub use visit::{AnalysedClip, PlannedClip, analyze_visit_clip, fuse_visit};

use crate::error::VideoError;
use crate::video::FrameSource;

/// A clip that can be read as often as needed.
pub struct Clip<'a> {
    /// File name without folders, for the report.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Opens the clip at its (chosen) beginning.
    pub open: Box<dyn Fn() -> Result<Box<dyn FrameSource>, VideoError> + 'a>,
}

/// Who wants to know how far the work has come; called once a frame.
pub trait Progress: Sync {
    /// So many frames have been searched for people.
    fn scanned(&self, frames: usize);
    /// The subject has been followed through so many frames of all.
    fn followed(&self, frames: usize, of: usize);
    /// The overlay has been drawn on so many frames of all.
    fn drawn(&self, frames: usize, of: usize);
}

/// Progress that nobody watches.
impl Progress for () {
    fn scanned(&self, _frames: usize) {}
    fn followed(&self, _frames: usize, _of: usize) {}
    fn drawn(&self, _frames: usize, _of: usize) {}
}
