//! Which stickers were found, and how well.

use crate::anatomy::{Side, Site};
use crate::image_features::Colour;
use crate::motion::{Motion, Pass, shows_sticker};
use crate::report::inputs::ReportInputs;
use crate::signal::rounded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A declared sticker in a pass that could show it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct StickerSummary {
    /// Where on the body.
    pub site: Site,
    /// Whose.
    pub side: Side,
    /// As declared.
    pub colour: Colour,
    /// The pass, as an index into the passes.
    pub pass: usize,
    /// Share of the pass' frames in which it is known: seen, or hidden for less than 0.12 s. 0 where it was not
    /// found; an arm that swings before it takes some 20 %.
    pub known_pct: f64,
}

/// Every declared sticker in every pass that could show it.
pub(super) fn stickers(inputs: &ReportInputs<'_>) -> Vec<StickerSummary> {
    let mut all = Vec::new();
    for (index, pass) in inputs.motion.passes.iter().enumerate() {
        for marker in &inputs.sequence.reading.markers {
            for side in Side::BOTH {
                if shows_sticker(marker.site, side, pass.view) {
                    let known_pct = rounded(known_pct(inputs.motion, marker.site, side, pass), 1);
                    let (site, colour) = (marker.site, marker.colour);
                    all.push(StickerSummary { site, side, colour, pass: index, known_pct });
                }
            }
        }
    }
    all
}

fn known_pct(motion: &Motion, site: Site, side: Side, pass: &Pass) -> f64 {
    let found = motion.stickers.iter().find(|s| (s.site, s.side) == (site, side));
    found.map_or(0.0, |sticker| 100.0 * sticker.known_ratio(pass))
}
