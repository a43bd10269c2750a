//! The foot's pitch, from what is known of a foot on the floor.
//!
//! The network's heel lags when the foot rolls up, and toes bend: the line from heel to toe is some 20°
//! wrong at push-off. But in mid-stance the sole lies on the floor, and from then to foot off the ball of the
//! foot stays where it was; the ankle turns about it. So the hindfoot's pitch is that of the line from
//! ankle to ball against the same line in mid-stance; in swing and at contact, where nothing is fixed, it
//! is that of ankle to toe. The ankle is held at the shank's constant length from the knee.

use crate::anatomy::{Joint, Side};
use crate::gait::angles::angle::{Angle, AngleSeries};
use crate::gait::context::user_context::UserContext;
use crate::gait::cycles::{GaitCycle, MID_STANCE_PCT};
use crate::gait::events::ground_contact::Feet;
use crate::gait::task_recognition::is_standing;
use crate::motion::{Motion, Pass};
use crate::signal::median;

/// Where the ball of the foot lies between heel and toes.
///
/// # Source
/// Ball of foot length over foot length, Gordon et al., ANSUR II, Natick/TR-15/007, 2014.
const BALL_SHARE: f64 = 0.72;

/// The toes, bent at foot off, are straight again.
///
/// # Source
/// The end of initial swing and the beginning of mid-swing, Perry & Burnfield 2010: 75 %.
const STRAIGHT_PCT: f64 = 75.0;

/// Fewer frames in mid-stance say too little about it.
const LEAST_FRAMES: usize = 3;

/// Puts the pitch and the ankle of every foot right that was seen flat on the floor.
///
/// # Deviations from the source
/// The floor is taken as level along the way, whatever the camera's roll: the foot in mid-stance is zero, or as steep as
/// the ramp that it stands on.
pub(crate) fn refine(
    motion: &Motion,
    known: &UserContext,
    cycles: &[GaitCycle],
    angles: &mut [AngleSeries],
) {
    for side in Side::BOTH {
        let pitch = pitches(motion, known, cycles, side);
        let shank = angles.iter().find(|s| s.angle == Angle::Shank && s.side == Some(side));
        let shank = shank.map(|s| s.values_deg.clone()).unwrap_or_default();
        for (frame, pitch) in pitch.into_iter().enumerate() {
            let Some(pitch) = pitch else { continue };
            for series in angles.iter_mut().filter(|s| s.side == Some(side)) {
                let Some(slot) = series.values_deg.get_mut(frame).filter(|v| v.is_some()) else {
                    continue;
                };
                match series.angle {
                    Angle::FootPitch => *slot = Some(pitch),
                    Angle::AnkleDorsiflexion => *slot = shank[frame].map(|s| s + pitch),
                    _ => {}
                }
            }
        }
    }
}

/// The pitch in every frame; `None` where the foot was never seen flat in that pass.
fn pitches(
    motion: &Motion,
    known: &UserContext,
    cycles: &[GaitCycle],
    side: Side,
) -> Vec<Option<f64>> {
    let mut all = vec![None; motion.time_s.len()];
    for (index, pass) in motion.passes.iter().enumerate().filter(|(_, p)| p.facing != 0) {
        let ground_px = Feet::of(motion, pass, known.ground).ground_px;
        let shank_heights = shank_heights(motion, pass, side);
        let foot = FootOfPass { motion, pass, side, ground_px, shank_heights };
        let flats: Vec<(&GaitCycle, Flat)> = cycles
            .iter()
            .filter(|c| c.side == side && c.pass == index)
            .filter_map(|cycle| Some((cycle, foot.flat(cycle)?)))
            .collect();
        // who stands has the soles on the floor all the time
        let usual = match flats.is_empty() && is_standing(motion, pass) {
            true => median((pass.first_frame..pass.end_frame).map(|f| foot.to_toe_deg(f))),
            false => median(flats.iter().map(|(_, flat)| flat.to_toe_deg)),
        };
        let pitch = |frame: usize| {
            let percent = |cycle: &GaitCycle| cycle.percent(motion.time_s[frame]);
            let is_within =
                |c: &GaitCycle| (0.0..100.0).contains(&percent(c)) && c.saw(motion.time_s[frame]);
            let within = flats.iter().find(|(c, _)| is_within(c));
            match within {
                Some((cycle, flat)) => foot.pitch_deg(frame, percent(cycle), cycle, flat),
                None => foot.to_toe_deg(frame) - usual,
            }
        };
        let frames = pass.first_frame..pass.end_frame;
        for (slot, frame) in all[frames.clone()].iter_mut().zip(frames) {
            // what is flat on a ramp goes down with it
            *slot = Some(pitch(frame) - pass.tilt.ground_deg()).filter(|p| p.is_finite());
        }
    }
    all
}

