//! What the person does: the gait of a clip.

use super::cycles::{DroppedCycles, GaitCycle, cycles};
use super::events::{GaitEvent, events};
use super::feet::Feet;
use crate::motion::{Motion, Pass};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The gait of a clip.
#[derive(Debug, Clone, PartialEq)]
pub struct GaitAnalysis {
    /// When each foot lands and leaves, in time order.
    pub events: Vec<GaitEvent>,
    /// The whole cycles, in time order.
    pub cycles: Vec<GaitCycle>,
    /// What was left out.
    pub dropped: DroppedCycles,
    /// What each pass was walked on.
    pub grounds: Vec<Ground>,
}

/// How the ground under the feet moves through the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It stands still: the camera does, and the person walks over the floor.
    Still,
    /// It moves: a treadmill, or a camera that follows.
    Moving,
    /// This view cannot tell.
    Unknown,
}

/// From cleaned positions to gait.
#[must_use]
pub fn analyse(motion: &Motion) -> GaitAnalysis {
    let mut found = GaitAnalysis {
        events: Vec::new(),
        cycles: Vec::new(),
        dropped: DroppedCycles::default(),
        grounds: motion.passes.iter().map(|pass| ground(motion, pass)).collect(),
    };
    for (index, pass) in motion.passes.iter().enumerate() {
        let of_pass = events(motion, pass);
        found.cycles.extend(cycles(&of_pass, index, &mut found.dropped));
        found.events.extend(of_pass);
    }
    found
}

fn ground(motion: &Motion, pass: &Pass) -> Ground {
    match Feet::of(motion, pass).ground_speed {
        _ if pass.facing == 0 => Ground::Unknown,
        0.0 => Ground::Still,
        _ => Ground::Moving,
    }
}
