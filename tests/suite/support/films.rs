//! Films of unusual walks, with what goes with them: the person standing, stickers, a known height.

use super::clip::Clip;
use super::person::{PERSON, Person, Unusual, hold};
use super::reshape::{self, Reshape};
use super::spots::{asis, pair, with_spots};
use super::walker::{Camera, USUAL, Walker};
use gaitline::anatomy::{Joint, Landmark, Side, Site};
use gaitline::findings::{Finding, judge};
use gaitline::track::PoseSequence;

/// What is filmed of somebody.
pub(crate) struct Film {
    poses: PoseSequence,
    /// The same person, standing.
    standing: Option<PoseSequence>,
    height_cm: Option<f64>,
}

impl Film {
    pub(crate) fn of(poses: PoseSequence) -> Self {
        Self { poses, standing: None, height_cm: None }
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        let clip = match self.height_cm {
            Some(height_cm) => Clip::of_height(&self.poses, height_cm),
            None => Clip::of(&self.poses),
        };
        match &self.standing {
            Some(standing) => judge(&clip.case_beside(&Clip::of(standing))),
            None => judge(&clip.case(None)),
        }
    }
}

pub(crate) const NONE: Unusual = Unusual {
    valgus_deg: 0.0,
    stiff_deg: 0.0,
    thigh_deg: 0.0,
    buckle_deg: 0.0,
    lean_deg: 0.0,
    outward_leg_pct: 0.0,
    step_time_pct: 0.0,
};

/// On the side, left up.
fn toward(side: Side) -> f64 {
    if side == Side::Left { 1.0 } else { -1.0 }
}

fn camera_at(side: Side) -> Camera {
    if side == Side::Left { Camera::LeftSide } else { Camera::RightSide }
}

/// From behind and from the front the camera goes along, so that there are as many strides as from the side.
fn person(camera: Camera, side: Side) -> Person {
    let treadmill = matches!(camera, Camera::Rear | Camera::Front);
    Person { walker: Walker { camera, treadmill, ..PERSON.walker }, side, ..PERSON }
}

pub(crate) fn from_behind(side: Side, unusual: Unusual) -> Film {
    Film::of(Person { unusual, ..person(Camera::Rear, side) }.poses())
}

pub(crate) fn beside(side: Side, unusual: Unusual) -> Film {
    Film::of(Person { unusual, ..person(camera_at(side), side) }.poses())
}

fn reshaped(camera: Camera, side: Side, reshape: Reshape, amount: f64) -> Film {
    Film::of(Person { reshape, amount, ..person(camera, side) }.poses())
}

pub(crate) fn reshaped_beside(side: Side, reshape: Reshape, amount: f64) -> Film {
    reshaped(camera_at(side), side, reshape, amount)
}

/// The feet so much farther apart, in percent of the height, from behind.
pub(crate) fn apart(side: Side, pct: f64) -> Film {
    reshaped(Camera::Rear, side, reshape::apart, pct)
}

/// Standing, this side of the pelvis lower by so much.
pub(crate) fn stands_lower(side: Side, deg: f64) -> Film {
    Film::of(standing(-toward(side) * deg))
}

/// A walk whose feet go otherwise, from the side.
fn feet(side: Side, change: impl FnOnce(&mut Walker)) -> Person {
    let mut person = person(camera_at(side), side);
    change(&mut person.walker);
    person
}

/// The foot leaves so many percent of the stride early.
pub(crate) fn short_stance(side: Side, pct: f64) -> Film {
    Film::of(feet(side, |w| w.earlier_off[side.index()] = pct / 100.0).poses())
}

/// The foot is set so many percent of the height less far ahead.
pub(crate) fn short_step(side: Side, pct: f64) -> Film {
    Film::of(feet(side, |w| w.farther[side.index()] = -pct / 100.0).poses())
}

/// So many metres a second.
pub(crate) fn slow(side: Side, m_s: f64) -> Film {
    let person = feet(side, |w| {
        w.stride_s = 1.5;
        w.stride_length = 1.5 * m_s / 1.7;
        w.seconds = 9.0;
    });
    Film { height_cm: Some(170.0), ..Film::of(person.poses()) }
}

/// First past the camera with the left side, then, after some seconds of nobody, with the right one.
fn back_and_forth(of: impl Fn(Camera) -> Person) -> Film {
    let [mut first, then] = [Camera::LeftSide, Camera::RightSide].map(|c| of(c).poses());
    let (count, end_s) = (first.frames.len(), first.clip.timing.duration_s + 3.0);
    for mut frame in then.frames {
        (frame.index, frame.time_s) = (count + frame.index, end_s + frame.time_s);
        first.frames.push(frame);
    }
    Film::of(first)
}

