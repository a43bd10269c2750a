//! The angles, frame by frame.

use crate::anatomy::{Joint, Side};
use crate::motion::{Pass, SeenBy, View};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person less tall than this in the picture is not measured: a thigh of a quarter of the height is
/// then 25 px long, and a single pixel turns it by more than 2°.
pub const LEAST_HEIGHT_PX: f64 = 100.0;

/// An angle that one camera can show in its plane. All in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Angle {
    /// Thigh against shank; flexion +, hyperextension −. Side view.
    KneeFlexion,
    /// Thigh against the picture's vertical; knee ahead of the hip +. Side view.
    HipFlexionVertical,
    /// Thigh against the trunk line; flexion +. Not the laboratory's hip angle. Side view.
    HipFlexionTrunk,
    /// Sole against shank, 0 when square; dorsiflexion +. Side view.
    AnkleDorsiflexion,
    /// Thigh against vertical; knee ahead of the hip +. Side view.
    Thigh,
    /// Shank against vertical; knee ahead of the ankle +. Side view.
    Shank,
    /// Hindfoot against the floor, toe up +: the foot in mid-stance is zero where steps were found; without
    /// steps the heel–toe line against horizontal. Side view.
    FootPitch,
    /// Frontal-plane projection angle hip–knee–ankle; knee inward (valgus) +. Front and rear views.
    Fppa,
    /// Thigh against the hip line; adduction +. Front and rear views.
    HipAdduction,
    /// Trunk against vertical; forward +. Side view.
    TrunkLeanForward,
    /// Trunk against vertical; toward the subject's right +. Front and rear views.
    TrunkLeanRight,
    /// Line between the hips; left side up +. Front and rear views.
    PelvicObliquity,
    /// Line from PSIS to ASIS against the horizontal; front down (anterior tilt) +. Side view, stickers only.
    PelvicTilt,
    /// Edge of the waistband against the horizontal; left side up +. Front and rear views. The cloth, not the bone:
    /// it follows the pelvis only in part.
    WaistbandSlope,
}

/// Why an angle has no value at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The clip was filmed from where this plane cannot be seen.
    WrongView,
    /// The person is too small in the picture.
    TooSmall,
    /// The picture is squeezed or stretched sideways, and every angle with it.
    WrongShape,
    /// The landmarks that it needs were never seen well enough.
    NotSeen,
    /// The tool that made the poses has none of the landmarks that it needs, or found them nowhere.
    NoLandmarks,
    /// Only stickers show it, and none were found.
    NoStickers,
    /// The person does not stand, or no waistband shows: a shirt hangs over it, or it has the colour of what is beside it.
    NoWaistband,
}

/// One angle of one side through the clip.
///
/// # Missing data
/// `values_deg` is `None` in frames where the view or the landmarks do not show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AngleSeries {
    /// Which.
    pub angle: Angle,
    /// Whose; absent for trunk and pelvis.
    pub side: Option<Side>,
    /// One entry a frame.
    pub values_deg: Vec<Option<f64>>,
    /// Why there is no value in the whole clip, where there is none.
    pub unavailable: Option<Reason>,
}

impl Angle {
    /// All angles, in the order of `angles.csv`'s columns.
    pub const ALL: [Angle; 14] = [
        Angle::KneeFlexion,
        Angle::HipFlexionVertical,
        Angle::HipFlexionTrunk,
        Angle::AnkleDorsiflexion,
        Angle::Thigh,
        Angle::Shank,
        Angle::FootPitch,
        Angle::Fppa,
        Angle::HipAdduction,
        Angle::TrunkLeanForward,
        Angle::TrunkLeanRight,
        Angle::PelvicObliquity,
        Angle::PelvicTilt,
        Angle::WaistbandSlope,
    ];

