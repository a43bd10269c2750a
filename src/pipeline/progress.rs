//! Who watches the work.

#[cfg(feature = "video")]
use crate::error::AnalysisError;

/// What a clip may use no more of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsedUp {
    /// It has taken as long as it may.
    Time,
    /// The program takes more memory than it may.
    Memory,
    /// Nobody waits for it any more.
    Patience,
}

/// Who wants to know how far the work has come; called once a frame.
pub trait Progress: Sync {
    /// So many frames have been read, of as many as the container says there are.
    fn read(&self, frames: usize, of: Option<u64>);
    /// So many frames have been looked at again, of all that must be.
    fn corrected(&self, frames: usize, of: usize);
    /// The overlay has been drawn on so many frames of all.
    fn drawn(&self, frames: usize, of: usize);
    /// What the clip has used up; asked once a frame.
    fn used_up(&self) -> Option<UsedUp> {
        None
    }
}

/// An error where the clip has used up what it may use.
#[cfg(feature = "video")]
pub(crate) fn check_limits(progress: &dyn Progress, clip: &str) -> Result<(), AnalysisError> {
    match progress.used_up() {
        Some(UsedUp::Time) => Err(AnalysisError::TimeIsUp { path: clip.into() }),
        Some(UsedUp::Memory) => Err(AnalysisError::MemoryIsUp { path: clip.into() }),
        Some(UsedUp::Patience) => Err(AnalysisError::Cancelled { path: clip.into() }),
        None => Ok(()),
    }
}

/// Progress that nobody watches.
impl Progress for () {
    fn read(&self, _frames: usize, _of: Option<u64>) {}
    fn corrected(&self, _frames: usize, _of: usize) {}
    fn drawn(&self, _frames: usize, _of: usize) {}
}
