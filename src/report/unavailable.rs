//! Numbers that are missing.

use crate::gait::Reason;
use schemars::JsonSchema;
use serde::Serialize;

/// A number that is missing, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unavailable {
    /// Why.
    pub reason: Reason,
    /// What to do about it.
    pub advice: &'static str,
}

/// Something that no camera can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotMeasured {
    /// A short name that does not change.
    pub id: &'static str,
    /// What.
    pub what: &'static str,
    /// Why not.
    pub why: &'static str,
}
