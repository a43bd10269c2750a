//! What was noticed of stickers, and what to do about it.

use crate::anatomy::Site;
use crate::motion::Pass;
use crate::report::inputs::ReportInputs;
use crate::report::note::{Note, NoteCode, Severity, note};
use crate::report::stickers::{StickerSummary, stickers};
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
    let is_found = |s: &StickerSummary| s.known_pct > 0.0;
    let mut missing: Vec<String> = all
        .iter()
        .filter(|s| !all.iter().any(|o| (o.site, o.side) == (s.site, s.side) && is_found(o)))
        .map(|s| format!("{} {} ({})", s.side.name(), s.site.name(), s.colour))
        .collect();
    missing.sort();
    missing.dedup();
    if missing.is_empty() {
        return None;
    }
    note(
        Severity::Warning,
        NoteCode::StickersMissing,
        format!("Stickers that were not found: {}.", missing.join(", ")),
        "What they would have shown is measured by the pose network's points instead, or not at all.",
        "Use matt stickers of 2 to 4 cm in a colour that nothing near them has, and give their colour as it looks in \
        the film: a name, or #rrggbb. ASIS and patella show from the front, PSIS from behind, the others from the side.",
    )
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
    note(
        Severity::Serious,
        NoteCode::StickersExchanged,
        "The ASIS sticker lies behind the PSIS sticker.".to_owned(),
        "The pelvic tilt is not given.",
        "Are the two colours exchanged in --markers?",
    )
}

/// Declared stickers that no pass of this clip can show.
fn stickers_of_other_views(inputs: &ReportInputs<'_>) -> Option<Note> {
    let shown = stickers(inputs);
    let others: Vec<&str> = inputs
        .sequence
        .reading
        .markers
        .iter()
        .map(|m| m.site)
        .filter(|site| !shown.iter().any(|s| s.site == *site))
        .map(Site::name)
        .collect();
    if others.is_empty() {
        return None;
    }
    note(
        Severity::Info,
        NoteCode::StickersOfOtherViews,
        format!("Stickers that do not show from here: {}.", others.join(", ")),
        "ASIS and patella show from the front, PSIS from behind, all but the patella from the side.",
        "Film the other views, too.",
    )
}

/// What stickers cannot know: where they were put.
fn stickers_used(inputs: &ReportInputs<'_>) -> Option<Note> {
    let used = stickers(inputs).iter().filter(|s| s.known_pct > 0.0).count();
    if used == 0 {
        return None;
    }
    note(
        Severity::Info,
        NoteCode::StickersUsed,
        format!("{used} stickers were followed."),
        "The errors given are those of the picture. A sticker 5 mm too high on one side adds some 1.2° to the obliquity, \
        and some 1.9° to the tilt.",
        "Feel for the bone while the person stands, and put the stickers on skin or tight cloth.",
    )
}
