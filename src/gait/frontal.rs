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

use super::events::{EventKind, Swing};
use super::movement::{Moment, Movement};
use crate::anatomy::{Joint, Side};
use crate::motion::{LEAST_STAIRS_DEG, Motion, Pass, View};
use crate::signal::median;

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

/// The lift is so near to where both together are quickest, in strides.
const NEAR_PAIR: f64 = 0.1;

/// The feet take turns half a stride apart; in a limp a tenth of a stride more or less.
const TURN_SD: f64 = 0.1;

/// Both places of a contact agree to so many strides: three standard deviations of each.
const MOST_APART: f64 = 0.06;

/// The foot lands so many strides after it is quickest: coming down at 78 % of the cycle, lifted at 60 %.
const FRONT_LANDS: f64 = 0.22;
const REAR_LANDS: f64 = 0.40;

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
