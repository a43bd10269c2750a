//! What the camera did.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a camera did in a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CameraKind {
    /// It stood: the background moves by less than shows in a planted foot.
    Still,
    /// It was held by hand: the background trembles about its place.
    Handheld,
    /// It went or turned along: the background goes through the picture.
    Following,
    /// The background does not tell: it has no texture, or was not looked at.
    #[default]
    Unknown,
}

/// How the camera moved in a pass; figures are absent where it is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct CameraMotion {
    /// What it did.
    pub kind: CameraKind,
    /// Standard deviation of the background's place at the feet about its slow way, both directions together. Cameras
    /// that stood showed up to 0.09 px.
    pub shake_px: Option<f64>,
    /// The same in percent of the person's height in the picture. Cameras that stood showed up to 0.023 %.
    pub shake_height_pct: Option<f64>,
    /// How fast the background goes through the picture or grows, in heights of the person a second; less than the camera
    /// where the background is farther away than the person.
    pub way_heights_s: Option<f64>,
}
