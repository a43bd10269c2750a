//! What became of a finding.

use schemars::JsonSchema;
use serde::Serialize;

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
