//! The places of a body in a picture where it is looked whether something hides it.

use crate::anatomy::{Joint, Landmark, Side};
use crate::camera_tracking::{BackgroundFrame, Place};
use crate::pose::Pose;

/// Half of a shank's breadth, in heights of the person in the picture.
///
/// # Source
/// Gordon 2014 (ANSUR II): a calf is 0.22 heights around, and so 0.07 across.
const RADIUS: f64 = 0.035;

/// A leg whose middle is farther away than this, in heights, leaves at least half of such a place free: its own half breadth and
/// that of the place. What covers a place wholly and what covers half of it do not look exactly the same.
const AWAY: f64 = 2.0 * RADIUS;

/// So far from a joint along the thigh and the shank, in heights, its neighbourhood is looked at: beside the joint's own place.
const BESIDE: f64 = 0.08;

/// A place of a leg: at a joint or toward another one, and the joints that are guessed where it is hidden.
#[derive(Debug)]
pub(super) struct LegPlace {
    at: Joint,
    toward: Joint,
    guessed: &'static [Joint],
}

/// The places of a leg that are looked at.
const PLACES: [LegPlace; 5] = [
    LegPlace { at: Joint::Knee, toward: Joint::Knee, guessed: &[Joint::Knee] },
    LegPlace { at: Joint::Knee, toward: Joint::Hip, guessed: &[Joint::Knee] },
    LegPlace { at: Joint::Knee, toward: Joint::Ankle, guessed: &[Joint::Knee] },
    LegPlace { at: Joint::Ankle, toward: Joint::Knee, guessed: &[Joint::Ankle] },
    // a hidden ankle's foot is hidden, too
    LegPlace {
        at: Joint::Ankle,
        toward: Joint::Ankle,
        guessed: &[Joint::Ankle, Joint::Heel, Joint::Toe],
    },
];

/// What goes with the nose.
const FACE: [Landmark; 11] = [
    Landmark::Nose,
    Landmark::LeftEyeInner,
    Landmark::LeftEye,
    Landmark::LeftEyeOuter,
    Landmark::RightEyeInner,
    Landmark::RightEye,
    Landmark::RightEyeOuter,
    Landmark::LeftEar,
    Landmark::RightEar,
    Landmark::MouthLeft,
    Landmark::MouthRight,
];

/// A place and how it looks.
pub(super) struct Looks {
    pub(super) at_px: [f64; 2],
    pub(super) place: Place,
    /// What is guessed where the place is hidden.
    pub(super) of: Of,
    /// What the other frames that it was compared with have in common.
    pub(super) unchanged: Unchanged,
}

/// How long a place has looked the same while the body moved.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Unchanged {
    /// The first and the last time at which it looked the same.
    during_s: Option<[f64; 2]>,
    /// Whether what the place belongs to was somewhere else meanwhile.
    was_left: bool,
    /// It looked otherwise at least once.
    changed: bool,
}

impl Unchanged {
    /// Takes in how the place looks in another frame, and whether what it belongs to has left it there.
    pub(super) fn see(&mut self, at_s: f64, is_same: bool, has_left: bool) {
        self.changed |= !is_same;
        self.was_left |= has_left;
        let [first_s, last_s] = self.during_s.unwrap_or([at_s; 2]);
        self.during_s = Some([first_s.min(at_s), last_s.max(at_s)]);
    }

    /// For how long it never changed although the body moved there; 0 where it did.
    pub(super) fn lasts_s(self) -> f64 {
        let is_hidden = self.was_left && !self.changed;
        self.during_s.filter(|_| is_hidden).map_or(0.0, |[first_s, last_s]| last_s - first_s)
    }
}

/// What a place belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    Leg(Side, &'static LegPlace),
    Head,
}

impl Of {
    /// Where it is in a pose.
    fn at_px(self, pose: &Pose) -> Option<[f64; 2]> {
        match self {
            Self::Leg(side, place) => {
                let way_px = BESIDE * f64::from(pose.nose_to_foot_px());
                let [at, toward] = [place.at, place.toward].map(|joint| pose.at_px(joint.on(side)));
                Some(toward_px(at?, toward?, way_px))
            }
            Self::Head => pose.head_px(),
        }
    }

