//! A walker of sticks with usual joint angles, that can be made to walk unusually, and is seen by an imperfect network.
//!
//! The feet are those of [`Walker`]; the hips are as high as the bearing knee's usual bend wants them. All lengths in
//! body heights.

use super::reshape::{Body, Moment, Reshape};
use super::walker::{Camera, SHANK, THIGH, USUAL, Walker, knee, sequence};
use gaitline::anatomy::{Joint, Landmark, Side};
use gaitline::track::{PoseFrame, PoseSequence};

/// What is unusual, all of it on one side; 0 is usual.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Unusual {
    /// FPPA while the leg bears.
    pub(crate) valgus_deg: f64,
    /// So much less bend of the knee in swing.
    pub(crate) stiff_deg: f64,
    /// The thigh comes so much less far behind.
    pub(crate) thigh_deg: f64,
    /// The knee gives way by so much, once.
    pub(crate) buckle_deg: f64,
    /// The trunk leans over the leg while it bears.
    pub(crate) lean_deg: f64,
    /// The foot swings outward, in percent of the leg's length.
    pub(crate) outward_leg_pct: f64,
    /// This foot's step takes longer than the other's by so much of the mean, in percent.
    pub(crate) step_time_pct: f64,
}

/// How the network errs, in body heights.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Noise {
    /// Standard deviation of what is the same through the clip, for each landmark and axis.
    pub(crate) constant: f64,
    /// Standard deviation of what changes.
    pub(crate) changing: f64,
    /// For how long that stays about the same.
    pub(crate) seconds: f64,
}

/// About what the network leaves on rendered people (`cargo bench --bench accuracy`), with changes that last some
/// frames: from the side a knee 4 to 5 degrees off.
pub(crate) const SIDE_NOISE: Noise = Noise { constant: 0.006, changing: 0.006, seconds: 0.1 };

/// From the front and behind FPPA is 1 to 2 degrees off, the trunk half a degree.
pub(crate) const REAR_NOISE: Noise = Noise { constant: 0.002, changing: 0.004, seconds: 0.1 };

#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    pub(crate) walker: Walker,
    /// Whose movement is unusual.
    pub(crate) side: Side,
    pub(crate) unusual: Unusual,
    /// Knees that bend a little more or less than usual all through, left and right.
    pub(crate) knee_deg: [f64; 2],
    /// Knees that stand a little inward or outward.
    pub(crate) inward_deg: [f64; 2],
    pub(crate) noise: Noise,
    pub(crate) seed: u64,
    /// Changes the body at a moment in any other way.
    pub(crate) reshape: Reshape,
    /// By how much it does.
    pub(crate) amount: f64,
}

pub(crate) const PERSON: Person = Person {
    walker: Walker { seconds: 6.5, stride_length: 0.8, ..USUAL },
    side: Side::Left,
    unusual: Unusual {
        valgus_deg: 0.0,
        stiff_deg: 0.0,
        thigh_deg: 0.0,
        buckle_deg: 0.0,
        lean_deg: 0.0,
        outward_leg_pct: 0.0,
        step_time_pct: 0.0,
    },
    knee_deg: [0.0; 2],
    inward_deg: [0.0; 2],
    noise: Noise { constant: 0.0, changing: 0.0, seconds: 0.1 },
    seed: 1,
    reshape: |_, _| {},
    amount: 0.0,
};

/// When, in strides of the side, the knee gives way: in the middle of a stance in the middle of the clip.
const BUCKLE_STRIDE: f64 = 2.0;
const BUCKLE_SHARE: f64 = 0.34;

/// Numbers that look random and are the same every time (splitmix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// Between 0 and 1.
    pub(crate) fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Of a normal distribution.
    pub(crate) fn normal(&mut self, sd: f64) -> f64 {
        let (u, v) = (self.unit().max(1e-12), self.unit());
        sd * (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }
}

pub(crate) fn noise_of(camera: Camera) -> Noise {
    match camera {
        Camera::RightSide | Camera::LeftSide => SIDE_NOISE,
        Camera::Front | Camera::Rear => REAR_NOISE,
    }
}

/// Somebody of the crowd: usual, with what differs between healthy people, seen by an imperfect network.
pub(crate) fn somebody(seed: u64) -> Person {
    let mut random = Random(seed.wrapping_mul(7919));
    let camera =
        [Camera::RightSide, Camera::Rear, Camera::LeftSide, Camera::Rear][(seed % 4) as usize];
    let walker = Walker {
        camera,
        // from behind the camera goes along, so that there are as many strides as from the side
        treadmill: camera == Camera::Rear,
        rate_hz: if seed % 8 < 4 { 60.0 } else { 30.0 },
        stride_s: 1.1 + random.normal(0.05).clamp(-0.12, 0.12),
        stride_length: 0.8 + random.normal(0.04).clamp(-0.1, 0.1),
        right_after: 0.5 + random.normal(0.005),
        ..PERSON.walker
    };
    // the legs of a person are more alike than those of different people
    let mut pair = || {
        let both = random.normal(2.0);
        [both + random.normal(1.0), both + random.normal(1.0)]
    };
    Person { walker, knee_deg: pair(), inward_deg: pair(), noise: noise_of(camera), seed, ..PERSON }
}