pub(crate) fn both_ways(side: Side, unusual: Unusual) -> Film {
    back_and_forth(|camera| Person { unusual, ..person(camera, side) })
}

pub(crate) fn there_and_back(side: Side, reshape: Reshape, amount: f64) -> Film {
    back_and_forth(|camera| Person { reshape, amount, ..person(camera, side) })
}

/// At a slow pace, because the error of a peak's time is one in seconds.
pub(crate) fn peaks_apart(side: Side, by: f64) -> Film {
    back_and_forth(|camera| {
        let usual = person(camera, side);
        let walker = Walker { stride_s: 1.5, seconds: 9.0, ..usual.walker };
        Person { walker, reshape: reshape::loading_peaks_apart, amount: by, ..usual }
    })
}

/// Down stairs, the other foot joining this one where it is 1.
pub(crate) fn step_by_step(side: Side, joins: f64) -> Film {
    let down = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, joins: joins > 0.5, ..USUAL };
    let mut poses = down.poses();
    if side == Side::Right {
        exchange_sides(&mut poses);
    }
    Film::of(poses)
}

/// Down stairs, the body sinking over this leg in so much less time.
pub(crate) fn fast_lowering(side: Side, quicker: f64) -> Film {
    let mut down = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL };
    down.quicker[side.index()] = quicker;
    Film::of(down.poses())
}

/// What is the left leg becomes the right one, and the walk goes the other way.
fn exchange_sides(poses: &mut PoseSequence) {
    for frame in &mut poses.frames {
        let pose = frame.pose.as_mut().unwrap();
        let before = pose.keypoints.clone();
        pose.world_m.swap(Landmark::LeftShoulder.index(), Landmark::RightShoulder.index());
        for side in [Landmark::LeftShoulder, Landmark::RightShoulder] {
            pose.world_m[side.index()][0] *= -1.0;
        }
        for landmark in Landmark::ALL {
            let mut point = before[landmark.mirrored().index()];
            point.x_px = 1332.0 - point.x_px;
            pose.keypoints[landmark.index()] = point;
        }
    }
}

/// From behind with stickers on the pelvis: this side of it is up by so much while its leg bears, and while it swings;
/// all through it is lower by so much.
pub(crate) fn pelvis(side: Side, bears_deg: f64, swings_deg: f64, lower_deg: f64) -> Film {
    let person = person(Camera::Rear, side);
    let rate_hz = person.walker.rate_hz;
    let place = |frame: usize, hips: [[f64; 2]; 2]| {
        let (_, share) = person.phase(side, frame as f64 / rate_hz);
        let up = bears_deg * hold(share, [0.02, 0.12], [0.52, 0.62])
            + swings_deg * hold(share, [0.62, 0.72], [0.93, 1.0]);
        pair(Site::Psis, toward(side) * (up - lower_deg), hips)
    };
    Film::of(with_spots(person.poses(), "psis=green", place))
}

/// This side of the pelvis is lower by so much in walking, and in standing.
pub(crate) fn tilted(side: Side, walking_deg: f64, standing_deg: f64) -> Film {
    let film = pelvis(side, 0.0, 0.0, walking_deg);
    Film { standing: Some(standing(-toward(side) * standing_deg)), ..film }
}

pub(crate) fn inward_from_standing(side: Side, deg: f64) -> Film {
    let film = from_behind(side, Unusual { valgus_deg: deg, ..NONE });
    Film { standing: Some(standing(0.0)), ..film }
}

/// Somebody who stands before the camera, the left side of the pelvis up by so much.
fn standing(left_up_deg: f64) -> PoseSequence {
    let mut poses = Walker { camera: Camera::Front, seconds: 3.0, ..USUAL }.poses();
    let at = |x: f64, y: f64| [(666.0 + 300.0 * x) as f32, (700.0 - 300.0 * y) as f32];
    for frame in &mut poses.frames {
        let points = &mut frame.pose.as_mut().unwrap().keypoints;
        let mut put = |landmark: Landmark, [x, y]: [f32; 2]| {
            (points[landmark.index()].x_px, points[landmark.index()].y_px) = (x, y);
        };
        put(Landmark::Nose, at(0.0, 0.91));
        for side in Side::BOTH {
            let x = 0.05 * toward(side);
            put(Joint::Shoulder.on(side), at(2.0 * x, 0.8));
            put(Joint::Hip.on(side), at(x, 0.51));
            put(Joint::Knee.on(side), at(x, 0.275));
            put(Joint::Ankle.on(side), at(x, 0.04));
            put(Joint::Heel.on(side), at(x, 0.0));
            put(Joint::Toe.on(side), at(x, 0.0));
        }
    }
    with_spots(poses, "asis=green", |_, hips| asis(left_up_deg, hips))
}
