//! The patterns that are looked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident,)*) => {
        /// The patterns that are looked for.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum FindingId { $($(#[$doc])* $id,)* }

        impl FindingId {
            /// All of them.
            pub const ALL: &'static [FindingId] = &[$(FindingId::$id),*];
        }
    };
}

ids! {
    /// The knee goes inward while the leg bears.
    KneeValgus,
    /// The knee goes farther inward in loading than it stands.
    KneeInwardFromStanding,
    /// The knee gives way.
    Buckling,
    /// The step of this foot takes longer than the other one's.
    StepTimeAsymmetry,
    /// This leg bears for a shorter time than the other.
    ShortenedStance,
    /// This foot's step is shorter than the other one's.
    StepLengthAsymmetry,
    /// The person walks slowly.
    SlowWalking,
    /// The feet are set close together, or cross.
    NarrowSteps,
    /// The feet are set far apart.
    WideSteps,
    /// While this leg bears, the other side of the pelvis drops.
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
    /// The trunk leans over this leg while it bears.
    LateralTrunkLean,
    /// The trunk is held or goes forward as this leg takes the load.
    ForwardTrunkLean,
    /// The trunk goes back as this leg takes the load.
    BackwardTrunkLean,
    /// The knee does not bend as it takes the load.
    LoadingFlexionAbsent,
    /// The knee bends much as it takes the load.
    LoadingFlexionExcessive,
    /// The knee bends less than the other one as it takes the load.
    LoadingFlexionAsymmetry,
    /// The knee goes back beyond straight in stance.
    KneeHyperextension,
    /// The knee stays bent all through stance.
    FlexedStance,
    /// The knee bends little in swing.
    ReducedSwingKneeFlexion,
    /// The knee bends less in swing than the other one.
    SwingKneeAsymmetry,
    /// The thigh does not come far back at the end of stance.
    ThighExtensionLoss,
    /// The thigh comes less far back than the other one at the end of stance.
    ThighExtensionAsymmetry,
    /// The ankle bends little in stance.
    ReducedDorsiflexion,
    /// The heel leaves the ground early.
    EarlyHeelRise,
    /// This foot swings outward.
    Circumduction,
    /// The body is lifted over this leg so that the other one can swing through.
    Vaulting,
    /// A hand holds the thigh while the leg bears.
    HandOnThigh,
    /// On stairs this foot goes ahead and the other joins it.
    StepByStepStairs,
    /// On stairs this leg lets the body down quickly.
    FastLowering,
    /// Hip and knee move at another time after contact than usual.
    HipKneeTiming,
    /// The knee's loading peak comes later after contact than the other one's.
    HipKneeTimingAsymmetry,
}

impl FindingId {
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
