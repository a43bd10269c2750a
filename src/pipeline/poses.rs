//! From a clip to the poses of its subject.

use super::follow::follow;
use super::scan::{Scan, scan};
use super::{Clip, Progress};
use crate::anatomy::Landmark;
use crate::error::{AnalysisError, VideoError};
use crate::options::Options;
use crate::pose::{Pose, PoseEstimator};
use crate::report::{Pictures, Thumbnail, draw_pose};
use crate::signal::median;
use crate::track::{
    ClipInfo, ModelInfo, POSES_SCHEMA_VERSION, PersonTrack, PoseFrame, PoseSequence, RegionPath,
    Scene, TimedBox, Timing, choose, describe, link,
};
use crate::video::Frame;
use image::RgbImage;
use image::imageops;

/// What a clip was turned into.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// The subject's poses, and who else was there.
    pub sequence: PoseSequence,
    /// Pictures from the whole clip.
    pub pictures: Pictures,
}

/// Pictures of a clip: enough to follow its gait in a report, few enough to keep it small.
const MAX_THUMBNAILS: usize = 60;

/// A step has some five pictures at this rate; more cost time and show no more.
const THUMBNAILS_PER_S: f64 = 10.0;

/// Longer side of a thumbnail.
const THUMBNAIL_PX: u32 = 320;

/// Playing less than this much slower than life is no slow motion, only an inexact capture rate.
const MIN_SLOW_MOTION_FACTOR: f64 = 1.2;

/// Frame intervals that differ from the median more than this, as a share of it, are irregular.
const IRREGULAR_RATIO: f64 = 0.2;

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
    options: &Options,
    progress: &dyn Progress,
) -> Result<Extraction, AnalysisError> {
    let mut found = scan(clip, workers, options.capture_rate_hz, progress)?;
    if found.times_s.len() < 2 {
        return Err(VideoError::StillImage { path: clip.file_name.clone().into() }.into());
    }
    let timing = to_real_time(&mut found, options.capture_rate_hz);
    let scene = Scene {
        width_px: found.info.width_px as f32,
        height_px: found.info.height_px as f32,
        searched: found.searched.len(),
    };
    let persons = link(&found.searched);
    let people = describe(&persons, scene);
    let subject = pick(clip, &people, options.person, found.searched.len())?;
    let path = RegionPath::of(&persons[subject.id as usize - 1]);
    let plan = Plan::of(&found, &path, &people, subject, timing.slow_motion_factor);
    let (frames, pictures) = read_frames(clip, workers, &plan, progress)?;
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
        people: people.clone(),
        landmarks: Landmark::ALL.to_vec(),
        frames,
        warnings: found.warnings,
    };
    Ok(Extraction { sequence, pictures })
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

/// Measures the clip's clock on its frames, and turns all times of the scan into real life's.
fn to_real_time(found: &mut Scan, asked_rate_hz: Option<f64>) -> Timing {
    let intervals_s = found.times_s.windows(2).map(|w| w[1] - w[0]);
    let interval_s = Some(median(intervals_s)).filter(|s| s.is_finite()).unwrap_or_default();
    let capture_rate_hz = asked_rate_hz.or(found.info.capture_rate_hz);
    let factor = slow_motion_factor(capture_rate_hz, interval_s, asked_rate_hz.is_some());
    for time_s in &mut found.times_s {
        *time_s /= factor;
    }
    for (time_s, _) in &mut found.searched {
        *time_s /= factor;
    }
    let interval_s = interval_s / factor;
    let irregular = |w: &&[f64]| ((w[1] - w[0]) / interval_s - 1.0).abs() > IRREGULAR_RATIO;
    let intervals = found.times_s.len().saturating_sub(1);
    let count = found.times_s.windows(2).filter(irregular).count();
    let ends = found.times_s.first().zip(found.times_s.last());
    Timing {
        frames: found.times_s.len(),
        duration_s: ends.map_or(0.0, |(first, last)| last - first),
        rate_hz: if interval_s > 0.0 { 1.0 / interval_s } else { 0.0 },
        irregular_pct: 100.0 * count as f64 / intervals.max(1) as f64,
        slow_motion_factor: factor,
    }
}

/// How much slower than life frames this far apart play.
///
/// A user's own capture rate is taken as it is; a file's must be clearly above the playing rate.
fn slow_motion_factor(capture_rate_hz: Option<f64>, interval_s: f64, is_asked: bool) -> f64 {
    let factor = capture_rate_hz.map_or(1.0, |rate_hz| rate_hz * interval_s);
    let is_usable = factor.is_finite() && factor > 0.0;
    if is_usable && (is_asked || factor > MIN_SLOW_MOTION_FACTOR) { factor } else { 1.0 }
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
}

