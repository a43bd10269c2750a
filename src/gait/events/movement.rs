//! How a foot moves in the picture, seen from the front or from behind: when it is quickest, and where it rests.

use crate::anatomy::{Joint, Side};
use crate::gait::anthropometry::NOSE_HEIGHT_RATIO;
use crate::gait::events::event::{EventKind, LEAST_PLANTED_S, PLANTED_SPEED_RATIO};
use crate::gait::events::stride_share::StrideShare;
use crate::motion::{Motion, Pass};
use crate::signal::{crossing_s, frames_between, gradient, mad_sigma, mean, median, period_s};

/// A moment of a movement: where its speed comes to or falls from a share of its peak, and how far from
/// an event that is, as a share of the stride.
pub(crate) struct Moment {
    /// The event that it tells.
    pub(crate) kind: EventKind,
    pub(crate) edge: Edge,
    pub(crate) speed_ratio: f64,
    /// Very far from the camera.
    pub(crate) share: StrideShare,
    /// What comes to the share at one body height's distance; it falls with the distance.
    pub(crate) near_share: f64,
    /// Standard deviation of the share.
    pub(crate) share_sd: f64,
}

/// On which side of its peak a speed comes to the share.
pub(crate) enum Edge {
    /// Before the peak.
    Rising,
    /// After it.
    Falling,
}

/// From the lift at 58 to 64 % of the cycle to the late swing's rise at 90 to 91 %, in strides.
const SECOND_RISE: [f64; 2] = [0.25, 0.35];

/// Slower movements, as a share of the usual peak, are no swing.
const LEAST_PEAK_RATIO: f64 = 0.5;

/// In heights a second: the slowest of the curves has 0.34.
const LEAST_PEAK_SPEED: f64 = 0.2;

/// A stride lasts as long, in seconds: slow to very fast walking.
pub(crate) const STRIDE_S: std::ops::RangeInclusive<f64> = 0.7..=2.0;

/// From one stride's quickest moment to the next, in strides.
const STRIDES_APART: [f64; 2] = [0.8, 1.2];

/// Standard deviation of that, as far as it is looked for; strides of a person who limps vary by some 5 %.
const STRIDE_SD: f64 = 0.08;

/// The foot swings until contact from so many strides before it, and stands from and until so many after it.
///
/// # Source
/// Perry & Burnfield 2010: swing lasts 38 % of the cycle, the sole is flat from 12 to 31 %.
const SWINGS: f64 = 0.4;
const STANDS: [f64; 2] = [0.15, 0.35];

/// The toes rise for so many strides at most, most of swing, and have left the ground at so much of their quickest rise: a
/// foot in swing is faster, and what rolls over its toes is slower.
const RISES: f64 = 0.3;
const LEAVES_RATIO: f64 = 0.3;

/// A step moves a foot at least this far through the picture, in heights: at ten heights' distance
/// three quarters of a height, the usual stride, show as 0.04. Marching on the spot moves it nowhere.
const LEAST_TRAVEL: f64 = 0.03;

/// On a treadmill a standing foot goes away from the camera or toward it by at least so much, in heights: at
/// nine heights' distance a usual stride shows as 0.008.
const LEAST_FALL: f64 = 0.008;

/// The toes lie on the ground, in strides after contact.
const STANCE: [f64; 2] = [0.20, 0.40];

/// The height of a foot's points in the picture through a pass.
#[derive(Clone)]
pub(crate) struct Movement<'a> {
    pub(crate) time_s: &'a [f64],
    /// Speed against the hips in the direction that is looked at, in heights a second; NaN where unknown.
    /// Against the hips it is the same on a floor, on a treadmill, and before a camera that follows or shakes.
    pub(crate) speed: Vec<f64>,
    /// Position in that direction.
    pub(crate) position_px: Vec<f64>,
    pub(crate) heights_px: &'a [f64],
    /// Focal length of a usual lens.
    pub(crate) focal_px: f64,
}

impl<'a> Movement<'a> {
    /// The mean of some points, downward (1) or upward (−1).
    pub(crate) fn of(
        motion: &'a Motion,
        pass: &Pass,
        side: Side,
        joints: &[Joint],
        down: f64,
    ) -> Self {
        let frames = pass.first_frame..pass.end_frame;
        let time_s = &motion.time_s[frames.clone()];
        let heights_px = &motion.heights_px[frames.clone()];
        let foot =
            |frame: usize| down * mean(joints.iter().map(|j| motion.at(j.on(side), frame)[1]));
        let hips = |frame: usize| down * motion.hips(frame)[1];
        let position_px = frames.clone().map(foot).collect();
        let against_hips: Vec<f64> = frames.map(|f| foot(f) - hips(f)).collect();
        let speed_px = gradient(time_s, &against_hips);
        let speed = speed_px.iter().zip(heights_px).map(|(v, h)| v / h).collect();
        Self { time_s, speed, position_px, heights_px, focal_px: motion.focal_px }
    }

