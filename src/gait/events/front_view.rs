//! When each foot lands and leaves, seen from the front or from behind.
//!
//! There a foot comes to rest in the picture slowly and without an edge, while its quickest movements are
//! sharp: coming down and forward in swing (front), the heel's lift and the toes' rise (rear). So these
//! are timed, and the events lie a known share of the stride away.
//!
//! # Source
//! The shares follow from the mean curves of thigh, shank and foot at five speeds (Schwartz, Rozumalski & Trost, J
//! Biomech 2008;41:1639), a body of Winter's proportions, and a pinhole camera at a third to two thirds of the body's
//! height, one and a half to six heights away: `tests/tools/event_shares.py` works them out.

use crate::anatomy::{Joint, Side};
use crate::gait::events::event::{EventKind, GaitEvent, Swing, stride_s};
use crate::gait::events::front_signs::{leave, settle};
use crate::gait::events::ground_contact::{Feet, Foot as GroundFoot};
use crate::gait::events::movement::{Edge, Moment, Movement};
use crate::gait::events::stride_share::StrideShare;
use crate::gait::events::treads;
use crate::motion::{Motion, Pass, View};
use crate::signal::median;

/// The shares from the front vary by 0.015 over distances and heights of the camera, and swing's own share by 0.013
/// between people.
///
/// # Source
/// Gouelle: swing lasts 34.7 to 39.8 % of the cycle in 95 % of men (see `docs/evidence.md`).
const FRONT_SD: f64 = 0.02;

/// Front: the foot comes down. It has 50 % of the peak after foot off.
const FRONT_OFF: Moment = Moment {
    kind: EventKind::FootOff,
    edge: Edge::Rising,
    speed_ratio: 0.5,
    share: StrideShare([-0.122, -0.107, -0.108, -0.088, -0.061]),
    near_share: 0.0,
    share_sd: FRONT_SD,
};
/// Front: it is back to 70 % of the peak before contact, by less the nearer it is.
const FRONT_CONTACT: Moment = Moment {
    kind: EventKind::InitialContact,
    edge: Edge::Falling,
    speed_ratio: 0.7,
    share: StrideShare([0.190, 0.192, 0.187, 0.191, 0.170]),
    near_share: -0.098,
    share_sd: FRONT_SD,
};
/// Rear: the lifted foot slows to 50 % of its peak after foot off, the later the nearer it is.
const REAR_OFF: Moment = Moment {
    kind: EventKind::FootOff,
    edge: Edge::Falling,
    speed_ratio: 0.5,
    share: StrideShare([-0.059, -0.045, -0.049, -0.036, -0.016]),
    near_share: -0.1,
    share_sd: 0.02,
};
/// Rear: the rising toes slow to 50 % of their peak before contact.
const REAR_CONTACT: Moment = Moment {
    kind: EventKind::InitialContact,
    edge: Edge::Falling,
    speed_ratio: 0.5,
    share: StrideShare([0.053, 0.053, 0.051, 0.053, 0.050]),
    near_share: 0.0,
    share_sd: 0.02,
};

/// The foot lifts at 52 to 64 % of the cycle, the toes rise at 89 %: so many strides later, with the standard
/// deviation of that.
const REAR_RISE_AFTER: f64 = 0.31;
const REAR_RISE_SD: f64 = 0.05;

/// The lift is so near to where both together are quickest, in strides.
const NEAR_PAIR: f64 = 0.1;

/// The feet take turns half a stride apart; in a limp a tenth of a stride more or less.
const TURN_SD: f64 = 0.1;

/// Swings of one foot differ by less, in strides: two standard deviations of foot off and contact together.
const MOST_UNEVEN: f64 = 0.055;

/// Half of swing, in strides.
const SWING: f64 = 0.2;

/// The foot lands so many strides after it is quickest: coming down at 78 % of the cycle, lifted at 60 %.
const FRONT_LANDS: f64 = 0.22;
const REAR_LANDS: f64 = 0.40;

