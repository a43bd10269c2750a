//! A head in one picture, from a pose or from a detector's candidate.

use crate::anatomy::{Joint, Landmark, Side};
use crate::pose::{Detection, Pose};

/// From the middle of the face to the border, in body heights. A head is 0.13 heights high; hair, a hat and the
/// network's error come on top.
const RADIUS_HEIGHTS: f64 = 0.125;

/// A body is so many trunks (shoulders to hips) high, and so many shoulder widths: for those who squat or are cut off.
///
/// # Source
/// Drillis & Contini 1966: trunk 0.29, shoulders 0.26 of the height.
const HEIGHT_TRUNKS: f64 = 1.0 / 0.29;
const HEIGHT_SHOULDERS: f64 = 1.0 / 0.26;

/// A detector's candidate is less exact than a pose: more room.
const CANDIDATE_RADIUS_HEIGHTS: f64 = 0.16;

/// The detector's region is a square of so many body heights around the hips.
///
/// # Source
/// Measured on rendered people: 1.3 to 1.4.
pub(super) const REGION_HEIGHTS: f64 = 1.3;

/// What the detector takes for the head's middle lies at the chin: a share of the way from the hips is wanting.
///
/// # Source
/// Measured on rendered people.
const HEAD_BEYOND: f64 = 0.1;

/// A head is at most so far from where it was: in radii, by the detector's scatter, and in body heights a second, by
/// brisk walking with a hand-held camera.
const SCATTER_RADII: f64 = 0.6;
pub(super) const MAX_SPEED_HEIGHTS_PER_S: f64 = 1.3;
const MAX_WAY_HEIGHTS: f64 = 1.5;

/// And at most so many times as large.
const MAX_SIZE_RATIO: f64 = 1.6;

/// Farther than this from where it was, or was going, in body heights, no head is looked for.
const MAX_STRAY_HEIGHTS: f64 = 0.5;

/// Up and down it strays less than across: by this share.
const STRAY_DOWN: f64 = 0.4;

/// A head in one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SeenHead {
    /// Middle of the face.
    pub(super) centre_px: [f64; 2],
    /// From there to the border, with some room.
    pub(super) radius_px: f64,
    /// Of the whole body.
    pub(super) height_px: f64,
    /// From a pose, which the detector's candidates are not.
    pub(super) is_posed: bool,
}

impl SeenHead {
    /// That of a pose; `None` for one that is none.
    #[must_use]
    pub(super) fn of_pose(pose: &Pose) -> Option<Self> {
        let [left, top, right, bottom] = face_bounds(pose);
        let centre_px = [(left + right) / 2.0, (top + bottom) / 2.0];
        let shoulders = middle(pose, Joint::Shoulder);
        let height_px = height_px(pose, shoulders);
        let radius_px = (RADIUS_HEIGHTS * height_px)
            .max(distance(centre_px, shoulders))
            .max((right - left).max(bottom - top));
        Self { centre_px, radius_px, height_px, is_posed: true }.known()
    }

    /// That of a detector's candidate.
    #[must_use]
    pub(super) fn of_candidate(found: &Detection) -> Option<Self> {
        let hips = [found.region.cx_px, found.region.cy_px].map(f64::from);
        let head = found.head_px.map(f64::from);
        let height_px = f64::from(found.region.size_px) / REGION_HEIGHTS;
        let radius_px = CANDIDATE_RADIUS_HEIGHTS * height_px;
        let centre_px = [0, 1].map(|i| head[i] + HEAD_BEYOND * (head[i] - hips[i]));
        Self { centre_px, radius_px, height_px, is_posed: false }.known()
    }

    fn known(self) -> Option<Self> {
        let numbers = [self.centre_px[0], self.centre_px[1], self.radius_px, self.height_px];
        (numbers.iter().all(|v| v.is_finite()) && self.radius_px > 0.0).then_some(self)
    }

    /// A box around all places where it may be, so many body heights farther.
    pub(super) fn strayed_px(&self, heights: f64) -> [f32; 4] {
        let stray_px = heights.min(MAX_STRAY_HEIGHTS) * self.height_px;
        let (across, down) = (self.radius_px + stray_px, self.radius_px + STRAY_DOWN * stray_px);
        let [x, y] = self.centre_px;
        [x - across, y - down, x + across, y + down].map(|v| v as f32)
    }

    /// How far two are apart, as a share of what one head can go in that time; above 1 it is another one.
    pub(super) fn surprise(&self, later: &Self, seconds: f64) -> f64 {
        let room_px = SCATTER_RADII * self.radius_px.max(later.radius_px)
            + (MAX_SPEED_HEIGHTS_PER_S * seconds).min(MAX_WAY_HEIGHTS)
                * self.height_px.max(later.height_px);
        let ratio = (self.radius_px / later.radius_px).ln().abs() / MAX_SIZE_RATIO.ln();
        (distance(self.centre_px, later.centre_px) / room_px).max(ratio)
    }
}

/// Left, top, right, bottom of nose, eyes, ears and mouth.
fn face_bounds(pose: &Pose) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let face = &Landmark::ALL[Landmark::Nose.index()..=Landmark::MouthRight.index()];
    face.iter().fold(start, |b, &landmark| {
        let [x, y] = point(pose, landmark);
        [b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)]
    })
}

pub(super) fn middle(pose: &Pose, joint: Joint) -> [f64; 2] {
    let [left, right] = Side::BOTH.map(|side| point(pose, joint.on(side)));
    [(left[0] + right[0]) / 2.0, (left[1] + right[1]) / 2.0]
}

/// NaN where the source has none: what needs it then covers more, not less.
fn point(pose: &Pose, landmark: Landmark) -> [f64; 2] {
    pose.at_px(landmark).unwrap_or([f64::NAN; 2])
}

pub(super) fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// How tall the body is at least, by all that shows it.
fn height_px(pose: &Pose, shoulders: [f64; 2]) -> f64 {
    let [left, right] = Side::BOTH.map(|side| point(pose, Joint::Shoulder.on(side)));
    f64::from(pose.nose_to_foot_px())
        .max(HEIGHT_TRUNKS * distance(shoulders, middle(pose, Joint::Hip)))
        .max(HEIGHT_SHOULDERS * distance(left, right))
}