impl<'a> Plan<'a> {
    fn of(
        found: &'a Scan,
        path: &'a RegionPath,
        people: &[PersonTrack],
        subject: &PersonTrack,
        factor: f64,
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
        Self { path, slow_motion_factor: factor, times_s, thumbnails, still }
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
    index: usize,
    thumbnail: Option<RgbImage>,
    still: Option<RgbImage>,
}

type Frames = (Vec<PoseFrame>, Pictures);

/// The second reading.
fn read_frames(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    plan: &Plan<'_>,
    progress: &dyn Progress,
) -> Result<Frames, AnalysisError> {
    let mut frames: Vec<PoseFrame> = Vec::with_capacity(plan.times_s.len());
    let mut pictures = Pictures::default();
    let observe = |at: usize, frame: Frame, pose: Option<Pose>| Seen {
        index: frame.index,
        thumbnail: plan
            .thumbnails
            .binary_search(&at)
            .ok()
            .map(|_| thumbnail(&frame.rgb, pose.as_ref())),
        still: (at == plan.still).then_some(frame.rgb),
        pose,
    };
    let sink = |seen: Seen| {
        let frame = frames.len();
        let Some(&time_s) = plan.times_s.get(frame) else { return }; // the file grew between readings
        frames.push(PoseFrame { index: seen.index, time_s, pose: seen.pose });
        progress.followed(frame + 1, plan.times_s.len());
        pictures.thumbnails.extend(seen.thumbnail.map(|rgb| Thumbnail { frame, time_s, rgb }));
        pictures.still = pictures.still.take().or(seen.still.map(|rgb| (time_s, rgb)));
    };
    let region = |time_s: f64| plan.path.at(time_s / plan.slow_motion_factor);
    follow(clip, region, workers, observe, sink)?;
    Ok((frames, pictures))
}

/// The subject with the skeleton and some room, scaled down; the whole picture where nobody was found.
fn thumbnail(rgb: &RgbImage, pose: Option<&Pose>) -> RgbImage {
    let (width, height) = (rgb.width() as f32, rgb.height() as f32);
    let [left, top, right, bottom] = match pose {
        Some(pose) => pose.bounds_px(),
        None => [0.0, 0.0, width, height],
    };
    let room_px = 0.15 * (bottom - top).max(right - left).max(0.0);
    let clamp = |v: f32, limit: f32| v.clamp(0.0, limit - 1.0) as u32;
    let (x0, y0) = (clamp(left - room_px, width), clamp(top - room_px, height));
    let (x1, y1) = (clamp(right + room_px, width), clamp(bottom + room_px, height));
    let (w, h) = (x1 - x0 + 1, y1 - y0 + 1);
    let scale = (THUMBNAIL_PX as f32 / w.max(h) as f32).min(1.0);
    let to = |length: u32| ((length as f32 * scale).round() as u32).max(1);
    let mut small = imageops::thumbnail(&*imageops::crop_imm(rgb, x0, y0, w, h), to(w), to(h));
    if let Some(pose) = pose {
        draw_pose(&mut small, &moved(pose, [x0 as f32, y0 as f32], scale));
    }
    small
}

/// A pose in the coordinates of a cut and scaled picture.
fn moved(pose: &Pose, origin_px: [f32; 2], scale: f32) -> Pose {
    let mut moved = pose.clone();
    for keypoint in &mut moved.keypoints {
        keypoint.x_px = (keypoint.x_px - origin_px[0]) * scale;
        keypoint.y_px = (keypoint.y_px - origin_px[1]) * scale;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::video::VideoInfo;

    fn scan_of(times_s: Vec<f64>, capture_rate_hz: Option<f64>) -> Scan {
        let info = VideoInfo { capture_rate_hz, ..VideoInfo::default() };
        Scan { times_s, info, searched: vec![(1.0, vec![])], warnings: vec![] }
    }

    fn at_30_hz() -> Vec<f64> {
        (0..61).map(|i| f64::from(i) / 30.0).collect()
    }

    #[test]
    fn slow_motion_becomes_real_time() {
        let mut scan = scan_of(at_30_hz(), Some(240.0));
        let timing = to_real_time(&mut scan, None);
        assert!((timing.slow_motion_factor - 8.0).abs() < 1e-9);
        assert!((timing.rate_hz - 240.0).abs() < 1e-6);
        assert!((timing.duration_s - 0.25).abs() < 1e-9);
        assert!((scan.searched[0].0 - 0.125).abs() < 1e-9);
    }

    #[test]
    fn a_capture_rate_that_is_the_playing_rate_changes_nothing() {
        let timing = to_real_time(&mut scan_of(at_30_hz(), Some(29.97)), None);
        assert_eq!(timing.slow_motion_factor, 1.0);
        assert_eq!(timing.irregular_pct, 0.0);
    }

    #[test]
    fn the_users_capture_rate_wins_over_the_files() {
        let timing = to_real_time(&mut scan_of(at_30_hz(), Some(240.0)), Some(120.0));
        assert!((timing.slow_motion_factor - 4.0).abs() < 1e-9);
    }

    #[test]
    fn dropped_frames_are_counted_as_irregular() {
        let times: Vec<f64> = at_30_hz()
            .into_iter()
            .enumerate()
            .filter(|(i, _)| i % 10 != 5)
            .map(|(_, t)| t)
            .collect();
        let timing = to_real_time(&mut scan_of(times, None), None);
        assert!((timing.rate_hz - 30.0).abs() < 1e-6);
        assert!(
            (timing.irregular_pct - 100.0 * 6.0 / 54.0).abs() < 1e-9,
            "{}",
            timing.irregular_pct
        );
    }

    #[test]
    fn thumbnails_stay_inside_the_picture() {
        let rgb = RgbImage::new(640, 480);
        let keypoint = |x_px, y_px| crate::pose::Keypoint { x_px, y_px, ..Default::default() };
        let pose = Pose {
            score: 1.0,
            keypoints: vec![keypoint(-50.0, 20.0), keypoint(700.0, 900.0)],
            world_m: vec![],
        };
        let small = thumbnail(&rgb, Some(&pose));
        assert!(small.width().max(small.height()) == THUMBNAIL_PX);
    }
}