/// By how much a knee bends farther than one does that is stiff by so much.
fn stiffer(hip: [f64; 2], knee: [f64; 2], ankle: [f64; 2], stiff_deg: f64) -> f64 {
    let angle = |a: [f64; 2], b: [f64; 2]| (b[0] - a[0]).atan2(a[1] - b[1]);
    let bend_deg = (angle(hip, knee) - angle(knee, ankle)).to_degrees();
    (bend_deg - (SWING_PEAK_DEG - stiff_deg)).max(0.0)
}

/// The usual knee's bend in swing.
const SWING_PEAK_DEG: f64 = 58.0;

/// A bump from 0 to 1 and back, between two shares.
pub(crate) fn bump(share: f64, from: f64, to: f64) -> f64 {
    let u = ((share - from) / (to - from)).clamp(0.0, 1.0);
    (std::f64::consts::PI * u).sin().powi(2)
}

/// A ramp up and, later, down again.
pub(crate) fn hold(share: f64, up: [f64; 2], down: [f64; 2]) -> f64 {
    let smooth = |u: f64| u * u * (3.0 - 2.0 * u);
    let ramp = |[from, to]: [f64; 2]| smooth(((share - from) / (to - from)).clamp(0.0, 1.0));
    ramp(up) - ramp(down)
}

impl Person {
    fn walker(&self) -> Walker {
        // a step is named by the foot that lands: a longer one of the right foot comes later after the left
        let later = self.unusual.step_time_pct / 400.0;
        let sign = if self.side == Side::Right { 1.0 } else { -1.0 };
        Walker { right_after: self.walker.right_after + sign * later, ..self.walker }
    }

    /// Number of the stride and the share of it that is over.
    pub(crate) fn phase(&self, side: Side, time_s: f64) -> (f64, f64) {
        let walker = self.walker();
        let phase = time_s / walker.stride_s - walker.shift(side);
        (phase.floor(), phase - phase.floor())
    }

    /// When the unusual knee gives way most.
    pub(crate) fn buckle_s(&self) -> f64 {
        let walker = self.walker();
        (BUCKLE_STRIDE + BUCKLE_SHARE + walker.shift(self.side)) * walker.stride_s
    }

    /// The bearing knee's bend: usual (Schwartz 2008), and what is unusual.
    fn bearing_knee_deg(&self, side: Side, time_s: f64) -> f64 {
        let (_, share) = self.phase(side, time_s);
        let usual =
            5.0 + 13.0 * bump(share, 0.0, 0.28) + 30.0 * hold(share, [0.42, 0.64], [2.0, 3.0]);
        let off_s = time_s - self.buckle_s();
        let up = if off_s < 0.0 { off_s / 0.12 } else { off_s / 0.28 };
        let gives_way = if side == self.side && up.abs() < 1.0 {
            self.unusual.buckle_deg * (1.0 + (std::f64::consts::PI * up).cos()) / 2.0
        } else {
            0.0
        };
        usual + self.knee_deg[side.index()] + gives_way
    }

