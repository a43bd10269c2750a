//! From a clip to the poses of its subject.

use super::follow::follow;
use super::scan::{Scan, scan};
use super::thumbnail::thumbnail;
use super::timing::to_real_time;
use super::{Clip, Progress};
use crate::anatomy::Landmark;
use crate::error::{AnalysisError, VideoError};
use crate::marks::{self, Marker, Marks};
use crate::page::{Still, Stills};
use crate::pose::{Pose, PoseEstimator};
use crate::track::{
    ClipInfo, ModelInfo, POSES_SCHEMA_VERSION, PersonTrack, PoseFrame, PoseSequence,
    ReadingOptions, RegionPath, Scene, TimedBox, choose, describe, link,
};
use crate::video::Frame;
use image::RgbImage;

/// What a clip was turned into.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// The subject's poses, and who else was there.
    pub sequence: PoseSequence,
    /// Pictures from the whole clip.
    pub stills: Stills,
}

/// Pictures of a clip: enough to follow its gait in a report, few enough to keep it small.
const MAX_THUMBNAILS: usize = 60;

/// A step has some five pictures at this rate; more cost time and show no more.
const THUMBNAILS_PER_S: f64 = 10.0;

/// Finds everyone in a clip, chooses the subject, and takes the subject's pose in every frame.
///
/// One estimator is one worker; the result does not depend on their number.
///
/// # Errors
/// When the clip cannot be read, a network fails, or the person asked for is not there.
pub fn extract_poses(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    model: ModelInfo,
    reading: &ReadingOptions,
    progress: &dyn Progress,
) -> Result<Extraction, AnalysisError> {
    let mut found = scan(clip, workers, reading.capture_rate_hz, progress)?;
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
    let factor = timing.slow_motion_factor;
    let plan = Plan::of(&found, &path, &people, subject, factor, reading);
    let (frames, stills) = read_frames(clip, workers, &plan, progress)?;
    let sequence = PoseSequence {
        schema_version: POSES_SCHEMA_VERSION,
        clip: ClipInfo {
            file_name: clip.file_name.clone(),
            sha256: clip.sha256.clone(),
            video: found.info,
            timing,
        },
        model: Some(model),
        subject_id: subject.id,
        reading: reading.clone(),
        people: people.clone(),
        landmarks: Landmark::ALL.to_vec(),
        frames,
        warnings: found.warnings,
    };
    Ok(Extraction { sequence, stills })
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
    slow_motion_factor: f64,
    /// Real time of every frame.
    times_s: &'a [f64],
    /// Frames to be kept as thumbnails, as indices into the sequence, ascending.
    thumbnails: Vec<usize>,
    /// The frame of the still.
    still: usize,
    /// Stickers to be looked for.
    markers: &'a [Marker],
}

impl<'a> Plan<'a> {
    fn of(
        found: &'a Scan,
        path: &'a RegionPath,
        people: &[PersonTrack],
        subject: &PersonTrack,
        factor: f64,
        reading: &'a ReadingOptions,
    ) -> Self {
        let times_s = &found.times_s;
        let span_s = times_s.first().zip(times_s.last()).map_or(0.0, |(a, b)| b - a);
        let interval_s = span_s / times_s.len().max(1) as f64;
        let seen: Vec<usize> =
            (0..times_s.len()).filter(|&i| path.at(times_s[i]).is_some()).collect();
        let seen_s = seen.len() as f64 * interval_s;
        let count = seen.len().min(MAX_THUMBNAILS).min((THUMBNAILS_PER_S * seen_s).ceil() as usize);
        let thumbnails = (0..count).map(|k| seen[k * seen.len() / count]).collect();
        let still_s = best_time_s(people, subject);
        let still = times_s.partition_point(|&t| t < still_s);
        Self {
            path,
            slow_motion_factor: factor,
            times_s,
            thumbnails,
            still,
            markers: &reading.markers,
        }
    }
}

/// When most people are seen together with the subject; among those times when the subject is seen
/// largest.
fn best_time_s(people: &[PersonTrack], subject: &PersonTrack) -> f64 {
    let area_px = |b: &TimedBox| (b.box_px[2] - b.box_px[0]) * (b.box_px[3] - b.box_px[1]);
    let is_there = |p: &&PersonTrack, t: f64| p.boxes.iter().any(|b| b.time_s == t);
    let company = |b: &TimedBox| people.iter().filter(|p| is_there(p, b.time_s)).count();
    let best = subject
        .boxes
        .iter()
        .max_by(|a, b| company(a).cmp(&company(b)).then(area_px(a).total_cmp(&area_px(b))));
    best.map_or(0.0, |b| b.time_s)
}

/// One frame's yield.
struct Seen {
    pose: Option<Pose>,
    marks: Marks,
    index: usize,
    thumbnail: Option<RgbImage>,
    still: Option<RgbImage>,
}

type Frames = (Vec<PoseFrame>, Stills);

/// The second reading.
fn read_frames(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    plan: &Plan<'_>,
    progress: &dyn Progress,
) -> Result<Frames, AnalysisError> {
    let mut frames: Vec<PoseFrame> = Vec::with_capacity(plan.times_s.len());
    let mut stills = Stills::default();
    let observe = |at: usize, frame: Frame, pose: Option<Pose>| Seen {
        index: frame.index,
        thumbnail: plan
            .thumbnails
            .binary_search(&at)
            .ok()
            .map(|_| thumbnail(&frame.rgb, pose.as_ref())),
        marks: pose
            .as_ref()
            .map(|pose| marks::look(&frame.rgb, pose, plan.markers, at))
            .unwrap_or_default(),
        still: (at == plan.still).then_some(frame.rgb),
        pose,
    };
    let sink = |seen: Seen| {
        let frame = frames.len();
        let Some(&time_s) = plan.times_s.get(frame) else { return }; // the file grew between readings
        frames.push(PoseFrame { index: seen.index, time_s, pose: seen.pose, marks: seen.marks });
        progress.followed(frame + 1, plan.times_s.len());
        let still = |rgb| Still { frame, time_s, rgb };
        stills.moments.extend(seen.thumbnail.map(still));
        stills.chosen = stills.chosen.take().or(seen.still.map(still));
    };
    let region = |time_s: f64| plan.path.at(time_s / plan.slow_motion_factor);
    follow(clip, region, workers, observe, sink)?;
    Ok((frames, stills))
}
