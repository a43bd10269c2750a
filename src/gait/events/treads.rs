//! When each foot lands and leaves on stairs, seen from the side, and down stairs from the front.
//!
//! The forefoot lands first and leaves last, and rests in one place between. A foot that halts in mid-air above its tread
//! is as slow as one that stands, but goes on down. So stances are looked for as places where the forefoot rests. A foot
//! lands when it has come to the place where it then rests, and leaves when it goes from where it has rested: the same, back
//! in time.

use crate::anatomy::{Joint, Landmark};
use crate::gait::events::event::{EventKind, GaitEvent, Swing};
use crate::gait::events::ground_contact::{Feet, Foot};
use crate::gait::events::sole_edges::{SoleEdges, noise};
use crate::motion::{LANDING_CUTOFF_HZ, Motion, Pass, SAME_PLACE, in_heights, rests};
use crate::signal::{crossing_s, gradient};
use std::ops::Range;

/// A rest may seem to begin so long before the forefoot stands, and not longer: what is steady within the rest's own wander may
/// still come down the last of its way.
const SETTLES_S: f64 = 0.3;

/// A rest may seem to end so long after the forefoot leaves, and not longer: it goes off at 1.3 to 1.8 heights a second, and
/// within the rest's own wander for that long.
const LEAVES_S: f64 = 0.15;

/// A foot that left longer ago stood again before it was fastest.
///
/// # Source
/// `stairs101`: a cycle of 0.97 ± 0.18 s, two deviations more; `beaulieu2008`: 35 % of it is swing.
const LONGEST_SWING_S: f64 = 0.35 * (0.97 + 2.0 * 0.18);

/// After the forefoot the heel comes down within so long, by more than [`ELSEWHERE`].
///
/// # Source
/// McFadyen & Winter, J Biomech 1988;21:733: weight acceptance lasts until 14 % of the cycle. A foot that lands 20° toes
/// down has its heel 7 cm up.
const HEEL_DOWN_S: f64 = 0.15;

/// Within so long a landmark that jumped while its foot stands is back where it was.
const JUMP_S: f64 = 0.1;

/// A point that is off a place by more than this is not there, in heights, across and down: some twice the landmarks'
/// noise, and two fifths of [`SAME_PLACE`].
const ELSEWHERE: [f64; 2] = [0.4 * SAME_PLACE[0], 0.4 * SAME_PLACE[1]];

/// A stop at once takes so long from half of the speed to none behind the low-pass: half of the speed over its steepest
/// fall, √2 over the angular frequency of a low-pass of fourth order. The slope between two frames adds one frame.
const STEP_BLUR_S: f64 = std::f64::consts::SQRT_2 / (std::f64::consts::TAU * LANDING_CUTOFF_HZ);

/// Every swing of a foot from one tread to another, or into or out of the pass.
pub(super) fn swings(motion: &Motion, pass: &Pass, feet: &Feet, foot: &Foot) -> Vec<Swing> {
    let Some(edges) = SoleEdges::of(&feet.time_s, foot) else { return Vec::new() };
    let [heel, toe] =
        [Joint::Heel, Joint::Toe].map(|joint| Way::of(motion, pass, feet, joint.on(foot.side)));
    let back = toe.reversed();
    let rests = rests(&feet.time_s, &toe.at);
    let mut bounds = vec![None];
    bounds.extend(rests.iter().map(Some));
    bounds.push(None);
    let swing = |pair: &[Option<&Range<usize>>]| {
        let from = pair[0].map_or(0, |rest| rest.end);
        let to = pair[1].map_or(feet.time_s.len(), |rest| rest.start);
        let fastest = edges.fastest(from..to).filter(|&frame| edges.is_swing(frame))?;
        let landing = pair[1].and_then(|rest| landing([&heel, &toe], from, rest, edges.moving()));
        let foot_off = match pair[0] {
            Some(rest) => back
                .leaving(rest, to, edges.level())
                .map(|stop| Stop { time_s: -stop.time_s, ..stop })
                .map(|stop| stop.event(foot, EventKind::FootOff)),
            // where it rested was not seen
            None => edges
                .foot_off(edges.before(fastest))
                .filter(|event| feet.time_s[fastest] - event.time_s <= LONGEST_SWING_S),
        };
        Some(Swing {
            side: foot.side,
            middle_s: feet.time_s[fastest],
            foot_off,
            contact: landing.map(|stop| stop.event(foot, EventKind::InitialContact)),
        })
    };
    bounds.windows(2).filter_map(swing).collect()
}

