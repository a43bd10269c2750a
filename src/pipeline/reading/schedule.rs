//! Which frames are searched for people and heads.

use crate::pose::Zoom;
use crate::video::VideoInfo;

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

/// What a frame is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Search {
    /// People, as closely as this.
    pub(super) people: Option<Zoom>,
    pub(super) heads: bool,
}

impl Search {
    /// The same, but for others than those who are known only where it looks closely anyway.
    pub(super) fn of_known(self) -> Self {
        let people = self.people.map(|zoom| if zoom == Zoom::Whole { Zoom::Known } else { zoom });
        Self { people, ..self }
    }
}

/// Which frames are searched for what.
pub(super) struct Schedule {
    people: Due,
    heads: Option<Due>,
    /// Frames that were searched for people.
    searched: usize,
}

impl Schedule {
    /// For a clip that plays so many times slower than life.
    pub(super) fn of(slowness: f64, for_heads: bool) -> Self {
        Self {
            people: Due::every(SEARCH_INTERVAL_S * slowness),
            heads: for_heads.then(|| Due::every(HEADS_INTERVAL_S * slowness)),
            searched: 0,
        }
    }

    /// What a frame is searched for; asked once for every frame, in order.
    pub(super) fn search_at(&mut self, time_s: f64) -> Option<Search> {
        let people = self.people.is_due(time_s).then(|| self.zoom());
        let heads = self.heads.as_mut().is_some_and(|due| due.is_due(time_s));
        (people.is_some() || heads).then_some(Search { people, heads })
    }

    /// Another part of the clip begins: its first frame is searched as that of a clip.
    pub(super) fn begin_part(&mut self) {
        self.searched = 0;
        self.people.next_s = f64::NEG_INFINITY;
        self.heads.iter_mut().for_each(|due| due.next_s = f64::NEG_INFINITY);
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

/// About how much slower than life the clip plays, before its frames are known.
///
/// Only where and how often is searched hangs on it.
pub(super) fn slowness(info: &VideoInfo, asked_capture_rate_hz: Option<f64>) -> f64 {
    let capture_rate_hz = asked_capture_rate_hz.or(info.capture_rate_hz);
    match capture_rate_hz.zip(info.container_rate_hz) {
        Some((captured, played)) if captured.is_finite() && played > 0.0 => {
            (captured / played).max(1.0)
        }
        _ => 1.0,
    }
}
