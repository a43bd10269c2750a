//! The times of a clip's frames, without its pictures.

use crate::error::{AnalysisError, VideoError};
use crate::pipeline::progress::{Progress, check_limits};
use crate::pipeline::reading::found::Found;
use crate::video::{Decoder, FrameSource, TimeRange};
use std::path::Path;

/// What a clip says of itself and when each frame is shown; nobody is searched.
///
/// # Errors
/// When the clip cannot be read.
pub(crate) fn frame_times(path: &Path, progress: &dyn Progress) -> Result<Found, AnalysisError> {
    let mut source = Decoder::open(path, TimeRange::default())?;
    let mut found = Found { info: source.info().clone(), ..Found::default() };
    let (times_s, frames) = (&mut found.times_s, found.info.container_frames);
    // a reading in which no frame is wanted at all is one of nothing
    let mut wanted = |time_s: f64| {
        times_s.push(time_s);
        progress.read(times_s.len(), frames);
        times_s.len() == 1 || progress.used_up().is_some()
    };
    while source.next_wanted(&mut wanted)?.is_some() {
        check_limits(progress, &path.to_string_lossy())?;
    }
    found.warnings = source.warnings();
    match found.times_s.len() < 2 {
        true => Err(VideoError::StillImage { path: path.into() }.into()),
        false => Ok(found),
    }
}
