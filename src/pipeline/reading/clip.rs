//! A clip to be read.

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
