//! The exact truth of a clip, as its truth file states it.

use crate::anatomy::Side;
use crate::gait::Angle;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The format that is read, as a truth file names it.
pub(super) const TRUTH_FORMAT: &str = "gait-truth/1";

/// A value of each frame, by name; `null` where it is not known.
pub(super) type Curves<T> = BTreeMap<String, Vec<Option<T>>>;

/// One truth file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Truth {
    pub(super) format: String,
    /// What the clip is called.
    #[serde(default)]
    pub name: String,
    /// Frames a second.
    pub fps: f64,
    /// Frames of the clip.
    pub frames: usize,
    /// Width of the upright picture; 0 where it is not stated.
    #[serde(default)]
    pub width: u32,
    /// Height of the upright picture; 0 where it is not stated.
    #[serde(default)]
    pub height: u32,
    /// From where the camera looks.
    #[serde(default)]
    pub view: Option<TruthView>,
    /// Exact angles, by name.
    #[serde(default)]
    pub(super) angles: Curves<f64>,
    /// The same in the plane of the picture: what exact landmarks would show.
    #[serde(default)]
    pub(super) angles_2d: Curves<f64>,
    /// In which frames the whole body is in the picture; in all where it is not stated.
    #[serde(default)]
    pub(super) fully_visible: Option<Vec<bool>>,
    #[serde(default)]
    pub(super) events: BTreeMap<String, Vec<ExactEvent>>,
    /// How far each leg's cycle has come, 0 to 1.
    #[serde(default)]
    pub(super) phase: Option<Curves<f64>>,
    /// Means of the whole clip.
    #[serde(default)]
    pub(super) spatiotemporal: Option<BTreeMap<String, Option<f64>>>,
    #[serde(default)]
    pub(super) joints_2d: Curves<[Option<f64>; 2]>,
    #[serde(default)]
    pub(super) joints_3d: Curves<[Option<f64>; 3]>,
    #[serde(default)]
    pub(super) camera: Option<Camera>,
    #[serde(default)]
    pub(super) subject: Option<Subject>,
}

/// From where the camera of a truth file looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TruthView {
    /// The person comes toward it.
    Frontal,
    /// The person goes away from it.
    Rear,
    /// The person's left side is nearer.
    SagittalLeft,
    /// The person's right side is nearer.
    SagittalRight,
}

impl TruthView {
    /// Whether it is a view from the side.
    #[must_use]
    pub fn is_from_the_side(self) -> bool {
        matches!(self, Self::SagittalLeft | Self::SagittalRight)
    }
}

/// Turns the world's axes into right, down and away from the camera; the values of one frame stand for all where the
/// camera stands still.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Camera {
    #[serde(rename = "R")]
    pub(super) rotations: Vec<[[f64; 3]; 3]>,
    #[serde(rename = "t")]
    pub(super) shifts: Vec<[f64; 3]>,
    pub(super) fx: f64,
    pub(super) fy: f64,
    pub(super) cx: f64,
    pub(super) cy: f64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Subject {
    pub(super) height_m: Option<f64>,
    pub(super) height_shod_m: Option<f64>,
    #[serde(rename = "thigh_R_m")]
    pub(super) thigh_m: Option<f64>,
    #[serde(rename = "shank_R_m")]
    pub(super) shank_m: Option<f64>,
    pub(super) ankle_height_m: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(super) struct ExactEvent {
    pub(super) t: f64,
    /// Where the foot is along the walking line, in m.
    pub(super) x: Option<f64>,
}

/// An angle in truth files.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TruthAngle {
    pub(super) name: &'static str,
    /// Whether it is defined in the plane of the picture.
    is_2d: bool,
    /// What turns its sign into that of the report.
    sign: f64,
}

/// How truth files name an angle; `None` for an angle that they do not have.
pub(super) fn truth_angle(angle: Angle) -> Option<TruthAngle> {
    let of_body = |name| Some(TruthAngle { name, is_2d: false, sign: 1.0 });
    match angle {
        Angle::KneeFlexion => of_body("knee_flexion"),
        Angle::HipFlexionVertical | Angle::Thigh => of_body("thigh_angle"),
        Angle::HipFlexionTrunk => of_body("hip_flexion_trunk"),
        Angle::AnkleDorsiflexion => of_body("ankle_dorsiflexion"),
        // truth files' shank leans forward where the ankle is ahead, ours where the knee is
        Angle::Shank => Some(TruthAngle { name: "shank_angle", is_2d: false, sign: -1.0 }),
        Angle::FootPitch => of_body("foot_pitch"),
        Angle::Fppa => Some(TruthAngle { name: "knee_fppa", is_2d: true, sign: 1.0 }),
        Angle::HipAdduction => of_body("hip_adduction"),
        Angle::TrunkLeanForward => of_body("trunk_lean_forward"),
        Angle::TrunkLeanRight => of_body("trunk_lean_right"),
        Angle::PelvicObliquity => of_body("pelvic_obliquity"),
        Angle::PelvicTilt => of_body("pelvic_tilt"),
        Angle::WaistbandSlope => None,
    }
}

/// How truth files name the leg.
pub(super) fn letter(side: Side) -> &'static str {
    match side {
        Side::Left => "L",
        Side::Right => "R",
    }
}

impl Truth {
    /// The exact angle of a leg, or of the body, in a frame in which the whole body is visible; signed as in reports.
    #[must_use]
    pub fn angle(&self, angle: Angle, side: Option<Side>, frame: usize) -> Option<f64> {
        let exact = truth_angle(angle)?;
        let angles = if exact.is_2d { &self.angles_2d } else { &self.angles };
        let values = match side {
            Some(side) => angles.get(&format!("{}_{}", exact.name, letter(side)))?,
            None => angles.get(exact.name)?,
        };
        let value = (*values.get(frame)?)?;
        self.is_visible(frame).then_some(exact.sign * value)
    }

    /// An angle of a truth file's own name at a time, linear between frames; `None` where it has none. Angles that
    /// belong to both sides are named without one.
    #[must_use]
    pub fn angle_at(&self, name: &str, side: Side, time_s: f64) -> Option<f64> {
        let sided = format!("{name}_{}", letter(side));
        let all = [&self.angles_2d, &self.angles];
        let values = all.iter().find_map(|a| a.get(&sided).or_else(|| a.get(name)))?;
        let at = (time_s * self.fps).max(0.0);
        let (before, share) = (at.floor() as usize, at.fract());
        let [from, to] =
            [before, before.saturating_add(1)].map(|i| values.get(i).copied().flatten());
        match share < 1e-9 {
            true => from,
            false => Some(from? + share * (to? - from?)),
        }
    }

    /// Whether the whole body is in the picture.
    #[must_use]
    pub fn is_visible(&self, frame: usize) -> bool {
        let is_visible = |all: &Vec<bool>| all.get(frame).copied().unwrap_or(false);
        frame < self.frames && self.fully_visible.as_ref().is_none_or(is_visible)
    }

    /// In how many frames the whole body is in the picture and the angle is known: of the body, or of either leg.
    #[must_use]
    pub fn known_frames(&self, angle: Angle) -> usize {
        let whose = match angle.is_sided() {
            true => &[Some(Side::Left), Some(Side::Right)][..],
            false => &[None],
        };
        let is_known =
            |&frame: &usize| whose.iter().any(|s| self.angle(angle, *s, frame).is_some());
        (0..self.frames).filter(is_known).count()
    }

    /// In how many frames the whole body is in the picture.
    #[must_use]
    pub fn visible_frames(&self) -> usize {
        (0..self.frames).filter(|&frame| self.is_visible(frame)).count()
    }
}
