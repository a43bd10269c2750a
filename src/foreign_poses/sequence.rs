//! From the poses of a file and what is known of the clip to a sequence.

use crate::anatomy::Landmark;
use crate::error::ForeignPosesError;
use crate::foreign_poses::people::{Found, people, tracks};
use crate::foreign_poses::place_in_clip::{alone, in_clip};
use crate::foreign_poses::point::Point;
use crate::foreign_poses::poses::{ForeignFrame, ForeignPerson, ForeignPoses, RATES_HZ};
use crate::pose::{Keypoint, Pose};
use crate::signal::median;
use crate::track::{
    AskedPerson, ClipInfo, LONGEST_CLIP_S, POSES_SCHEMA_VERSION, Person, PersonTrack, PoseFrame,
    PoseSequence, PoseSource, ReadingOptions, Scene, choose,
};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What is known of the clip that poses are of.
#[derive(Debug, Clone, PartialEq)]
pub struct ClipOfPoses {
    /// Its identity and its clock.
    pub clip: ClipInfo,
    /// Real time of every frame that is to be analysed.
    pub times_s: Vec<f64>,
    /// Which frames of the clip these are.
    pub kept: Range<usize>,
    /// Frames of the whole clip, and its file; `None` where there is no clip.
    pub whole: Option<(PathBuf, usize)>,
    /// What was wrong with the clip.
    pub warnings: Vec<String>,
    /// SHA-256 of the poses.
    pub poses_sha256: String,
    /// What the user asked for.
    pub reading: ReadingOptions,
}

impl ForeignPoses {
    /// The times of all frames from the first to the last, from that on: at the rate that is stated, else as the file has
    /// them, else at the file's own rate.
    ///
    /// # Errors
    /// When the numbers of the frames are none of a clip, or their times; and when nothing says the times.
    pub fn clock(&self, stated_hz: Option<f64>) -> Result<Vec<f64>, ForeignPosesError> {
        let frames = alone(self)?.frames;
        let even = |hz: f64| (0..frames.len()).map(|frame| frame as f64 / hz).collect();
        // a rate that is stated is meant, whatever the file says
        if let Some(hz) = stated_hz {
            return Ok(even(hz));
        }
        let times = frames.iter().map(|frame| frame.as_ref()?.time_s).collect::<Option<Vec<f64>>>();
        match (times, self.rate_hz) {
            (Some(times), _) => clip_times(times, &self.path),
            (None, Some(hz)) => Ok(even(hz)),
            (None, None) => Err(ForeignPosesError::NeedsRate { path: self.path.clone() }),
        }
    }
}

/// Times from the first on. The rate that follows from them has the limits of one that is stated.
fn clip_times(times_s: Vec<f64>, path: &Path) -> Result<Vec<f64>, ForeignPosesError> {
    let interval_s = median(times_s.windows(2).map(|w| w[1] - w[0]));
    let rate_hz = 1.0 / interval_s;
    if times_s.len() > 1 && !RATES_HZ.contains(&rate_hz) {
        return Err(ForeignPosesError::ClockRate { path: path.into(), interval_s, rate_hz });
    }
    let start_s = times_s.first().copied().unwrap_or_default();
    let lasts_s = times_s.last().map_or(0.0, |last| last - start_s);
    match lasts_s <= LONGEST_CLIP_S {
        true => Ok(times_s.iter().map(|t| t - start_s).collect()),
        false => Err(ForeignPosesError::ClockSpan { path: path.into(), lasts_s }),
    }
}

/// Puts poses into the frames of a clip, links people through time and chooses the subject.
///
/// # Errors
/// When the clip has another number of frames, or the person asked for is not there.
pub fn sequence(poses: &ForeignPoses, of: ClipOfPoses) -> Result<PoseSequence, ForeignPosesError> {
    let placed = match &of.whole {
        Some((clip, frames)) => in_clip(poses, clip, *frames)?,
        None => alone(poses)?,
    };
    let video = &of.clip.video;
    let size_px = [video.width_px, video.height_px].map(f64::from);
    let (reach, clip_frames) = (placed.reach, placed.frames.len());
    let found: Vec<(f64, Vec<Found>)> = placed
        .frames
        .iter()
        .skip(of.kept.start)
        .zip(&of.times_s)
        .map(|(frame, &time_s)| (time_s, in_picture(poses, frame.as_ref(), size_px)))
        .collect();
    refuse_other_size(poses, &found, size_px)?;
    let frames = found.len();
    let persons = people(found);
    let [width_px, height_px] = size_px.map(|px| px as f32);
    let people = tracks(&persons, Scene { width_px, height_px, searched: frames });
    let asked = (of.reading.person, of.clip.timing.slow_motion_factor);
    let subject_id = pick(poses, &people, asked, frames)?.id;
    let frames = subject_frames(&persons[subject_id as usize - 1], &of);
    Ok(PoseSequence {
        schema_version: POSES_SCHEMA_VERSION,
        clip: of.clip,
        model: None,
        source: Some(PoseSource {
            format: poses.format.to_owned(),
            landmark_set: poses.set.name.clone(),
            has_confidences: poses.has_confidences,
            frames: reach,
            clip_frames,
            sha256: of.poses_sha256,
        }),
        people,
        subject_id,
        reading: of.reading,
        landmarks: Landmark::ALL.to_vec(),
        frames,
        warnings: of.warnings,
    })
}

