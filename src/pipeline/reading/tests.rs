//! A clip read with a model that knows who is where: whom the reading follows, and what it looks at again.

use crate::error::{AnalysisError, PoseError, VideoError};
use crate::pipeline::blurring::Blurring;
use crate::pipeline::film_format::Filming;
use crate::pipeline::progress::{Progress, UsedUp};
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::extraction::extract_poses;
use crate::pipeline::stopwatch::Stopwatch;
use crate::pose::{
    Detection, Keypoint, Located, Look, Looks, Pose, PoseEstimator, PoseModel, Region,
};
use crate::track::{AskedPerson, ModelInfo, PlaceInClip, PoseSequence, ReadingOptions};
use crate::video::{Cutout, Frame, FrameSource, NewPart, Picture, SmallSize, VideoInfo};
use image::{Rgb, RgbImage};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

const WIDTH_PX: u32 = 320;
const HEIGHT_PX: u32 = 180;
const RATE_HZ: f64 = 30.0;

/// A frame that shows the picture before again, and one with which another part begins.
#[derive(Clone, Copy, Default)]
struct Odd {
    again: Option<usize>,
    new_part: Option<usize>,
}

/// Who is in each frame: nobody knows it but the model.
struct World {
    frames: Vec<Vec<Pose>>,
    /// What is odd of the clip.
    odd: Odd,
    /// The frames whose landmarks were looked for, and how.
    looks: Mutex<Vec<(usize, Look)>>,
}

impl World {
    fn new(frames: Vec<Vec<Pose>>) -> Arc<Self> {
        Arc::new(Self { frames, odd: Odd::default(), looks: Mutex::default() })
    }

    fn looks_at(&self, frame: usize) -> Vec<Look> {
        let looks = self.looks.lock().unwrap();
        looks.iter().filter(|(at, _)| *at == frame).map(|(_, look)| *look).collect()
    }
}

/// Somebody who walks to the left for 126 frames.
fn walker() -> Vec<Pose> {
    let file =
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/normal_sagittal_left.poses.json");
    let text = std::fs::read_to_string(file).unwrap();
    let sequence: PoseSequence = serde_json::from_str(&text).unwrap();
    let poses = sequence.frames.into_iter().map(|frame| frame.pose.unwrap());
    poses.map(|pose| moved(&pose, 0.25, [0.0, 0.0])).collect()
}

/// Somebody small who stands in the background.
fn bystander() -> Pose {
    moved(&walker()[60], 0.4, [80.0, -15.0])
}

fn moved(pose: &Pose, scale: f32, by_px: [f32; 2]) -> Pose {
    let place = |k: &Keypoint| Keypoint {
        x_px: scale * k.x_px + by_px[0],
        y_px: scale * k.y_px + by_px[1],
        ..*k
    };
    let keypoints = pose.keypoints.iter().map(place).collect();
    Pose { keypoints, world_m: vec![], leg_peaks: vec![], ..pose.clone() }
}

fn region_of(pose: &Pose) -> Region {
    let [left, top, right, bottom] = pose.bounds_px();
    Region {
        cx_px: (left + right) / 2.0,
        cy_px: (top + bottom) / 2.0,
        size_px: 1.25 * (right - left).max(bottom - top),
        angle_rad: 0.0,
    }
}

/// A model that reads the frame's number from the picture and knows who is there.
struct Knowing(Arc<World>);

impl Knowing {
    fn people(&self, picture: &Cutout) -> (usize, &[Pose]) {
        let frame = number_in(picture);
        (frame, &self.0.frames[frame])
    }
}

impl PoseModel for Knowing {
    fn detect(&mut self, picture: &Cutout, _: &Region) -> Result<Vec<Detection>, PoseError> {
        let found = |pose: &Pose| {
            let region = region_of(pose);
            Detection { score: 0.9, region, head_px: [region.cx_px, region.cy_px] }
        };
        Ok(self.people(picture).1.iter().map(found).collect())
    }

