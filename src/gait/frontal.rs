//! When each foot lands and leaves, seen from the front or from behind.
//!
//! There a foot comes to rest in the picture slowly and without an edge, while its quickest movements are
//! sharp: coming down and forward in swing (front), the heel's lift and the toes' rise (rear). So these
//! are timed, and the events lie a known share of the stride away.
//!
//! # Source
//! The shares follow from the mean curves of thigh, shank and foot at slow to fast speed (Schwartz,
//! Rozumalski & Trost, J Biomech 2008;41:1639), a body of Winter's proportions, and a pinhole camera at
//! a third to two thirds of the body's height, one and a half to six heights away; the deviations are the
//! spread over these.

use super::events::{EventKind, GaitEvent, Swing};
use super::spatial::NOSE_HEIGHT_RATIO;
use crate::anatomy::{Joint, Side};
use crate::motion::{LEAST_STAIRS_DEG, Motion, Pass, View};
use crate::signal::{crossing_s, gradient, mean, median, period_s};

/// A moment of a movement: where its speed comes to or falls from a share of its peak, and how far from
/// an event that is, as a share of the stride.
struct Moment {
    speed_ratio: f64,
    /// Very far from the camera.
    stride_share: f64,
    /// What comes to the share at one body height's distance; it falls with the distance.
    near_share: f64,
    /// Standard deviation of the share.
    share_sd: f64,
}

/// Front: the foot comes down. 50 % of the peak 9 to 11 % of the cycle after foot off.
const FRONT_OFF: Moment =
    Moment { speed_ratio: 0.5, stride_share: -0.10, near_share: 0.0, share_sd: 0.015 };
/// Front: back to 70 % of the peak 17 % of the cycle before contact at six heights' distance, 12 % at one and
/// a half.
const FRONT_CONTACT: Moment =
    Moment { speed_ratio: 0.7, stride_share: 0.19, near_share: -0.098, share_sd: 0.015 };
/// Rear: the lifted foot slows to 50 % of its peak 6 % of the cycle after foot off at six heights' distance,
/// 11 % at one and a half.
const REAR_OFF: Moment =
    Moment { speed_ratio: 0.5, stride_share: -0.045, near_share: -0.1, share_sd: 0.02 };
/// Rear: the rising toes slow to 50 % of their peak 5 % of the cycle before contact.
const REAR_CONTACT: Moment =
    Moment { speed_ratio: 0.5, stride_share: 0.052, near_share: 0.0, share_sd: 0.02 };

/// The foot lifts at 52 to 64 % of the cycle, the toes rise at 89 %.
const REAR_RISE_AFTER: std::ops::RangeInclusive<f64> = 0.18..=0.42;

/// From the lift at 58 to 64 % of the cycle to the late swing's rise at 90 to 91 %, in strides.
const SECOND_RISE: [f64; 2] = [0.25, 0.35];

/// The lift is so near to where both together are quickest, in strides.
const NEAR_PAIR: f64 = 0.1;

/// Slower movements, as a share of the usual peak, are no swing.
const LEAST_PEAK_RATIO: f64 = 0.5;

/// In heights a second: the slowest of the curves has 0.34.
const LEAST_PEAK_SPEED: f64 = 0.2;

/// A stride lasts as long, in seconds: slow to very fast walking.
const STRIDE_S: std::ops::RangeInclusive<f64> = 0.7..=2.0;

/// From one stride's quickest moment to the next, in strides.
const STRIDES_APART: [f64; 2] = [0.8, 1.2];

/// Standard deviation of that, as far as it is looked for; strides of a person who limps vary by some 5 %.
const STRIDE_SD: f64 = 0.08;

/// The feet take turns half a stride apart; in a limp a tenth of a stride more or less.
const TURN_SD: f64 = 0.1;

/// The toes have come to rest when they have gone so much of their way.
const NEARLY: f64 = 0.9;

/// Contact is so many strides from there: the sole is flat at 8 % of the cycle, and the last tenth of the way
/// takes some 3 %.
///
/// # Source
/// Perry & Burnfield 2010: foot flat at 8 %, the end of the heel rocker.
const REST_SHARE: f64 = -0.05;

/// When the toes surely lie on the ground, in strides before foot off and after contact.
const BEFORE_OFF: [f64; 2] = [-0.3, -0.05];
const AFTER_ON: [f64; 2] = [0.1, 0.3];

