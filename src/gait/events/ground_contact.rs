//! How the feet move over the ground.

use crate::anatomy::{Joint, Side};
use crate::gait::context::ground::Ground;
use crate::motion::{Motion, Pass};
use crate::signal::{densest, gradient};
use std::ops::Range;

/// Less than this, in heights a second, is no moving ground but the landmarks' own drift: a tenth of
/// a slow walk.
const LEAST_GROUND_SPEED: f64 = 0.1;

/// A foot is planted for some 60 % of a cycle, and rolls for a part of that.
///
/// # Source
/// Perry & Burnfield 2010: flat on the ground from 12 to 31 % of the cycle.
const PLANTED_SHARE: f64 = 0.2;

/// One foot through a pass: how fast its sole moves over the ground.
pub(crate) struct Foot {
    pub(crate) side: Side,
    /// Speed of the slowest point between heel and toe, in heights a second; NaN where unknown.
    ///
    /// A foot that touches the ground turns about a point that stands still: the heel at first, then
    /// the whole sole, then the toes. So one number tells a foot on the ground, whichever part
    /// lands first.
    pub(crate) speed: Vec<f64>,
    /// Middle of the foot in the picture, in px, less what the ground has moved since the start.
    pub(crate) middle_px: Vec<[f64; 2]>,
}

/// Both feet of a pass, and how fast the ground moves through the picture.
pub(crate) struct Feet {
    /// One entry a frame of the pass.
    pub(crate) time_s: Vec<f64>,
    /// Left and right.
    pub(crate) feet: [Foot; 2],
    /// Toward the picture's right, in heights a second; 0 under a still camera.
    pub(crate) ground_speed: f64,
    /// How far the ground has gone to the right since the pass began, frame by frame.
    pub(crate) ground_px: Vec<f64>,
}

impl Feet {
    /// With the ground as the user knows it, or as the feet tell it.
    pub(crate) fn of(motion: &Motion, pass: &Pass, known: Option<Ground>) -> Self {
        let frames = pass.first_frame..pass.end_frame;
        let time_s = motion.time_s[frames.clone()].to_vec();
        let heights_px = &motion.heights_px[frames.clone()];
        let points = |joint: Joint, side: Side| -> Vec<[f64; 2]> {
            frames.clone().map(|frame| motion.at(joint.on(side), frame)).collect()
        };
        let heels = Side::BOTH.map(|side| points(Joint::Heel, side));
        let toes = Side::BOTH.map(|side| points(Joint::Toe, side));
        let velocity = |points: &[[f64; 2]]| velocities(&time_s, points, heights_px);
        let (heel_v, toe_v) =
            (heels.each_ref().map(|p| velocity(p)), toes.each_ref().map(|p| velocity(p)));
        // seen from the front, the ground goes neither left nor right
        let ground_speed = match known {
            Some(Ground::Still) => 0.0,
            _ if pass.facing == 0 => 0.0,
            known => ground_speed(&heel_v, &toe_v, known == Some(Ground::Moving)),
        };
        let gone = |frame: usize| ground_speed * heights_px[frame] * (time_s[frame] - time_s[0]);
        let ground_px: Vec<f64> = (0..time_s.len()).map(gone).collect();
        let feet = Side::BOTH.map(|side| {
            let i = side.index();
            let speed =
                heel_v[i].iter().zip(&toe_v[i]).map(|(h, t)| sole_speed(*h, *t, ground_speed));
            let middle = |frame: usize| -> [f64; 2] {
                let [h, t] = [heels[i][frame], toes[i][frame]];
                [(h[0] + t[0]) / 2.0 - ground_px[frame], (h[1] + t[1]) / 2.0]
            };
            Foot {
                side,
                speed: speed.collect(),
                middle_px: (0..time_s.len()).map(middle).collect(),
            }
        });
        Self { time_s, feet, ground_speed, ground_px }
    }

    /// Whether a foot was not seen at some time between two.
    pub(crate) fn hides(&self, side: Side, times_s: Range<f64>) -> bool {
        let frames = self.time_s.iter().zip(&self.feet[side.index()].speed);
        frames.into_iter().any(|(time_s, speed)| times_s.contains(time_s) && speed.is_nan())
    }
}

/// In heights a second.
fn velocities(time_s: &[f64], points_px: &[[f64; 2]], heights_px: &[f64]) -> Vec<[f64; 2]> {
    let [x, y] = [0, 1].map(|axis| {
        let values: Vec<f64> = points_px.iter().map(|p| p[axis]).collect();
        gradient(time_s, &values)
    });
    x.iter().zip(&y).zip(heights_px).map(|((x, y), h)| [x / h, y / h]).collect()
}

/// The speed to the right that most points of the feet share: that of whatever they stand on.
fn ground_speed(heels: &[Vec<[f64; 2]>; 2], toes: &[Vec<[f64; 2]>; 2], moves: bool) -> f64 {
    let all = heels.iter().chain(toes).flatten().map(|v| v[0]);
    let speed = densest(all, PLANTED_SHARE);
    if moves || speed.abs() >= LEAST_GROUND_SPEED { speed } else { 0.0 }
}

/// Speed over the ground of the slowest point between heel and toe.
fn sole_speed(heel: [f64; 2], toe: [f64; 2], ground_speed: f64) -> f64 {
    let heel = [heel[0] - ground_speed, heel[1]];
    let turning = [toe[0] - ground_speed - heel[0], toe[1] - heel[1]];
    let square = turning[0] * turning[0] + turning[1] * turning[1];
    let along = -(heel[0] * turning[0] + heel[1] * turning[1]);
    let share = if square > 0.0 { (along / square).clamp(0.0, 1.0) } else { 0.0 };
    (heel[0] + share * turning[0]).hypot(heel[1] + share * turning[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_that_turns_about_a_point_of_its_sole_stands_still() {
        assert_eq!(sole_speed([0.0, 0.0], [0.0, 2.0], 0.0), 0.0, "about the heel");
        assert_eq!(sole_speed([0.0, -2.0], [0.0, 0.0], 0.0), 0.0, "about the toe");
        assert_eq!(sole_speed([0.0, -1.0], [0.0, 3.0], 0.0), 0.0, "about a point between");
        assert_eq!(sole_speed([3.0, 4.0], [3.0, 4.0], 0.0), 5.0, "it does not turn");
        assert_eq!(sole_speed([-0.8, 0.0], [-0.8, 0.0], -0.8), 0.0, "it stands on a belt");
    }
}
