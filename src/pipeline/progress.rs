//! Who watches the work.

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
