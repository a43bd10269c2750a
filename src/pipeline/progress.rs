//! Who watches the work.

/// Who wants to know how far the work has come; called once a frame.
pub trait Progress: Sync {
    /// So many frames have been read, of as many as the container says there are.
    fn read(&self, frames: usize, of: Option<u64>);
    /// So many frames have been looked at again, of all that must be.
    fn corrected(&self, frames: usize, of: usize);
    /// The overlay has been drawn on so many frames of all.
    fn drawn(&self, frames: usize, of: usize);
}

/// Progress that nobody watches.
impl Progress for () {
    fn read(&self, _frames: usize, _of: Option<u64>) {}
    fn corrected(&self, _frames: usize, _of: usize) {}
    fn drawn(&self, _frames: usize, _of: usize) {}
}