/// When the part of a foot lands that is down first: the forefoot, or on the last step or a low one the heel. `None` where
/// that was not seen after a frame.
fn landing([heel, toe]: [&Way; 2], from: usize, rest: &Range<usize>, moves: f64) -> Option<Stop> {
    let of_toe = toe.landing(from, rest, moves)?;
    let frame = heel.frame(of_toe.time_s);
    if heel.speed.get(frame).is_none_or(|&speed| speed >= moves || speed.is_nan()) {
        return Some(of_toe);
    }
    let of_heel = heel.stop_before(from..frame, moves)?;
    // a heel that halts in mid-air goes on down after the forefoot has landed
    let down = heel.frame(of_toe.time_s + HEEL_DOWN_S).min(rest.end - 1);
    match heel.is_at(heel.at[down], heel.frame(of_heel.time_s)) {
        true => Some(of_heel),
        false => Some(of_toe),
    }
}

/// The way of one point of a foot through a pass.
struct Way {
    time_s: Vec<f64>,
    /// Over the ground, in heights.
    at: Vec<[f64; 2]>,
    /// Its speed where it is smoothed less, to see when it lands; in heights a second.
    speed: Vec<f64>,
}

/// When a point of a foot comes to rest.
struct Stop {
    time_s: f64,
    sd_s: f64,
}

impl Stop {
    fn event(&self, foot: &Foot, kind: EventKind) -> GaitEvent {
        GaitEvent { side: foot.side, kind, time_s: self.time_s, sd_s: self.sd_s, confidence: 0.0 }
    }
}

impl Way {
    fn of(motion: &Motion, pass: &Pass, feet: &Feet, point: Landmark) -> Self {
        let heights_px = &motion.heights_px[pass.first_frame..pass.end_frame];
        let of = |xy_px: &[[f64; 2]]| {
            let in_picture = xy_px[pass.first_frame..pass.end_frame].iter();
            let over_ground =
                in_picture.zip(&feet.ground_px).map(|([x, y], ground)| [x - ground, *y]);
            in_heights(&over_ground.collect::<Vec<_>>(), heights_px)
        };
        let at = of(&motion.tracks[point.index()].xy_px);
        let quick = of(motion.landing_px(point));
        let [across, down] = [0, 1].map(|axis| {
            let values: Vec<f64> = quick.iter().map(|p| p[axis]).collect();
            gradient(&feet.time_s, &values)
        });
        let speed = across.iter().zip(&down).map(|(x, y)| x.hypot(*y)).collect();
        Self { time_s: feet.time_s.clone(), at, speed }
    }

    /// The same way gone back in time: it then stops where it left.
    fn reversed(&self) -> Self {
        Self {
            time_s: self.time_s.iter().rev().map(|t| -t).collect(),
            at: self.at.iter().rev().copied().collect(),
            speed: self.speed.iter().rev().copied().collect(),
        }
    }

    /// When the forefoot stops that then rests in one place; `None` where that was not seen.
    fn landing(&self, from: usize, rest: &Range<usize>, moves: f64) -> Option<Stop> {
        self.stop_in(from, rest, (SETTLES_S, moves))
    }

    /// Of a way that goes back in time, when it leaves the place where it rested; `None` where that was not seen.
    fn leaving(&self, rest: &Range<usize>, until: usize, moves: f64) -> Option<Stop> {
        let frames = self.time_s.len();
        self.stop_in(frames - until, &(frames - rest.end..frames - rest.start), (LEAVES_S, moves))
    }

    /// When it comes to where it rests, which may seem to begin so long before; `None` where it goes on to the middle of the
    /// rest, which is then none.
    fn stop_in(
        &self,
        from: usize,
        rest: &Range<usize>,
        (settles_s, moves): (f64, f64),
    ) -> Option<Stop> {
        let settled = self.frame(self.time_s[rest.start] + settles_s);
        let middle = (rest.start + rest.end) / 2;
        let stop = self.stop_before(from..settled.min(middle), moves)?;
        (stop.time_s <= self.time_s[middle]).then_some(stop)
    }

