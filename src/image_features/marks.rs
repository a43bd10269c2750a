//! What a picture shows of the body beside the pose.

use crate::anatomy::Site;
use crate::image_features::colour::Oklab;
use crate::image_features::waist::WaistEdge;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was seen of the body in one frame.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Marks {
    /// Spots that have the size, the place and about the colour of a declared sticker.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spots: Vec<Spot>,
    /// Edges of the clothes across the pelvis, in front and rear views.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waist: Vec<WaistEdge>,
}

impl Marks {
    /// Whether nothing was seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spots.is_empty() && self.waist.is_empty()
    }
}

/// A spot in the picture that may be a sticker.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "(Site, [f32; 7])", into = "(Site, [f32; 7])")]
#[schemars(with = "(Site, [f32; 7])")]
pub struct Spot {
    /// Where on the body it would be.
    pub site: Site,
    /// Its middle, to the right.
    pub x_px: f32,
    /// Its middle, downwards.
    pub y_px: f32,
    /// Diameter of a disc of its area.
    pub diameter_px: f32,
    /// Its colour, Oklab.
    pub colour: Oklab,
    /// Distance of its colour from that around it, in Oklab.
    pub contrast: f32,
}

impl From<(Site, [f32; 7])> for Spot {
    fn from((site, [x_px, y_px, diameter_px, l, a, b, contrast]): (Site, [f32; 7])) -> Self {
        Self { site, x_px, y_px, diameter_px, colour: Oklab { l, a, b }, contrast }
    }
}

impl From<Spot> for (Site, [f32; 7]) {
    fn from(s: Spot) -> Self {
        let Oklab { l, a, b } = s.colour;
        (s.site, [s.x_px, s.y_px, s.diameter_px, l, a, b, s.contrast])
    }
}
