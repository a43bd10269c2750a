//! A walker of sticks with exactly known events, through a pinhole camera.
//!
//! The feet follow a path made by hand: the heel lands, the sole comes down, the heel rises about the
//! toes, the foot swings on. Hips follow the feet, knees the hips and ankles. All lengths in body heights.

use gaitline::VideoInfo;
use gaitline::anatomy::{Joint, Landmark, Side};
use gaitline::gait::EventKind;
use gaitline::track::{
    ClipInfo, ModelInfo, POSES_SCHEMA_VERSION, PoseFrame, PoseSequence, ReadingOptions, Timing,
};
use gaitline::{Keypoint, Pose};

/// Foot off, as a share of the stride.
pub(crate) const FOOT_OFF: f64 = 0.62;

pub(crate) const THIGH: f64 = 0.245;
pub(crate) const SHANK: f64 = 0.246;
/// Three quarters of the picture's width, as phones have.
const FOCAL_PX: f64 = 1000.0;

/// From where the camera looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Camera {
    /// From the right: the walker goes to the picture's right.
    RightSide,
    /// From the left.
    LeftSide,
    Front,
    Rear,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Walker {
    pub(crate) camera: Camera,
    pub(crate) rate_hz: f64,
    pub(crate) seconds: f64,
    pub(crate) stride_s: f64,
    /// Body heights a stride; 0 marches on the spot.
    pub(crate) stride_length: f64,
    /// The picture goes with the body, as on a treadmill.
    pub(crate) treadmill: bool,
    /// How far the foot is lifted in swing.
    pub(crate) lift: f64,
    /// The right foot lands so much of a stride after the left.
    pub(crate) right_after: f64,
    /// Foot off, as a share of the stride; below a half it is a run.
    pub(crate) foot_off: f64,
    /// How much of the swing goes at one speed; people land softly.
    pub(crate) even: f64,
    /// How far a stride goes down, in heights: stairs.
    pub(crate) drop: f64,
    /// The right foot joins the left one instead of passing it.
    pub(crate) joins: bool,
    /// By which share of the stride either foot leaves earlier.
    pub(crate) earlier_off: [f64; 2],
    /// How much farther ahead either foot is set, in heights.
    pub(crate) farther: [f64; 2],
    /// From which share of the stride on either heel rises; at foot off it is up.
    pub(crate) heel_up: [f64; 2],
    /// Over either leg the body sinks in so much less of the time, on stairs.
    pub(crate) quicker: [f64; 2],
}

pub(crate) const USUAL: Walker = Walker {
    camera: Camera::RightSide,
    rate_hz: 60.0,
    seconds: 6.0,
    stride_s: 1.1,
    stride_length: 0.76,
    treadmill: false,
    lift: 0.01,
    right_after: 0.5,
    foot_off: FOOT_OFF,
    even: 0.3,
    drop: 0.0,
    joins: false,
    earlier_off: [0.0; 2],
    farther: [0.0; 2],
    heel_up: [0.35; 2],
    quicker: [0.0; 2],
};

type Point = [f64; 2];

impl Walker {
    /// Every contact (or foot off) of a foot within the clip.
    pub(crate) fn events_s(&self, side: Side, kind: EventKind) -> Vec<f64> {
        let off = if kind == EventKind::FootOff { self.foot_off_of(side) } else { 0.0 };
        let shift = self.shift(side) + off;
        let count = (self.seconds / self.stride_s).ceil() as i32 + 1;
        let all = (-2..count).map(|k| (f64::from(k) + shift) * self.stride_s);
        all.filter(|t| (0.0..self.seconds).contains(t)).collect()
    }

    pub(crate) fn shift(&self, side: Side) -> f64 {
        if side == Side::Left { 0.1 } else { 0.1 + self.right_after }
    }

    fn foot_off_of(&self, side: Side) -> f64 {
        self.foot_off - self.earlier_off[side.index()]
    }