    fn locate(
        &mut self,
        picture: &Cutout,
        region: &Region,
        look: Look,
    ) -> Result<Option<Located>, PoseError> {
        let (frame, people) = self.people(picture);
        self.0.looks.lock().unwrap().push((frame, look));
        let there = people.iter().filter(|p| region_of(p).overlap_ratio(region) > 0.3);
        let overlap = |p: &Pose| region_of(p).overlap_ratio(region);
        let nearest = there.max_by(|a, b| overlap(a).total_cmp(&overlap(b)));
        Ok(nearest.map(|pose| Located { pose: pose.clone(), region: region_of(pose) }))
    }

    /// All of it, so that its number can be read.
    fn bounds_px(&self, _: &Region) -> [f32; 4] {
        [0.0, 0.0, WIDTH_PX as f32, HEIGHT_PX as f32]
    }
}

/// A picture that shows its number: sixteens in its left half, ones in its right half. No place looks as in another one.
fn picture(number: usize) -> Picture {
    let speck = |x: u32, y: u32| {
        let hash = (x / 4).wrapping_mul(73_856_093) ^ (y / 4).wrapping_mul(19_349_663);
        let hash = (hash ^ number as u32).wrapping_mul(0x5bd1_e995);
        (hash >> 16) as usize % 9
    };
    let grey = |digit: usize, speck: usize| Rgb([(16 * digit + 4 + speck) as u8; 3]);
    Picture::of_rgb(&RgbImage::from_fn(WIDTH_PX, HEIGHT_PX, |x, y| {
        let digit = if x < WIDTH_PX / 2 { number / 16 } else { number % 16 };
        grey(digit, speck(x, y))
    }))
}

fn number_in(picture: &Cutout) -> usize {
    let digit = |x| usize::from(picture.get(x, HEIGHT_PX / 2).unwrap()[1]) / 16;
    16 * digit(WIDTH_PX / 4) + digit(3 * WIDTH_PX / 4)
}

/// A clip of numbered pictures.
struct Numbered {
    info: VideoInfo,
    next: usize,
    count: usize,
    odd: Odd,
}

impl FrameSource for Numbered {
    fn info(&self) -> &VideoInfo {
        &self.info
    }

    fn copy_small(&mut self, _: SmallSize) {}

    fn next_wanted(
        &mut self,
        wanted: &mut dyn FnMut(f64) -> bool,
    ) -> Result<Option<Frame>, VideoError> {
        while self.next < self.count {
            let index = self.next;
            self.next += 1;
            let time_s = index as f64 / RATE_HZ;
            if wanted(time_s) {
                let picture = picture(index - usize::from(self.odd.again == Some(index)));
                let new_part = (self.odd.new_part == Some(index)).then_some(NewPart::Clock);
                return Ok(Some(Frame { index, time_s, new_part, picture, small: None }));
            }
        }
        Ok(None)
    }

    fn warnings(&self) -> Vec<String> {
        vec![]
    }
}

/// How many frames were looked at again.
#[derive(Default)]
struct Corrected(AtomicUsize);

impl Progress for Corrected {
    fn read(&self, _: usize, _: Option<u64>) {}
    fn corrected(&self, frames: usize, _: usize) {
        self.0.store(frames, Ordering::Relaxed);
    }
    fn drawn(&self, _: usize, _: usize) {}
}

fn read(
    world: &Arc<World>,
    workers: usize,
    reading: &ReadingOptions,
) -> Result<(PoseSequence, usize), AnalysisError> {
    let corrected = Corrected::default();
    let sequence = read_watched(world, workers, reading, &corrected)?;
    Ok((sequence, corrected.0.load(Ordering::Relaxed)))
}