/// A foot flat on the floor.
struct Flat {
    ball_px: [f64; 2],
    /// Pitch of the line from ankle to ball.
    to_ball_deg: f64,
    /// Pitch of the line from ankle to toe.
    to_toe_deg: f64,
}

struct FootOfPass<'a> {
    motion: &'a Motion,
    pass: &'a Pass,
    side: Side,
    /// How far the ground has gone, frame by frame of the pass.
    ground_px: Vec<f64>,
    /// How long the shank is, in heights of the person in the picture.
    shank_heights: f64,
}

/// How long a shank usually looks in a pass, in heights of the person in the picture.
fn shank_heights(motion: &Motion, pass: &Pass, side: Side) -> f64 {
    let length = |frame| motion.length_heights(Joint::Knee, Joint::Ankle, side, frame);
    median((pass.first_frame..pass.end_frame).map(length))
}

impl FootOfPass<'_> {
    /// In mid-stance of a cycle; `None` where too little was seen of it.
    fn flat(&self, cycle: &GaitCycle) -> Option<Flat> {
        let frames: Vec<usize> = (self.pass.first_frame..self.pass.end_frame)
            .filter(|&f| cycle.is_mid_stance(self.motion.time_s[f]))
            .collect();
        let middle = |joint: Joint| {
            [0, 1].map(|axis| median(frames.iter().map(|&f| self.at(joint, f)[axis])))
        };
        let (heel, toe, ankle) = (middle(Joint::Heel), middle(Joint::Toe), middle(Joint::Ankle));
        let ball_px = [heel[0] + BALL_SHARE * (toe[0] - heel[0]), heel[1].max(toe[1])];
        let flat = Flat {
            ball_px,
            to_ball_deg: pitch_deg(ankle, ball_px),
            to_toe_deg: median(frames.iter().map(|&f| self.to_toe_deg(f))),
        };
        let is_seen = flat.to_ball_deg.is_finite() && flat.to_toe_deg.is_finite();
        (frames.len() >= LEAST_FRAMES && is_seen).then_some(flat)
    }

    fn pitch_deg(&self, frame: usize, percent: f64, cycle: &GaitCycle, flat: &Flat) -> f64 {
        let off_pct = cycle.foot_off_s.map_or(100.0, |off_s| cycle.percent(off_s));
        let about_ball =
            |f: usize| pitch_deg(self.at(Joint::Ankle, f), flat.ball_px) - flat.to_ball_deg;
        let to_toe = |f: usize| self.to_toe_deg(f) - flat.to_toe_deg;
        if (*MID_STANCE_PCT.start()..off_pct).contains(&percent) {
            return about_ball(frame);
        }
        let left = (STRAIGHT_PCT - percent) / (STRAIGHT_PCT - off_pct).max(1.0);
        if percent < off_pct || left <= 0.0 {
            return to_toe(frame);
        }
        // the toes are still bent by what they were at foot off
        let times = &self.motion.time_s;
        let last = times.partition_point(|&t| cycle.percent(t) < off_pct).saturating_sub(1);
        to_toe(frame) + left.min(1.0) * (about_ball(last) - to_toe(last))
    }

    fn to_toe_deg(&self, frame: usize) -> f64 {
        pitch_deg(self.at(Joint::Ankle, frame), self.at(Joint::Toe, frame))
    }

    /// The ankle, as far from the knee as it always is: the network's ankle rises too late when the heel does,
    /// by 1 % of the body's height, which is as much as the shank then looks too long.
    fn ankle(&self, frame: usize) -> [f64; 2] {
        let [k, a] = [Joint::Knee, Joint::Ankle].map(|j| self.motion.at(j.on(self.side), frame));
        let length = self.motion.length_heights(Joint::Knee, Joint::Ankle, self.side, frame);
        let scale = self.shank_heights / length;
        [0, 1].map(|i| k[i] + scale * (a[i] - k[i]))
    }

    /// Ahead and down, on the ground, which may move under a treadmill's camera.
    fn at(&self, joint: Joint, frame: usize) -> [f64; 2] {
        let [x, y] = match joint {
            Joint::Ankle => self.ankle(frame),
            _ => self.motion.at(joint.on(self.side), frame),
        };
        let gone_px = self.ground_px[frame - self.pass.first_frame];
        [f64::from(self.pass.facing) * (x - gone_px), y]
    }
}

/// Pitch of the line from one point to another ahead of it, its far end up +.
fn pitch_deg(from: [f64; 2], to: [f64; 2]) -> f64 {
    (from[1] - to[1]).atan2(to[0] - from[0]).to_degrees()
}