    fn body(&self, time_s: f64) -> Vec<(Landmark, [f64; 3])> {
        let walker = self.walker();
        let feet = Side::BOTH.map(|side| walker.foot(side, time_s));
        let ankles = feet.map(|[heel, toe]| {
            let sole = [(toe[0] - heel[0]) / 0.15, (toe[1] - heel[1]) / 0.15];
            [heel[0] + 0.04 * sole[0] - 0.045 * sole[1], heel[1] + 0.04 * sole[1] + 0.045 * sole[0]]
        });
        let ahead =
            walker.stride_length * (time_s / walker.stride_s - walker.foot_off / 2.0) + 0.107;
        // a thigh that stays ahead: the hips stay behind at the end of its stance
        let (_, share) = self.phase(self.side, time_s);
        let behind = THIGH * self.unusual.thigh_deg.to_radians() * bump(share, 0.3, 0.72) * 2.0;
        let ahead = ahead - behind;
        let hip = [ahead, self.hip_height(ankles, ahead, time_s)];
        let mut points = Vec::new();
        let mut lean = 0.0;
        for side in Side::BOTH {
            let out = if side == Side::Right { 1.0 } else { -1.0 };
            let (_, share) = self.phase(side, time_s);
            let bears = hold(share, [0.02, 0.12], [0.52, 0.62]);
            let is_unusual = side == self.side;
            let own = |value: f64| if is_unusual { value } else { 0.0 };
            let inward = self.inward_deg[side.index()] + bears * own(self.unusual.valgus_deg);
            lean += out * bears * (1.0 + own(self.unusual.lean_deg));
            let outward = own(0.0053 * self.unusual.outward_leg_pct) * bump(share, 0.62, 1.0);
            let [heel, toe] = feet[side.index()];
            let ankle = ankles[side.index()];
            let bent = knee(hip, ankle);
            let less = if share > 0.5 && self.unusual.stiff_deg > 0.0 {
                own(stiffer(hip, bent, ankle, self.unusual.stiff_deg))
            } else {
                0.0
            };
            let (dx, dy) = self.straightened(bent, ankle, less);
            let knee_right =
                out * (0.05 + outward / 2.0 - (inward / 2.0).to_radians().sin() * THIGH);
            let foot_right = out * (0.05 + outward);
            let mut add = |joint: Joint, [x, y]: [f64; 2], right: f64| {
                points.push((joint.on(side), [x, y, right]));
            };
            add(Joint::Hip, hip, out * 0.05);
            add(Joint::Knee, bent, knee_right);
            add(Joint::Ankle, [ankle[0] + dx, ankle[1] + dy], foot_right);
            add(Joint::Heel, [heel[0] + dx, heel[1] + dy], foot_right);
            add(Joint::Toe, [toe[0] + dx, toe[1] + dy], foot_right);
        }
        let top = 0.29 * lean.to_radians().tan();
        for side in Side::BOTH {
            let out = if side == Side::Right { 1.0 } else { -1.0 };
            let [x, y] = [hip[0], hip[1] + 0.29];
            points.push((Joint::Shoulder.on(side), [x, y, out * 0.1 + top]));
            points.push((Joint::Wrist.on(side), [x, y - 0.33, out * 0.13]));
        }
        points.push((Landmark::Nose, [hip[0] + 0.05, hip[1] + 0.40, top]));
        let [share, other_share] =
            [self.side, self.side.opposite()].map(|side| self.phase(side, time_s).1);
        let mut body = Body(points);
        let (side, amount) = (self.side, self.amount);
        (self.reshape)(&mut body, Moment { side, share, other_share, amount });
        body.0
    }

    /// The shank turned forward about the knee: how far the foot goes with it.
    fn straightened(&self, knee: [f64; 2], ankle: [f64; 2], less_deg: f64) -> (f64, f64) {
        let (sin, cos) = less_deg.to_radians().sin_cos();
        let (x, y) = (ankle[0] - knee[0], ankle[1] - knee[1]);
        (x * cos - y * sin - x, x * sin + y * cos - y)
    }

    /// As high as the bearing legs are long at their bend; between the two in double support.
    fn hip_height(&self, ankles: [[f64; 2]; 2], ahead: f64, time_s: f64) -> f64 {
        let (mut sum, mut weights) = (0.0, 0.0);
        for side in Side::BOTH {
            let (_, share) = self.phase(side, time_s);
            // the leg that is about to land bears already: it decides how high the hips are then
            let share = if share > 0.85 { share - 1.0 } else { share };
            let weight = hold(share, [-0.06, 0.1], [0.46, 0.62]).max(1e-6);
            let cos = self.bearing_knee_deg(side, time_s).to_radians().cos();
            let length = (THIGH * THIGH + SHANK * SHANK + 2.0 * THIGH * SHANK * cos).sqrt();
            let across = ahead - ankles[side.index()][0];
            let up = (length * length - across * across).max(0.04).sqrt();
            sum += weight * (ankles[side.index()][1] + up);
            weights += weight;
        }
        sum / weights
    }

    /// As the network sees this person.
    pub(crate) fn poses(&self) -> PoseSequence {
        let walker = self.walker();
        let count = (walker.seconds * walker.rate_hz) as usize;
        let mut random = Random(self.seed);
        let mut pair = |sd: f64| [random.normal(sd), random.normal(sd)];
        let constant: Vec<[f64; 2]> =
            (0..Landmark::COUNT).map(|_| pair(self.noise.constant)).collect();
        let mut changing: Vec<[f64; 2]> =
            (0..Landmark::COUNT).map(|_| pair(self.noise.changing)).collect();
        let keep = (-1.0 / (walker.rate_hz * self.noise.seconds)).exp();
        let renew = (1.0 - keep * keep).sqrt();
        let frame = |index: usize| {
            let time_s = index as f64 / walker.rate_hz;
            let mut pose = walker.pose_of(time_s, self.body(time_s));
            let y = |l: Landmark| f64::from(pose.keypoints[l.index()].y_px);
            let height_px =
                (y(Landmark::LeftHeel).max(y(Landmark::RightHeel)) - y(Landmark::Nose)) / 0.91;
            for (i, point) in pose.keypoints.iter_mut().enumerate() {
                let new = pair(self.noise.changing);
                for axis in 0..2 {
                    changing[i][axis] = keep * changing[i][axis] + renew * new[axis];
                }
                point.x_px += (height_px * (constant[i][0] + changing[i][0])) as f32;
                point.y_px += (height_px * (constant[i][1] + changing[i][1])) as f32;
            }
            PoseFrame { index, time_s, pose: Some(pose), ..PoseFrame::default() }
        };
        sequence((0..count).map(frame).collect())
    }
}
