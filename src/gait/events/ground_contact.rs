//! How the feet move over the ground.

use crate::anatomy::{Joint, Side};
use crate::gait::context::ground::Ground;
use crate::motion::{Motion, Pass};
use crate::signal::{densest, gradient, lasts_at_most};
use std::ops::{Range, RangeInclusive};

/// Less than this, in heights a second, is no moving ground but the landmarks' own drift: a tenth of
/// a slow walk.
const LEAST_GROUND_SPEED: f64 = 0.1;

/// A foot is planted for some 60 % of a cycle, and rolls for a part of that.
///
/// # Source
/// Perry & Burnfield 2010: flat on the ground from 12 to 31 % of the cycle.
const PLANTED_SHARE: f64 = 0.2;

/// And that long, in a stride of 1.1 s.
const PLANTED_S: f64 = 0.2;

/// A point on the ground is as fast as it, or seems faster where a picture was left out: no foot that walks overtakes the ground. The
/// speeds of single frames scatter by some 10 %, and a foot that leaves the ground slows down first.
const PLANTED_SPEEDS: RangeInclusive<f64> = 0.75..=2.0;

/// Frames that are faster or slower for so long are uneven: the foot goes on standing. A foot swings for four times as long.
const UNEVEN_S: f64 = 0.1;

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
            known => {
                let points = heels.iter().chain(&toes);
                let speeds = heel_v.iter().chain(&toe_v);
                let all: Vec<PointWay<'_>> = points
                    .zip(speeds)
                    .map(|(at_px, speed)| PointWay { time_s: &time_s, at_px, heights_px, speed })
                    .collect();
                ground_speed(&all, known == Some(Ground::Moving))
            }
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

/// A point of a foot through a pass.
struct PointWay<'a> {
    time_s: &'a [f64],
    at_px: &'a [[f64; 2]],
    heights_px: &'a [f64],
    /// In heights a second, to the right and down.
    speed: &'a [[f64; 2]],
}

impl PointWay<'_> {
    /// How far it goes while it stands on what has about that speed, in heights, and for how long.
    fn while_planted(&self, speed: f64) -> [f64; 2] {
        let is_planted = |i: &usize| PLANTED_SPEEDS.contains(&(self.speed[*i][0] / speed));
        let mut runs: Vec<[usize; 2]> = Vec::new();
        for i in (0..self.time_s.len()).filter(is_planted) {
            match runs.last_mut() {
                Some([_, last]) if lasts_at_most(self.time_s[i] - self.time_s[*last], UNEVEN_S) => {
                    *last = i;
                }
                _ => runs.push([i, i]),
            }
        }
        let way = |[first, last]: [usize; 2]| {
            let way_px = self.at_px[last][0] - self.at_px[first][0];
            [way_px / self.heights_px[first], self.time_s[last] - self.time_s[first]]
        };
        let ways = runs.into_iter().map(way).filter(|[way, s]| way.is_finite() && *s >= PLANTED_S);
        ways.fold([0.0; 2], |sum, way| [0, 1].map(|i| sum[i] + way[i]))
    }
}

/// The speed to the right that most points of the feet share: that of whatever they stand on.
///
/// Most frames tell it to some percent only. In a film that was made one of another rate, pictures were left out or come twice, and the
/// way from one frame to the next is that of another time; but not the way of a foot for as long as it stands.
fn ground_speed(points: &[PointWay<'_>], moves: bool) -> f64 {
    let of_frames = points.iter().flat_map(|point| point.speed).map(|v| v[0]);
    let usual = densest(of_frames, PLANTED_SHARE);
    let ways = points.iter().map(|point| point.while_planted(usual));
    let [way, lasts_s] = ways.fold([0.0; 2], |sum, way| [0, 1].map(|i| sum[i] + way[i]));
    let speed = if lasts_s > 0.0 { way / lasts_s } else { usual };
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