    /// Whether it is somewhere else in a pose; `false` where that is not known.
    pub(super) fn has_left(self, pose: &Pose, place_px: [f64; 2]) -> bool {
        let away_px = AWAY * f64::from(pose.nose_to_foot_px());
        self.at_px(pose).is_some_and(|at_px| distance_px(place_px, [at_px; 2]) > away_px)
    }
}

/// All of a pose that are inside the picture.
pub(super) fn places(pose: &Pose, backdrop: &BackgroundFrame) -> Vec<Looks> {
    let height_px = f64::from(pose.nose_to_foot_px());
    let looks = |of: Of| {
        let at_px = of.at_px(pose)?;
        let place = Place::of(backdrop, at_px, RADIUS * height_px)?;
        Some(Looks { at_px, place, of, unchanged: Unchanged::default() })
    };
    let legs = Side::BOTH.into_iter().flat_map(|side| PLACES.iter().map(move |p| Of::Leg(side, p)));
    legs.chain([Of::Head]).filter_map(looks).collect()
}

/// The place so far from one toward another; the first where both are one.
fn toward_px(from: [f64; 2], to: [f64; 2], way_px: f64) -> [f64; 2] {
    let along = [to[0] - from[0], to[1] - from[1]];
    let length_px = along[0].hypot(along[1]);
    let share = if length_px > 0.0 { (way_px / length_px).min(1.0) } else { 0.0 };
    [0, 1].map(|axis| from[axis] + share * along[axis])
}

/// Whether neither leg, hand nor head of a pose is about a place; `false` where a point of them is not known.
pub(super) fn is_away(pose: &Pose, at_px: [f64; 2]) -> bool {
    let away_px = AWAY * f64::from(pose.nose_to_foot_px());
    if pose.head_px().is_none_or(|head_px| distance_px(at_px, [head_px; 2]) <= away_px) {
        return false;
    }
    let is_far = |joints: &[Joint], side: Side| {
        let points: Option<Vec<[f64; 2]>> = joints.iter().map(|j| pose.at_px(j.on(side))).collect();
        points.is_some_and(|p| p.windows(2).all(|w| distance_px(at_px, [w[0], w[1]]) > away_px))
    };
    Side::BOTH
        .into_iter()
        .all(|side| is_far(&Joint::LEG, side) && is_far(&[Joint::Shoulder, Joint::Wrist], side))
}

/// From a point to the line between two others.
pub(super) fn distance_px(at: [f64; 2], [a, b]: [[f64; 2]; 2]) -> f64 {
    let (along, way) = ([at[0] - a[0], at[1] - a[1]], [b[0] - a[0], b[1] - a[1]]);
    let length2 = (way[0] * way[0] + way[1] * way[1]).max(f64::MIN_POSITIVE);
    let share = ((along[0] * way[0] + along[1] * way[1]) / length2).clamp(0.0, 1.0);
    (along[0] - share * way[0]).hypot(along[1] - share * way[1])
}

impl Of {
    /// What is guessed counts as not seen.
    pub(super) fn hide(self, pose: &mut Pose) {
        match self {
            Self::Leg(side, place) => hide_joints(pose, side, place.guessed),
            Self::Head => FACE.iter().for_each(|&landmark| hide(pose, landmark)),
        }
    }
}

/// What the heat maps show about such a place is no leg either.
fn hide_joints(pose: &mut Pose, side: Side, joints: &[Joint]) {
    let near_px = 2.0 * RADIUS * f64::from(pose.nose_to_foot_px());
    for joint in joints {
        let at_px = pose.at_px(joint.on(side));
        hide(pose, joint.on(side));
        let index = Joint::LEG.iter().position(|j| j == joint);
        let peaks = index.and_then(|i| pose.leg_peaks.get_mut(i));
        if let (Some(peaks), Some([x, y])) = (peaks, at_px) {
            peaks.retain(|p| (f64::from(p.x_px) - x).hypot(f64::from(p.y_px) - y) > near_px);
        }
    }
}

fn hide(pose: &mut Pose, landmark: Landmark) {
    if let Some(keypoint) = pose.keypoints.get_mut(landmark.index()) {
        keypoint.visibility = 0.0;
    }
}
