//! The patterns that are looked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// The patterns that are looked for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FindingId {
    /// The knee goes inward in stance (dynamic valgus).
    KneeValgus,
    /// The knee goes farther inward in loading than it stands.
    KneeInwardFromStanding,
    /// The knee gives way.
    Buckling,
    /// The step of this foot takes longer than the other one's.
    StepTimeAsymmetry,
    /// Stance of this leg is shorter than that of the other.
    ShortenedStance,
    /// This foot's step is shorter than the other one's.
    StepLengthAsymmetry,
    /// The person walks slowly.
    SlowWalking,
    /// The feet are set close together, or cross.
    NarrowSteps,
    /// The feet are set far apart.
    WideSteps,
    /// In stance of this leg the other side of the pelvis drops.
    ContralateralPelvicDrop,
    /// In standing, this side of the pelvis is lower.
    StandingObliquity,
    /// This side of the pelvis is lower in standing and over either leg alike.
    ConstantPelvicTilt,
    /// This side of the pelvis is lower in standing, and not in walking.
    ChangingPelvicTilt,
    /// This side of the pelvis is pulled up while its leg swings.
    HipHike,
    /// The pelvis turns more to one side.
    PelvicRotation,
    /// The trunk leans over this leg in stance.
    LateralTrunkLean,
    /// The trunk leans forward in stance or moves forward in loading response.
    ForwardTrunkLean,
    /// The trunk moves backward in loading response.
    BackwardTrunkLean,
    /// The knee does not flex in loading response.
    LoadingFlexionAbsent,
    /// The knee flexes too much in loading response.
    LoadingFlexionExcessive,
    /// The knee flexes less than the other one in loading response.
    LoadingFlexionAsymmetry,
    /// The knee hyperextends in stance.
    KneeHyperextension,
    /// The knee stays flexed throughout stance.
    FlexedStance,
    /// Knee flexion in swing is reduced.
    ReducedSwingKneeFlexion,
    /// The knee flexes less in swing than the other one.
    SwingKneeAsymmetry,
    /// Thigh extension in terminal stance is reduced.
    ThighExtensionLoss,
    /// Thigh extension in terminal stance is less than on the other side.
    ThighExtensionAsymmetry,
    /// Ankle dorsiflexion in stance is reduced.
    ReducedDorsiflexion,
    /// The heel leaves the ground early.
    EarlyHeelRise,
    /// This foot swings outward.
    Circumduction,
    /// The body is lifted over this leg so that the other one can swing through.
    Vaulting,
    /// A hand holds the thigh in stance.
    HandOnThigh,
    /// On stairs this foot goes ahead and the other joins it.
    StepByStepStairs,
    /// On stairs this leg lowers the body quickly.
    FastLowering,
    /// Hip and knee move at another time after contact than usual.
    HipKneeTiming,
    /// The knee's loading peak comes later after contact than the other one's.
    HipKneeTimingAsymmetry,
}

impl FindingId {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Whether it is read from a leg seen from the side, which the other one may hide.
    #[must_use]
    pub fn is_of_the_near_leg(self) -> bool {
        matches!(
            self,
            Self::Buckling
                | Self::LoadingFlexionAbsent
                | Self::LoadingFlexionExcessive
                | Self::LoadingFlexionAsymmetry
                | Self::KneeHyperextension
                | Self::FlexedStance
                | Self::ReducedSwingKneeFlexion
                | Self::SwingKneeAsymmetry
                | Self::ThighExtensionLoss
                | Self::ThighExtensionAsymmetry
                | Self::ReducedDorsiflexion
                | Self::EarlyHeelRise
                | Self::HandOnThigh
                | Self::HipKneeTiming
                | Self::HipKneeTimingAsymmetry
        )
    }
}