    /// The same with each speed added to the one of the foot's second rise: the lift and the late swing
    /// are alike in speed, but only the lift has the other one after it.
    pub(crate) fn pairs(&self, stride_s: f64) -> Self {
        let second = |i: usize| {
            let at = |share: f64| {
                self.time_s.partition_point(|&t| t < self.time_s[i] + share * stride_s)
            };
            self.speed[at(SECOND_RISE[0])..at(SECOND_RISE[1])].iter().copied().fold(0.0, f64::max)
        };
        let speed = (0..self.speed.len()).map(|i| self.speed[i] + second(i)).collect();
        Self { speed, position_px: self.position_px.clone(), ..*self }
    }

    /// How long a stride takes, by how both feet take turns; `None` where nothing repeats.
    pub(crate) fn stride_s(feet: &[Self; 2]) -> Option<f64> {
        let turns = feet[0].speed.iter().zip(&feet[1].speed).map(|(left, right)| left - right);
        period_s(feet[0].time_s, &turns.collect::<Vec<_>>(), STRIDE_S)
    }

    /// The frames in which it is quickest, one a stride: from a first one a stride on and a stride back, time
    /// and again.
    pub(crate) fn peaks(&self, first: usize, stride_s: f64) -> Vec<usize> {
        let mut peaks = vec![first];
        for direction in [1.0, -1.0] {
            let mut at_s = self.time_s[first];
            loop {
                let ends = STRIDES_APART.map(|strides| at_s + direction * strides * stride_s);
                let from = self.time_s.partition_point(|&t| t < ends[0].min(ends[1]));
                let to = self.time_s.partition_point(|&t| t < ends[0].max(ends[1]));
                if from == to {
                    break;
                }
                let expected_s = at_s + direction * stride_s;
                let found = self.quickest(from..to, |i| {
                    (-0.5 * ((self.time_s[i] - expected_s) / (STRIDE_SD * stride_s)).powi(2)).exp()
                });
                at_s = found.map_or(expected_s, |i| self.time_s[i]);
                peaks.extend(found);
            }
        }
        peaks.sort_unstable();
        let least = LEAST_PEAK_RATIO * median(peaks.iter().map(|&i| self.speed[i]));
        // what is quickest in the first or last frame may still get quicker
        let inside = 1..self.speed.len().saturating_sub(1);
        peaks.retain(|i| inside.contains(i) && self.speed[*i] >= least.max(LEAST_PEAK_SPEED));
        peaks
    }

    /// The quickest of some frames, each with its weight; `None` where nothing is known.
    pub(crate) fn quickest(
        &self,
        frames: std::ops::Range<usize>,
        weight: impl Fn(usize) -> f64,
    ) -> Option<usize> {
        let known = frames.filter(|&i| self.speed[i].is_finite());
        let score = |i: usize| weight(i) * self.speed[i];
        known.max_by(|&a, &b| score(a).total_cmp(&score(b)))
    }

    /// Whether the foot gets anywhere: from mid-stance to mid-stance through the picture, or, on a treadmill
    /// and before a camera that follows, falling back through stance. `contact` is where the foot lands, in
    /// strides after its quickest moment.
    pub(crate) fn travels(&self, peaks: &[usize], contact: f64, stride_s: f64) -> bool {
        let at = |time_s: f64| {
            let i = self.time_s.partition_point(|&t| t < time_s);
            let is_inside = self.time_s.first().is_some_and(|&first| time_s >= first);
            self.position_px.get(i).copied().filter(|_| is_inside).unwrap_or(f64::NAN)
        };
        let moved = |from: f64, to: f64| {
            let way = |&peak: &usize| {
                let middle_s = self.time_s[peak];
                let px = at(middle_s + to * stride_s) - at(middle_s + from * stride_s);
                px / self.heights_px[peak]
            };
            median(peaks.iter().map(way))
        };
        let falls_back = -moved(contact + STANCE[0], contact + STANCE[1]);
        moved(-0.5, 0.5) >= LEAST_TRAVEL || falls_back >= LEAST_FALL
    }