/// Every swing of both feet that goes toward the camera or away from it.
pub(crate) fn swings(motion: &Motion, pass: &Pass) -> Vec<Swing> {
    let down = match pass.view {
        View::Front => 1.0,
        View::Rear => -1.0,
        _ => return Vec::new(),
    };
    let movement = |joints: &[Joint], side: Side| Movement::of(motion, pass, side, joints, down);
    let wholes = Side::BOTH.map(|side| movement(&[Joint::Ankle, Joint::Heel, Joint::Toe], side));
    let Some(stride_s) = Movement::stride_s(&wholes) else { return Vec::new() };
    let mut feet = wholes.into_iter().zip(Side::BOTH).map(|(whole, side)| Foot {
        side,
        whole,
        hindfoot: movement(&[Joint::Ankle, Joint::Heel], side),
        toes: movement(&[Joint::Toe], side),
        stride_s,
    });
    let (Some(left), Some(right)) = (feet.next(), feet.next()) else { return Vec::new() };
    let feet = [left, right];
    let quick = feet.each_ref().map(|foot| match pass.view {
        View::Rear => foot.whole.pairs(foot.stride_s),
        _ => foot.whole.clone(),
    });
    let Some(first) = in_turn(&quick, stride_s) else { return Vec::new() };
    let of_foot = |foot: &Foot<'_>| {
        let peaks = quick[foot.side.index()].peaks(first[foot.side.index()], foot.stride_s);
        match pass.view {
            View::Rear => foot.going(&peaks),
            _ => foot.coming(&peaks),
        }
    };
    feet.iter().flat_map(of_foot).collect()
}

/// Every swing of both feet down stairs. A foot rests on its tread in one place of the picture, so contacts are those of
/// [`treads`]; but toward the camera its toes seem to move while the heel rises, and foot off is a share of the stride as
/// on the level.
pub(crate) fn swings_down_stairs(motion: &Motion, pass: &Pass, feet: &Feet) -> Vec<Swing> {
    let of_foot = |foot: &GroundFoot| treads::swings(motion, pass, feet, foot);
    let mut swings: Vec<Swing> = feet.feet.iter().flat_map(of_foot).collect();
    let whole =
        |side| Movement::of(motion, pass, side, &[Joint::Ankle, Joint::Heel, Joint::Toe], 1.0);
    let wholes = Side::BOTH.map(whole);
    let stride_s = stride_s(&swings);
    for swing in &mut swings {
        let whole = &wholes[swing.side.index()];
        let frame = |time_s: f64| whole.time_s.partition_point(|&t| t < time_s);
        let lasts_s = SWING * stride_s;
        let quickest = whole
            .quickest(frame(swing.middle_s - lasts_s)..frame(swing.middle_s + lasts_s), |_| 1.0);
        let off = quickest.and_then(|peak| whole.event_s(peak, &FRONT_OFF, stride_s));
        swing.foot_off = off.map(|(time_s, sd_s)| GaitEvent {
            side: swing.side,
            kind: EventKind::FootOff,
            time_s,
            sd_s,
            confidence: 0.0,
        });
    }
    swings
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

/// One foot through a pass.
struct Foot<'a> {
    side: Side,
    /// Ankle, heel and toe together.
    whole: Movement<'a>,
    /// Ankle and heel: what stops when the heel lands, while the toes still go down.
    hindfoot: Movement<'a>,
    toes: Movement<'a>,
    stride_s: f64,
}

impl Foot<'_> {
    /// Toward the camera: one movement has both events.
    fn coming(&self, peaks: &[usize]) -> Vec<Swing> {
        if !self.toes.travels(peaks, FRONT_LANDS, self.stride_s) {
            return Vec::new();
        }
        let swing = |&peak: &usize| Swing {
            side: self.side,
            middle_s: self.whole.time_s[peak],
            foot_off: self.event(&self.whole, peak, &FRONT_OFF),
            contact: self.event(&self.whole, peak, &FRONT_CONTACT),
        };
        let mut swings: Vec<Swing> = peaks.iter().map(swing).collect();
        settle(&mut swings, &self.hindfoot, FRONT_SD, self.stride_s);
        swings
    }

    /// Away from the camera: the foot's lift has foot off, the toes' rise after it has contact.
    fn going(&self, peaks: &[usize]) -> Vec<Swing> {
        let (lift, rise) = (&self.whole, &self.toes);
        let near = |&i: &usize| {
            let within = |end: f64| {
                let at_s = lift.time_s[i] + end * NEAR_PAIR * self.stride_s;
                lift.time_s.partition_point(|&t| t < at_s)
            };
            lift.quickest(within(-1.0)..within(1.0), |_| 1.0)
        };
        let peaks: Vec<usize> = peaks.iter().filter_map(near).collect();
        if !rise.travels(&peaks, REAR_LANDS, self.stride_s) {
            return Vec::new();
        }
        let mut left_s = Vec::new();
        let swing = |&peak: &usize| {
            let likely = |i: usize| {
                let strides = (rise.time_s[i] - lift.time_s[peak]) / self.stride_s;
                (-0.5 * ((strides - REAR_RISE_AFTER) / REAR_RISE_SD).powi(2)).exp()
            };
            let last = lift.time_s[peak] + 2.0 * REAR_RISE_AFTER * self.stride_s;
            let end = rise.time_s.partition_point(|&t| t < last);
            let risen = rise.quickest(peak..end, likely);
            left_s.push(risen.and_then(|rising| rise.leaves_s(rising, self.stride_s)));
            Swing {
                side: self.side,
                middle_s: lift.time_s[peak],
                foot_off: self.event(lift, peak, &REAR_OFF),
                contact: risen.and_then(|peak| self.event(rise, peak, &REAR_CONTACT)),
            }
        };
        let mut swings: Vec<Swing> = peaks.iter().map(swing).collect();
        even_out(&mut swings, self.stride_s);
        leave(&mut swings, &left_s, REAR_OFF.share_sd, self.stride_s);
        swings
    }

    fn event(&self, movement: &Movement<'_>, peak: usize, moment: &Moment) -> Option<GaitEvent> {
        let (time_s, sd_s) = movement.event_s(peak, moment, self.stride_s)?;
        Some(GaitEvent { side: self.side, kind: moment.kind, time_s, sd_s, confidence: 0.0 })
    }
}