/// The place after contact is looked up again once the contact is known better.
const REST_ROUNDS: usize = 2;

/// Both places of a contact agree to so many strides: three standard deviations of each.
const MOST_APART: f64 = 0.06;
/// Farther apart, it is another contact.
const FARTHEST: f64 = 0.2;

/// A step moves a foot at least this far through the picture, in heights: at ten heights' distance
/// three quarters of a height, the usual stride, show as 0.04. Marching on the spot moves it nowhere.
const LEAST_TRAVEL: f64 = 0.03;

/// On a treadmill a standing foot goes away from the camera or toward it by at least so much, in heights: at
/// nine heights' distance a usual stride shows as 0.008.
const LEAST_FALL: f64 = 0.008;

/// The toes lie on the ground, in strides after contact.
const STANCE: [f64; 2] = [0.20, 0.40];

/// The foot lands so many strides after it is quickest: coming down at 78 % of the cycle, lifted at 60 %.
const FRONT_LANDS: f64 = 0.22;
const REAR_LANDS: f64 = 0.40;

/// The height of a foot's points in the picture through a pass.
#[derive(Clone)]
struct Movement<'a> {
    time_s: &'a [f64],
    /// Speed against the hips in the direction that is looked at, in heights a second; NaN where unknown.
    /// Against the hips it is the same on a floor, on a treadmill, and before a camera that follows or shakes.
    speed: Vec<f64>,
    /// Position in that direction.
    position_px: Vec<f64>,
    heights_px: &'a [f64],
    /// Focal length of a usual lens.
    focal_px: f64,
}

/// Every swing of both feet that goes toward the camera or away from it.
pub(super) fn swings(motion: &Motion, pass: &Pass) -> Vec<Swing> {
    let down = match pass.view {
        View::Front => 1.0,
        View::Rear => -1.0,
        _ => return Vec::new(),
    };
    let movement = |joints: &[Joint], side: Side| Movement::of(motion, pass, side, joints, down);
    let feet = Side::BOTH.map(|side| movement(&[Joint::Ankle, Joint::Heel, Joint::Toe], side));
    let toes = Side::BOTH.map(|side| movement(&[Joint::Toe], side));
    let strides_s = feet.each_ref().map(Movement::stride_s);
    // both feet have the same stride, if not always as clear
    let Some(stride_s) = strides_s[0].or(strides_s[1]) else { return Vec::new() };
    let strides_s = strides_s.map(|s| s.unwrap_or(stride_s));
    let quick = [0, 1].map(|i| match pass.view {
        View::Rear => feet[i].pairs(strides_s[i]),
        _ => feet[i].clone(),
    });
    let Some(first) = in_turn(&quick, stride_s) else { return Vec::new() };
    // on stairs the toes land first, and their last way is a fall
    let goes_down = pass.tilt.descent_deg.is_some_and(|d| d.abs() >= LEAST_STAIRS_DEG);
    let of_side = |side: Side| {
        let i = side.index();
        let peaks = quick[i].peaks(first[i], strides_s[i]);
        match pass.view {
            View::Rear => going(&feet[i], &toes[i], &peaks, strides_s[i], side),
            _ => coming(&feet[i], &toes[i], &peaks, strides_s[i], side, goes_down),
        }
    };
    Side::BOTH.into_iter().flat_map(of_side).collect()
}

/// The frames in which each foot is quickest, half a stride or so apart: one foot alone may be as quick at
/// another moment of its swing, but both take turns.
fn in_turn(feet: &[Movement<'_>; 2], stride_s: f64) -> Option<[usize; 2]> {
    let time_s = feet[0].time_s;
    let mut best: Option<(f64, [usize; 2])> = None;
    for left in (0..time_s.len()).filter(|&i| feet[0].speed[i] > 0.0) {
        let within =
            |strides: f64| time_s.partition_point(|&t| t < time_s[left] + strides * stride_s);
        for right in (within(-1.0)..within(1.0)).filter(|&i| feet[1].speed[i] > 0.0) {
            let apart = ((time_s[right] - time_s[left]) / stride_s).abs();
            let likely = (-0.5 * ((apart - 0.5) / TURN_SD).powi(2)).exp();
            let score = likely * (feet[0].speed[left] + feet[1].speed[right]);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, [left, right]));
            }
        }
    }
    best.map(|(_, frames)| frames)
}

