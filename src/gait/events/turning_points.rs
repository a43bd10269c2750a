//! Where leg and foot turn around when a foot lands or leaves, seen from the side: what tells of both besides a sole
//! that stands still.
//!
//! How soon a sole counts as standing depends on how gently the foot lands, and both feet of a limp land unlike. But
//! shank and foot turn around close to contact, however it lands: the shank has swung forward most, the toes are
//! highest over the heel. And close to foot off the toes are farthest behind the hips, and then point down most. Angles
//! need no ground, so all of this holds on a treadmill and under a shaking camera too.

use crate::anatomy::{Joint, Side};
use crate::gait::events::event::{EventKind, GaitEvent};
use crate::motion::{Motion, Pass};
use crate::signal::line_at;

/// The stride's duration of an adult (leg of 0.93 m) at five speeds from very fast to very slow, in seconds: by the
/// dimensionless cadences of 0.76 to 0.34 of the study that the shares are from.
const STRIDES_S: [f64; 5] = [0.81, 0.93, 1.09, 1.35, 1.83];

/// Standard deviation of the shares below, in strides: as of the moments that are timed from the front.
const SHARE_SD: f64 = 0.015;

/// A turning point farther from where it is expected, in strides, is another one: three standard deviations of its
/// share and of the event.
const FARTHEST: f64 = 0.075;

/// Something that is largest close to an event.
struct TurningPoint {
    event: EventKind,
    /// What is largest.
    size: fn(&Leg<'_>, usize) -> f64,
    /// How long after the event, in strides, at the speeds of [`STRIDES_S`].
    shares: [f64; 5],
}

/// # Source
/// The mean curves of pelvis, hip, knee and ankle at five speeds (Schwartz, Rozumalski & Trost, J Biomech
/// 2008;41:1639) as sticks of Winter's proportions, against the same study's contact and foot off:
/// `tests/tools/event_shares.py` works them out.
const TURNING_POINTS: [TurningPoint; 4] = [
    TurningPoint {
        event: EventKind::InitialContact,
        size: |leg, frame| leg.shank_ahead_rad(frame),
        shares: [-0.016, -0.020, -0.022, -0.025, -0.019],
    },
    TurningPoint {
        event: EventKind::InitialContact,
        size: |leg, frame| leg.toes_up_rad(frame),
        shares: [-0.031, -0.032, -0.031, -0.033, -0.028],
    },
    TurningPoint {
        event: EventKind::FootOff,
        size: |leg, frame| leg.toes_behind_px(frame),
        shares: [0.044, 0.033, 0.037, 0.025, 0.001],
    },
    TurningPoint {
        event: EventKind::FootOff,
        size: |leg, frame| -leg.toes_up_rad(frame),
        shares: [0.0746, 0.062, 0.063, 0.049, 0.028],
    },
];

/// Moves an event to the mean of where the standing sole puts it and where the turning points do, each counting by its
/// precision. The standard deviation stays: what all of them have in common does not average out.
pub(crate) fn refine(motion: &Motion, pass: &Pass, stride_s: f64, event: &mut GaitEvent) {
    let leg = Leg { motion, pass, side: event.side };
    let of_event = TURNING_POINTS.iter().filter(|p| p.event == event.kind);
    let weight = (SHARE_SD * stride_s).powi(-2);
    let (mut sum, mut weights) = (event.time_s * event.sd_s.powi(-2), event.sd_s.powi(-2));
    for time_s in of_event.filter_map(|p| p.event_s(&leg, event.time_s, stride_s)) {
        sum += weight * time_s;
        weights += weight;
    }
    event.time_s = sum / weights;
}

impl TurningPoint {
    /// When the event is, by this; `None` where nothing turns around close to where it is expected.
    fn event_s(&self, leg: &Leg<'_>, event_s: f64, stride_s: f64) -> Option<f64> {
        let after_s = self.share(stride_s) * stride_s;
        let time_s = &leg.motion.time_s;
        let frame = |t: f64| time_s.partition_point(|&u| u < t);
        let ends = [-FARTHEST, FARTHEST].map(|f| frame(event_s + after_s + f * stride_s));
        let frames = ends[0].max(leg.pass.first_frame)..ends[1].min(leg.pass.end_frame);
        let sizes: Vec<f64> = frames.clone().map(|f| (self.size)(leg, f)).collect();
        let largest = (0..sizes.len()).max_by(|&a, &b| sizes[a].total_cmp(&sizes[b]))?;
        let three = sizes.get(largest.checked_sub(1)?..=largest + 1)?;
        let top = frames.start + largest;
        Some(top_s(&time_s[top - 1..=top + 1], three)? - after_s)
    }