/// A foot's swings last about equally long. Where one is much shorter or longer than usual, the foot's lift had a second
/// hump, and foot off is put as long before contact as usual.
fn even_out(swings: &mut [Swing], stride_s: f64) {
    let lasts_s = |swing: &Swing| Some(swing.contact?.time_s - swing.foot_off?.time_s);
    let usual_s = median(swings.iter().filter_map(lasts_s));
    for swing in swings {
        let (Some(off), Some(on)) = (&mut swing.foot_off, swing.contact) else { continue };
        let too_long_s = on.time_s - off.time_s - usual_s;
        if too_long_s.abs() > MOST_UNEVEN * stride_s {
            off.time_s += too_long_s;
            off.sd_s = off.sd_s.hypot(too_long_s / 2.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quickest at some times, 0.1 s wide; a second's stride.
    fn quick_at<'a>(
        time_s: &'a [f64],
        heights_px: &'a [f64],
        peaks: &[(f64, f64)],
    ) -> Movement<'a> {
        let speed = |t: &f64| {
            peaks.iter().map(|(at, most)| most * (-((t - at) / 0.1).powi(2)).exp()).sum::<f64>()
        };
        let (speed, position_px) = (time_s.iter().map(speed).collect(), vec![0.0; time_s.len()]);
        Movement { time_s, speed, position_px, heights_px, focal_px: 1000.0 }
    }

    #[test]
    fn the_quicker_moment_is_not_taken_where_the_feet_would_not_take_turns() {
        let time_s: Vec<f64> = (0..120).map(|i| f64::from(i) / 60.0).collect();
        let heights_px = vec![300.0; 120];
        // the right foot is a little quicker 0.8 strides after the left one than half a stride after it
        let left = quick_at(&time_s, &heights_px, &[(0.3, 1.0)]);
        let right = quick_at(&time_s, &heights_px, &[(0.8, 1.0), (1.1, 1.1)]);
        let [l, r] = in_turn(&[left, right], 1.0).unwrap();
        assert!((time_s[l] - 0.3).abs() < 0.02 && (time_s[r] - 0.8).abs() < 0.02);
    }

    #[test]
    fn a_swing_that_seems_to_begin_late_is_as_long_as_the_others() {
        let event = |kind, time_s| {
            Some(GaitEvent { side: Side::Left, kind, time_s, sd_s: 0.02, confidence: 1.0 })
        };
        let mut swings: Vec<Swing> = [0.0, 0.15, 0.01]
            .iter()
            .zip(0..)
            .map(|(late_s, stride)| Swing {
                side: Side::Left,
                middle_s: f64::from(stride) + 0.2,
                foot_off: event(EventKind::FootOff, f64::from(stride) + late_s),
                contact: event(EventKind::InitialContact, f64::from(stride) + 0.4),
            })
            .collect();
        even_out(&mut swings, 1.0);
        let off = |i: usize| swings[i].foot_off.unwrap();
        assert!((off(1).time_s - 1.01).abs() < 1e-9 && off(1).sd_s > 0.07);
        assert_eq!((off(0).time_s, off(2).time_s, off(2).sd_s), (0.0, 2.01, 0.02));
    }
}