/// Toward the camera: one movement has both events.
fn coming(
    down: &Movement<'_>,
    toes: &Movement<'_>,
    peaks: &[usize],
    stride_s: f64,
    side: Side,
    goes_down: bool,
) -> Vec<Swing> {
    let swing = |&peak: &usize| Swing {
        side,
        middle_s: down.time_s[peak],
        foot_off: down.event(peak, true, &FRONT_OFF, stride_s, side, EventKind::FootOff),
        contact: down.event(peak, false, &FRONT_CONTACT, stride_s, side, EventKind::InitialContact),
    };
    if !toes.travels(peaks, FRONT_LANDS, stride_s) {
        return Vec::new();
    }
    let mut swings: Vec<Swing> = peaks.iter().map(swing).collect();
    if !goes_down {
        settle(&mut swings, toes, stride_s);
    }
    swings
}

/// Puts a foot's contacts where its toes come to rest, too. A stiff knee swings otherwise than the mean curves
/// do; there both places are far apart, the toes' rest counts, and foot off is as uncertain.
///
/// All contacts of the foot move by the same time: where a single swing's toes rest, a shaking camera hides.
fn settle(swings: &mut [Swing], toes: &Movement<'_>, stride_s: f64) {
    let apart_s = |swing: &Swing| {
        let (off_s, on_s) = (swing.foot_off?.time_s, swing.contact?.time_s);
        Some(toes.rest_s(off_s, on_s, stride_s)? - on_s)
    };
    let usual_s = median(swings.iter().filter_map(apart_s));
    if usual_s.is_nan() {
        return;
    }
    let is_pathological = usual_s.abs() > MOST_APART * stride_s;
    for swing in swings {
        if let Some(on) = &mut swing.contact {
            on.time_s += if is_pathological { usual_s } else { usual_s / 2.0 };
        }
        if let Some(off) = swing.foot_off.as_mut().filter(|_| is_pathological) {
            off.sd_s = off.sd_s.hypot(usual_s / 2.0);
        }
    }
}

/// Away from the camera: the foot's lift has foot off, the toes' rise after it has contact.
fn going(
    lift: &Movement<'_>,
    rise: &Movement<'_>,
    peaks: &[usize],
    stride_s: f64,
    side: Side,
) -> Vec<Swing> {
    let near = |&i: &usize| {
        let within = |end: f64| {
            lift.time_s.partition_point(|&t| t < lift.time_s[i] + end * NEAR_PAIR * stride_s)
        };
        lift.quickest(within(-1.0)..within(1.0), |_| 1.0)
    };
    let peaks: Vec<usize> = peaks.iter().filter_map(near).collect();
    let swing = |&peak: &usize| {
        let after = |i: &usize| {
            REAR_RISE_AFTER.contains(&((rise.time_s[*i] - lift.time_s[peak]) / stride_s))
        };
        let later = (peak..rise.speed.len()).filter(after).filter(|&i| rise.speed[i].is_finite());
        let risen = later.max_by(|&a, &b| rise.speed[a].total_cmp(&rise.speed[b]));
        let on = |p| rise.event(p, false, &REAR_CONTACT, stride_s, side, EventKind::InitialContact);
        Swing {
            side,
            middle_s: lift.time_s[peak],
            foot_off: lift.event(peak, false, &REAR_OFF, stride_s, side, EventKind::FootOff),
            contact: risen.and_then(on),
        }
    };
    if rise.travels(&peaks, REAR_LANDS, stride_s) {
        peaks.iter().map(swing).collect()
    } else {
        Vec::new()
    }
}

impl<'a> Movement<'a> {
    /// The mean of some points, downward (1) or upward (−1).
    fn of(motion: &'a Motion, pass: &Pass, side: Side, joints: &[Joint], down: f64) -> Self {
        let frames = pass.first_frame..pass.end_frame;
        let time_s = &motion.time_s[frames.clone()];
        let heights_px = &motion.heights_px[frames.clone()];
        let foot =
            |frame: usize| down * mean(joints.iter().map(|j| motion.at(j.on(side), frame)[1]));
        let hips =
            |frame: usize| down * mean(Side::BOTH.map(|s| motion.at(Joint::Hip.on(s), frame)[1]));
        let position_px = frames.clone().map(foot).collect();
        let against_hips: Vec<f64> = frames.map(|f| foot(f) - hips(f)).collect();
        let speed_px = gradient(time_s, &against_hips);
        let speed = speed_px.iter().zip(heights_px).map(|(v, h)| v / h).collect();
        Self { time_s, speed, position_px, heights_px, focal_px: motion.focal_px }
    }

