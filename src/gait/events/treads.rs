//! When each foot lands and leaves on stairs, seen from the side.
//!
//! The forefoot lands first and leaves last, and rests in one place between. A foot that halts in mid-air above its tread
//! is as slow as one that stands, but goes on down. So stances are looked for as places where the forefoot rests, and a
//! foot lands when it has come to the place where it then rests.

use crate::anatomy::{Joint, Landmark};
use crate::gait::events::event::{EventKind, GaitEvent, Swing};
use crate::gait::events::ground_contact::{Feet, Foot};
use crate::gait::events::sole_edges::{SoleEdges, noise};
use crate::motion::{LANDING_CUTOFF_HZ, Motion, Pass, SAME_PLACE, rests};
use crate::signal::{crossing_s, gradient};
use std::ops::Range;

/// A rest may seem to begin so long before the forefoot stands, and not longer: what is steady within the rest's own wander may
/// still come down the last of its way.
const SETTLES_S: f64 = 0.3;

/// After the forefoot the heel comes down within so long, by more than this share of [`SAME_PLACE`].
///
/// # Source
/// McFadyen & Winter, J Biomech 1988;21:733: weight acceptance lasts until 14 % of the cycle. A foot that lands 20° toes
/// down has its heel 7 cm up.
const HEEL_DOWN_S: f64 = 0.15;
const HEEL_DOWN_SHARE: f64 = 0.4;

/// Within so long a landmark that jumped while its foot stands is back, to this share of [`SAME_PLACE`]: 3 and 1.5 % of
/// the height, some twice the landmarks' noise.
const JUMP_S: f64 = 0.1;
const JUMP_SHARE: f64 = 0.3;

/// A stop at once takes so long from half of the speed to none behind the low-pass: half of the speed over its steepest
/// fall, √2 over the angular frequency of a low-pass of fourth order. The slope between two frames adds one frame.
const STEP_BLUR_S: f64 = std::f64::consts::SQRT_2 / (std::f64::consts::TAU * LANDING_CUTOFF_HZ);

/// The landmarks' noise makes the fall of a speed a third steeper or flatter; only what takes longer brakes for sure.
const SURELY_BRAKES_RATIO: f64 = 1.5;

/// Every swing of a foot from one tread to another, or into or out of the pass.
pub(super) fn swings(motion: &Motion, pass: &Pass, feet: &Feet, foot: &Foot) -> Vec<Swing> {
    let Some(edges) = SoleEdges::of(&feet.time_s, foot) else { return Vec::new() };
    let [heel, toe] =
        [Joint::Heel, Joint::Toe].map(|joint| Way::of(motion, pass, feet, joint.on(foot.side)));
    let rests = rests(&feet.time_s, &toe.at);
    let mut bounds = vec![None];
    bounds.extend(rests.iter().map(Some));
    bounds.push(None);
    let swing = |pair: &[Option<&Range<usize>>]| {
        let from = pair[0].map_or(0, |rest| rest.end);
        let to = pair[1].map_or(feet.time_s.len(), |rest| rest.start);
        let fastest = edges.fastest(from..to).filter(|&frame| edges.is_swing(frame))?;
        let landing = pair[1].and_then(|rest| landing([&heel, &toe], from, rest, edges.moving()));
        Some(Swing {
            side: foot.side,
            middle_s: feet.time_s[fastest],
            foot_off: edges.foot_off(edges.before(fastest)),
            contact: landing.map(|landing| landing.contact(foot)),
        })
    };
    bounds.windows(2).filter_map(swing).collect()
}

/// When the part of a foot lands that is down first: the forefoot, or on the last step or a low one the heel. `None` where
/// that was not seen after a frame.
fn landing(
    [heel, toe]: [&Way<'_>; 2],
    from: usize,
    rest: &Range<usize>,
    moves: f64,
) -> Option<Landing> {
    let of_toe = toe.landing(from, rest, moves)?;
    let frame = heel.frame(of_toe.time_s);
    if heel.speed.get(frame).is_none_or(|&speed| speed >= moves || speed.is_nan()) {
        return Some(of_toe);
    }
    let of_heel = heel.stop_before(from..frame, moves)?;
    // a heel that halts in mid-air goes on down after the forefoot has landed
    let down = heel.frame(of_toe.time_s + HEEL_DOWN_S).min(rest.end - 1);
    match heel.is_at(heel.at[down], heel.frame(of_heel.time_s), HEEL_DOWN_SHARE) {
        true => Some(of_heel),
        false => Some(of_toe),
    }
}

/// The way of one point of a foot through a pass.
struct Way<'a> {
    time_s: &'a [f64],
    /// Over the ground, in heights.
    at: Vec<[f64; 2]>,
    /// Its speed where it is smoothed less, to see when it lands; in heights a second.
    speed: Vec<f64>,
}

