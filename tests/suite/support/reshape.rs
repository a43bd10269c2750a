//! Unusual movements of a synthetic person: what a moment's body is changed by.
//!
//! Joints are moved by so little that the bones' lengths stay as they are to a hundredth.

use super::person::{bump, hold};
use super::walker::{SHANK, THIGH};
use gaitline::anatomy::{Joint, Landmark, Side};

const FOOT: [Joint; 3] = [Joint::Ankle, Joint::Heel, Joint::Toe];
const TRUNK: [Joint; 2] = [Joint::Shoulder, Joint::Wrist];

/// Changes a body; see [`Moment`].
pub(crate) type Reshape = fn(&mut Body, Moment);

/// A moment of an unusual walk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// Whose movement is unusual.
    pub(crate) side: Side,
    /// Which share of that side's stride is over, from its contact.
    pub(crate) share: f64,
    /// Which share of the other side's stride is over.
    pub(crate) other_share: f64,
    /// How unusual it is.
    pub(crate) amount: f64,
}

/// Landmarks of a body: ahead, up, to the right.
pub(crate) struct Body(pub(crate) Vec<(Landmark, [f64; 3])>);

impl Body {
    fn at(&self, landmark: Landmark) -> [f64; 3] {
        self.0.iter().find(|(l, _)| *l == landmark).unwrap().1
    }

    fn change(&mut self, landmark: Landmark, change: impl FnOnce(&mut [f64; 3])) {
        change(&mut self.0.iter_mut().find(|(l, _)| *l == landmark).unwrap().1);
    }

    /// Bends a knee so much farther, hip and ankle staying where they are.
    fn bend(&mut self, side: Side, deg: f64) {
        let [hip, ankle] = [Joint::Hip, Joint::Ankle].map(|j| self.at(j.on(side)));
        let (x, y) = (ankle[0] - hip[0], ankle[1] - hip[1]);
        let out = deg.to_radians() * THIGH * SHANK / (THIGH + SHANK) / x.hypot(y);
        self.change(Joint::Knee.on(side), |p| {
            p[0] -= y * out;
            p[1] += x * out;
        });
    }

    /// Turns trunk, arms and head forward about the hips.
    fn lean_forward(&mut self, deg: f64) {
        let hip = self.at(Joint::Hip.on(Side::Left));
        let (sin, cos) = deg.to_radians().sin_cos();
        let turn = |p: &mut [f64; 3]| {
            let (x, y) = (p[0] - hip[0], p[1] - hip[1]);
            (p[0], p[1]) = (hip[0] + x * cos + y * sin, hip[1] + y * cos - x * sin);
        };
        self.change(Landmark::Nose, turn);
        for (side, joint) in Side::BOTH.into_iter().flat_map(|s| TRUNK.map(|j| (s, j))) {
            self.change(joint.on(side), turn);
        }
    }

    /// Moves everything but the feet, the knees by half of it: ahead and up, in heights.
    fn shift(&mut self, [ahead, up]: [f64; 2]) {
        let by = |share: f64| {
            move |p: &mut [f64; 3]| {
                p[0] += share * ahead;
                p[1] += share * up;
            }
        };
        self.change(Landmark::Nose, by(1.0));
        for side in Side::BOTH {
            for joint in [Joint::Shoulder, Joint::Wrist, Joint::Hip] {
                self.change(joint.on(side), by(1.0));
            }
            self.change(Joint::Knee.on(side), by(0.5));
        }
    }
}

/// The knee bends so much more, or less, as it takes the load.
pub(crate) fn loading(body: &mut Body, at: Moment) {
    body.bend(at.side, at.amount * bump(at.share, 0.0, 0.28));
}

/// The knee bends so much more, or less, all through single support.
pub(crate) fn single_support(body: &mut Body, at: Moment) {
    body.bend(at.side, at.amount * hold(at.share, [0.1, 0.25], [0.5, 0.62]));
}

/// The knee is bent so much more while the leg bears and after.
pub(crate) fn bent(body: &mut Body, at: Moment) {
    body.bend(at.side, at.amount);
}

