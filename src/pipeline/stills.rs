//! The report's pictures, taken from the finished film: exactly the frames that are wanted.

use super::film::FilmSize;
use super::thumbnail::{moved, thumbnail};
use crate::drawing::draw_people;
use crate::error::VideoError;
use crate::page::{Still, Stills};
use crate::track::{PersonTrack, PoseSequence, TimedBox};
use crate::video::{Decoder, FrameSource, TimeRange};
use image::RgbImage;
use std::path::Path;

/// Reads the film once, in order, and keeps the frames nearest to the wanted moments (seconds of real life), each once.
///
/// # Errors
/// When the film cannot be read.
pub(super) fn film_stills(
    film: &Path,
    size: FilmSize,
    wanted_s: &[f64],
    sequence: &PoseSequence,
) -> Result<Stills, VideoError> {
    let moments = wanted_frames(sequence, wanted_s);
    let chosen = sequence.subject().and_then(|s| nearest(sequence, best_time_s(sequence, s)));
    let mut source = Decoder::open(film, TimeRange::default())?;
    let mut stills = Stills::default();
    let mut next = 0;
    let mut is_wanted = |_played_s: f64| {
        next += 1;
        Some(next - 1) == chosen || moments.binary_search(&(next - 1)).is_ok()
    };
    while let Some(picture) = source.next_wanted(&mut is_wanted)? {
        let frame = picture.index;
        let Some(time_s) = sequence.frames.get(frame).map(|f| f.time_s) else { break };
        if moments.binary_search(&frame).is_ok() {
            let rgb = of_subject(&picture.rgb, size, sequence, frame);
            stills.moments.push(Still { frame, time_s, rgb });
        }
        if Some(frame) == chosen {
            let rgb = of_everybody(picture.rgb, size, sequence, time_s);
            stills.chosen = Some(Still { frame, time_s, rgb });
        }
    }
    Ok(stills)
}

/// The frames nearest to moments, ascending, each once.
fn wanted_frames(sequence: &PoseSequence, wanted_s: &[f64]) -> Vec<usize> {
    let mut frames: Vec<usize> = wanted_s.iter().filter_map(|&t| nearest(sequence, t)).collect();
    frames.sort_unstable();
    frames.dedup();
    frames
}

/// The frame nearest to a moment; `None` where there is no frame or no moment.
fn nearest(sequence: &PoseSequence, time_s: f64) -> Option<usize> {
    let frames = &sequence.frames;
    let after = frames.partition_point(|f| f.time_s < time_s);
    let off_s = |&i: &usize| (frames[i].time_s - time_s).abs();
    let near = after.saturating_sub(1)..(after + 1).min(frames.len());
    near.filter(|i| off_s(i).is_finite()).min_by(|a, b| off_s(a).total_cmp(&off_s(b)))
}

/// The subject with the skeleton.
fn of_subject(rgb: &RgbImage, size: FilmSize, sequence: &PoseSequence, frame: usize) -> RgbImage {
    let pose = sequence.frames.get(frame).and_then(|f| f.pose.as_ref());
    let pose = pose.map(|pose| moved(pose, [0.0; 2], size.scale as f32));
    thumbnail(rgb, pose.as_ref())
}

/// The whole picture with everybody's box.
fn of_everybody(
    mut rgb: RgbImage,
    size: FilmSize,
    sequence: &PoseSequence,
    time_s: f64,
) -> RgbImage {
    let scaled = |b: &TimedBox| TimedBox { box_px: b.box_px.map(|v| v * size.scale as f32), ..*b };
    let person =
        |p: &PersonTrack| PersonTrack { boxes: p.boxes.iter().map(scaled).collect(), ..p.clone() };
    let people: Vec<PersonTrack> = sequence.people.iter().map(person).collect();
    draw_people(&mut rgb, &people, sequence.subject_id, time_s);
    rgb
}

/// When most people are seen together with the subject; among those times when the subject is seen
/// largest.
fn best_time_s(sequence: &PoseSequence, subject: &PersonTrack) -> f64 {
    let area_px = |b: &TimedBox| (b.box_px[2] - b.box_px[0]) * (b.box_px[3] - b.box_px[1]);
    let is_there = |p: &&PersonTrack, t: f64| p.boxes.iter().any(|b| b.time_s == t);
    let company = |b: &TimedBox| sequence.people.iter().filter(|p| is_there(p, b.time_s)).count();
    let best = subject
        .boxes
        .iter()
        .max_by(|a, b| company(a).cmp(&company(b)).then(area_px(a).total_cmp(&area_px(b))));
    best.map_or(0.0, |b| b.time_s)
}
