//! From the stamps of a stream to seconds after its first frame.
//!
//! Stamps may be wrong: one far ahead of all others, a clock that starts again where two clips were joined, frames
//! without any. A stamp that does not follow the one before is therefore judged by those after it.

use std::collections::VecDeque;

/// A stamp that comes later than this many frames, and than [`NEAR_S`], may be wrong: it waits for the next ones.
const NEAR_FRAMES: f64 = 3.0;
const NEAR_S: f64 = 0.1;

/// So many stamps that follow one another are a clock.
const ENOUGH: usize = 3;

/// At the end of a clip a frame that comes so much later than all others is taken for a wrong stamp.
const LAST_S: f64 = 1.0;

/// A picture and its time.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Timed<P> {
    pub(super) picture: P,
    /// Seconds after the first frame.
    pub(super) time_s: f64,
    /// The stream's clock starts again here: how long it is since the picture before is not known.
    pub(super) starts_anew: bool,
}

/// The clock of a stream.
#[derive(Debug)]
pub(super) struct Clock<P> {
    /// Nominal length of a frame, for frames without a stamp.
    pub(super) frame_s: f64,
    /// The first frame's stamp.
    pub(super) first_stamp_s: Option<f64>,
    /// What is added to stamps.
    offset_s: f64,
    pub(super) last_s: Option<f64>,
    /// Frames that had no stamp, and frames that were dropped for theirs.
    pub(super) without_stamp: usize,
    pub(super) dropped: usize,
    /// Pictures that do not follow the last one, but one another.
    waiting: VecDeque<(f64, P)>,
    ready: VecDeque<Timed<P>>,
}

impl<P> Clock<P> {
    pub(super) fn new(frame_s: f64) -> Self {
        Self {
            frame_s,
            first_stamp_s: None,
            offset_s: 0.0,
            last_s: None,
            without_stamp: 0,
            dropped: 0,
            waiting: VecDeque::new(),
            ready: VecDeque::new(),
        }
    }

    /// Takes the next decoded picture in, with its stamp in seconds.
    pub(super) fn push(&mut self, stamp_s: Option<f64>, picture: P) {
        let Some(stamp_s) = stamp_s.filter(|s| s.is_finite()) else {
            self.without_stamp += 1;
            match self.waiting.back().map(|(waits_s, _)| *waits_s) {
                Some(waits_s) => self.wait(waits_s + self.frame_s, picture),
                None => self.accept(picture, self.next_s(), false),
            }
            return;
        };
        if self.first_stamp_s.is_none() {
            self.first_stamp_s = Some(stamp_s);
            self.offset_s = self.next_s() - stamp_s; // frames without stamps may have come before
        }
        let time_s = stamp_s + self.offset_s;
        let near_s = NEAR_S.max(NEAR_FRAMES * self.frame_s);
        let Some(last_s) = self.last_s else { return self.accept(picture, time_s, false) };
        if time_s > last_s && time_s <= last_s + near_s {
            self.drop_waiting();
            self.accept(picture, time_s, false);
            return;
        }
        if self.waiting.back().is_some_and(|(waits_s, _)| time_s <= *waits_s) {
            self.drop_waiting();
        }
        self.wait(time_s, picture);
    }

    /// When a frame comes that follows the last one.
    fn next_s(&self) -> f64 {
        self.last_s.map_or(0.0, |last| last + self.frame_s)
    }

    fn wait(&mut self, time_s: f64, picture: P) {
        self.waiting.push_back((time_s, picture));
        if self.waiting.len() == ENOUGH {
            self.accept_waiting();
        }
    }

    /// No more pictures come.
    pub(super) fn end(&mut self) {
        let is_near_the_end =
            |last_s: f64, time_s: f64| time_s > last_s && time_s <= last_s + LAST_S;
        match self.last_s.zip(self.waiting.front().map(|(time_s, _)| *time_s)) {
            Some((last_s, time_s)) if is_near_the_end(last_s, time_s) => self.accept_waiting(),
            _ => self.drop_waiting(),
        }
    }