/// When a point of a foot comes to rest.
struct Landing {
    time_s: f64,
    sd_s: f64,
}

impl Landing {
    fn contact(&self, foot: &Foot) -> GaitEvent {
        let kind = EventKind::InitialContact;
        GaitEvent { side: foot.side, kind, time_s: self.time_s, sd_s: self.sd_s, confidence: 0.0 }
    }
}

impl<'a> Way<'a> {
    fn of(motion: &Motion, pass: &Pass, feet: &'a Feet, point: Landmark) -> Self {
        let over_ground =
            |i: usize, [x, y]: [f64; 2]| [x - feet.ground_px[i], y].map(|px| px / motion.height_px);
        let of = |xy_px: &[[f64; 2]]| -> Vec<[f64; 2]> {
            let of_pass = &xy_px[pass.first_frame..pass.end_frame];
            of_pass.iter().enumerate().map(|(i, at)| over_ground(i, *at)).collect()
        };
        let at = of(&motion.tracks[point.index()].xy_px);
        let quick = of(motion.landing_px(point));
        let [across, down] = [0, 1].map(|axis| {
            let values: Vec<f64> = quick.iter().map(|p| p[axis]).collect();
            gradient(&feet.time_s, &values)
        });
        let speed = across.iter().zip(&down).map(|(x, y)| x.hypot(*y)).collect();
        Self { time_s: &feet.time_s, at, speed }
    }

    /// When the forefoot stops that then rests in one place; `None` where that was not seen.
    fn landing(&self, from: usize, rest: &Range<usize>, moves: f64) -> Option<Landing> {
        let settled = self.frame(self.time_s[rest.start] + SETTLES_S);
        self.stop_before(from..settled.min((rest.start + rest.end) / 2), moves)
    }

    /// Whether it is at a place in a frame.
    fn is_at(&self, place: [f64; 2], frame: usize, share: f64) -> bool {
        let off = |axis: usize| (self.at[frame][axis] - place[axis]).abs();
        (0..2).all(|axis| off(axis) <= share * SAME_PLACE[axis])
    }

    /// When the last movement of some frames stops.
    ///
    /// A foot that stops at once has half of its speed then, as a low-pass that is even in time leaves half of a step.
    /// What takes longer to go from half of the speed to none than such a blurred stop is a foot that brakes: it stops
    /// by as much later.
    fn stop_before(&self, frames: Range<usize>, moves: f64) -> Option<Landing> {
        let speed = |i: usize| self.speed[i];
        let mut end = frames.end;
        let last = loop {
            let last = (frames.start.max(1)..end).rev().find(|&i| speed(i) >= moves)?;
            let began = (frames.start..last).rev().find(|&i| speed(i) < moves);
            let began = began.unwrap_or(frames.start);
            // a landmark that jumps while the foot stands comes back
            let after = self.frame(self.time_s[last] + JUMP_S).min(end);
            if !self.is_at(self.at[after], began, JUMP_SHARE) {
                break last;
            }
            end = began;
        };
        let rising = |&i: &usize| speed(i - 1) <= speed(i) || speed(i - 1).is_nan();
        let peak = (1..=last).rev().find(rising)?;
        let half = speed(peak) / 2.0;
        let stop =
            (peak..self.speed.len() - 1).find(|&i| speed(i) >= half && speed(i + 1) < half)?;
        let at = |i: usize| (self.time_s[i], speed(i));
        let (from, to) = (at(stop), at(stop + 1));
        let falls = |i: usize| (speed(i) - speed(i + 1)) / (self.time_s[i + 1] - self.time_s[i]);
        let braking = (peak..(stop + 2).min(self.speed.len() - 1)).map(falls).fold(0.0, f64::max);
        let brakes_s = half / braking;
        let blurred_s = STEP_BLUR_S.hypot(to.0 - from.0);
        let later_s = match brakes_s > SURELY_BRAKES_RATIO * blurred_s {
            true => (brakes_s * brakes_s - blurred_s * blurred_s).sqrt(),
            false => 0.0,
        };
        let sd_s = noise(&self.speed, moves) / braking;
        Some(Landing { time_s: crossing_s(from, to, half) + later_s, sd_s })
    }

    fn frame(&self, time_s: f64) -> usize {
        self.time_s.partition_point(|&t| t < time_s)
    }
}
