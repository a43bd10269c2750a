//! The notes on the film, in the page's language.

use crate::gait::NoScale;
use crate::page::text::texts::Texts;
use crate::report::{Note, NoteCode, Report, Severity, StickerSummary};

/// One note.
pub(crate) struct NoteView {
    /// `serious`, `warning` or `info`: names a colour.
    pub(crate) class: &'static str,
    pub(crate) what: String,
    pub(crate) why: &'static str,
    pub(crate) advice: &'static str,
}

/// All notes, worst first.
pub(crate) fn view(report: &Report, t: Texts) -> Vec<NoteView> {
    report.quality.iter().map(|note| in_words(note, report, t)).collect()
}

fn in_words(note: &Note, report: &Report, t: Texts) -> NoteView {
    let values: Vec<(&str, String)> =
        note.values.iter().map(|(place, value)| (&**place, value.clone())).collect();
    let values = names(note.code, report, t).map_or(values, |named| vec![named]);
    let places: Vec<(&str, &str)> = values.iter().map(|(place, v)| (*place, &**v)).collect();
    NoteView {
        class: match note.severity {
            Severity::Serious => "serious",
            Severity::Warning => "warning",
            Severity::Info => "info",
        },
        what: t.fill(&note.code.key("what"), &places),
        why: t.key(&note.code.key("why")),
        advice: t.key(&advice_key(note.code, report.gait.no_scale)),
    }
}

/// Why a length sets no scale is said by its own reason.
fn advice_key(code: NoteCode, no_scale: Option<NoScale>) -> String {
    match (code, no_scale) {
        (NoteCode::NoScale, Some(why)) => why.key(),
        _ => code.key("advice"),
    }
}

/// A place of a note's text that holds names, with the names in the page's language.
fn names(code: NoteCode, report: &Report, t: Texts) -> Option<(&'static str, String)> {
    let separator = t.key("page.film.name_separator");
    let joined = |names: Vec<String>| names.join(separator);
    match code {
        NoteCode::StickersMissing => {
            let missing = report.missing_stickers().into_iter().map(|s| sticker(s, t));
            Some(("stickers", joined(missing.collect())))
        }
        NoteCode::StickersOfOtherViews => {
            let sites = report.sites_of_other_views().into_iter();
            Some(("sites", joined(sites.map(|site| t.of_id("sites", site).to_owned()).collect())))
        }
        _ => None,
    }
}

fn sticker(sticker: &StickerSummary, t: Texts) -> String {
    let colour = String::from(sticker.colour);
    let places = [
        ("side", t.side(sticker.side)),
        ("site", t.of_id("sites", sticker.site)),
        ("colour", &*colour),
    ];
    t.fill("page.film.sticker", &places)
}
