//! What tells of a contact and a foot off, seen from the side, besides a sole that stands still.
//!
//! How soon a sole counts as standing depends on how gently the foot lands, and both feet of a limp land unlike. But
//! shank and foot turn around close to contact, however it lands: the shank has swung forward most, the toes are
//! highest over the heel. The heel comes to rest just after. And close to foot off the toes are farthest behind the
//! hips, and then point down most. All of this holds on a treadmill and under a shaking camera too.

use crate::anatomy::{Joint, Side};
use crate::gait::events::event::{EventKind, GaitEvent};
use crate::gait::events::landing;
use crate::gait::events::stride_share::StrideShare;
use crate::motion::{Motion, Pass};

/// Standard deviation of the shares below, in strides: as of the moments that are timed from the front.
const SHARE_SD: f64 = 0.015;

/// A sign farther from where it is expected, in strides, is another one: three standard deviations of its share and of
/// the event.
const FARTHEST: f64 = 0.075;

/// Something that happens close to an event.
struct Sign {
    event: EventKind,
    what: What,
    /// How long after the event.
    share: StrideShare,
}

enum What {
    /// It is largest.
    Largest(fn(&Leg<'_>, usize) -> f64),
    /// The heel comes to rest.
    HeelRests,
}

/// # Source
/// The mean curves of pelvis, hip, knee and ankle at five speeds (Schwartz, Rozumalski & Trost, J Biomech
/// 2008;41:1639) as sticks of Winter's proportions, against the same study's contact and foot off:
/// `tests/tools/event_shares.py` works them out.
const SIGNS: [Sign; 5] = [
    Sign {
        event: EventKind::InitialContact,
        what: What::Largest(|leg, frame| leg.shank_ahead_rad(frame)),
        share: StrideShare([-0.016, -0.020, -0.022, -0.025, -0.019]),
    },
    Sign {
        event: EventKind::InitialContact,
        what: What::Largest(|leg, frame| leg.toes_up_rad(frame)),
        share: StrideShare([-0.031, -0.032, -0.031, -0.033, -0.028]),
    },
    Sign {
        event: EventKind::InitialContact,
        what: What::HeelRests,
        share: StrideShare([0.070, 0.039, 0.020, 0.0, -0.012]),
    },
    Sign {
        event: EventKind::FootOff,
        what: What::Largest(|leg, frame| leg.toes_behind_px(frame)),
        share: StrideShare([0.044, 0.033, 0.037, 0.025, 0.001]),
    },
    Sign {
        event: EventKind::FootOff,
        what: What::Largest(|leg, frame| -leg.toes_up_rad(frame)),
        share: StrideShare([0.0746, 0.062, 0.063, 0.049, 0.028]),
    },
];

/// Moves an event to the mean of where the standing sole puts it and where the other signs do, each counting by its
/// precision. The standard deviation stays: what all of them have in common does not average out.
pub(super) fn refine(leg: &Leg<'_>, stride_s: f64, event: &mut GaitEvent) {
    let of_event = SIGNS.iter().filter(|sign| sign.event == event.kind);
    let weight = (SHARE_SD * stride_s).powi(-2);
    let (mut sum, mut weights) = (event.time_s * event.sd_s.powi(-2), event.sd_s.powi(-2));
    for time_s in of_event.filter_map(|sign| sign.event_s(leg, event.time_s, stride_s)) {
        sum += weight * time_s;
        weights += weight;
    }
    event.time_s = sum / weights;
}

impl Sign {
    /// When the event is, by this; `None` where nothing of the kind happens close to where it is expected.
    fn event_s(&self, leg: &Leg<'_>, event_s: f64, stride_s: f64) -> Option<f64> {
        let after_s = self.share.at(stride_s) * stride_s;
        let expected_s = event_s + after_s;
        let happens_s = match self.what {
            What::Largest(size) => leg.largest_s(size, expected_s, FARTHEST * stride_s),
            What::HeelRests => leg.heel_rests_s(event_s, stride_s),
        };
        let is_near = |s: &f64| (s - expected_s).abs() <= FARTHEST * stride_s;
        Some(happens_s.filter(is_near)? - after_s)
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
pub(super) struct Leg<'a> {
    pub(super) motion: &'a Motion,
    pub(super) pass: &'a Pass,
    /// How far the ground has gone to the right since the pass began, in px, frame by frame.
    pub(super) ground_px: &'a [f64],
    pub(super) side: Side,
}

impl Leg<'_> {
    /// When something is largest, within a time around when it is expected.
    fn largest_s(
        &self,
        size: fn(&Self, usize) -> f64,
        expected_s: f64,
        within_s: f64,
    ) -> Option<f64> {
        let time_s = &self.motion.time_s;
        let ends = [-within_s, within_s].map(|s| time_s.partition_point(|&t| t < expected_s + s));
        let frames = ends[0].max(self.pass.first_frame)..ends[1].min(self.pass.end_frame);
        let sizes: Vec<f64> = frames.clone().map(|f| size(self, f)).collect();
        let largest = (0..sizes.len()).max_by(|&a, &b| sizes[a].total_cmp(&sizes[b]))?;
        let three = sizes.get(largest.checked_sub(1)?..=largest + 1)?;
        let top = frames.start + largest;
        top_s(&time_s[top - 1..=top + 1], three)
    }

    fn heel_rests_s(&self, contact_s: f64, stride_s: f64) -> Option<f64> {
        let (motion, first) = (self.motion, self.pass.first_frame);
        let contact = motion.time_s.partition_point(|&t| t < contact_s);
        let height_px = *motion.heights_px.get(contact)?;
        let over_ground = |(i, gone_px): (usize, &f64)| {
            let [x, y] = motion.at(Joint::Heel.on(self.side), first + i);
            [x - gone_px, y]
        };
        let path_px: Vec<_> = self.ground_px.iter().enumerate().map(over_ground).collect();
        landing::rest_s(
            &motion.time_s[first..self.pass.end_frame],
            &path_px,
            height_px,
            stride_s,
            contact_s,
        )
    }

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
    fn every_sign_is_looked_for_close_to_its_event() {
        for sign in &SIGNS {
            for stride_s in [0.7, 0.81, 1.0, 1.35, 1.83, 3.0] {
                assert!(sign.share.at(stride_s).abs() < FARTHEST);
            }
        }
    }
}
