//! By what points were seen.

use crate::anatomy::Side;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// By what points of the body were seen, the best first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SeenBy {
    /// Stickers on the skin or tight clothes.
    Stickers,
    /// The edge of the waistband in the picture.
    Waistband,
    /// The pose network alone.
    #[default]
    Network,
}

/// By what the points of a pass were seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Sources {
    /// The line between the hips, or from front to back.
    pub pelvis: SeenBy,
    /// Hip, knee and, from the side, ankle of the left leg.
    pub left_leg: SeenBy,
    /// The same of the right leg.
    pub right_leg: SeenBy,
}

impl Sources {
    /// By what a leg was seen.
    #[must_use]
    pub fn leg(&self, side: Side) -> SeenBy {
        match side {
            Side::Left => self.left_leg,
            Side::Right => self.right_leg,
        }
    }

    pub(super) fn set_leg(&mut self, side: Side, seen_by: SeenBy) {
        match side {
            Side::Left => self.left_leg = seen_by,
            Side::Right => self.right_leg = seen_by,
        }
    }
}