/// The knee bends so much as the foot lands, and has straightened soon after.
pub(crate) fn jerk(body: &mut Body, at: Moment) {
    body.bend(at.side, at.amount * hold(at.share, [-0.01, 0.05], [0.08, 0.2]));
}

/// The knee hardly bends until the leg is alone: so much less.
pub(crate) fn flat(body: &mut Body, at: Moment) {
    body.bend(at.side, -at.amount * hold(at.share, [0.0, 0.12], [0.32, 0.45]));
}

/// The knee bends so much less as it takes the load, and the other one a third of that more.
pub(crate) fn uneven(body: &mut Body, at: Moment) {
    flat(body, at);
    body.bend(at.side.opposite(), at.amount / 3.0 * bump(at.other_share, 0.0, 0.28));
}

/// The knee's loading peak comes late, and the other one's so much of the stride early, in percent.
pub(crate) fn loading_peaks_apart(body: &mut Body, at: Moment) {
    let usual = |share: f64| 13.0 * bump(share, 0.0, 0.28);
    body.bend(at.side, 16.0 * bump(at.share, 0.15, 0.43) - usual(at.share));
    let landing = if at.other_share > 0.5 { at.other_share - 1.0 } else { at.other_share };
    let peak = 0.14 - at.amount / 100.0;
    let early = 16.0 * bump(landing, peak - 0.11, peak + 0.11) - usual(at.other_share);
    body.bend(at.side.opposite(), early);
}

/// The trunk goes forward as the leg takes the load, or back.
pub(crate) fn lean_at_loading(body: &mut Body, at: Moment) {
    body.lean_forward(at.amount * bump(at.share, 0.0, 0.28));
}

/// The thigh stays so much farther ahead as the foot leaves.
pub(crate) fn thigh_ahead(body: &mut Body, at: Moment) {
    body.bend(at.side, 2.0 * at.amount * hold(at.share, [0.3, 0.45], [0.65, 0.8]));
}

/// The heel rises so much of the stride early, in percent.
pub(crate) fn early_heel(body: &mut Body, at: Moment) {
    let from = 0.4 - at.amount / 100.0;
    lift(body, at.side, 0.035 * hold(at.share, [from, from + 0.05], [0.5, 0.62]));
}

/// The heel of a leg, and all above it, goes so far up.
fn lift(body: &mut Body, side: Side, up: f64) {
    body.shift([0.0, up]);
    for joint in [Joint::Ankle, Joint::Heel] {
        body.change(joint.on(side), |p| p[1] += up);
    }
    body.change(Joint::Knee.on(side), |p| p[1] += up / 2.0);
}

/// The body is lifted onto the toes in mid-stance, by so many percent of the height.
pub(crate) fn lifted(body: &mut Body, at: Moment) {
    lift(body, at.side, at.amount / 100.0 * bump(at.share, 0.08, 0.52));
}

/// A hand lies so far down the thigh, in percent of its length, while the leg takes the load and after.
pub(crate) fn hand_on_thigh(body: &mut Body, at: Moment) {
    let holds =
        hold(at.share, [-0.08, -0.02], [0.34, 0.4]) + hold(at.share, [0.92, 0.98], [2.0, 3.0]);
    let [hip, knee] = [Joint::Hip, Joint::Knee].map(|j| body.at(j.on(at.side)));
    let along = at.amount / 100.0;
    body.change(Joint::Wrist.on(at.side), |wrist| {
        for axis in 0..3 {
            let on_thigh = hip[axis] + along * (knee[axis] - hip[axis]);
            wrist[axis] += holds.min(1.0) * (on_thigh - wrist[axis]);
        }
    });
}

/// The feet are set so much farther apart, in percent of the height.
pub(crate) fn apart(body: &mut Body, at: Moment) {
    for side in Side::BOTH {
        let out = if side == Side::Right { 0.005 } else { -0.005 } * at.amount;
        for joint in FOOT {
            body.change(joint.on(side), |p| p[2] += out);
        }
        body.change(Joint::Knee.on(side), |p| p[2] += out / 2.0);
    }
}