/// Of a person who is cut off, a tool places fewer landmarks than this outside the picture with some confidence.
const MOST_OUTSIDE_PCT: f64 = 25.0;

/// Tools are less sure of what they cannot see.
const SURE: f32 = 0.3;

/// Landmarks outside the picture are those of another clip, or the size that was stated is wrong.
fn refuse_other_size(
    poses: &ForeignPoses,
    found: &[(f64, Vec<Found>)],
    size_px: [f64; 2],
) -> Result<(), ForeignPosesError> {
    let people = found.iter().flat_map(|(_, people)| people);
    let sure = people.flat_map(|(_, pose)| &pose.keypoints).filter(|k| k.visibility >= SURE);
    let (mut all, mut outside) = (0_usize, 0_usize);
    for k in sure {
        let [x, y] = [k.x_px, k.y_px].map(f64::from);
        let is_inside = (0.0..=size_px[0]).contains(&x) && (0.0..=size_px[1]).contains(&y);
        all += 1;
        outside += usize::from(!is_inside);
    }
    let outside_pct = 100.0 * outside as f64 / all.max(1) as f64;
    match outside_pct > MOST_OUTSIDE_PCT && poses.has_confidences {
        true => Err(ForeignPosesError::OutsideThePicture {
            path: poses.path.clone(),
            outside_pct,
            size_px: size_px.map(|px| px as u32),
        }),
        false => Ok(()),
    }
}

/// The person asked for, or the one who walks.
fn pick<'a>(
    poses: &ForeignPoses,
    people: &'a [PersonTrack],
    (asked, slowness): (Option<AskedPerson>, f64),
    frames: usize,
) -> Result<&'a PersonTrack, ForeignPosesError> {
    let path = || poses.path.clone();
    let best =
        choose(people).ok_or_else(|| ForeignPosesError::NobodyThere { path: path(), frames })?;
    let Some(asked) = asked else { return Ok(best) };
    asked.of(people, slowness).ok_or_else(|| ForeignPosesError::NoSuchPersonThere {
        path: path(),
        asked: asked.to_string(),
        found: people.len(),
    })
}

/// The subject's pose in each frame.
fn subject_frames(subject: &Person, of: &ClipOfPoses) -> Vec<PoseFrame> {
    let mut sightings = subject.sightings.iter().peekable();
    let frame = |(at, &time_s): (usize, &f64)| {
        let seen = sightings.next_if(|s| s.time_s == time_s);
        PoseFrame {
            index: of.kept.start + at,
            time_s,
            pose: seen.map(|s| s.sighting.pose.clone()),
            ..PoseFrame::default()
        }
    };
    of.times_s.iter().enumerate().map(frame).collect()
}

fn in_picture(poses: &ForeignPoses, frame: Option<&ForeignFrame>, size_px: [f64; 2]) -> Vec<Found> {
    let unit_px = if poses.is_normalised { size_px } else { [1.0, 1.0] };
    let people = frame.map_or(&[][..], |frame| &frame.people);
    people.iter().map(|person| (person.id, pose(poses, person, unit_px))).collect()
}

/// Landmarks that the set does not have, or that were not found, are absent.
fn pose(poses: &ForeignPoses, person: &ForeignPerson, unit_px: [f64; 2]) -> Pose {
    let mut keypoints = vec![Keypoint::ABSENT; Landmark::COUNT];
    let mut sum = 0.0;
    let known = poses.set.landmarks.iter().zip(&person.points);
    let known: Vec<(Landmark, Point)> =
        known.filter_map(|(landmark, point)| (*landmark).zip(*point)).collect();
    for (landmark, point) in &known {
        keypoints[landmark.index()] = keypoint(*point, unit_px);
        sum += point.confidence;
    }
    let score = (sum / known.len().max(1) as f64) as f32;
    Pose { score, keypoints, world_m: Vec::new(), leg_peaks: Vec::new() }
}

fn keypoint(point: Point, unit_px: [f64; 2]) -> Keypoint {
    let confidence = point.confidence as f32;
    Keypoint {
        x_px: (point.x * unit_px[0]) as f32,
        y_px: (point.y * unit_px[1]) as f32,
        visibility: confidence,
        presence: confidence,
        z_px: (point.z * unit_px[0]) as f32,
    }
}
