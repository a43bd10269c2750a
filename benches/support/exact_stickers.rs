//! What truth files tell of stickers.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The stickers of a clip.
#[derive(Debug, Deserialize)]
pub(crate) struct ExactStickers {
    /// By name (`ASIS_L`), and figures of all of them (`_angles`).
    #[serde(default)]
    stickers: BTreeMap<String, serde_json::Value>,
}

/// A sticker, frame by frame.
#[derive(Debug, Deserialize)]
pub(crate) struct ExactSticker {
    pub(crate) color: [u8; 3],
    pub(crate) px: Vec<Option<[f64; 2]>>,
    pub(crate) visible: Vec<Option<bool>>,
}

impl ExactStickers {
    /// Those of a truth file; `None` where it cannot be read.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()
    }

    /// The stickers by name.
    pub(crate) fn named(&self) -> Vec<(String, ExactSticker)> {
        let named = self.stickers.iter().filter(|(name, _)| !name.starts_with('_'));
        let parse = |value: &serde_json::Value| serde_json::from_value(value.clone()).ok();
        named.filter_map(|(name, value)| Some((name.clone(), parse(value)?))).collect()
    }
}
