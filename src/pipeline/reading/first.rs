//! First reading of a clip: who is in it, and the pose of whom it seems to be about in every frame.
//!
//! Each frame is decoded once. It is held for about three quarters of a second, until the people in the searched frames
//! around it are known, and then looked at where the subject must be by these. Which frames are held how long, and what
//! is known when one is looked at, depends on the clip alone, never on how quick the workers are.

use crate::camera_tracking::{CameraTracker, ChangeMeter};
use crate::error::AnalysisError;
use crate::pipeline::film_format::{FilmSink, film_size};
use crate::pipeline::progress::{Progress, check_limits};
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::found::Found;
use crate::pipeline::reading::guess::Guess;
use crate::pipeline::reading::hidden::Hidden;
use crate::pipeline::reading::jobs::{Done, Job, Searched, SeenFrame, WhereTo, done};
use crate::pipeline::reading::look::does_for;
use crate::pipeline::reading::ordered::map_in_order;
use crate::pipeline::reading::schedule::{Schedule, Search, slowness};
use crate::pipeline::stopwatch::{Stage, Stopwatch};
use crate::pose::{PoseEstimator, Sighting};
use crate::track::ReadingOptions;
use crate::video::{Frame, FrameSource};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A frame is looked at when so many frames were searched after it, of which all but the last have been understood: so
/// its region is known from both sides, and no worker waits for a search.
const SEARCHES_AFTER: usize = 3;

/// Decoded frames that are held take at most so much memory; where frames are large and many, they are looked at sooner.
const MOST_HELD_BYTES: usize = 96 << 20;

/// But at least so many are held.
const LEAST_HELD: usize = 8;

/// A box of a person hides the background for so long: people are searched for some four times a second.
const BOX_HOLDS_S: f64 = 0.6;

/// What is wanted of a clip.
pub(super) struct Wanted<'a> {
    pub(super) options: &'a ReadingOptions,
    /// Heads are looked for.
    pub(super) heads: bool,
    /// Takes small pictures of all frames.
    pub(super) film: Option<&'a mut (dyn FilmSink + 'static)>,
    pub(super) stopwatch: &'a Stopwatch,
}

/// Reads a clip: what was found, and what was seen in every frame.
pub(super) fn read_first(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    wanted: Wanted<'_>,
    progress: &dyn Progress,
) -> Result<(Found, Vec<SeenFrame>), AnalysisError> {
    let source = (clip.open)()?;
    let (reading, stopwatch) = (wanted.options, wanted.stopwatch);
    let (searches, searched) = channel();
    let mut reader = Reader::new(source, wanted, searched, (&clip.file_name, progress));
    let hidden = Hidden::new(slowness(&reader.found.info, reading.capture_rate_hz));
    let mut frames = Vec::new();
    let mut eye = Eye { camera: CameraTracker::default(), change: ChangeMeter::default(), hidden };
    let work = |estimator: &mut PoseEstimator, job| {
        stopwatch.time(Stage::Workers, || done(estimator, job, reading))
    };
    let sink = sink(&mut frames, &mut eye, searches);
    map_in_order(|| stopwatch.time(Stage::Pictures, || reader.next()), workers, work, sink)?;
    Ok((reader.finish(), frames))
}

/// What compares each frame with those before it.
struct Eye {
    camera: CameraTracker,
    change: ChangeMeter,
    hidden: Hidden,
}

/// Puts results where they belong. It owns `searches`: whoever waits for one learns when none comes any more.
fn sink<'a>(
    frames: &'a mut Vec<SeenFrame>,
    eye: &'a mut Eye,
    searches: Sender<Searched>,
) -> impl FnMut(Done) -> Result<(), AnalysisError> + Send + 'a {
    move |done| {
        match done {
            Done::Searched(searched) => {
                let _ = searches.send(searched); // nobody waits for the last ones
            }
            Done::Seen(seen, backdrop) => {
                let change = eye.change.step(&backdrop);
                frames.push(SeenFrame { change, ..*seen });
                eye.hidden.step(frames, &backdrop);
                let background = eye.camera.step(*backdrop);
                if let Some(last) = frames.last_mut() {
                    last.background = background;
                }
            }
        }
        Ok(())
    }
}

/// Decodes frames and says what is to be done with them, in an order that depends on the clip alone.
struct Reader<'a> {
    source: Box<dyn FrameSource + 'a>,
    schedule: Schedule,
    guess: Guess,
    film: Option<&'a mut (dyn FilmSink + 'static)>,
    progress: &'a dyn Progress,
    /// The clip's file name.
    name: &'a str,
    found: Found,
    /// Results of searches, in order.
    results: Receiver<Searched>,
    /// Searches given out and not understood yet.
    awaited: usize,
    /// Times of the last frames that were searched for people, [`SEARCHES_AFTER`] at most.
    searched_s: VecDeque<f64>,
    /// Frames that have not been looked at, and how many there may be.
    held: VecDeque<Arc<Frame>>,
    most_held: usize,
    ready: VecDeque<Job>,
    /// Frames that were looked at, or are about to be.
    looked: usize,
    is_at_end: bool,
}