    /// Whether it is at a place in a frame.
    fn is_at(&self, place: [f64; 2], frame: usize) -> bool {
        let off = |axis: usize| (self.at[frame][axis] - place[axis]).abs();
        (0..2).all(|axis| off(axis) <= ELSEWHERE[axis])
    }

    /// When the last movement of some frames stops.
    ///
    /// A foot that stops at once has half of its speed then, as a low-pass that is even in time leaves half of a step.
    /// What takes longer to go from half of the speed to none than such a blurred stop is a foot that brakes: it stops
    /// by as much later.
    fn stop_before(&self, frames: Range<usize>, moves: f64) -> Option<Stop> {
        let speed = |i: usize| self.speed[i];
        let mut end = frames.end;
        let last = loop {
            let last = (frames.start.max(1)..end).rev().find(|&i| speed(i) >= moves)?;
            let began = (frames.start..last).rev().find(|&i| speed(i) < moves);
            let began = began.unwrap_or(frames.start);
            // a landmark that jumps while the foot stands comes back
            let after = self.frame(self.time_s[last] + JUMP_S).min(end);
            if !self.is_at(self.at[after], began) {
                break last;
            }
            end = began;
        };
        let falling = |&i: &usize| speed(i - 1) > speed(i);
        let peak = (1..=last).rev().find(|i| !falling(i)).filter(|&i| !speed(i - 1).is_nan())?;
        let half = speed(peak) / 2.0;
        let (halved_s, stopped_s) =
            (self.falls_below_s(peak, half)?, self.falls_below_s(last.max(peak), moves.min(half))?);
        let stopped_s = stopped_s.max(halved_s);
        let falls = |i: usize| (speed(i) - speed(i + 1)) / (self.time_s[i + 1] - self.time_s[i]);
        let stopped = self.frame(stopped_s).min(self.speed.len() - 1);
        let braking = (peak..stopped).map(falls).fold(0.0, f64::max);
        let frame_s = self.time_s[last + 1] - self.time_s[last];
        let blur_s = STEP_BLUR_S.hypot(frame_s) * (1.0 - moves.min(half) / half);
        let takes_s = stopped_s - halved_s;
        let brakes_s = (takes_s * takes_s - blur_s * blur_s).max(0.0).sqrt();
        let sd_s = noise(&self.speed, moves) / braking;
        // a stop without a fall that was seen is none
        sd_s.is_finite().then_some(Stop { time_s: halved_s + brakes_s, sd_s })
    }

    /// When the speed first falls below a level from a frame on; `None` where it is not seen until then.
    fn falls_below_s(&self, from: usize, level: f64) -> Option<f64> {
        let speed = |i: usize| self.speed[i];
        let is_fast = |i: usize| speed(i) >= level;
        let i = (from..self.speed.len() - 1).find(|&i| is_fast(i) && !is_fast(i + 1))?;
        let is_seen = (from..=i + 1).all(|i| !speed(i).is_nan());
        is_seen.then_some(())?;
        let at = |i: usize| (self.time_s[i], speed(i));
        Some(crossing_s(at(i), at(i + 1), level))
    }

    fn frame(&self, time_s: f64) -> usize {
        self.time_s.partition_point(|&t| t < time_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_later_than_it_is_looked_for_has_a_standard_deviation() {
        // goes ahead evenly until 0.5 s, and stands
        let time_s: Vec<f64> = (0..30).map(|i| f64::from(i) / 30.0).collect();
        let at = time_s.iter().map(|t| [t.min(0.5), 0.0]).collect();
        let speed = time_s.iter().map(|&t| if t < 0.5 { 1.0 } else { 0.05 }).collect();
        let way = Way { time_s, at, speed };
        let stop = way.stop_before(0..12, 0.3).unwrap();
        assert!((stop.time_s - 0.5).abs() < 0.04, "{}", stop.time_s);
        assert!(stop.sd_s.is_finite() && stop.sd_s > 0.0, "{}", stop.sd_s);
    }
}