fn read_watched(
    world: &Arc<World>,
    workers: usize,
    reading: &ReadingOptions,
    progress: &dyn Progress,
) -> Result<PoseSequence, AnalysisError> {
    let info = VideoInfo {
        width_px: WIDTH_PX,
        height_px: HEIGHT_PX,
        container_rate_hz: Some(RATE_HZ),
        ..VideoInfo::default()
    };
    let count = world.frames.len();
    let open = || -> Result<Box<dyn FrameSource>, VideoError> {
        Ok(Box::new(Numbered { info: info.clone(), next: 0, count, odd: world.odd }))
    };
    let clip = Clip { file_name: "a".to_owned(), sha256: String::new(), open: Box::new(open) };
    let estimator = |_| PoseEstimator::new(Box::new(Knowing(Arc::clone(world))));
    let mut workers: Vec<PoseEstimator> = (0..workers).map(estimator).collect();
    let [name, detector_sha256, landmarker_sha256] = [(); 3].map(|()| String::new());
    let model = ModelInfo { name, detector_sha256, landmarker_sha256, errors: None, device: None };
    let film = Filming { sink: None, blurring: Blurring::default() };
    let stopwatch = Stopwatch::default();
    let found = extract_poses(&clip, &mut workers, model, reading, film, &stopwatch, progress)?;
    Ok(found.sequence)
}

/// Time that is up after so many frames.
struct Patience {
    frames: usize,
    read: AtomicUsize,
}

impl Progress for Patience {
    fn read(&self, frames: usize, _: Option<u64>) {
        self.read.store(frames, Ordering::Relaxed);
    }
    fn corrected(&self, _: usize, _: usize) {}
    fn drawn(&self, _: usize, _: usize) {}
    fn used_up(&self) -> Option<UsedUp> {
        (self.read.load(Ordering::Relaxed) >= self.frames).then_some(UsedUp::Time)
    }
}

#[test]
fn a_clip_is_given_up_when_its_time_is_up_and_not_before() {
    let (world, _) = one_who_comes_later();
    let read_for = |frames| {
        let patience = Patience { frames, read: AtomicUsize::new(0) };
        let read = read_watched(&world, 2, &ReadingOptions::default(), &patience);
        (read, patience.read.load(Ordering::Relaxed))
    };
    let (given_up, frames) = read_for(20);
    let error = given_up.unwrap_err();
    assert!(matches!(error, AnalysisError::TimeIsUp { .. }), "{error}");
    assert!(error.hint().contains("--timeout") && frames == 20, "{}: {frames}", error.hint());
    assert!(read_for(world.frames.len() + 1).0.is_ok());
}

/// Two seconds in which only the bystander is there, then somebody walks through.
fn one_who_comes_later() -> (Arc<World>, usize) {
    let before = 60;
    let alone = std::iter::repeat_n(vec![bystander()], before);
    let both = walker().into_iter().map(|pose| vec![bystander(), pose]);
    (World::new(alone.chain(both).collect()), before)
}

#[test]
fn who_comes_later_is_followed_from_the_beginning() {
    let (world, before) = one_who_comes_later();
    let (sequence, corrected) = read(&world, 1, &ReadingOptions::default()).unwrap();
    assert!(corrected > 0, "the first reading follows the bystander for a while");
    assert_eq!(sequence.frames.len(), world.frames.len());
    let first_searched = before + 8; // a quarter of a second later
    for (frame, people) in sequence.frames.iter().zip(&world.frames).skip(before) {
        let is_unseen = frame.pose.is_none() && frame.index < first_searched;
        assert!(is_unseen || frame.pose.as_ref() == people.last(), "frame {}", frame.index);
    }
    // nobody walks before; where the path begins, the bystander is not taken for the walker
    let first = sequence.frames.iter().take(before).filter_map(|f| f.pose.as_ref());
    assert_eq!(first.count(), 0);
}

#[test]
fn the_number_of_workers_changes_nothing() {
    let (world, _) = one_who_comes_later();
    let of = |workers| read(&world, workers, &ReadingOptions::default()).unwrap();
    let (one, three) = (of(1), of(3));
    assert_eq!(one, three);
}

#[test]
fn the_person_asked_for_is_followed_without_a_second_reading() {
    let (world, _) = one_who_comes_later();
    let asked =
        ReadingOptions { person: Some(AskedPerson::Number(1)), ..ReadingOptions::default() };
    let (sequence, corrected) = read(&world, 2, &asked).unwrap();
    assert!(sequence.frames.iter().all(|frame| frame.pose.as_ref() == Some(&bystander())));
    assert_eq!(corrected, 0);
}

