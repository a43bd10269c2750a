//! The likeliest way of both legs through all frames.

use crate::motion::legs::chain::Chain;
use crate::motion::legs::combination::{Combination, Frame, Picked, relief_outside};
use crate::motion::legs::moving_point::MovingPoint;
use crate::motion::noise::NOISE_RATIO;
use crate::signal::lasts_at_most;

/// A jump counts at most this many standard deviations, squared: a wild place is no proof.
const MAX_JUMP_COST: f64 = 25.0;

/// Unseen for longer than this, a leg may be anywhere: some half a step.
const FORGOTTEN_S: f64 = 0.35;

/// The speed of a joint of which nothing is known.
///
/// # Source
/// The toes of a quick walker pass at some 4.5 m/s: Winter, Biomechanics and Motor Control of Human Movement,
/// 4th ed. 2009, appendix A. A standard deviation of half of it.
const START_SPEED_HEIGHTS_S: f64 = 1.5;

/// Both legs at one place: it may be anywhere between them, at most the thickness of a leg apart.
const SHARED_NOISE_RATIO: f64 = 0.02;

/// Both legs at one place say next to nothing of either: the network draws both knees on the one in front for some
/// frames while it goes on.
const EITHER_NOISE_RATIO: f64 = 0.2;

/// Where the joints are in one frame: both joints of the left leg, both of the right one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Settled {
    pub(super) at_px: [Option<[f64; 2]>; 4],
    /// Standard deviation of each place, as a share of the body's height.
    pub(super) noise_ratio: [f64; 4],
}

/// The cheapest way that ends with a combination.
struct Reached {
    cost: f64,
    /// The combination of the frame before; `None` at the beginning.
    before: Option<usize>,
    points: [MovingPoint; 4],
}

/// What is kept of a frame until the last one is known: each combination, and from which one before it was reached.
struct Step {
    frame: usize,
    ways: Vec<(Picked, Option<usize>)>,
}

/// Which way through time the legs are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Following {
    Forward,
    Backward,
}

