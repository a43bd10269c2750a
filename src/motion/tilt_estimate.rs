//! How the camera is tilted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the camera is tilted, where the feet tell.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Tilt {
    /// Turned about its own axis: the picture's right end lower than level +.
    pub roll: Option<AngleEstimate>,
    /// Looking up +, down −.
    pub pitch: Option<AngleEstimate>,
    /// How high the camera stands over the ground, in noses' heights of the person; known from the front and from behind, on
    /// level ground.
    pub camera_height: Option<f64>,
    /// How the way goes, down +, up −; 0 where it is as level as the camera may be tilted.
    pub descent_deg: Option<f64>,
    /// Whether the feet stand on steps along the way: stairs, not a ramp.
    pub on_steps: bool,
}

impl Tilt {
    /// Whether the way is a staircase, up or down.
    #[must_use]
    pub fn is_stairs(&self) -> bool {
        self.on_steps
    }

    /// How the ground goes under a foot that stands flat on it, down +: 0 on a level floor and on steps.
    #[must_use]
    pub fn ground_deg(&self) -> f64 {
        self.descent_deg.filter(|_| !self.on_steps).unwrap_or(0.0)
    }
}

/// An angle with its error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AngleEstimate {
    /// The angle.
    pub deg: f64,
    /// Its standard deviation.
    pub sd_deg: f64,
}

/// The least slope of a staircase: halfway between the steepest ramp and the flattest flight, each with
/// a tilted camera.
///
/// # Source
/// Stairs from 24° (Riener, Rabuffetti & Frigo, Gait Posture 2002;15:32); ramps to 5° by building codes,
/// streets to 10°.
pub(super) const LEAST_STAIRS_DEG: f64 = 17.0;
