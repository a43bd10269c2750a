//! The page's part on what the findings speak for and against.

use crate::causes::{FindingRef, Hypothesis, Level, Weighed};
use crate::page::basics::grouped::{Named, grouped};
use crate::page::basics::number::Number;
use crate::page::findings::source::FindingsSource;
use crate::page::text::finding_words::{cause_words, finding_words, level_words};

/// The hypotheses section.
pub(crate) struct HypothesesView {
    pub(crate) is_empty: bool,
    /// What is to be said of them together.
    pub(crate) together: Option<String>,
    /// Those that something speaks for.
    pub(crate) told: Vec<HypothesisView>,
    /// All others, by level.
    pub(crate) others: Vec<Named>,
}

/// One hypothesis: what speaks for it, what against, what could not be looked at, and what to test.
pub(crate) struct HypothesisView {
    pub(crate) name: String,
    pub(crate) level: &'static str,
    pub(crate) wording: &'static str,
    pub(crate) for_: Vec<ItemView>,
    pub(crate) against: Vec<ItemView>,
    pub(crate) neutral: Vec<ItemView>,
    /// What could not be looked at, by what to film or to have tested for it.
    pub(crate) not_assessable: Vec<(&'static str, Vec<&'static str>)>,
    pub(crate) separates: &'static str,
    /// Tests by hand; the first is the next one to do.
    pub(crate) confirm: Vec<&'static str>,
    pub(crate) evidence: &'static str,
    pub(crate) advice: String,
}

/// An item that was looked at.
pub(crate) struct ItemView {
    pub(crate) text: &'static str,
    /// Absent where a stronger item of its group counts.
    pub(crate) points: Option<Number>,
    /// The findings behind it: where they stand on the page, and their names.
    pub(crate) findings: Vec<(String, &'static str)>,
}

pub(crate) fn view(told: &FindingsSource<'_>) -> HypothesesView {
    let all = &told.explained.hypotheses;
    // what speaks for a cause is shown even where these views cannot weigh it
    let is_told = |h: &Hypothesis| h.level >= Level::SomeCompatible || !h.r#for.is_empty();
    let shown = all.iter().enumerate().filter(|(_, h)| is_told(h));
    HypothesesView {
        is_empty: all.is_empty(),
        together: together(told),
        told: shown.map(|(index, h)| hypothesis(index, h, told)).collect(),
        others: others(told),
    }
}

fn hypothesis(index: usize, h: &Hypothesis, told: &FindingsSource<'_>) -> HypothesisView {
    let items = |list: &str, all: &[Weighed]| -> Vec<ItemView> {
        let at = |i: usize| format!("/hypotheses/{index}/{list}/{i}/points");
        all.iter().enumerate().map(|(i, w)| item(w, at(i), told)).collect()
    };
    let advice = h.article_advice.map_or_else(
        || "Held back until somebody has looked at the knee.".to_owned(),
        |advice| format!("{advice} {}", h.advice_evidence),
    );
    HypothesisView {
        name: format!("{}, {} ({})", cause_words(h.id), h.side.name(), h.side_is),
        level: level_words(h.level),
        wording: match h.level >= Level::SomeCompatible {
            true => h.wording,
            false => {
                "Something speaks for it; what these views show is too little to weigh it, or speaks against it."
            }
        },
        for_: items("for", &h.r#for),
        against: items("against", &h.against),
        neutral: items("neutral", &h.neutral),
        not_assessable: grouped(h.not_assessable.iter().map(|m| (m.film, m.text))),
        separates: h.separates,
        confirm: h.confirm.clone(),
        evidence: h.evidence,
        advice,
    }
}

fn item(weighed: &Weighed, at: String, told: &FindingsSource<'_>) -> ItemView {
    ItemView {
        text: weighed.text,
        points: weighed.counted.then(|| Number::new(weighed.points, 1, at)),
        findings: weighed.findings.iter().filter_map(|f| link(f, told)).collect(),
    }
}

/// Where a finding stands, if it has a place of its own.
fn link(found: &FindingRef, told: &FindingsSource<'_>) -> Option<(String, &'static str)> {
    let is_it = |f: &&crate::findings::Finding| f.id == found.id && f.side == found.side;
    let index = told.findings.iter().position(is_it)?;
    let has_place = told.findings[index].status >= crate::findings::Status::Borderline;
    has_place.then(|| (format!("#finding-{index}"), finding_words(found.id)))
}

fn together(told: &FindingsSource<'_>) -> Option<String> {
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
fn others(told: &FindingsSource<'_>) -> Vec<Named> {
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
