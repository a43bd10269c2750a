//! First reading of a clip: who is in it, searched a few times a second.

use crate::error::AnalysisError;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::heads::SeenHead;
use crate::pipeline::reading::ordered::map_in_order;
use crate::pose::{PoseEstimator, Sighting, Zoom};
use crate::video::{Frame, VideoInfo};
use std::collections::VecDeque;

/// Time between searched frames: a person goes some 0.3 m, an eighth of the region's size.
const SEARCH_INTERVAL_S: f64 = 0.25;

/// Every so many searched frames, about once a second, small people are looked for where nobody
/// else is seen.
const DEEP_SEARCH_EVERY: usize = 4;

/// Every so many searched frames, about every two seconds, small people are looked for beside others.
const BROAD_SEARCH_EVERY: usize = 8;

/// Time between frames in which heads are looked for, where faces are to be blurred: who walks goes a tenth of the
/// body's height.
const HEADS_INTERVAL_S: f64 = 0.1;

/// What the first reading found.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// What the container says.
    pub(crate) info: VideoInfo,
    /// Everyone in the searched frames: presentation time in seconds.
    pub(crate) searched: Vec<(f64, Vec<Sighting>)>,
    /// Heads, where they were asked for, as [`Scan::searched`].
    pub(crate) heads: Vec<(f64, Vec<SeenHead>)>,
    /// The presentation time of every frame.
    pub(crate) times_s: Vec<f64>,
    /// What was wrong with the file.
    pub(crate) warnings: Vec<String>,
}

/// What a frame is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Search {
    /// People, as closely as this.
    people: Option<Zoom>,
    heads: bool,
}

/// Which frames are searched for what.
struct Schedule {
    people: Due,
    heads: Option<Due>,
    /// Frames that were searched for people.
    searched: usize,
    /// The wanted frames that are still being decoded.
    waiting: VecDeque<Search>,
}

impl Schedule {
    fn of(slowness: f64, for_heads: bool) -> Self {
        Self {
            people: Due::every(SEARCH_INTERVAL_S * slowness),
            heads: for_heads.then(|| Due::every(HEADS_INTERVAL_S * slowness)),
            searched: 0,
            waiting: VecDeque::new(),
        }
    }

    /// Whether a frame is wanted; asked once for every frame, in order.
    fn wants(&mut self, time_s: f64) -> bool {
        let people = self.people.is_due(time_s).then(|| self.zoom());
        let heads = self.heads.as_mut().is_some_and(|due| due.is_due(time_s));
        let is_wanted = people.is_some() || heads;
        if is_wanted {
            self.waiting.push_back(Search { people, heads });
        }
        is_wanted
    }

    fn zoom(&mut self) -> Zoom {
        self.searched += 1;
        match self.searched - 1 {
            c if c % BROAD_SEARCH_EVERY == 0 => Zoom::Broad,
            c if c % DEEP_SEARCH_EVERY == 0 => Zoom::Deep,
            _ => Zoom::Whole,
        }
    }
}

/// When a frame is due for something that is done every so often.
struct Due {
    interval_s: f64,
    next_s: f64,
}

impl Due {
    fn every(interval_s: f64) -> Self {
        Self { interval_s, next_s: f64::NEG_INFINITY }
    }

    fn is_due(&mut self, time_s: f64) -> bool {
        // a little early rather than a frame late: times are rarely exact multiples
        let is_due = time_s >= self.next_s - 0.1 * self.interval_s;
        if is_due {
            self.next_s = time_s + self.interval_s;
        }
        is_due
    }
}

/// Reads the clip once and searches it for people, and more often for heads where they are asked for. What is found of
/// people does not hang on that.
pub(crate) fn scan(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    asked_capture_rate_hz: Option<f64>,
    for_heads: bool,
    progress: &dyn Progress,
) -> Result<Scan, AnalysisError> {
    let mut source = (clip.open)()?;
    let mut scan = Scan { info: source.info().clone(), ..Scan::default() };
    let slowness = slowness(&scan.info, asked_capture_rate_hz);
    let mut schedule = Schedule::of(slowness, for_heads);
    let times_s = &mut scan.times_s;
    let next = || -> Result<Option<(Frame, Search)>, AnalysisError> {
        let frame = source.next_wanted(&mut |time_s| {
            times_s.push(time_s);
            progress.scanned(times_s.len());
            schedule.wants(time_s)
        })?;
        Ok(frame.zip(schedule.waiting.pop_front()))
    };
    let (searched, heads) = (&mut scan.searched, &mut scan.heads);
    map_in_order(next, workers, look, |found: Found| {
        searched.extend(found.people.map(|people| (found.time_s, people)));
        heads.extend(found.heads.map(|heads| (found.time_s, heads)));
        Ok(())
    })?;
    scan.warnings = source.warnings();
    Ok(scan)
}

/// What was found in one frame, of what was looked for.
struct Found {
    time_s: f64,
    people: Option<Vec<Sighting>>,
    heads: Option<Vec<SeenHead>>,
}

fn look(
    estimator: &mut PoseEstimator,
    (frame, search): (Frame, Search),
) -> Result<Found, AnalysisError> {
    let whole = frame.picture.whole();
    let people = search.people.map(|zoom| estimator.people(&whole, zoom)).transpose()?;
    let candidates = search.heads.then(|| estimator.candidates(&whole)).transpose()?;
    let heads = candidates.map(|all| all.iter().filter_map(SeenHead::of_candidate).collect());
    Ok(Found { time_s: frame.time_s, people, heads })
}

/// About how much slower than life the clip plays, before its frames are known.
///
/// Only the number of searched frames hangs on it.
fn slowness(info: &VideoInfo, asked_capture_rate_hz: Option<f64>) -> f64 {
    let capture_rate_hz = asked_capture_rate_hz.or(info.capture_rate_hz);
    match capture_rate_hz.zip(info.container_rate_hz) {
        Some((captured, played)) if captured.is_finite() && played > 0.0 => {
            (captured / played).max(1.0)
        }
        _ => 1.0,
    }
}
