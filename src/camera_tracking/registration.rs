//! One picture laid over another: where it is foreseen or else where it roughly fits, then to a fraction of a pixel.

use crate::camera_tracking::background_frame::{BackgroundFrame, ROUGH_FACTOR};
use crate::camera_tracking::blocks::{Block, Offset, blocks};
use crate::camera_tracking::movement::Movement;
use crate::signal::{Estimate, fit, median};

/// So far is looked around where a picture may lie, in px of the rough copies: 16 px of a small one, a twentieth of the
/// picture.
const ROUGH_REACH: isize = 4;

/// At least so many blocks must tell, and this share of them must look as they did.
const LEAST_BLOCKS: usize = 8;
const LEAST_FOUND: f64 = 0.5;

/// A shift that is known less well than this, in px of the small copies, is not known.
const MOST_SD_PX: f64 = 0.1;

/// Steps toward the place; the last ones are thousandths of a pixel.
const ROUNDS: usize = 8;
const LEAST_STEP_PX: f64 = 0.003;

/// Cauchy's weights, at 95 % efficiency for normal noise.
///
/// # Source
/// Holland & Welsch, Commun. Stat. A 1977;6:813.
const CAUCHY: f64 = 2.385;

/// Blocks of a still picture scatter by a few hundredths of a pixel: less is chance.
const LEAST_SCATTER_PX: f64 = 0.02;

/// Nothing is known of the shift beforehand. Turn and growth against a key frame shift the picture's edge by some px.
const PRIORS: [Estimate; 4] = [
    Estimate { value: 0.0, sd: 1e3 },
    Estimate { value: 0.0, sd: 1e3 },
    Estimate { value: 0.0, sd: 10.0 },
    Estimate { value: 0.0, sd: 10.0 },
];

/// A frame with which others are compared.
pub(super) struct Key {
    backdrop: BackgroundFrame,
    blocks: Vec<Block>,
}

/// How a picture lies against a key frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Registration {
    pub(super) movement: Movement,
    /// Share of the key's blocks that show in the picture.
    pub(super) shown_ratio: f64,
}

impl Key {
    pub(super) fn of(backdrop: BackgroundFrame) -> Self {
        Self { blocks: blocks(&backdrop.grey, &backdrop.hidden), backdrop }
    }

    /// How another picture lies against this one, where that can be told; `about` is where it may lie.
    pub(super) fn laid(&self, picture: &BackgroundFrame, about: Movement) -> Option<Registration> {
        let (own, other) = (&self.backdrop.grey, &picture.grey);
        if !own.is_as_large(other) || self.blocks.len() < LEAST_BLOCKS {
            return None;
        }
        let near = self.settled(picture, about);
        near.or_else(|| self.settled(picture, self.roughly(picture, about)))
    }

    /// Goes from a place that is about right to the exact one.
    fn settled(&self, picture: &BackgroundFrame, about: Movement) -> Option<Registration> {
        let mut movement = about;
        for _ in 0..ROUNDS {
            let seen = self.seen(picture, movement);
            if seen.len() < LEAST_BLOCKS {
                return None;
            }
            let step = self.fitted(&seen).map(|s| s.value);
            movement = std::array::from_fn(|i| movement[i] + step[i]);
            if step.iter().all(|s| s.abs() < LEAST_STEP_PX) {
                break;
            }
        }
        self.judged(picture, movement)
    }

    /// The movement, if it holds.
    fn judged(&self, picture: &BackgroundFrame, movement: Movement) -> Option<Registration> {
        let seen = self.seen(picture, movement);
        let found = seen.iter().filter(|(_, offset)| offset.is_found).count();
        let rest = self.fitted(&seen);
        let is_known = found >= LEAST_BLOCKS
            && found as f64 >= LEAST_FOUND * seen.len() as f64
            && rest[..2].iter().all(|shift| shift.sd <= MOST_SD_PX)
            && movement.iter().all(|m| m.is_finite());
        let shown_ratio = seen.len() as f64 / self.blocks.len() as f64;
        is_known.then_some(Registration { movement, shown_ratio })
    }

    /// The blocks that show, and how far each lies from where a movement puts it.
    fn seen(&self, picture: &BackgroundFrame, by: Movement) -> Vec<(&Block, Offset)> {
        let offset = |block: &Block| block.offset(picture, self.shift(block, by));
        self.blocks.iter().filter_map(|block| Some((block, offset(block)?))).collect()
    }

    /// How far a movement shifts a block.
    fn shift(&self, block: &Block, [right, down, turn, growth]: Movement) -> [f64; 2] {
        let [x, y] = self.place(block);
        [right - turn * y + growth * x, down + turn * x + growth * y]
    }

    /// Where a block lies from the middle, in half longer sides.
    fn place(&self, block: &Block) -> [f64; 2] {
        let (middle, reach) = (self.backdrop.grey.middle(), self.backdrop.grey.reach());
        [0, 1].map(|axis| (block.middle[axis] - middle[axis]) / reach)
    }

    /// The movement that most of the blocks' offsets share.
    fn fitted(&self, seen: &[(&Block, Offset)]) -> [Estimate; 4] {
        let distances: Vec<f64> = seen.iter().map(|(_, offset)| offset.distance()).collect();
        let scatter = (1.4826 * median(distances.iter().copied())).max(LEAST_SCATTER_PX);
        let mut rows = Vec::with_capacity(2 * seen.len());
        for ((block, offset), distance) in seen.iter().zip(&distances) {
            let weight = (1.0 / (1.0 + (distance / (CAUCHY * scatter)).powi(2))).sqrt();
            let [x, y] = self.place(block);
            for ([right, down], value) in offset.rows() {
                let row = [right, down, down * x - right * y, right * x + down * y];
                rows.push((row.map(|r| weight * r), weight * value));
            }
        }
        fit(&rows, scatter, rows.len() as f64, PRIORS)
    }

    /// Where the rough copies differ least.
    fn roughly(&self, picture: &BackgroundFrame, about: Movement) -> Movement {
        let factor = ROUGH_FACTOR as f64;
        let start = [0, 1].map(|axis| (about[axis] / factor).round() as isize);
        let difference = |by: [isize; 2]| self.backdrop.difference(picture, by);
        let reach = -ROUGH_REACH..=ROUGH_REACH;
        let shifts = reach.clone().flat_map(|y| reach.clone().map(move |x| [x, y]));
        let places = shifts.map(|[x, y]| [start[0] + x, start[1] + y]);
        let sized = places.map(|by| (difference(by), by));
        let Some((least, best)) = sized.min_by(|a, b| a.0.total_cmp(&b.0)) else { return about };
        let aside = |axis: usize| {
            let mut beside = [best, best];
            (beside[0][axis], beside[1][axis]) = (best[axis] - 1, best[axis] + 1);
            valley(beside.map(difference), least)
        };
        let found = [0, 1].map(|axis| factor * (best[axis] as f64 + aside(axis)));
        [found[0], found[1], about[2], about[3]]
    }
}

/// Where absolute differences would be least between three places a pixel apart: the corner of two equal slopes.
fn valley([before, after]: [f32; 2], at: f32) -> f64 {
    let steeper = before.max(after) - at;
    let aside = f64::from((before - after) / (2.0 * steeper));
    if aside.is_finite() { aside.clamp(-0.5, 0.5) } else { 0.0 }
}
