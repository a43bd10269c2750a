//! What fits one frame: which place is which joint of which leg.

use crate::anatomy::{Joint, Side};
use crate::motion::legs::chain::Chain;
use crate::motion::legs::place::Place;

/// What it costs that a joint has no place of its own, `-2 ln` of how often that is: of 51 728 joints in 38 rendered side
/// views 1 in 88 has none within 6 % of the body's height (9.0), and 1 in 545 none within 10 % (12.6).
const UNSEEN_COST: f64 = 12.0;

/// How much less it costs that a joint has no place, if it is outside the picture with that chance.
pub(super) fn relief_outside(chance: f64) -> f64 {
    let unseen_inside = (-UNSEEN_COST / 2.0).exp();
    UNSEEN_COST + 2.0 * (chance + (1.0 - chance) * unseen_inside).ln()
}

/// What it costs that both legs have the same place: one in seven, the share of a stride in which knees are
/// nearer to each other than a leg is thick.
const SHARED_COST: f64 = 4.0;

/// Where both legs are, both maps are high: a map that is low there counts so many times as much as else.
const SHARED_MAPS_WEIGHT: f64 = 2.0;

/// What a place that looks like a joint and belongs to no leg costs, in likelihoods that it looks so by chance.
const UNEXPLAINED_WEIGHT: f64 = 1.5;

/// The likelihood that nothing is where a map is highest.
const LEAST_CHANCE: f64 = 0.05;

/// A low place costs no more than one of this height.
const FLOOR_LIKENESS: f64 = 0.03;

/// Of a leg and of a frame so many combinations are kept, the cheapest.
const MOST_OF_LEG: usize = 20;
const MOST_OF_FRAME: usize = 120;

/// One frame, as far as a combination depends on it.
pub(super) struct Frame<'a> {
    /// The places of the chain's two joints.
    pub(super) places: [Vec<Place>; 2],
    /// Where the parent joint is, left and right; NaN where not known.
    pub(super) parents_px: [[f64; 2]; 2],
    pub(super) height_px: f64,
    /// Width and height of the picture.
    pub(super) size_px: [f64; 2],
    /// What a label counts: 1 for full odds.
    pub(super) label_weight: f64,
    /// Whether the legs may point to the camera.
    pub(super) may_be_short: bool,
    pub(super) chain: &'a Chain,
}

/// Which place each joint has, by its number in the frame's list: both joints of the left leg, both of the right one;
/// `None` where it has none. Many of them are kept for each frame, so they are small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Picked(pub(super) [Option<u8>; 4]);

impl Picked {
    /// The number of the place of a joint of a leg.
    pub(super) fn place(self, index: usize) -> Option<usize> {
        self.0[index].map(usize::from)
    }

    /// Whether both legs have the same place.
    pub(super) fn is_shared(self, joint: usize) -> bool {
        self.0[joint].is_some() && self.0[joint] == self.0[joint + 2]
    }
}

/// One way to give the places of a frame to the joints.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Combination {
    pub(super) picked: Picked,
    /// In squared standard deviations.
    pub(super) cost: f64,
}

impl Frame<'_> {
    /// The cheapest combinations, in the order of their costs.
    pub(super) fn combinations(&self) -> Vec<Combination> {
        let [left, right] = Side::BOTH.map(|side| self.of_leg(side));
        let of_both = [0, 1].map(|joint| self.costs_of_both(joint));
        let mut all = Vec::with_capacity(left.len() * right.len());
        for (l, left_cost) in &left {
            for (r, right_cost) in &right {
                let picked = Picked([l[0], l[1], r[0], r[1]]);
                let both = of_both[0].of(picked, 0) + of_both[1].of(picked, 1);
                all.push(Combination { picked, cost: left_cost + right_cost + both });
            }
        }
        all.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        all.truncate(MOST_OF_FRAME);
        all
    }

    /// The cheapest pairs of places of one leg.
    fn of_leg(&self, side: Side) -> Vec<([Option<u8>; 2], f64)> {
        let choices = |joint: usize| (0..).take(self.places[joint].len()).map(Some).chain([None]);
        let mut all: Vec<([Option<u8>; 2], f64)> = choices(0)
            .flat_map(|upper| choices(1).map(move |lower| [upper, lower]))
            .map(|picked| (picked, self.cost_of_leg(side, picked)))
            .collect();
        all.sort_by(|a, b| a.1.total_cmp(&b.1));
        let unseen = all.iter().copied().find(|(picked, _)| *picked == [None; 2]);
        all.truncate(MOST_OF_LEG);
        // a leg may be outside the picture
        all.extend(unseen.filter(|leg| !all.contains(leg)));
        all
    }

    fn cost_of_leg(&self, side: Side, picked: [Option<u8>; 2]) -> f64 {
        let places = [0, 1].map(|joint| picked[joint].map(|i| self.places[joint][usize::from(i)]));
        let alone: f64 = places.iter().map(|place| self.cost_of_place(side, *place)).sum();
        let length = |segment: usize, from: Option<[f64; 2]>, to: Option<Place>| {
            from.zip(to).map_or(0.0, |(from, to)| {
                self.chain.length_cost(segment, [from, to.at_px], self.height_px, self.may_be_short)
            })
        };
        // the two hips are one pelvis: the network's labels of them are no better than those of the knees
        let upper = self.parents_px.map(|parent| length(0, Some(parent), places[0]));
        let upper =
            if self.has_one_parent() { upper[0].min(upper[1]) } else { upper[side.index()] };
        alone + upper + length(1, places[0].map(|p| p.at_px), places[1])
    }

    fn has_one_parent(&self) -> bool {
        self.chain.parent == Joint::Hip
    }

    fn cost_of_place(&self, side: Side, place: Option<Place>) -> f64 {
        let Some(place) = place else { return UNSEEN_COST };
        let likeness = place.likeness_of_either() + FLOOR_LIKENESS;
        -2.0 * likeness.ln() + self.label_weight * place.label_cost(side)
    }

    /// What it costs that both legs have one place: where they are one before the other, both maps are high there.
    fn cost_of_sharing(place: &Place) -> f64 {
        let log = |likeness: f64| 2.0 * (likeness + FLOOR_LIKENESS).ln();
        let own =
            place.likeness.iter().map(|&likeness| log(place.likeness_of_either()) - log(likeness));
        SHARED_COST + SHARED_MAPS_WEIGHT * own.sum::<f64>()
    }

    fn costs_of_both(&self, joint: usize) -> CostsOfBoth {
        let chance = |place: &Place| 1.0 - (1.0 - LEAST_CHANCE) * place.likeness_of_either();
        let places = &self.places[joint];
        CostsOfBoth {
            sharing: places.iter().map(Self::cost_of_sharing).collect(),
            unexplained: places
                .iter()
                .map(|p| -2.0 * UNEXPLAINED_WEIGHT * chance(p).ln())
                .collect(),
        }
    }
}

/// What both legs together cost, by the places of one joint.
struct CostsOfBoth {
    /// Of a place that both have.
    sharing: Vec<f64>,
    /// Of a place that neither has.
    unexplained: Vec<f64>,
}

impl CostsOfBoth {
    fn of(&self, picked: Picked, joint: usize) -> f64 {
        let legs = [joint, joint + 2].map(|leg| picked.place(leg));
        let shared = legs[0].filter(|_| picked.is_shared(joint)).map_or(0.0, |i| self.sharing[i]);
        let free = self.unexplained.iter().enumerate().filter(|(i, _)| !legs.contains(&Some(*i)));
        shared + free.map(|(_, cost)| cost).sum::<f64>()
    }
}
