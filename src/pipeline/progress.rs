//! Who watches the work.

#[cfg(feature = "video")]
use crate::error::AnalysisError;

/// Who wants to know how far the work has come; called once a frame.
pub trait Progress: Sync {
    /// So many frames have been read, of as many as the container says there are.
    fn read(&self, frames: usize, of: Option<u64>);
    /// So many frames have been looked at again, of all that must be.
    fn corrected(&self, frames: usize, of: usize);
    /// The overlay has been drawn on so many frames of all.
    fn drawn(&self, frames: usize, of: usize);
    /// Whether the clip has taken as long as it may; asked once a frame.
    fn is_time_up(&self) -> bool {
        false
    }
}

/// An error where the clip has taken as long as it may.
#[cfg(feature = "video")]
pub(crate) fn check_time(progress: &dyn Progress, clip: &str) -> Result<(), AnalysisError> {
    match progress.is_time_up() {
        true => Err(AnalysisError::TimeIsUp { path: clip.into() }),
        false => Ok(()),
    }
}

/// Progress that nobody watches.
impl Progress for () {
    fn read(&self, _frames: usize, _of: Option<u64>) {}
    fn corrected(&self, _frames: usize, _of: usize) {}
    fn drawn(&self, _frames: usize, _of: usize) {}
}
