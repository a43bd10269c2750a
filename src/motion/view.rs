//! From where the subject was filmed.

use crate::anatomy::Side;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// From where the subject was filmed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// The camera stands at the subject's left.
    LeftSide,
    /// The camera stands at the subject's right.
    RightSide,
    /// The camera sees the face.
    Front,
    /// The camera sees the back.
    Rear,
    /// Between side and front or rear: neither plane can be measured.
    Oblique,
    /// Too little was seen to tell.
    Unknown,
}

impl View {
    /// The side of the body that is nearer to the camera, in a side view.
    #[must_use]
    pub fn near_side(self) -> Option<Side> {
        match self {
            View::LeftSide => Some(Side::Left),
            View::RightSide => Some(Side::Right),
            _ => None,
        }
    }
}