    /// The next picture whose time is known.
    pub(super) fn pop(&mut self) -> Option<Timed<P>> {
        self.ready.pop_front()
    }

    fn accept(&mut self, picture: P, time_s: f64, starts_anew: bool) {
        self.last_s = Some(time_s);
        self.ready.push_back(Timed { picture, time_s, starts_anew });
    }

    /// Those that wait follow one another: after a hole, or by a clock that started again.
    fn accept_waiting(&mut self) {
        let (Some(last_s), Some((first_s, _))) = (self.last_s, self.waiting.front()) else {
            return;
        };
        let starts_anew = *first_s <= last_s;
        let shift_s = if starts_anew { last_s + self.frame_s - first_s } else { 0.0 };
        self.offset_s += shift_s;
        for (i, (time_s, picture)) in std::mem::take(&mut self.waiting).into_iter().enumerate() {
            self.accept(picture, time_s + shift_s, starts_anew && i == 0);
        }
    }

    fn drop_waiting(&mut self) {
        self.dropped += self.waiting.len();
        self.waiting.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The times that come out, in hundredths, a star where the clock starts anew; and how many were dropped.
    fn times(stamps_s: &[f64]) -> (Vec<String>, usize) {
        let mut clock = Clock::new(0.04);
        stamps_s.iter().for_each(|&s| clock.push(Some(s).filter(|s| *s >= 0.0), ()));
        clock.end();
        let word = |t: Timed<()>| {
            format!("{:.0}{}", 100.0 * t.time_s, if t.starts_anew { "*" } else { "" })
        };
        (std::iter::from_fn(|| clock.pop()).map(word).collect(), clock.dropped)
    }

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn one_wrong_stamp_costs_one_frame() {
        assert_eq!(times(&[9.0, 9.04, 9000.0, 9.12, 9.16]), (words("0 4 12 16"), 1));
        assert_eq!(times(&[9.0, 9.04, 9000.0, 9001.0, 9.16]), (words("0 4 16"), 2));
        assert_eq!(times(&[9.0, 9.04, 1.0, 9.12]), (words("0 4 12"), 1));
        assert_eq!(times(&[9.0, 9.04, 9.04, 9.08]), (words("0 4 8"), 1));
        assert_eq!(times(&[9.0, 9.04, 9000.0]), (words("0 4"), 1));
    }

    #[test]
    fn a_hole_is_a_hole() {
        let after = times(&[0.0, 0.04, 7.0, 7.04, 7.08, 7.12]);
        assert_eq!(after, (words("0 4 700 704 708 712"), 0));
        // one picture in two seconds
        assert_eq!(times(&[0.0, 2.0, 4.0, 6.0, 6.5]), (words("0 200 400 600 650"), 0));
    }

    #[test]
    fn a_clock_that_starts_again_goes_on() {
        let joined = times(&[5.0, 5.04, 5.08, 1.0, 1.04, 1.08, 1.12]);
        assert_eq!(joined, (words("0 4 8 12* 16 20 24"), 0));
        // a wrong first stamp
        assert_eq!(times(&[90.0, 0.04, 0.08, 0.12]), (words("0 4* 8 12"), 0));
    }

    #[test]
    fn frames_without_a_stamp_follow_the_one_before() {
        assert_eq!(times(&[-1.0, -1.0, -1.0]), (words("0 4 8"), 0));
        assert_eq!(times(&[3.0, -1.0, 3.08]), (words("0 4 8"), 0));
        // before the first stamp, and after a hole
        let before = times(&[-1.0, -1.0, -1.0, -1.0, 5.0, 5.04, 5.08]);
        assert_eq!(before, (words("0 4 8 12 16 20 24"), 0));
        let after = times(&[0.0, 0.04, 7.0, -1.0, 7.08, -1.0, 7.16]);
        assert_eq!(after, (words("0 4 700 704 708 712 716"), 0));
    }
}
