//! What a foot does when it lands and leaves, seen from the front or from behind, where the movement that is timed there
//! does not go as the mean curves do.
//!
//! A stiff knee swings the foot otherwise: the shares of the mean curves put its events up to 0.15 s wrong. But whichever
//! way it swings, the foot stops when it lands, and its toes leave the ground at last.

use crate::gait::events::event::Swing;
use crate::gait::events::movement::Movement;
use crate::signal::median;

/// Standard deviation of when a foot stops, besides what noise does: as that of a standing sole seen from the side.
///
/// # Source
/// O'Connor et al., Gait Posture 2007;25:469.
const STOPS_SD_S: f64 = 0.022;

/// Standard deviation of when the toes leave: they roll off the ground for some 0.1 s, an even spread over that.
///
/// # Source
/// Perry & Burnfield 2010: pre-swing lasts from 50 to 62 % of the cycle.
const LEAVES_SD_S: f64 = 0.03;

/// What the share of an event and what the foot does agree to so many standard deviations of their distance; from the
/// second number on what the foot does alone counts.
const AGREE: [f64; 2] = [2.0, 3.0];

/// Farther apart, in strides, it is another movement: a third of swing.
const FARTHEST: f64 = 0.13;

/// Puts a foot's contacts where it stops, too, each place counting by its precision. A stiff knee swings otherwise than
/// the mean curves do; there both places are far apart, and the stop counts. Both events are as uncertain as both places
/// differ, foot off even where the stop is taken: it has nothing but its share.
///
/// A contact moves by its own distance between the two as far as that is sure, by the foot's usual one for the rest: a
/// shaking camera, or a foot far away, hides where a single swing stops.
pub(super) fn settle(swings: &mut [Swing], hindfoot: &Movement<'_>, share_sd: f64, stride_s: f64) {
    let stop = |swing: &Swing| {
        let on_s = swing.contact?.time_s;
        let (stops_s, noise_s) = hindfoot.stops_s(on_s, stride_s)?;
        Some(Stop { later_s: stops_s - on_s, noise_s })
    };
    let stops: Vec<Option<Stop>> = swings.iter().map(stop).collect();
    let Some(usual) = Stop::usual(stops.iter().flatten()) else { return };
    let share_var = (share_sd * stride_s).powi(2);
    let both_var = share_var + usual.var();
    let disagree = disagree(usual.later_s / both_var.sqrt());
    let precision = share_var / both_var;
    let counts = precision + (1.0 - precision) * disagree;
    for (swing, own) in swings.iter_mut().zip(stops) {
        if let Some(on) = &mut swing.contact {
            let differs_s = own.map_or(0.0, |own| own.surely() * (own.later_s - usual.later_s));
            on.time_s += counts * (usual.later_s + differs_s);
            on.sd_s = on.sd_s.hypot((1.0 - disagree) * usual.later_s / 2.0);
        }
        if let Some(off) = &mut swing.foot_off {
            off.sd_s = off.sd_s.hypot(usual.later_s / 2.0);
        }
    }
}

/// Where a foot stops.
struct Stop {
    /// By how much later than its share of the stride puts contact.
    later_s: f64,
    /// Standard deviation, by the noise of the foot's speed.
    noise_s: f64,
}

impl Stop {
    /// The medians of some.
    fn usual<'a>(stops: impl Iterator<Item = &'a Stop> + Clone) -> Option<Self> {
        let later_s = median(stops.clone().map(|stop| stop.later_s));
        let noise_s = median(stops.map(|stop| stop.noise_s));
        later_s.is_finite().then_some(Self { later_s, noise_s })
    }

    fn var(&self) -> f64 {
        STOPS_SD_S.powi(2) + self.noise_s.powi(2)
    }

    /// How much of its variance is not noise.
    fn surely(&self) -> f64 {
        STOPS_SD_S.powi(2) / self.var()
    }
}

/// Puts a foot's foot offs where its toes leave the ground, if that is far from where the foot's lift puts them: a stiff
/// knee lifts the foot otherwise than the mean curves do. All of them move by the same time.
pub(super) fn leave(
    swings: &mut [Swing],
    left_s: &[Option<(f64, f64)>],
    share_sd: f64,
    stride_s: f64,
) {
    let later_s = swings
        .iter()
        .zip(left_s)
        .map(|(swing, left)| Some(left.as_ref()?.0 - swing.foot_off?.time_s));
    let usual_s = median(later_s.flatten());
    let noise_s = median(left_s.iter().flatten().map(|(_, noise_s)| *noise_s));
    if usual_s.is_nan() || usual_s.abs() > FARTHEST * stride_s {
        return;
    }
    let both_sd_s = (share_sd * stride_s).hypot(LEAVES_SD_S).hypot(noise_s);
    let moved_s = disagree(usual_s / both_sd_s) * usual_s;
    for off in swings.iter_mut().filter_map(|swing| swing.foot_off.as_mut()) {
        off.time_s += moved_s;
        off.sd_s = off.sd_s.hypot(moved_s / 2.0);
    }
}

