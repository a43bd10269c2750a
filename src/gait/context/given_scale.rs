//! The one length that the user knows.

use crate::gait::context::known_length::KnownLength;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The one length that the user knows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum GivenScale {
    /// The body.
    Height {
        /// Standing, without shoes.
        height_cm: f64,
    },
    /// The leg.
    LegLength {
        /// From the greater trochanter to the floor, standing, without shoes.
        leg_length_cm: f64,
    },
    /// A thing on the walking line.
    KnownLength(KnownLength),
}
