//! From a clip to the poses of its subject.

use crate::anatomy::Landmark;
use crate::camera_tracking::Light;
use crate::error::{AnalysisError, VideoError};
use crate::pipeline::blurring::Blurring;
use crate::pipeline::film_format::{FilmSink, Filming};
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::blurred::Blurred;
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::film_apart::film_apart;
use crate::pipeline::reading::first::{Wanted, read_first};
use crate::pipeline::reading::found::Found;
use crate::pipeline::reading::heads::Heads;
use crate::pipeline::reading::jobs::SeenFrame;
use crate::pipeline::reading::second::correct;
use crate::pipeline::reading::timing::to_real_time;
use crate::pipeline::stopwatch::Stopwatch;
use crate::pose::PoseEstimator;
use crate::signal::median;
use crate::track::{
    AskedPerson, ClipInfo, ModelInfo, POSES_SCHEMA_VERSION, PersonTrack, PoseFrame, PoseSequence,
    ReadingOptions, RegionPath, Scene, choose, describe, link,
};

/// What a clip was turned into.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extraction {
    /// The subject's poses, and who else was there.
    pub(crate) sequence: PoseSequence,
    /// Where everybody's head is or may be; known well only where people are to be blurred.
    pub(crate) heads: Heads,
}

impl Extraction {
    /// What is hidden in the clip's pictures.
    pub(crate) fn blurred(&self, blurring: Blurring) -> Blurred<'_> {
        Blurred { blurring, frames: &self.sequence.frames, heads: &self.heads }
    }
}

/// Finds everyone in a clip, chooses the subject, and takes the subject's pose in every frame.
///
/// One estimator is one worker; the result does not depend on their number. The film, where asked for, is written on
/// the way: the same decoded frames, and no reading more.
///
/// # Errors
/// When the clip cannot be read, a network fails, or the person asked for is not there.
pub(crate) fn extract_poses(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    model: ModelInfo,
    reading: &ReadingOptions,
    film: Filming<'_>,
    stopwatch: &Stopwatch,
    progress: &dyn Progress,
) -> Result<Extraction, AnalysisError> {
    let blurring = film.blurring;
    let (beside, apart) = sinks(film);
    let wanted = Wanted { options: reading, heads: blurring.is_any(), film: beside, stopwatch };
    let (mut found, mut frames) = read_first(clip, workers, wanted, progress)?;
    if found.times_s.len() < 2 {
        return Err(VideoError::StillImage { path: clip.file_name.clone().into() }.into());
    }
    let timing = to_real_time(&mut found, reading.capture_rate_hz);
    let persons = link(&found.searched, &found.parts_s);
    let people = describe(&persons, scene(&found));
    let asked = (reading.person, timing.slow_motion_factor);
    let subject = pick(clip, &people, asked, found.searched.len())?.id;
    let path = RegionPath::of(&persons[subject as usize - 1], &found.parts_s);
    let times_s = &found.times_s;
    let region = |at: usize| path.at(*times_s.get(at)?);
    correct(clip, workers, &mut frames, region, reading, progress)?;
    let heads = Heads::of(&found.heads, &found.searched);
    let light = Light::of_clip(frames.iter().map(|frame| frame.light));
    found.info.combed = is_combed(&frames);
    let sequence = PoseSequence {
        schema_version: POSES_SCHEMA_VERSION,
        frames: timed(frames, times_s),
        clip: ClipInfo {
            file_name: clip.file_name.clone(),
            sha256: clip.sha256.clone(),
            video: found.info,
            timing,
            light,
        },
        model: Some(model),
        source: None,
        subject_id: subject,
        reading: reading.clone(),
        people,
        landmarks: Landmark::ALL.to_vec(),
        warnings: found.warnings,
    };
    let extraction = Extraction { sequence, heads };
    if let Some(sink) = apart {
        film_apart(clip, sink, &extraction.sequence, &extraction.blurred(blurring))?;
    }
    Ok(extraction)
}

type Sink<'a> = Option<&'a mut (dyn FilmSink + 'static)>;

/// The film that is made while the clip is read, and the one that is made afterwards: where people are to be
/// blurred, it must be known first where they are in the whole clip.
fn sinks(film: Filming<'_>) -> (Sink<'_>, Sink<'_>) {
    if film.blurring.is_any() { (None, film.sink) } else { (film.sink, None) }
}

fn scene(found: &Found) -> Scene {
    Scene {
        width_px: found.info.width_px as f32,
        height_px: found.info.height_px as f32,
        searched: found.searched.len(),
    }
}

/// Whether most frames with people show two moments: rows are then less like their neighbours than like the next but one.
fn is_combed(frames: &[SeenFrame]) -> bool {
    median(frames.iter().filter_map(|frame| frame.combing)) > 1.0
}

/// The frames with their times of real life.
fn timed(frames: Vec<SeenFrame>, times_s: &[f64]) -> Vec<PoseFrame> {
    let timed = |(seen, time_s): (SeenFrame, &f64)| PoseFrame {
        index: seen.index,
        time_s: *time_s,
        pose: seen.pose,
        marks: seen.marks,
        background: seen.background,
        change: seen.change,
        new_part: seen.new_part,
    };
    frames.into_iter().zip(times_s).map(timed).collect()
}

/// The person asked for, or the one who walks.
fn pick<'a>(
    clip: &Clip<'_>,
    people: &'a [PersonTrack],
    (asked, slowness): (Option<AskedPerson>, f64),
    searched: usize,
) -> Result<&'a PersonTrack, AnalysisError> {
    let path = || clip.file_name.clone().into();
    let best = choose(people).ok_or_else(|| AnalysisError::NoPerson { path: path(), searched })?;
    let Some(asked) = asked else { return Ok(best) };
    asked.of(people, slowness).ok_or_else(|| AnalysisError::NoSuchPerson {
        path: path(),
        asked: asked.to_string(),
        found: people.len(),
    })
}