/// How much two places disagree that are so many standard deviations apart: 0 to 1.
fn disagree(deviations: f64) -> f64 {
    ((deviations.abs() - AGREE[0]) / (AGREE[1] - AGREE[0])).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::Side;
    use crate::gait::events::event::{EventKind, GaitEvent};

    #[test]
    fn contacts_go_where_the_foot_stops_and_a_stiff_knees_foot_off_is_less_sure() {
        let time_s: Vec<f64> = (0..120).map(|i| f64::from(i) / 60.0).collect();
        let heights_px = vec![300.0; 120];
        let mut hindfoot = Movement {
            time_s: &time_s,
            speed: vec![0.0; 120],
            position_px: vec![0.0; 120],
            heights_px: &heights_px,
            focal_px: 1000.0,
        };
        // speeds up until 0.7 s, slows down until 1.0 s, and slides by 5 px a second ever after
        let px = |t: &f64| match t {
            t if *t < 0.7 => 0.0,
            t if *t < 1.0 => 50.0 * (1.0 - ((1.0 - t) / 0.3).powi(2)),
            t => 50.0 + 5.0 * (t - 1.0),
        };
        hindfoot.position_px = time_s.iter().map(px).collect();
        let event = |kind, time_s| GaitEvent {
            side: Side::Left,
            kind,
            time_s,
            sd_s: 0.015,
            confidence: 1.0,
        };
        let settled = |contact_s: f64| {
            let mut swings = [Swing {
                side: Side::Left,
                middle_s: 0.8,
                foot_off: Some(event(EventKind::FootOff, 0.6)),
                contact: Some(event(EventKind::InitialContact, contact_s)),
            }];
            settle(&mut swings, &hindfoot, 0.02, 1.0);
            (swings[0].contact.unwrap().time_s, swings[0].foot_off.unwrap().sd_s)
        };
        // 15 % of the peak above the slide
        let (stop_s, _) = hindfoot.stops_s(0.95, 1.0).unwrap();
        assert!((stop_s - 0.955).abs() < 0.01, "{stop_s}");
        let (near, near_sd) = settled(stop_s - 0.04);
        assert!((near - (stop_s - 0.022)).abs() < 0.003 && near_sd < 0.026, "by half: {near}");
        let (far, far_sd) = settled(stop_s - 0.13);
        assert!((far - stop_s).abs() < 0.005 && far_sd > 0.06, "all the way: {far} {far_sd}");
    }

    #[test]
    fn a_foot_that_slows_down_on_its_way_has_not_landed() {
        let time_s: Vec<f64> = (0..120).map(|i| f64::from(i) / 60.0).collect();
        let heights_px = vec![300.0; 120];
        // as fast as anything at 0.8 s, hardly moving at 0.9 s, on again for as long as a foot may halt, and down at 1.0 s
        let speed = |t: f64| match t {
            t if t < 0.7 => 0.0,
            t if t < 0.88 => 300.0 * (1.0 - ((t - 0.79) / 0.09).powi(2)),
            t if t < 0.92 => 10.0,
            t if t < 1.0 => 100.0,
            _ => 0.0,
        };
        let mut at_px = 0.0;
        let position_px = time_s.iter().map(|&t| {
            at_px += speed(t) / 60.0;
            at_px
        });
        let hindfoot = Movement {
            position_px: position_px.collect(),
            time_s: &time_s,
            speed: vec![0.0; 120],
            heights_px: &heights_px,
            focal_px: 1000.0,
        };
        let (stop_s, _) = hindfoot.stops_s(0.9, 1.0).unwrap();
        assert!((stop_s - 1.0).abs() < 0.025, "{stop_s}");
    }

    #[test]
    fn a_foot_off_goes_where_the_toes_leave_only_where_its_share_is_far_from_that() {
        let left = |later_s: f64, noise_s: f64| {
            let off = GaitEvent {
                side: Side::Left,
                kind: EventKind::FootOff,
                time_s: 1.0,
                sd_s: 0.02,
                confidence: 1.0,
            };
            let mut swings =
                [Swing { side: Side::Left, middle_s: 1.1, foot_off: Some(off), contact: None }];
            leave(&mut swings, &[Some((1.0 + later_s, noise_s))], 0.02, 1.2);
            let off = swings[0].foot_off.unwrap();
            (off.time_s, off.sd_s)
        };
        assert_eq!(left(0.06, 0.01), (1.0, 0.02));
        let (time_s, sd_s) = left(-0.15, 0.01);
        assert!((time_s - 0.85).abs() < 1e-9 && sd_s > 0.07, "{time_s} {sd_s}");
        assert_eq!(left(-0.15, 0.1), (1.0, 0.02), "too noisy to tell");
        assert_eq!(left(0.3, 0.01), (1.0, 0.02), "another movement");
    }
}
