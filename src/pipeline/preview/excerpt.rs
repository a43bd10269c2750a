//! A few seconds of the clip, analysed by the quick model: what is recognised, and what is wrong with the film.

use crate::assessment::assess;
use crate::error::{AnalysisError, VideoError};
use crate::options::{Options, Preset};
use crate::pipeline::blurring::Blurring;
use crate::pipeline::film_format::Filming;
use crate::pipeline::preview::found::Recognised;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::engine::Engine;
use crate::pipeline::reading::extraction::extract_poses;
use crate::report::{Note, NoteCode, Report};
use crate::track::{PoseFrame, ReadingOptions};
use crate::video::VideoInfo;
use std::path::Path;

/// Three strides at 30 pictures a second, and no more than some seconds of work.
const FRAMES: f64 = 120.0;

/// But at least two strides of a slow walk.
const LEAST_S: f64 = 3.0;

/// A clip is read from its beginning: of a long one no more than this is passed over.
const LATEST_START_S: f64 = 60.0;

/// What an excerpt says of the whole clip.
pub(super) struct Excerpt {
    pub(super) recognised: Recognised,
    pub(super) notes: Vec<Note>,
    pub(super) rate_hz: f64,
    pub(super) slow_motion_factor: f64,
    /// Where the subject is: the time on the clip's own clock, and the box around the landmarks.
    pub(super) subject: Vec<(f64, [f32; 4])>,
}

/// Analyses the middle of a clip, or the beginning of one that is shorter than it says.
pub(super) fn excerpt(
    path: &Path,
    info: &VideoInfo,
    engine: &mut Engine,
    progress: &dyn Progress,
) -> Result<Excerpt, AnalysisError> {
    let part = middle(info);
    match excerpt_of(path, part.clone(), engine, progress) {
        Err(AnalysisError::Video(VideoError::EmptyRange { .. })) => {
            let length_s = part.end_s.zip(part.start_s).map(|(end_s, start_s)| end_s - start_s);
            let first = ReadingOptions { start_s: None, end_s: length_s, ..part };
            excerpt_of(path, first, engine, progress)
        }
        done => done,
    }
}

fn excerpt_of(
    path: &Path,
    part: ReadingOptions,
    engine: &mut Engine,
    progress: &dyn Progress,
) -> Result<Excerpt, AnalysisError> {
    let reading = ReadingOptions { looks: Preset::Quick.looks(), ..part };
    let clip = Clip::of_file(path, &reading)?;
    let (model, film) =
        (engine.model.clone(), Filming { sink: None, blurring: Blurring::default() });
    let stopwatch = engine.stopwatch.clone();
    let extraction =
        extract_poses(&clip, &mut engine.workers, model, &reading, film, &stopwatch, progress)?;
    let options = Options { reading, ..Options::default() };
    let assessment = assess(&extraction.sequence, &options);
    let report = Report::build(&extraction.sequence, &assessment, &options);
    let timing = &extraction.sequence.clip.timing;
    let place = |frame: &PoseFrame| {
        let played_s = frame.time_s * timing.slow_motion_factor;
        frame.pose.as_ref().map(|pose| (played_s, pose.bounds_px()))
    };
    Ok(Excerpt {
        subject: extraction.sequence.frames.iter().filter_map(place).collect(),
        recognised: Recognised::of(&report),
        rate_hz: timing.rate_hz,
        slow_motion_factor: timing.slow_motion_factor,
        notes: report.quality.into_iter().filter(|note| is_of_whole_clip(note.code)).collect(),
    })
}

/// The part of the clip that is analysed: all of a short one.
fn middle(info: &VideoInfo) -> ReadingOptions {
    let rate_hz = info.container_rate_hz.unwrap_or(30.0).max(1.0);
    let slowness = info.capture_rate_hz.map_or(1.0, |captured| (captured / rate_hz).max(1.0));
    let length_s = (FRAMES / rate_hz).max(LEAST_S * slowness);
    match info.container_duration_s {
        Some(duration_s) if duration_s > length_s => {
            let start_s = ((duration_s - length_s) / 2.0).min(LATEST_START_S);
            let (start_s, end_s) = (Some(start_s), Some(start_s + length_s));
            ReadingOptions { start_s, end_s, ..ReadingOptions::default() }
        }
        Some(_) => ReadingOptions::default(),
        None => ReadingOptions { end_s: Some(length_s), ..ReadingOptions::default() },
    }
}

/// Whether what was noticed of a part holds for the clip: a part may hold too few steps although the clip has enough.
fn is_of_whole_clip(code: NoteCode) -> bool {
    !matches!(
        code,
        NoteCode::Short
            | NoteCode::NoStepping
            | NoteCode::Turned
            | NoteCode::Missing
            | NoteCode::NoUsableView
            | NoteCode::UnmeasuredModel
            | NoteCode::PartlyMeasuredModel
            | NoteCode::NoScale
            | NoteCode::SeveralPeople // everybody is in the stills
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(
        duration_s: Option<f64>,
        rate_hz: f64,
        capture_rate_hz: Option<f64>,
    ) -> [Option<f64>; 2] {
        let info = VideoInfo {
            container_duration_s: duration_s,
            container_rate_hz: Some(rate_hz),
            capture_rate_hz,
            ..VideoInfo::default()
        };
        let reading = middle(&info);
        [reading.start_s, reading.end_s]
    }

    #[test]
    fn the_middle_of_a_long_clip_and_all_of_a_short_one_is_looked_at() {
        assert_eq!(part(Some(20.0), 30.0, None), [Some(8.0), Some(12.0)]);
        assert_eq!(part(Some(20.0), 60.0, None), [Some(8.5), Some(11.5)]);
        assert_eq!(part(Some(40.0), 30.0, Some(120.0)), [Some(14.0), Some(26.0)]);
        assert_eq!(part(Some(3.5), 30.0, None), [None, None]);
        assert_eq!(part(None, 30.0, None), [None, Some(4.0)]);
    }
}
