//! What the stickers are called in the drawing of where they go.

use crate::page::text::texts::Texts;

/// What the stickers are called.
pub(crate) struct StickerNames {
    pub(crate) asis: &'static str,
    pub(crate) psis: &'static str,
    pub(crate) patella: &'static str,
    pub(crate) trochanter: &'static str,
    pub(crate) knee: &'static str,
    pub(crate) malleolus: &'static str,
}

impl StickerNames {
    /// In the words of the field.
    pub(crate) fn of(t: Texts) -> Self {
        Self {
            asis: t.key("page_gait.refused.asis"),
            psis: t.key("page_gait.refused.psis"),
            patella: t.key("page_gait.refused.patella"),
            trochanter: t.key("page_gait.refused.trochanter"),
            knee: t.key("page_gait.refused.knee"),
            malleolus: t.key("page_gait.refused.malleolus"),
        }
    }
}
