//! What the person does.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What the person does in a pass.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Task {
    /// Walking on the level, or on a treadmill.
    Walking,
    /// Walking down stairs.
    StairDescent,
    /// Walking up stairs.
    StairAscent,
    /// Standing on one leg on a step, tapping the floor with the other foot and coming back.
    StepDown,
    /// Running: for a moment in each step no foot is on the ground.
    Running,
    /// Walking backward, or a film that runs backward: the two look alike.
    WalkingBackward,
    /// Standing still on both feet.
    Standing,
    /// None of these, or too little of it to tell.
    Other,
}

impl Task {
    /// The tasks that go on in cycles of steps and are measured.
    pub const CYCLIC: [Self; 3] = [Self::Walking, Self::StairDescent, Self::StairAscent];

    /// Its name in every document.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether it goes over steps, up or down.
    #[must_use]
    pub fn is_on_stairs(self) -> bool {
        matches!(self, Self::StairDescent | Self::StairAscent)
    }
}
