//! The steps of a first sight: the file, stills one by one, and what an excerpt shows.

use crate::error::AnalysisError;
use crate::pipeline::preview::excerpt::excerpt;
use crate::pipeline::preview::found::ClipPreview;
use crate::pipeline::preview::still::still;
use crate::pipeline::progress::{Progress, check_limits};
use crate::pipeline::reading::engine::Engine;
use crate::video::{Decoder, FrameSource, TimeRange, VideoInfo};
use std::path::Path;

/// So many stills are taken, evenly over the clip.
const STILLS: usize = 6;

/// Of a longer clip only the beginning is looked at: it is read from there.
const LONGEST_S: f64 = 120.0;

/// What has become known, step by step.
#[derive(Debug)]
pub enum PreviewStep<'a> {
    /// More of the preview is known.
    Known(&'a ClipPreview),
    /// A still's JPEG file was made.
    Still {
        /// Its name in the preview.
        file: &'a str,
        /// The bytes.
        jpeg: &'a [u8],
    },
}

/// Looks at a clip: tells every still as soon as it is there, and what is recognised at the end.
///
/// # Errors
/// When the clip cannot be read, a network fails, `told` fails, or the clip has used up what it may use. That nobody is seen is
/// none.
pub fn preview_clip(
    path: &Path,
    engine: &mut Engine,
    told: &mut dyn FnMut(PreviewStep<'_>) -> Result<(), AnalysisError>,
    progress: &dyn Progress,
) -> Result<ClipPreview, AnalysisError> {
    let mut source = Decoder::open(path, TimeRange::default())?;
    let info = source.info().clone();
    let mut preview = described(&info);
    let mut take = |frame, preview: &mut ClipPreview, engine: &mut Engine| {
        check_limits(progress, &path.to_string_lossy())?;
        let number = preview.stills.len();
        let Some(estimator) = engine.workers.first_mut() else { return Ok(()) };
        let (still, jpeg) = still(&frame, number, estimator)?;
        told(PreviewStep::Still { file: &still.file, jpeg: &jpeg })?;
        preview.stills.push(still);
        told(PreviewStep::Known(preview))
    };
    let mut next_s = moments(&info);
    next_s.reverse();
    let mut is_due = |played_s: f64| match next_s.last() {
        _ if progress.used_up().is_some() => true, // to be told so
        Some(&moment_s) if played_s >= moment_s => {
            next_s.retain(|later_s| *later_s > played_s);
            true
        }
        _ => false,
    };
    while preview.stills.len() < STILLS {
        let Some(frame) = source.next_wanted(&mut is_due)? else { break };
        take(frame, &mut preview, engine)?;
    }
    drop(source);
    match excerpt(path, &info, engine, progress) {
        Ok(found) => {
            preview.recognised = Some(found.recognised);
            preview.notes = found.notes;
            preview.rate_hz = found.rate_hz;
            preview.slow_motion_factor = found.slow_motion_factor;
            mark_subject(&mut preview, &found.subject);
        }
        Err(AnalysisError::NoPerson { .. }) => {}
        Err(error) => return Err(error),
    }
    told(PreviewStep::Known(&preview))?;
    Ok(preview)
}

fn described(info: &VideoInfo) -> ClipPreview {
    let played_hz = info.container_rate_hz.unwrap_or(0.0);
    let factor = info.capture_rate_hz.filter(|_| played_hz > 0.0);
    let slow_motion_factor = factor.map_or(1.0, |captured_hz| (captured_hz / played_hz).max(1.0));
    ClipPreview {
        width_px: info.width_px,
        height_px: info.height_px,
        duration_s: info.container_duration_s.unwrap_or(0.0),
        rate_hz: played_hz * slow_motion_factor,
        slow_motion_factor,
        ..ClipPreview::default()
    }
}

/// Two pictures that are less apart are the same one: no camera takes 1000 a second.
const SAME_S: f64 = 5e-4;

/// Marks the subject in the stills that lie in the excerpt.
fn mark_subject(preview: &mut ClipPreview, subject: &[(f64, [f32; 4])]) {
    let size_px = [preview.width_px, preview.height_px].map(|px| px as f32);
    for still in &mut preview.stills {
        let own = subject.iter().find(|(time_s, _)| (time_s - still.time_s).abs() < SAME_S);
        if let Some((_, bounds_px)) = own {
            still.mark_subject(*bounds_px, size_px);
        }
    }
}

/// When stills are taken, in time order: the first at once.
fn moments(info: &VideoInfo) -> Vec<f64> {
    match info.container_duration_s {
        Some(duration_s) => {
            let part_s = duration_s.min(LONGEST_S);
            (0..STILLS).map(|i| part_s * i as f64 / STILLS as f64).collect()
        }
        None => (0..STILLS).map(|i| i as f64).collect(),
    }
}