    /// Contact by when the foot stops: its speed in the picture has fallen from its peak in swing to
    /// [`PLANTED_SPEED_RATIO`] above that of its stance, which is none but on a treadmill or before a camera that
    /// follows, and mostly stays below: a foot that slows down on its way has not landed. With the standard deviation that
    /// the speed's noise in stance gives that; `None` where it is not seen.
    pub(crate) fn stops_s(&self, contact_s: f64, stride_s: f64) -> Option<(f64, f64)> {
        let speed = gradient(self.time_s, &self.position_px);
        let frame =
            |strides: f64| self.time_s.partition_point(|&t| t < contact_s + strides * stride_s);
        let stands = frame(STANDS[0])..frame(STANDS[1]);
        let standing = median(speed[stands.clone()].iter().copied());
        let noise = mad_sigma(speed[stands.clone()].iter().copied(), standing);
        let swing = frame(-SWINGS)..frame(0.0);
        let fastest = swing.max_by(|&a, &b| speed[a].total_cmp(&speed[b]))?;
        let after = |i: usize| {
            let end_s = self.time_s[i] + LEAST_PLANTED_S;
            median(speed[i..self.time_s.partition_point(|&t| t <= end_s)].iter().copied())
        };
        let slows_to_s = |ratio: f64| {
            let level = standing + ratio * (speed[fastest] - standing);
            let stays = |&i: &usize| speed[i] < level && after(i) < level;
            let slowed = (fastest + 1..stands.end).find(stays)?;
            let at = |i: usize| (self.time_s[i], speed[i]);
            Some(crossing_s(at(slowed - 1), at(slowed), level))
        };
        let (half_s, stops_s) = (slows_to_s(0.5)?, slows_to_s(PLANTED_SPEED_RATIO)?);
        let braking =
            (0.5 - PLANTED_SPEED_RATIO) * (speed[fastest] - standing) / (stops_s - half_s);
        let sd_s = noise / braking;
        (stops_s.is_finite() && sd_s.is_finite()).then_some((stops_s, sd_s))
    }

    /// When the toes leave the ground: going back from a moment of their rise, over its quickest one, their speed falls to
    /// three tenths of that and mostly stays below. With the standard deviation that the speed's noise before gives that;
    /// `None` where it is not seen.
    pub(crate) fn leaves_s(&self, rising: usize, stride_s: f64) -> Option<(f64, f64)> {
        let frame = |s: f64| frames_between(self.time_s, s, s).start;
        let top =
            self.quickest(frame(self.time_s[rising] - RISES * stride_s)..rising + 1, |_| 1.0)?;
        let level = LEAVES_RATIO * self.speed[top];
        let before = |i: usize, lasts_s: f64| &self.speed[frame(self.time_s[i] - lasts_s)..i];
        let middle = |speeds: &[f64]| median(speeds.iter().copied());
        let rests =
            |&i: &usize| self.speed[i] < level && middle(before(i, LEAST_PLANTED_S)) < level;
        let last = (0..top).rev().find(rests)?;
        let at = |i: usize| (self.time_s[i], self.speed[i]);
        let leaves_s = crossing_s(at(last), at(last + 1), level);
        let stance = before(last, RISES * stride_s);
        let noise = mad_sigma(stance.iter().copied(), middle(stance));
        let steepness = (self.speed[top] - level) / (self.time_s[top] - leaves_s);
        Some((leaves_s, noise / steepness)).filter(|(_, sd_s)| sd_s.is_finite())
    }

    /// When the event is that lies at a moment's distance from where the speed crosses the moment's share of its
    /// peak, and the standard deviation of that time.
    pub(crate) fn event_s(
        &self,
        peak: usize,
        moment: &Moment,
        stride_s: f64,
    ) -> Option<(f64, f64)> {
        let level = moment.speed_ratio * self.speed[peak];
        let next = |i: usize| match moment.edge {
            Edge::Rising => i.checked_sub(1),
            Edge::Falling => Some(i + 1),
        };
        let (mut quick, mut slow) = (peak, next(peak)?);
        while *self.speed.get(slow)? >= level {
            (quick, slow) = (slow, next(slow)?);
        }
        let at = |i: usize| (self.time_s[i], self.speed[i]);
        let near = self.heights_px[peak] / NOSE_HEIGHT_RATIO / self.focal_px;
        let share = moment.share.at(stride_s) + moment.near_share * near;
        let time_s = crossing_s(at(slow), at(quick), level) + share * stride_s;
        let is_inside = (self.time_s[0]..=*self.time_s.last()?).contains(&time_s);
        (time_s.is_finite() && is_inside).then_some((time_s, moment.share_sd * stride_s))
    }
}
