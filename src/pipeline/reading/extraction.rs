//! From a clip to the poses of its subject.

use crate::anatomy::Landmark;
use crate::camera_tracking::{BackgroundFrame, CameraTracker};
use crate::error::{AnalysisError, VideoError};
use crate::image_features;
use crate::image_features::{Marker, Marks};
use crate::pipeline::film_format::{FilmSink, FilmSize, Filming};
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::follow::follow;
use crate::pipeline::reading::heads::Heads;
use crate::pipeline::reading::scan::scan;
use crate::pipeline::reading::timing::to_real_time;
use crate::pose::{Pose, PoseEstimator};
use crate::track::{
    ClipInfo, ModelInfo, POSES_SCHEMA_VERSION, PersonTrack, PoseFrame, PoseSequence,
    ReadingOptions, RegionPath, Scene, choose, describe, link,
};
use crate::video::Frame;
use image::RgbImage;

/// What a clip was turned into.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extraction {
    /// The subject's poses, and who else was there.
    pub(crate) sequence: PoseSequence,
    /// Where everybody's head is or may be; known well only where faces are to be blurred.
    pub(crate) heads: Heads,
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
    film: Option<Filming<'_>>,
    progress: &dyn Progress,
) -> Result<Extraction, AnalysisError> {
    let for_heads = film.as_ref().is_some_and(|f| f.blurs_faces);
    let mut found = scan(clip, workers, reading.capture_rate_hz, for_heads, progress)?;
    if found.times_s.len() < 2 {
        return Err(VideoError::StillImage { path: clip.file_name.clone().into() }.into());
    }
    let timing = to_real_time(&mut found, reading.capture_rate_hz);
    let scene = Scene {
        width_px: found.info.width_px as f32,
        height_px: found.info.height_px as f32,
        searched: found.searched.len(),
    };
    let persons = link(&found.searched);
    let people = describe(&persons, scene);
    let subject = pick(clip, &people, reading.person, found.searched.len())?;
    let path = RegionPath::of(&persons[subject.id as usize - 1]);
    let heads = Heads::of(&found.heads, &found.searched);
    let size = FilmSize::of(found.info.width_px, found.info.height_px);
    let plan = Plan {
        path: &path,
        people: &people,
        slow_motion_factor: timing.slow_motion_factor,
        times_s: &found.times_s,
        markers: &reading.markers,
        film: film.is_some().then_some(size),
        blurred: for_heads.then_some(&heads),
    };
    let sink = film.map(|film| {
        film.sink.begin(size, timing.played_rate_hz());
        film.sink
    });
    let frames = read_frames(clip, workers, &plan, sink, progress)?;
    let sequence = PoseSequence {
        schema_version: POSES_SCHEMA_VERSION,
        clip: ClipInfo {
            file_name: clip.file_name.clone(),
            sha256: clip.sha256.clone(),
            video: found.info,
            timing,
        },
        model: Some(model),
        source: None,
        subject_id: subject.id,
        reading: reading.clone(),
        people: people.clone(),
        landmarks: Landmark::ALL.to_vec(),
        frames,
        warnings: found.warnings,
    };
    Ok(Extraction { sequence, heads })
}

/// The person asked for, or the one who walks.
fn pick<'a>(
    clip: &Clip<'_>,
    people: &'a [PersonTrack],
    asked: Option<u32>,
    searched: usize,
) -> Result<&'a PersonTrack, AnalysisError> {
    let path = || clip.file_name.clone().into();
    let best = choose(people).ok_or_else(|| AnalysisError::NoPerson { path: path(), searched })?;
    let Some(asked) = asked else { return Ok(best) };
    people.iter().find(|p| p.id == asked).ok_or_else(|| AnalysisError::NoSuchPerson {
        path: path(),
        asked,
        found: people.len(),
    })
}

/// What the second reading needs to know of the first.
struct Plan<'a> {
    path: &'a RegionPath,
    people: &'a [PersonTrack],
    slow_motion_factor: f64,
    /// Real time of every frame.
    times_s: &'a [f64],
    /// Stickers to be looked for.
    markers: &'a [Marker],
    /// The film's size, where one is asked for.
    film: Option<FilmSize>,
    /// Heads to be made unrecognisable in it.
    blurred: Option<&'a Heads>,
}

impl Plan<'_> {
    /// A frame as it comes into the film.
    fn film_picture(&self, frame: &Frame, pose: Option<&Pose>) -> Option<RgbImage> {
        let time_s = frame.time_s / self.slow_motion_factor;
        let boxes = self.blurred.map(|heads| heads.boxes_px(time_s, pose)).unwrap_or_default();
        self.film.map(|size| size.picture(&frame.rgb, &boxes))
    }

    /// What of a frame tells how the camera moves.
    fn backdrop(&self, frame: &Frame, pose: Option<&Pose>) -> BackgroundFrame {
        let time_s = frame.time_s / self.slow_motion_factor;
        let seen = self.people.iter().flat_map(|p| p.boxes_about(time_s, BOX_HOLDS_S));
        let boxes = pose.map(Pose::bounds_px).into_iter().chain(seen);
        BackgroundFrame::of(&frame.rgb, &boxes.map(with_room).collect::<Vec<_>>())
    }
}

/// A box of a person hides the background for so long: people are searched for some four times a second.
const BOX_HOLDS_S: f64 = 0.6;

/// Hair, shoes and loose clothes lie beyond the landmarks, by a share of the height.
const BOX_ROOM: f32 = 0.08;

fn with_room([left, top, right, bottom]: [f32; 4]) -> [f32; 4] {
    let room_px = BOX_ROOM * (bottom - top).max(0.0);
    [left - room_px, top - room_px, right + room_px, bottom + room_px]
}

/// One frame's yield.
struct Seen {
    pose: Option<Pose>,
    marks: Marks,
    index: usize,
    film: Option<RgbImage>,
    backdrop: BackgroundFrame,
    /// Of the clip's own clock.
    played_s: f64,
}

/// The second reading; the film's pictures go to `sink` on the way.
fn read_frames(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    plan: &Plan<'_>,
    mut film: Option<&mut (dyn FilmSink + '_)>,
    progress: &dyn Progress,
) -> Result<Vec<PoseFrame>, AnalysisError> {
    let mut frames: Vec<PoseFrame> = Vec::with_capacity(plan.times_s.len());
    let observe = |at: usize, frame: Frame, pose: Option<Pose>| Seen {
        index: frame.index,
        played_s: frame.time_s,
        film: plan.film_picture(&frame, pose.as_ref()),
        backdrop: plan.backdrop(&frame, pose.as_ref()),
        marks: pose
            .as_ref()
            .map(|pose| image_features::look(&frame.rgb, pose, plan.markers, at))
            .unwrap_or_default(),
        pose,
    };
    let (mut start_s, mut watch) = (None, CameraTracker::default());
    let sink = |seen: Seen| {
        let frame = frames.len();
        let Some(&time_s) = plan.times_s.get(frame) else { return }; // the file grew between readings
        let Seen { index, pose, marks, .. } = seen;
        let background = watch.step(seen.backdrop);
        frames.push(PoseFrame { index, time_s, pose, marks, background });
        if let (Some(film), Some(picture)) = (&mut film, seen.film) {
            film.take(picture, seen.played_s - *start_s.get_or_insert(seen.played_s));
        }
        progress.followed(frame + 1, plan.times_s.len());
    };
    let region = |time_s: f64| plan.path.at(time_s / plan.slow_motion_factor);
    follow(clip, region, workers, observe, sink)?;
    Ok(frames)
}
