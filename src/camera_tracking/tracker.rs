//! The background through a clip, frame by frame.

use crate::camera_tracking::background_frame::BackgroundFrame;
use crate::camera_tracking::movement::Movement;
use crate::camera_tracking::registration::{Key, Registration};
use crate::signal::rounded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A key frame stays until so little of it shows, or the picture has gone so far: a share of the longer side.
const LEAST_SHOWN: f64 = 0.6;
const MOST_MOVED: f64 = 0.1;

/// How the background moved in the picture since the frame before: what the camera did, the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[f64; 4]", into = "[f64; 4]")]
#[schemars(with = "[f64; 4]")]
pub struct BackgroundStep {
    /// To the right, at the picture's middle, in px of the clip.
    pub right_px: f64,
    /// Down.
    pub down_px: f64,
    /// Turned clockwise.
    pub turn_deg: f64,
    /// Become larger, as under a camera that goes forward, in percent.
    pub growth_pct: f64,
}

impl From<[f64; 4]> for BackgroundStep {
    fn from([right_px, down_px, turn_deg, growth_pct]: [f64; 4]) -> Self {
        Self { right_px, down_px, turn_deg, growth_pct }
    }
}

impl From<BackgroundStep> for [f64; 4] {
    fn from(s: BackgroundStep) -> Self {
        [s.right_px, s.down_px, s.turn_deg, s.growth_pct]
    }
}

/// Compares the frames of a clip, in their order.
#[derive(Default)]
pub struct CameraTracker {
    key: Option<Key>,
    /// Of the last frame, against the key.
    last: Movement,
    /// From the last frame but one to the last.
    pace: Movement,
}

impl CameraTracker {
    /// How the background moved since the frame before; `None` for the first frame, and where too little of it has
    /// texture, shows, or goes the same way.
    pub fn step(&mut self, next: BackgroundFrame) -> Option<BackgroundStep> {
        let about = std::array::from_fn(|i| self.last[i] + self.pace[i]);
        let laid = self.key.as_ref().and_then(|key| key.laid(&next, about));
        let Some(laid) = laid else {
            *self = Self { key: Some(Key::of(next)), ..Self::default() };
            return None;
        };
        let (factor, reach) = (f64::from(next.factor), next.grey.reach());
        self.pace = std::array::from_fn(|i| laid.movement[i] - self.last[i]);
        self.last = laid.movement;
        if is_left_behind(laid, reach) {
            self.key = Some(Key::of(next));
            self.last = Movement::default();
        }
        let [right, down, turn, growth] = self.pace;
        Some(BackgroundStep {
            right_px: rounded(right * factor, 3),
            down_px: rounded(down * factor, 3),
            turn_deg: rounded((turn / reach).to_degrees(), 5),
            growth_pct: rounded(100.0 * growth / reach, 5),
        })
    }
}

/// Whether the key frame is to be followed by another one.
fn is_left_behind(laid: Registration, reach: f64) -> bool {
    let most_px = 2.0 * MOST_MOVED * reach;
    laid.shown_ratio < LEAST_SHOWN || laid.movement.iter().any(|m| m.abs() > most_px)
}
