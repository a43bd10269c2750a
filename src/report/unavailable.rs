//! Numbers that are missing.

use crate::catalogue::Text;
use crate::gait::Reason;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A number that is missing, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Unavailable {
    /// Why.
    pub reason: Reason,
    /// Which advice is given: the text's id in the catalogue.
    #[serde(default)]
    pub advice_id: Text,
    /// What to do about it.
    pub advice: Text,
}

/// Something that no camera can show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct NotMeasured {
    /// A short name that does not change.
    pub id: Text,
    /// What.
    pub what: Text,
    /// Why not.
    pub why: Text,
}
