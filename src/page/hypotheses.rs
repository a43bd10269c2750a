//! The page's part on what the findings speak for and against.

use super::finding_words::{cause_words, level_words};
use super::findings::Named;
use super::told::Told;
use crate::causes::{Hypothesis, Level, Weighed};

/// The hypotheses section.
pub(super) struct HypothesesView {
    pub(super) is_empty: bool,
    /// What is to be said of them together.
    pub(super) together: Option<String>,
    /// Those that something speaks for.
    pub(super) told: Vec<HypothesisView>,
    /// All others, by level.
    pub(super) others: Vec<Named>,
}

pub(super) struct HypothesisView {
    pub(super) name: String,
    pub(super) level: &'static str,
    pub(super) wording: &'static str,
    pub(super) lists: Vec<Named>,
}

pub(super) fn view(told: &Told<'_>) -> HypothesesView {
    // what speaks for a cause is shown even where these views cannot weigh it
    let is_told = |h: &&Hypothesis| h.level >= Level::SomeCompatible || !h.r#for.is_empty();
    HypothesesView {
        is_empty: told.explained.hypotheses.is_empty(),
        together: together(told),
        told: told.explained.hypotheses.iter().filter(is_told).map(hypothesis).collect(),
        others: others(told),
    }
}

fn hypothesis(h: &Hypothesis) -> HypothesisView {
    let missing: Vec<String> =
        h.not_assessable.iter().map(|m| format!("{} {}", m.text, m.film)).collect();
    let advice = h.article_advice.map_or_else(
        || "Held back until somebody has looked at the knee.".to_owned(),
        |advice| format!("{advice} {}", h.advice_evidence),
    );
    let lists = [
        ("For", list(&h.r#for)),
        ("Against", list(&h.against)),
        ("Looked for, and not so", list(&h.neutral)),
        ("Not assessable", missing.join(" ")),
        ("What separates it from others", h.separates.to_owned()),
        ("Tests by hand that would confirm it", h.confirm.join("; ")),
        ("Evidence", h.evidence.to_owned()),
        ("Advice", advice),
    ];
    let named = lists.into_iter().filter(|(_, text)| !text.is_empty());
    HypothesisView {
        name: format!("{}, {} ({})", cause_words(h.id), h.side.name(), h.side_is),
        level: level_words(h.level),
        wording: match h.level >= Level::SomeCompatible {
            true => h.wording,
            false => {
                "Something speaks for it; what these views show is too little to weigh it, or speaks against it."
            }
        },
        lists: named.map(|(name, text)| Named { names: name.to_owned(), text }).collect(),
    }
}

fn list(items: &[Weighed]) -> String {
    let item = |w: &Weighed| match w.counted {
        true => format!("{} ({:.1} points)", w.text, w.points),
        false => w.text.to_owned(),
    };
    items.iter().map(item).collect::<Vec<_>>().join(" ")
}

fn together(told: &Told<'_>) -> Option<String> {
    if let Some(tie) = &told.explained.hypotheses_tie {
        let [a, b] = tie.between.map(cause_words);
        let tests = tie.tests.join("; ");
        return Some(format!(
            "Cannot be told apart by video: \"{a}\" and \"{b}\". These tests would: {tests}."
        ));
    }
    told.explained.nothing_found.then(|| {
        "No pattern of movement was found that would explain a knee that gives way. This does not rule anything \
         out: strength, pain, swelling, cartilage and ligaments do not show on video."
            .to_owned()
    })
}

/// Hypotheses that the findings do not speak for, by level.
fn others(told: &Told<'_>) -> Vec<Named> {
    let levels = [Level::ArguedAgainst, Level::NoClearIndication, Level::NotAssessable];
    let named = |level: Level| {
        let of =
            told.explained.hypotheses.iter().filter(|h| h.level == level && h.r#for.is_empty());
        let names: Vec<String> =
            of.map(|h| format!("{}, {}", cause_words(h.id), h.side.name())).collect();
        (!names.is_empty())
            .then(|| Named { names: level_words(level).to_owned(), text: names.join("; ") })
    };
    levels.into_iter().filter_map(named).collect()
}