    /// Heel and toe of a foot: ahead and up.
    pub(crate) fn foot(&self, side: Side, time_s: f64) -> [Point; 2] {
        let phase = time_s / self.stride_s - self.shift(side);
        let (stride, share) = (phase.floor(), phase - phase.floor());
        let place = stride + self.shift(if self.joins { Side::Left } else { side });
        let farther = self.farther[side.index()];
        let (print, floor) = (self.stride_length * place + farther, -self.drop * place);
        let foot_off = self.foot_off_of(side);
        let heel_up = self.heel_up[side.index()].min(0.8 * foot_off);
        let smooth = |u: f64| u * u * u * (10.0 - 15.0 * u + 6.0 * u * u);
        let ramp = |from: f64, to: f64| ((share - from) / (to - from)).clamp(0.0, 1.0);
        let length = 0.15;
        let about = |point: Point, deg: f64| {
            let a = deg.to_radians();
            [point, [point[0] + length * a.cos(), point[1] + length * a.sin()]]
        };
        if share < 0.3_f64.min(0.7 * foot_off).min(heel_up) {
            // about the heel: the sole comes down
            about([print, floor], 20.0 * (1.0 - ramp(0.0, 0.1)))
        } else if share < foot_off {
            // about the toes: the heel rises
            let a = (-60.0 * ramp(heel_up, foot_off).powi(2)).to_radians();
            let toe = [print + length, floor];
            [[toe[0] - length * a.cos(), toe[1] - length * a.sin()], toe]
        } else {
            let u = ramp(foot_off, 1.0);
            let left =
                [length - length * 60_f64.to_radians().cos(), length * 60_f64.to_radians().sin()];
            // quick off the ground, and quick to it: partly smooth, partly even
            let way = (1.0 - self.even) * smooth(u) + self.even * u;
            let ahead = left[0] + way * (self.stride_length - left[0]);
            let up = floor - self.drop * way
                + left[1] * (1.0 - way)
                + self.lift * (std::f64::consts::PI * u).sin().powi(2);
            about([print + ahead, up], -60.0 + 80.0 * smooth(u))
        }
    }

    /// Landmarks of one side and the middle: ahead, up, to the right.
    fn body(&self, time_s: f64) -> Vec<(Landmark, [f64; 3])> {
        // over the foot in the middle of its stance
        let strides = time_s / self.stride_s - self.foot_off / 2.0;
        let ahead = self.stride_length * strides;
        let bob = 0.008 * (4.0 * std::f64::consts::PI * (time_s / self.stride_s - 0.1)).cos();
        let hip = [ahead + 0.09, 0.51 - bob - self.drop * self.sunk(strides)];
        let mut points = vec![(Landmark::Nose, [hip[0] + 0.05, hip[1] + 0.40, 0.0])];
        for side in Side::BOTH {
            let right = if side == Side::Right { 0.05 } else { -0.05 };
            let [heel, toe] = self.foot(side, time_s);
            let sole = [(toe[0] - heel[0]) / 0.15, (toe[1] - heel[1]) / 0.15];
            let ankle = [
                heel[0] + 0.04 * sole[0] - 0.045 * sole[1],
                heel[1] + 0.04 * sole[1] + 0.045 * sole[0],
            ];
            let knee = knee(hip, ankle);
            let mut add = |joint: Joint, p: Point, right: f64| {
                points.push((joint.on(side), [p[0], p[1], right]));
            };
            add(Joint::Shoulder, [hip[0], hip[1] + 0.29], 2.0 * right);
            add(Joint::Hip, hip, right);
            add(Joint::Knee, knee, right);
            add(Joint::Ankle, ankle, right);
            add(Joint::Heel, heel, right);
            add(Joint::Toe, toe, right);
        }
        points
    }

    /// How many strides' drops the hips have sunk after so many strides.
    fn sunk(&self, strides: f64) -> f64 {
        // a leg lets the body down in the half stride about the other foot's landing
        let halves = 2.0 * (strides + self.foot_off / 2.0 - self.shift(Side::Left) - 0.25);
        let (number, share) = (halves.floor(), halves - halves.floor());
        let quicker = self.quicker[usize::from(number.rem_euclid(2.0) > 0.5)];
        let quick = ((share - 0.5) / (1.0 - quicker) + 0.5).clamp(0.0, 1.0);
        strides + (quick - share) / 2.0
    }

    fn pose(&self, time_s: f64) -> Pose {
        self.pose_of(time_s, self.body(time_s))
    }

