//! What a finding is.

use super::buckling::BuckleEvent;
use super::compare::Compared;
use crate::anatomy::Side;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One pattern of movement that is there, or not, or cannot be told.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// Which pattern.
    pub id: FindingId,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// What became of it.
    pub status: Status,
    /// What was compared with what; the comparison that decided comes first.
    pub comparisons: Vec<Compared>,
    /// Numbers that go with it and decide nothing.
    pub details: Vec<Detail>,
    /// Single events, in time order.
    pub events: Vec<BuckleEvent>,
    /// How many steps were looked at for events; absent where there are none to look for.
    pub steps: Option<usize>,
    /// Why it cannot be told, and what to do about it.
    pub not_assessable: Option<NotAssessable>,
}

impl Finding {
    /// The same finding where it was hidden: nothing is told of it.
    #[must_use]
    pub fn hidden(self) -> Self {
        Self {
            status: Status::NotAssessable,
            comparisons: Vec::new(),
            details: Vec::new(),
            events: Vec::new(),
            steps: None,
            not_assessable: Some(super::words::far_leg()),
            ..self
        }
    }
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

/// What became of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// These views, or this film, cannot tell.
    NotAssessable,
    /// As usual, as far as can be told.
    Within,
    /// Unusual, but not beyond error, or not in most cycles.
    Borderline,
    /// Unusual beyond error, in most cycles.
    Flagged,
}

/// A number that goes with a finding.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Detail {
    /// The measure.
    pub measure: &'static str,
    /// Its mean.
    pub value: f64,
    /// Interval that holds the true mean 95 times of 100.
    pub ci95: Option<[f64; 2]>,
}

/// Why a finding cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotAssessable {
    /// Why.
    pub reason: WhyNot,
    /// What to do about it.
    pub advice: &'static str,
}

/// Kinds of why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// No camera shows it.
    NotVisible,
    /// It belongs to another task: stairs, standing, a step-down.
    OtherTask,
    /// It was filmed from where it does not show.
    WrongView,
    /// The measure was refused; the film is not good enough for it.
    Refused,
    /// One leg was near and the other one hidden: their difference may be the camera's.
    NearAgainstFar,
    /// Too few cycles of the leg.
    TooFewCycles,
    /// The legs were filmed in two clips, at paces that differ too much.
    PaceDiffers,
}

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