/// The likeliest way through the frames; `None` for frames without a person.
///
/// For each combination of a frame the cheapest way to it is kept, with what that way says of the points' movement.
pub(super) fn likeliest(
    frames: &[Option<Frame<'_>>],
    time_s: &[f64],
    chain: &Chain,
    following: Following,
) -> Vec<Option<Settled>> {
    let mut steps: Vec<Step> = Vec::new();
    let mut last: Vec<Reached> = Vec::new();
    let mut order: Vec<usize> = (0..frames.len()).collect();
    if following == Following::Backward {
        order.reverse();
    }
    for at in order {
        let Some(frame) = &frames[at] else { continue };
        let combinations = frame.combinations();
        let since_s =
            steps.last().map_or(f64::INFINITY, |step| (time_s[at] - time_s[step.frame]).abs());
        let here = match lasts_at_most(since_s, FORGOTTEN_S) {
            true => go_on(frame, &combinations, &last, since_s, chain),
            false => begin(frame, &combinations, &last),
        };
        let picked = combinations.iter().map(|c| c.picked);
        steps.push(Step { frame: at, ways: picked.zip(here.iter().map(|r| r.before)).collect() });
        last = here;
    }
    let mut settled: Vec<Option<Settled>> = frames.iter().map(|_| None).collect();
    let mut best = cheapest(&last);
    for step in steps.iter().rev() {
        let (Some(index), Some(frame)) = (best, &frames[step.frame]) else { break };
        let (picked, before) = step.ways[index];
        settled[step.frame] = Some(Settled {
            at_px: places_of(frame, picked),
            noise_ratio: noise_ratios(frame, picked),
        });
        best = before;
    }
    settled
}

/// Where the joints are by a combination.
fn places_of(frame: &Frame<'_>, picked: Picked) -> [Option<[f64; 2]>; 4] {
    std::array::from_fn(|i| picked.place(i).map(|place| frame.places[i % 2][place].at_px))
}

/// Standard deviation of each joint's place; of one without a place nothing follows.
fn noises_px(frame: &Frame<'_>, picked: Picked) -> [f64; 4] {
    std::array::from_fn(|i| noise_px(frame, i, picked.place(i), picked.is_shared(i % 2)))
}

fn noise_px(frame: &Frame<'_>, joint: usize, place: Option<usize>, is_shared: bool) -> f64 {
    let own = place.map_or(NOISE_RATIO, |at| frame.places[joint % 2][at].noise_ratio());
    let shared = if is_shared { SHARED_NOISE_RATIO } else { 0.0 };
    own.hypot(shared) * frame.height_px
}

/// What is known of the settled places: of a shared one, that it is of one leg or the other, and not of which.
fn noise_ratios(frame: &Frame<'_>, picked: Picked) -> [f64; 4] {
    let alone = noises_px(frame, picked).map(|px| px / frame.height_px);
    std::array::from_fn(|i| match picked.is_shared(i % 2) {
        true => alone[i].hypot(EITHER_NOISE_RATIO),
        false => alone[i],
    })
}

fn cheapest(reached: &[Reached]) -> Option<usize> {
    (0..reached.len()).min_by(|&a, &b| reached[a].cost.total_cmp(&reached[b].cost))
}

/// The first frame, or the first after the legs were lost: nothing is known of their movement.
fn begin(frame: &Frame<'_>, combinations: &[Combination], last: &[Reached]) -> Vec<Reached> {
    let before = cheapest(last);
    let so_far = before.map_or(0.0, |i| last[i].cost);
    let speed_px_s = START_SPEED_HEIGHTS_S * frame.height_px;
    let start = |combination: &Combination| {
        let (at_px, noise_px) =
            (places_of(frame, combination.picked), noises_px(frame, combination.picked));
        let points =
            std::array::from_fn(|i| MovingPoint::starting(at_px[i], noise_px[i], speed_px_s));
        Reached { cost: so_far + combination.cost, before, points }
    };
    combinations.iter().map(start).collect()
}

/// From each combination of the frame before to each of this one.
fn go_on(
    frame: &Frame<'_>,
    combinations: &[Combination],
    last: &[Reached],
    since_s: f64,
    chain: &Chain,
) -> Vec<Reached> {
    let acceleration = |i: usize| chain.accelerations_heights_s2[i % 2] * frame.height_px;
    let expected: Vec<[MovingPoint; 4]> = last
        .iter()
        .map(|r| std::array::from_fn(|i| r.points[i].after(since_s, acceleration(i))))
        .collect();
    let so_far: Vec<f64> = last.iter().map(|r| r.cost).collect();
    let jumps = JumpCosts::new(frame, &expected);
    let reach = |combination: &Combination| {
        let picked = combination.picked;
        let [a, b, c, d] = std::array::from_fn(|joint| jumps.of_ways(picked, joint));
        let ways = so_far.iter().zip(a).zip(b).zip(c).zip(d);
        let costs = ways.map(|((((so_far, a), b), c), d)| so_far + (a + b + c + d));
        let cheaper =
            |best: (usize, f64), way: (usize, f64)| if way.1 < best.1 { way } else { best };
        let (before, cost) = costs.enumerate().fold((0, f64::INFINITY), cheaper);
        let (at_px, noise_px) = (places_of(frame, picked), noises_px(frame, picked));
        let points = std::array::from_fn(|i| match at_px[i] {
            Some(at) => expected[before][i].seen_at(at, noise_px[i]),
            None => expected[before][i],
        });
        Reached { cost: cost + combination.cost, before: Some(before), points }
    };
    combinations.iter().map(reach).collect()
}

/// What each way so far pays for where a joint is: told once, and the same in every combination that has it there.
struct JumpCosts {
    /// Of each joint, by `column` and by way.
    of_joint: [Vec<Vec<f64>>; 4],
}

impl JumpCosts {
    fn new(frame: &Frame<'_>, expected: &[[MovingPoint; 4]]) -> Self {
        let unseen = |joint: usize| {
            let cost = |p: &MovingPoint| -relief_outside(p.chance_outside(frame.size_px));
            expected.iter().map(|points| cost(&points[joint])).collect()
        };
        let seen = |joint: usize, place: usize, is_shared: bool| {
            let at_px = frame.places[joint % 2][place].at_px;
            let noise_px = noise_px(frame, joint, Some(place), is_shared);
            let cost = |p: &MovingPoint| p.distance(at_px, noise_px).min(MAX_JUMP_COST);
            expected.iter().map(|points| cost(&points[joint])).collect()
        };
        let of_joint = std::array::from_fn(|joint| {
            let places = 0..frame.places[joint % 2].len();
            let seen =
                places.flat_map(|place| [false, true].map(|shared| seen(joint, place, shared)));
            std::iter::once(unseen(joint)).chain(seen).collect()
        });
        Self { of_joint }
    }

    /// What each way pays for a joint's place in a combination.
    fn of_ways(&self, picked: Picked, joint: usize) -> &[f64] {
        &self.of_joint[joint][Self::column(picked.place(joint), picked.is_shared(joint % 2))]
    }

    fn column(place: Option<usize>, is_shared: bool) -> usize {
        place.map_or(0, |place| 1 + 2 * place + usize::from(is_shared))
    }
}