    /// As the camera sees landmarks that lie so far ahead, up and to the right.
    pub(crate) fn pose_of(&self, time_s: f64, body: Vec<(Landmark, [f64; 3])>) -> Pose {
        let at = |x: f64, y: f64| Keypoint {
            x_px: x as f32,
            y_px: y as f32,
            visibility: 1.0,
            presence: 1.0,
            ..Keypoint::default()
        };
        let mut keypoints = vec![at(666.0, 300.0); Landmark::COUNT];
        let walked = self.stride_length * time_s / self.stride_s;
        let whole = self.stride_length * self.seconds / self.stride_s;
        let belt = if self.treadmill { walked - whole / 2.0 } else { 0.0 };
        let middle = self.drop * self.seconds / self.stride_s / 2.0;
        for (landmark, [ahead, up, right]) in body {
            let up = up + middle;
            // in pictures: to the right, and away from the camera
            let ahead = ahead - belt - whole / 2.0;
            let (across, away) = match self.camera {
                Camera::RightSide => (ahead, 4.2 - right),
                Camera::LeftSide => (-ahead, 4.2 + right),
                Camera::Front => (-right, 4.0 - ahead),
                Camera::Rear => (right, 4.0 + ahead),
            };
            keypoints[landmark.index()] =
                at(666.0 + FOCAL_PX * across / away, 360.0 - FOCAL_PX * (up - 0.5) / away);
        }
        Pose { score: 1.0, keypoints, world_m: self.world_m(), leg_peaks: vec![] }
    }

    /// Only the shoulders matter: to the picture's right, down, away from the camera.
    fn world_m(&self) -> Vec<[f32; 3]> {
        let left = match self.camera {
            Camera::RightSide => [0.0, -0.5, 0.2],
            Camera::LeftSide => [0.0, -0.5, -0.2],
            Camera::Front => [0.2, -0.5, 0.0],
            Camera::Rear => [-0.2, -0.5, 0.0],
        };
        let mut world = vec![[0.0; 3]; Landmark::COUNT];
        world[Landmark::LeftShoulder.index()] = left;
        world[Landmark::RightShoulder.index()] = [-left[0], left[1], -left[2]];
        world
    }

    /// At these times.
    pub(crate) fn poses_at(&self, times_s: &[f64]) -> PoseSequence {
        let frame = |(index, &time_s): (usize, &f64)| PoseFrame {
            index,
            time_s,
            pose: Some(self.pose(time_s)),
            ..PoseFrame::default()
        };
        sequence(times_s.iter().enumerate().map(frame).collect())
    }

    pub(crate) fn poses(&self) -> PoseSequence {
        let count = (self.seconds * self.rate_hz) as usize;
        let times_s: Vec<f64> = (0..count).map(|i| i as f64 / self.rate_hz).collect();
        self.poses_at(&times_s)
    }
}

/// Two links from hip to ankle, bent forward; straight where they do not reach.
pub(crate) fn knee(hip: Point, ankle: Point) -> Point {
    let (dx, dy) = (ankle[0] - hip[0], ankle[1] - hip[1]);
    let reach = dx.hypot(dy).min(THIGH + SHANK - 1e-6);
    let cos = (THIGH * THIGH + reach * reach - SHANK * SHANK) / (2.0 * THIGH * reach);
    let angle = dy.atan2(dx) + cos.clamp(-1.0, 1.0).acos();
    [hip[0] + THIGH * angle.cos(), hip[1] + THIGH * angle.sin()]
}

pub(crate) fn sequence(frames: Vec<PoseFrame>) -> PoseSequence {
    let times_s: Vec<f64> = frames.iter().map(|f| f.time_s).collect();
    PoseSequence {
        schema_version: POSES_SCHEMA_VERSION,
        clip: ClipInfo {
            light: None,
            file_name: "walker.mp4".to_owned(),
            sha256: String::new(),
            video: VideoInfo { width_px: 1333, height_px: 1000, ..VideoInfo::default() },
            timing: Timing {
                frames: frames.len(),
                duration_s: times_s.last().copied().unwrap_or_default(),
                rate_hz: 60.0,
                irregular_pct: 0.0,
                slow_motion_factor: 1.0,
            },
        },
        // the stated errors are then those of the default model
        source: None,
        model: Some(ModelInfo {
            name: gaitline::DEFAULT_MODEL.to_owned(),
            detector_sha256: String::new(),
            landmarker_sha256: gaitline::evidence::BLAZEPOSE_HEAVY_SHA256.to_owned(),
            errors: None,
            device: None,
        }),
        people: vec![],
        subject_id: 1,
        reading: ReadingOptions::default(),
        landmarks: Landmark::ALL.to_vec(),
        frames,
        warnings: vec![],
    }
}
