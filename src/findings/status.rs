//! What became of a finding.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What became of a finding.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It cannot be assessed from these views, or from this film.
    NotAssessable,
    /// Normal, within the measurement error.
    Within,
    /// Unusual, but not by more than the error, or not in most cycles.
    Borderline,
    /// Unusual by more than the error, in most cycles.
    Flagged,
}
