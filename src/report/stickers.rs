//! Which stickers were found, and how well.

use crate::anatomy::{Side, Site};
use crate::image_features::{Colour, Marker};
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

/// Stickers that a view could show and that no pass did, once each.
pub(super) fn missing(all: &[StickerSummary]) -> Vec<&StickerSummary> {
    let is = |a: &StickerSummary, b: &StickerSummary| (a.site, a.side) == (b.site, b.side);
    let is_found = |s: &StickerSummary| all.iter().any(|o| is(o, s) && o.known_pct > 0.0);
    let mut missing: Vec<&StickerSummary> = Vec::new();
    for sticker in all.iter().filter(|s| !is_found(s)) {
        if !missing.iter().any(|known| is(known, sticker)) {
            missing.push(sticker);
        }
    }
    missing
}

/// Places of declared stickers that no pass of this clip can show.
pub(super) fn of_other_views(shown: &[StickerSummary], declared: &[Marker]) -> Vec<Site> {
    let is_shown = |site: &Site| shown.iter().any(|s| s.site == *site);
    declared.iter().map(|m| m.site).filter(|site| !is_shown(site)).collect()
}