    /// The same with each speed added to the one of the foot's second rise: the lift and the late swing
    /// are alike in speed, but only the lift has the other one after it.
    fn pairs(&self, stride_s: f64) -> Self {
        let second = |i: usize| {
            let at = |share: f64| {
                self.time_s.partition_point(|&t| t < self.time_s[i] + share * stride_s)
            };
            self.speed[at(SECOND_RISE[0])..at(SECOND_RISE[1])].iter().copied().fold(0.0, f64::max)
        };
        let speed = (0..self.speed.len()).map(|i| self.speed[i] + second(i)).collect();
        Self { speed, position_px: self.position_px.clone(), ..*self }
    }

    /// How long a stride takes; `None` where nothing repeats.
    fn stride_s(&self) -> Option<f64> {
        period_s(self.time_s, &self.speed, STRIDE_S)
    }

    /// The frames in which it is quickest, one a stride: from a first one a stride on and a stride back, time
    /// and again.
    fn peaks(&self, first: usize, stride_s: f64) -> Vec<usize> {
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
    fn quickest(
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
    fn travels(&self, peaks: &[usize], contact: f64, stride_s: f64) -> bool {
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

    /// Contact by where the toes have gone nine tenths of their way from one place on the ground to the next;
    /// `None` where they go nowhere, as on a treadmill.
    fn rest_s(&self, off_s: f64, on_s: f64, stride_s: f64) -> Option<f64> {
        let place = |from_s: f64, strides: [f64; 2]| {
            let frame =
                |share: f64| self.time_s.partition_point(|&t| t < from_s + share * stride_s);
            let frames = frame(strides[0])..frame(strides[1]);
            median(self.position_px[frames].iter().copied())
        };
        let before = place(off_s, BEFORE_OFF);
        let mut rest_s = on_s;
        for _ in 0..REST_ROUNDS {
            let after = place(rest_s, AFTER_ON);
            let middle = self.time_s.partition_point(|&t| t < (off_s + on_s) / 2.0);
            let way_px = after - before;
            let height_px = *self.heights_px.get(middle)?;
            if way_px.is_nan() || way_px < LEAST_TRAVEL * height_px {
                return None;
            }
            let level = before + NEARLY * way_px;
            let come = (middle.max(1)..self.position_px.len())
                .find(|&i| self.position_px[i] >= level && self.position_px[i - 1] < level)?;
            let at = |i: usize| (self.time_s[i], self.position_px[i]);
            rest_s = crossing_s(at(come - 1), at(come), level) + REST_SHARE * stride_s;
        }
        ((rest_s - on_s).abs() <= FARTHEST * stride_s).then_some(rest_s)
    }

    /// The event that lies at a moment's distance from where the speed crosses the moment's share of
    /// its peak, before or after it.
    fn event(
        &self,
        peak: usize,
        is_before: bool,
        moment: &Moment,
        stride_s: f64,
        side: Side,
        kind: EventKind,
    ) -> Option<GaitEvent> {
        let level = moment.speed_ratio * self.speed[peak];
        let mut frame = peak;
        let next = |i: usize| if is_before { i.checked_sub(1) } else { Some(i + 1) };
        while *self.speed.get(frame)? >= level {
            frame = next(frame)?;
        }
        let slow = (self.time_s[frame], self.speed[frame]);
        let quick = if is_before { frame + 1 } else { frame - 1 };
        let quick = (self.time_s[quick], self.speed[quick]);
        let near = self.heights_px[peak] / NOSE_HEIGHT_RATIO / self.focal_px;
        let share = moment.stride_share + moment.near_share * near;
        let time_s = crossing_s(slow, quick, level) + share * stride_s;
        let is_inside = (self.time_s[0]..=*self.time_s.last()?).contains(&time_s);
        let sd_s = moment.share_sd * stride_s;
        let event = GaitEvent { side, kind, time_s, sd_s, confidence: 0.0 };
        (time_s.is_finite() && is_inside).then_some(event)
    }
}
