//! What was noticed of stickers, and what to do about it.

use crate::anatomy::Site;
use crate::catalogue::Catalogue;
use crate::motion::Pass;
use crate::report::inputs::ReportInputs;
use crate::report::note::{Note, NoteCode, Severity, note};
use crate::report::stickers::{StickerSummary, missing, of_other_views, stickers};
use crate::signal::median;

/// All notes on stickers.
pub(super) fn sticker_notes(inputs: &ReportInputs<'_>) -> [Option<Note>; 4] {
    [
        stickers_missing(inputs),
        stickers_exchanged(inputs),
        stickers_of_other_views(inputs),
        stickers_used(inputs),
    ]
}

/// Stickers that a view could show and that were not found.
fn stickers_missing(inputs: &ReportInputs<'_>) -> Option<Note> {
    let all = stickers(inputs);
    let name =
        |s: &&StickerSummary| format!("{} {} ({})", s.side.name(), site_words(s.site), s.colour);
    let mut missing: Vec<String> = missing(&all).iter().map(name).collect();
    missing.sort();
    if missing.is_empty() {
        return None;
    }
    note(Severity::Warning, NoteCode::StickersMissing, &[("stickers", missing.join(", "))])
}

/// What a sticker's place is called, in English.
fn site_words(site: Site) -> &'static str {
    Catalogue::english().text(&format!("sites.{}", site.name()))
}

/// An ASIS that lies behind its PSIS.
fn stickers_exchanged(inputs: &ReportInputs<'_>) -> Option<Note> {
    let motion = inputs.motion;
    let is_behind = |pass: &Pass| {
        let Some(near) = pass.view.near_side() else { return false };
        let ahead_px = |frame: usize| {
            let [back, front] = [Site::Psis, Site::Asis].map(|s| motion.sticker(s, near, frame));
            f64::from(pass.facing) * (front[0] - back[0])
        };
        median((pass.first_frame..pass.end_frame).map(ahead_px)) < 0.0
    };
    if !motion.passes.iter().any(is_behind) {
        return None;
    }
    note(Severity::Serious, NoteCode::StickersExchanged, &[])
}

/// Declared stickers that no pass of this clip can show.
fn stickers_of_other_views(inputs: &ReportInputs<'_>) -> Option<Note> {
    let others = of_other_views(&stickers(inputs), &inputs.sequence.reading.markers);
    let others: Vec<&str> = others.into_iter().map(site_words).collect();
    if others.is_empty() {
        return None;
    }
    note(Severity::Info, NoteCode::StickersOfOtherViews, &[("sites", others.join(", "))])
}

/// What stickers cannot know: where they were put.
fn stickers_used(inputs: &ReportInputs<'_>) -> Option<Note> {
    let used = stickers(inputs).iter().filter(|s| s.known_pct > 0.0).count();
    if used == 0 {
        return None;
    }
    note(Severity::Info, NoteCode::StickersUsed, &[("stickers", used.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_place_of_a_sticker_has_its_name() {
        assert_texts("sites", &Site::ALL.map(Site::name));
    }
}
