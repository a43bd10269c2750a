//! The causes that are looked at, and how far findings go for them.

use schemars::JsonSchema;
use serde::Serialize;

/// The causes that are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CauseId {
    /// A leg that is short by the way the pelvis is held.
    FunctionalLegLengthDifference,
    /// A leg that is short.
    TrueLegLengthDifference,
    /// The muscles that straighten the knee; the article's VMO is one of them.
    QuadricepsControl,
    /// The muscles at the side of the hip (gluteus medius).
    HipAbductorControl,
    /// The muscles behind the hip (gluteus maximus).
    HipExtensorSupport,
    /// An ankle that does not bend far.
    LimitedAnkleDorsiflexion,
    /// A foot that rolls inward.
    FootPronation,
    /// A leg that is spared because it hurts.
    PainAvoidance,
}

/// How far the findings go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// These views show less than half of what would tell.
    NotAssessable,
    /// The findings argue against it.
    ArguedAgainst,
    /// Neither for nor against.
    NoClearIndication,
    /// Some findings are compatible with it.
    SomeCompatible,
    /// Several findings are consistent with it.
    SeveralConsistent,
}