    /// On the straight line between the two speeds; beyond them, as at the last.
    fn share(&self, stride_s: f64) -> f64 {
        let stride_s = stride_s.clamp(STRIDES_S[0], STRIDES_S[STRIDES_S.len() - 1]);
        let after = STRIDES_S.partition_point(|&s| s < stride_s).max(1);
        let at = |i: usize| (STRIDES_S[i], self.shares[i]);
        line_at(at(after - 1), at(after), stride_s)
    }
}

/// The top of the parabola through three points; `None` where there is none.
fn top_s(time_s: &[f64], sizes: &[f64]) -> Option<f64> {
    let (&[a_s, b_s, c_s], &[a, b, c]) = (time_s, sizes) else { return None };
    let (rise, fall) = ((b - a) / (b_s - a_s), (c - b) / (c_s - b_s));
    let bend = (fall - rise) / (c_s - a_s);
    (bend < 0.0).then(|| (a_s + b_s) / 2.0 - rise / (2.0 * bend))
}

/// One leg through a pass.
struct Leg<'a> {
    motion: &'a Motion,
    pass: &'a Pass,
    side: Side,
}

impl Leg<'_> {
    /// From one joint to another, ahead and upward, in px.
    fn between(&self, from: Joint, to: Joint, frame: usize) -> [f64; 2] {
        let [a, b] = [from, to].map(|joint| self.motion.at(joint.on(self.side), frame));
        [f64::from(self.pass.facing) * (b[0] - a[0]), a[1] - b[1]]
    }

    /// By how much the ankle is ahead of the knee.
    fn shank_ahead_rad(&self, frame: usize) -> f64 {
        let [ahead, up] = self.between(Joint::Knee, Joint::Ankle, frame);
        ahead.atan2(-up)
    }

    /// By how much the toes are higher than the heel.
    fn toes_up_rad(&self, frame: usize) -> f64 {
        let [ahead, up] = self.between(Joint::Heel, Joint::Toe, frame);
        up.atan2(ahead)
    }

    fn toes_behind_px(&self, frame: usize) -> f64 {
        let toe = self.motion.at(Joint::Toe.on(self.side), frame)[0];
        f64::from(self.pass.facing) * (self.motion.hips(frame)[0] - toe)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_lies_between_frames_that_are_not_evenly_apart() {
        // 5 − (t − 0.12)²
        let times = [0.0, 0.1, 0.25];
        let sizes = times.map(|t: f64| 5.0 - (t - 0.12).powi(2));
        assert!((top_s(&times, &sizes).unwrap() - 0.12).abs() < 1e-9);
        assert_eq!(top_s(&times, &[1.0, 1.0, 1.0]), None);
        assert_eq!(top_s(&times, &[1.0, f64::NAN, 1.0]), None);
    }

    #[test]
    fn shares_go_with_the_pace() {
        let toes_behind = &TURNING_POINTS[2];
        assert_eq!(toes_behind.share(1.09), 0.037);
        assert!((toes_behind.share(1.22) - 0.031).abs() < 1e-9, "halfway to 0.025");
        let beyond = [(0.3, 0.044), (9.0, 0.001)];
        let is_at_end = |(s, share): (f64, f64)| (toes_behind.share(s) - share).abs() < 1e-9;
        assert!(beyond.into_iter().all(is_at_end), "as at the last");
        for point in &TURNING_POINTS {
            assert!(point.shares.iter().all(|s| s.abs() < FARTHEST));
        }
    }
}
