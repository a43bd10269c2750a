//! The report's pictures, taken from the finished film: exactly the frames that are wanted.

use crate::drawing::{draw_people, measured};
use crate::error::VideoError;
use crate::motion::Motion;
use crate::page::{Still, Stills};
use crate::pipeline::film::thumbnail::{moved, thumbnail};
use crate::pose::Pose;
use crate::track::{PersonTrack, PoseSequence, TimedBox};
use crate::video::{Decoder, FrameSource, SmallSize, TimeRange};
use image::RgbImage;
use std::path::Path;

/// Reads the film once, in order, and keeps the frames nearest to the wanted moments (seconds of real life), each once.
///
/// # Errors
/// When the film cannot be read.
pub(crate) fn film_stills(
    film: &Path,
    size: SmallSize,
    wanted_s: &[f64],
    sequence: &PoseSequence,
    motion: &Motion,
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
    let last = moments.last().copied().max(chosen);
    while let Some(picture) = source.next_wanted(&mut is_wanted)? {
        let frame = picture.index;
        let Some(time_s) = sequence.frames.get(frame).map(|f| f.time_s) else { break };
        let shown = picture.picture.whole().into_rgb();
        if moments.binary_search(&frame).is_ok() {
            let rgb = of_subject(&shown, size, sequence, motion, frame);
            stills.moments.push(Still { frame, time_s, rgb });
        }
        if Some(frame) == chosen {
            let rgb = of_everybody(shown, size, sequence, time_s);
            stills.chosen = Some(Still { frame, time_s, rgb });
        }
        if Some(frame) >= last {
            break; // what comes after is not wanted
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
fn of_subject(
    rgb: &RgbImage,
    size: SmallSize,
    sequence: &PoseSequence,
    motion: &Motion,
    frame: usize,
) -> RgbImage {
    let in_film = |pose: &Pose| moved(pose, [0.0; 2], size.scale as f32);
    let pose = sequence.frames.get(frame).and_then(|f| f.pose.as_ref());
    let seen = pose.map(in_film);
    let drawn = pose.map(|pose| in_film(&measured(pose, motion, frame)));
    thumbnail(rgb, seen.as_ref(), drawn.as_ref())
}

/// The whole picture with everybody's box.
fn of_everybody(
    mut rgb: RgbImage,
    size: SmallSize,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::Landmark;
    use crate::motion::reconstruct;
    use crate::pipeline::film_format::film_size;
    use crate::pose::Keypoint;
    use crate::track::{ClipInfo, POSES_SCHEMA_VERSION, PoseFrame, ReadingOptions, Timing};
    use crate::video::{Coding, Colours, Encoder, Picture, VideoInfo};
    use image::Rgb;

    const FRAMES: usize = 25;

    /// Times as uneven as a phone's, in slow motion.
    fn time_s(frame: usize) -> f64 {
        2.0 + (frame as f64 + 0.3 * (frame % 3) as f64) / 120.0
    }

    /// A film in which frame k is as bright as 10 k, and its poses: the subject's landmarks all at one place.
    fn film(path: &Path) -> PoseSequence {
        let size = film_size(1280, 720);
        let mut encoder = Encoder::create(
            path,
            size.width_px,
            size.height_px,
            30.0,
            Coding::Stepped,
            Colours::default(),
        )
        .unwrap();
        for k in 0..FRAMES {
            let picture =
                RgbImage::from_pixel(size.width_px, size.height_px, Rgb([10 * k as u8; 3]));
            encoder.push(&Picture::of_rgb(&picture), 4.0 * (time_s(k) - time_s(0))).unwrap();
        }
        encoder.finish().unwrap();
        let keypoint = |x_px, y_px| Keypoint { x_px, y_px, ..Keypoint::default() };
        let mut keypoints = vec![keypoint(640.0, 300.0); Landmark::COUNT];
        keypoints[Landmark::LeftHeel.index()] = keypoint(700.0, 500.0);
        let pose = Pose { score: 1.0, keypoints, world_m: vec![], leg_peaks: vec![] };
        let box_at = |time_s| TimedBox { time_s, box_px: [600.0, 200.0, 700.0, 500.0] };
        let subject = PersonTrack {
            id: 1,
            first_s: 2.0,
            last_s: 3.0,
            seen_pct: 100.0,
            height_px: 300.0,
            travel_heights: 0.0,
            stepping_heights: 0.0,
            whole_body_pct: 100.0,
            subject_score: 1.0,
            boxes: vec![box_at(time_s(7))],
        };
        PoseSequence {
            schema_version: POSES_SCHEMA_VERSION,
            clip: ClipInfo {
                light: None,
                file_name: "walk.mp4".to_owned(),
                sha256: String::new(),
                video: VideoInfo { width_px: 1280, height_px: 720, ..VideoInfo::default() },
                timing: Timing {
                    frames: FRAMES,
                    duration_s: 1.0,
                    rate_hz: 120.0,
                    irregular_pct: 0.0,
                    slow_motion_factor: 4.0,
                },
            },
            model: None,
            source: None,
            people: vec![subject],
            subject_id: 1,
            reading: ReadingOptions::default(),
            landmarks: Landmark::ALL.to_vec(),
            frames: (0..FRAMES)
                .map(|index| PoseFrame {
                    index,
                    time_s: time_s(index),
                    pose: Some(pose.clone()),
                    ..PoseFrame::default()
                })
                .collect(),
            warnings: vec![],
        }
    }

    fn stills_of(wanted_s: &[f64]) -> Stills {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film.mp4");
        let sequence = film(&path);
        let motion = reconstruct(&sequence, None);
        film_stills(&path, film_size(1280, 720), wanted_s, &sequence, &motion).unwrap()
    }

    #[test]
    fn a_picture_is_of_the_very_frame_that_is_wanted() {
        let wanted = [13, 0, 24, 5, 5];
        let times_s = wanted.map(|k| time_s(k) + 0.001);
        let stills = stills_of(&times_s);
        assert_eq!(stills.moments.iter().map(|s| s.frame).collect::<Vec<_>>(), [0, 5, 13, 24]);
        for still in &stills.moments {
            assert_eq!(still.time_s, time_s(still.frame));
            let (brightness, at) = (still.rgb.get_pixel(2, 2).0[0], still.frame as u8);
            assert!(brightness.abs_diff(10 * at) < 5, "{at}: {brightness}");
        }
        let chosen = stills.chosen.unwrap();
        assert_eq!((chosen.frame, chosen.rgb.dimensions()), (7, (960, 540)));
        // the box stands at three quarters of its place in the clip
        assert!(chosen.rgb.get_pixel(450, 200).0[0] > 180, "the border of the subject's box");
        assert!(chosen.rgb.get_pixel(440, 200).0[0].abs_diff(70) < 5);
    }

    #[test]
    fn moments_that_are_none_have_no_picture() {
        let stills = stills_of(&[f64::NAN, f64::INFINITY]);
        assert!(stills.moments.is_empty() && stills.chosen.is_some());
        let ends = stills_of(&[-5.0, 1e9]);
        assert_eq!(ends.moments.iter().map(|s| s.frame).collect::<Vec<_>>(), [0, FRAMES - 1]);
    }
}