/// Nobody would have chosen the bystander: a middle of a box and a time are enough.
#[test]
fn whoever_is_at_the_place_asked_for_is_followed() {
    let (world, _) = one_who_comes_later();
    let [left, top, right, bottom] = bystander().bounds_px().map(f64::from);
    let (x_px, y_px) = ((left + right) / 2.0, (top + bottom) / 2.0);
    let at = |x_px| {
        let place = PlaceInClip { time_s: 0.5, x_px, y_px };
        let person = Some(AskedPerson::At(place));
        read(&world, 2, &ReadingOptions { person, ..ReadingOptions::default() })
    };
    let (sequence, _) = at(x_px).unwrap();
    assert!(sequence.frames.iter().all(|frame| frame.pose.as_ref() == Some(&bystander())));
    assert!(at(x_px + 10.0 * (right - left)).is_err(), "nobody is there");
}

#[test]
fn a_frame_is_looked_at_once_and_every_second_one_in_a_mirror() {
    let world = World::new(walker().into_iter().map(|pose| vec![pose]).collect());
    read(&world, 2, &ReadingOptions::default()).unwrap();
    let looks: Vec<Vec<Look>> = (0..world.frames.len()).map(|at| world.looks_at(at)).collect();
    // the detector's first sighting and the picture's edges may need another look
    let again = looks.iter().filter(|looks| looks.len() > 1).count();
    assert!(again <= looks.len() / 10, "{again} of {} frames", looks.len());
    for (at, looks) in looks.iter().enumerate() {
        assert!(!looks.is_empty(), "frame {at}");
        assert!(looks.iter().all(|look| [*look] == Looks::Alternating.at(at)), "frame {at}");
    }
}

#[test]
fn the_best_preset_looks_both_ways_at_every_frame() {
    let world = World::new(walker().into_iter().map(|pose| vec![pose]).collect());
    let both = ReadingOptions { looks: Looks::Both, ..ReadingOptions::default() };
    let (sequence, _) = read(&world, 2, &both).unwrap();
    for at in 0..world.frames.len() {
        let looks = world.looks_at(at);
        assert!(looks.contains(&Look::Straight) && looks.contains(&Look::Mirrored), "frame {at}");
    }
    let seen = sequence.frames.iter().filter(|frame| frame.pose.is_some()).count();
    assert_eq!(seen, world.frames.len());
}

#[test]
fn nobody_is_lost_where_two_clips_were_joined() {
    // halfway, the one who walks is somewhere else at once: seen by its colours alone
    let leap = |(at, pose): (usize, Pose)| {
        let by_px = if at < 63 { 0.0 } else { 130.0 };
        vec![moved(&pose, 1.0, [by_px, 0.0])]
    };
    let frames: Vec<Vec<Pose>> = walker().into_iter().enumerate().map(leap).collect();
    let unseen = |new_part| {
        let odd = Odd { again: None, new_part };
        let world = World { frames: frames.clone(), odd, looks: Mutex::default() };
        let (sequence, _) = read(&Arc::new(world), 2, &ReadingOptions::default()).unwrap();
        sequence.frames.iter().filter(|frame| frame.pose.is_none()).count()
    };
    assert_eq!(unseen(Some(63)), 0);
    assert!(unseen(None) > 0, "else the leap is too small to show anything");
}

#[test]
fn what_is_odd_of_the_pictures_stands_with_the_poses() {
    let frames = walker().into_iter().map(|pose| vec![pose]).collect();
    let odd = Odd { again: Some(48), new_part: Some(70) };
    let world = Arc::new(World { frames, odd, looks: Mutex::default() });
    let (sequence, _) = read(&world, 2, &ReadingOptions::default()).unwrap();
    let changes: Vec<Option<f64>> = sequence.frames.iter().map(|frame| frame.change).collect();
    assert_eq!((changes[0], changes[48]), (None, Some(0.0)));
    // the picture's number goes on
    assert!(changes[49].is_some_and(|levels| levels > 1.0), "{:?}", changes[49]);
    let parts: Vec<usize> =
        (0..changes.len()).filter(|&at| sequence.frames[at].new_part.is_some()).collect();
    assert_eq!(parts, [70]);
}
