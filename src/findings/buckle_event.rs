//! A single event that looks like giving way.

use crate::anatomy::Side;
use crate::catalogue::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One event that looks like giving way.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct BuckleEvent {
    /// How sure the rule is.
    pub grade: BuckleGrade,
    /// Whose knee.
    pub side: Side,
    /// Initial contact of the step.
    pub contact_s: f64,
    /// The knee begins to bend.
    pub start_s: f64,
    /// It is bent most, against the person's own median.
    pub peak_s: f64,
    /// Half of it has gone again.
    pub end_s: f64,
    /// Where in stance the peak is, in percent of stance.
    pub stance_pct: f64,
    /// In loading, or in single support.
    pub phase: Phase,
    /// How far beyond the person's own median the knee bends.
    pub excess_deg: f64,
    /// How quickly.
    pub velocity_deg_s: f64,
    /// How far the hips drop, in percent of the leg's length.
    pub hip_drop_leg_pct: f64,
    /// How long until half of it has gone again; absent where it does not within the stance.
    pub recovery_s: Option<f64>,
    /// Which parts of the rule hold.
    pub parts: Parts,
    /// Key of the rule's source: it is derived, and validated on no patients.
    pub source: Text,
}

/// How sure the rule is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BuckleGrade {
    /// Two parts of three, or a film too slow to be surer.
    Possible,
    /// All three.
    BuckleLike,
}

/// Phase of stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The other foot is still on the ground.
    Loading,
    /// The other foot is off the ground.
    SingleSupport,
}

/// The parts of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[allow(clippy::struct_excessive_bools)] // each part holds or does not
pub struct Parts {
    /// The knee bends quickly, and quicker than in the other steps.
    pub velocity: bool,
    /// It bends far beyond the other steps, at once.
    pub amplitude: bool,
    /// The hips drop, or the knee comes back at once.
    pub consequence: bool,
}