impl<'a> Reader<'a> {
    fn new(
        mut source: Box<dyn FrameSource + 'a>,
        wanted: Wanted<'a>,
        results: Receiver<Searched>,
        (name, progress): (&'a str, &'a dyn Progress),
    ) -> Self {
        let info = source.info().clone();
        let slowness = slowness(&info, wanted.options.capture_rate_hz);
        if wanted.film.is_some() {
            source.copy_small(film_size(info.width_px, info.height_px));
        }
        let frame_bytes = info.width_px as usize * info.height_px as usize * 3 / 2;
        let size_px = (info.width_px, info.height_px);
        let mut film = wanted.film;
        if let Some(film) = &mut film {
            let rate_hz = info.container_rate_hz.unwrap_or(30.0);
            film.begin(film_size(info.width_px, info.height_px), rate_hz);
        }
        Self {
            source,
            schedule: Schedule::of(slowness, wanted.heads),
            guess: Guess::new(size_px, slowness, wanted.options.person),
            film,
            progress,
            name,
            found: Found { info, ..Found::default() },
            results,
            awaited: 0,
            searched_s: VecDeque::new(),
            held: VecDeque::new(),
            most_held: (MOST_HELD_BYTES / frame_bytes.max(1)).max(LEAST_HELD),
            ready: VecDeque::new(),
            looked: 0,
            is_at_end: false,
        }
    }

    /// The next thing to be done. Before it is given out, a frame is decoded if there is room for it: so the workers are
    /// never without work for long.
    fn next(&mut self) -> Result<Option<Job>, AnalysisError> {
        while !self.is_at_end {
            if self.held.len() + self.ready.len() < self.most_held {
                self.decode()?;
            } else if self.ready.is_empty() {
                self.understand();
                self.release(1);
            }
            if !self.ready.is_empty() {
                break;
            }
        }
        Ok(self.ready.pop_front())
    }

    /// Takes in a frame, and makes ready what can be done with it.
    fn decode(&mut self) -> Result<(), AnalysisError> {
        let Some(mut frame) = self.source.next_frame()? else {
            self.is_at_end = true;
            self.understand();
            self.release(self.held.len());
            return Ok(());
        };
        self.found.times_s.push(frame.time_s);
        self.progress.read(self.found.times_s.len(), self.found.info.container_frames);
        check_limits(self.progress, self.name)?;
        if let (Some(film), Some(picture)) = (&mut self.film, frame.small.take()) {
            let start_s = self.found.times_s.first().copied().unwrap_or_default();
            film.take(picture, frame.time_s - start_s);
        }
        if frame.new_part.is_some() {
            self.begin_part(frame.time_s);
        }
        let frame = Arc::new(frame);
        self.held.push_back(Arc::clone(&frame));
        if let Some(search) = self.schedule.search_at(frame.time_s) {
            self.search(frame, self.found.times_s.len() - 1, search);
        }
        Ok(())
    }

    /// Another part of the clip begins: people are searched for as at the beginning of a clip.
    fn begin_part(&mut self, time_s: f64) {
        self.understand(); // what was searched belongs to the part before
        self.guess.begin_part(time_s);
        self.found.parts_s.push(time_s);
        self.schedule.begin_part();
    }

    /// Has a frame searched; by that, earlier ones can be looked at.
    fn search(&mut self, frame: Arc<Frame>, at: usize, search: Search) {
        let time_s = frame.time_s;
        // the search before was given out long ago
        self.understand();
        let known = self.guess.expected(time_s);
        let search = if self.guess.has_walker() { search.of_known() } else { search };
        // before all looks that are ready, so that it is understood in time
        self.ready.push_front(Job::Search { frame, at, search, known });
        self.awaited += 1;
        if search.people.is_none() {
            return;
        }
        self.searched_s.push_back(time_s);
        if self.searched_s.len() == SEARCHES_AFTER {
            let until_s = self.searched_s.pop_front().unwrap_or(f64::NEG_INFINITY);
            let count = self.held.iter().take_while(|f| f.time_s <= until_s).count();
            self.release(count);
        }
    }

    /// Waits for the results of all searches.
    fn understand(&mut self) {
        while self.awaited > 0 {
            let Ok(searched) = self.results.recv() else { return }; // the work has been given up
            self.awaited -= 1;
            take(&mut self.found, searched, |played_s, people| self.guess.add(played_s, people));
        }
    }

    /// The first of the held frames can be looked at.
    fn release(&mut self, count: usize) {
        for frame in self.held.drain(..count) {
            let where_to = where_to(&self.guess, &self.found, frame.time_s);
            let boxes_px = self.guess.boxes_about(frame.time_s, BOX_HOLDS_S);
            self.ready.push_back(Job::Look { frame, at: self.looked, where_to, boxes_px });
            self.looked += 1;
        }
    }

    /// All that was found.
    fn finish(self) -> Found {
        let mut found = self.found;
        self.results.iter().for_each(|searched| take(&mut found, searched, |_, _| {}));
        // the source knows now whether its frames had times
        Found { info: self.source.info().clone(), warnings: self.source.warnings(), ..found }
    }
}

/// Where the subject is at a time, and its pose if that frame was searched.
fn where_to(guess: &Guess, found: &Found, played_s: f64) -> WhereTo {
    let Some(region) = guess.region(played_s) else { return WhereTo::Nowhere };
    let lately = found.searched.iter().rev().take_while(|(searched_s, _)| *searched_s >= played_s);
    let here = lately.filter(|(searched_s, _)| *searched_s == played_s).flat_map(|(_, all)| all);
    match here.into_iter().find(|sighting| does_for(&sighting.seen_in, &region)) {
        Some(sighting) => WhereTo::Seen(sighting.seen_in, Box::new(sighting.pose.clone())),
        None => WhereTo::Expected(region),
    }
}

/// Adds what a search found, and tells of the people.
fn take(found: &mut Found, searched: Searched, mut tell: impl FnMut(f64, &[Sighting])) {
    let played_s = searched.played_s;
    if let Some(people) = searched.people {
        tell(played_s, &people);
        found.searched.push((played_s, people));
    }
    found.heads.extend(searched.heads.map(|heads| (played_s, heads)));
}
