//! A clip to be read.

use crate::error::VideoError;
use crate::pose::sha256_of;
use crate::track::ReadingOptions;
use crate::video::{Decoder, FrameSource, TimeRange};
use std::path::Path;

/// A clip that can be read as often as needed.
pub(crate) struct Clip<'a> {
    /// File name without folders, for the report.
    pub(crate) file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Opens the clip at its (chosen) beginning.
    pub(crate) open: Box<dyn Fn() -> Result<Box<dyn FrameSource>, VideoError> + 'a>,
}

impl<'a> Clip<'a> {
    /// A clip's file, from the chosen beginning to the chosen end.
    ///
    /// # Errors
    /// When it cannot be read. Its bytes are hashed only if it can.
    pub(crate) fn of_file(path: &'a Path, reading: &ReadingOptions) -> Result<Self, VideoError> {
        let range = TimeRange { start_s: reading.start_s, end_s: reading.end_s };
        let open = move || -> Result<Box<dyn FrameSource>, VideoError> {
            Ok(Box::new(Decoder::open(path, range)?))
        };
        open()?;
        let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let sha256 = sha256_of(path)
            .map_err(|e| VideoError::Unreadable { path: path.into(), why: e.to_string() })?;
        Ok(Self { file_name, sha256, open: Box::new(open) })
    }
}