    /// Column name without side: `knee_flexion_deg`.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Angle::KneeFlexion => "knee_flexion_deg",
            Angle::HipFlexionVertical => "hip_flexion_vertical_deg",
            Angle::HipFlexionTrunk => "hip_flexion_trunk_deg",
            Angle::AnkleDorsiflexion => "ankle_dorsiflexion_deg",
            Angle::Thigh => "thigh_deg",
            Angle::Shank => "shank_deg",
            Angle::FootPitch => "foot_pitch_deg",
            Angle::Fppa => "fppa_deg",
            Angle::HipAdduction => "hip_adduction_deg",
            Angle::TrunkLeanForward => "trunk_lean_forward_deg",
            Angle::TrunkLeanRight => "trunk_lean_right_deg",
            Angle::PelvicObliquity => "pelvic_obliquity_deg",
            Angle::PelvicTilt => "pelvic_tilt_deg",
            Angle::WaistbandSlope => "waistband_slope_deg",
        }
    }

    /// From where to where the joint, or the body, can go at all: a value beyond it is a mistake of the pose or of the view.
    ///
    /// # Source
    /// Ranges of motion after Norkin & White, Measurement of Joint Motion, 5th ed. 2016 (`docs/evidence.md` §2), widened by at
    /// least 15° for the error of a single frame; of segments, what those joints allow in walking, lowering and bending.
    #[must_use]
    pub fn possible_deg(self) -> std::ops::RangeInclusive<f64> {
        match self {
            Angle::KneeFlexion => -30.0..=165.0,
            Angle::HipFlexionVertical | Angle::HipFlexionTrunk | Angle::Thigh => -60.0..=140.0,
            Angle::AnkleDorsiflexion => -75.0..=45.0,
            Angle::Shank => -100.0..=120.0,
            Angle::FootPitch => -110.0..=80.0,
            Angle::Fppa => -60.0..=60.0,
            Angle::HipAdduction => -70.0..=50.0,
            Angle::TrunkLeanForward => -60.0..=140.0,
            Angle::TrunkLeanRight => -60.0..=60.0,
            Angle::PelvicObliquity | Angle::WaistbandSlope => -45.0..=45.0,
            Angle::PelvicTilt => -60.0..=75.0,
        }
    }

    /// Whether each leg has its own.
    #[must_use]
    pub fn is_sided(self) -> bool {
        use Angle::{
            PelvicObliquity, PelvicTilt, TrunkLeanForward, TrunkLeanRight, WaistbandSlope,
        };
        let of_body =
            [TrunkLeanForward, TrunkLeanRight, PelvicObliquity, PelvicTilt, WaistbandSlope];
        !of_body.contains(&self)
    }

    /// By what its points were seen in a pass.
    #[must_use]
    pub fn seen_by(self, side: Option<Side>, pass: &Pass) -> SeenBy {
        let of_leg = || side.map_or(SeenBy::Network, |side| pass.seen_by.leg(side));
        match self {
            Angle::PelvicObliquity | Angle::PelvicTilt | Angle::HipAdduction => pass.seen_by.pelvis,
            Angle::WaistbandSlope => SeenBy::Waistband,
            Angle::Fppa | Angle::KneeFlexion | Angle::Shank => of_leg(),
            _ => SeenBy::Network,
        }
    }

    /// Whether it is of the hip line instead of the pelvis that its name is of: in a pass that shows it, the points are
    /// the network's.
    #[must_use]
    pub fn is_of_hip_line(self, passes: &[Pass]) -> bool {
        let needs_pelvis =
            matches!(self, Angle::PelvicObliquity | Angle::PelvicTilt | Angle::HipAdduction);
        let mut shown = passes.iter().filter(|p| self.is_seen_in(p.view));
        needs_pelvis && shown.any(|p| self.seen_by(None, p) != SeenBy::Stickers)
    }

    /// The joints of a leg that it needs and that not every pose tool has.
    #[must_use]
    pub(crate) fn needs(self) -> &'static [Joint] {
        match self {
            Angle::AnkleDorsiflexion | Angle::FootPitch => &[Joint::Heel, Joint::Toe],
            _ => &[],
        }
    }

    /// Whether a view shows its plane.
    #[must_use]
    pub fn is_seen_in(self, view: View) -> bool {
        let frontal = matches!(
            self,
            Angle::Fppa
                | Angle::HipAdduction
                | Angle::TrunkLeanRight
                | Angle::PelvicObliquity
                | Angle::WaistbandSlope
        );
        match view {
            View::Front | View::Rear => frontal,
            View::LeftSide | View::RightSide => !frontal,
            View::Oblique | View::Unknown => false,
        }
    }
}
