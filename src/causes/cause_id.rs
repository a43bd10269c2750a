//! The causes that are looked at, and how far findings go for them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// The causes that are looked at.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CauseId {
    /// A leg that is functionally short because of the position of the pelvis.
    FunctionalLegLengthDifference,
    /// A leg that is short.
    TrueLegLengthDifference,
    /// The knee extensors; the article's VMO is one of them.
    QuadricepsControl,
    /// The hip abductors (gluteus medius).
    HipAbductorControl,
    /// The hip extensors (gluteus maximus).
    HipExtensorSupport,
    /// An ankle with limited dorsiflexion.
    LimitedAnkleDorsiflexion,
    /// A pronated foot.
    FootPronation,
    /// A leg that is spared because it hurts.
    PainAvoidance,
}

impl CauseId {
    /// The key of one of its texts.
    pub(crate) fn key(self, name: &str) -> String {
        let id: &str = self.into();
        format!("causes.{id}.{name}")
    }
}

/// How far the findings go.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// These views show less than half of the evidence.
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
