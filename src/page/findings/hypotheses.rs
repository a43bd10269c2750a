//! The page's part on what the findings speak for and against.

use crate::anatomy::Side;
use crate::causes::{CauseId, FindingRef, Hypothesis, Level, Tie, Weighed};
use crate::page::basics::grouped::{Named, grouped};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::Number;
use crate::page::findings::source::FindingsSource;
use crate::page::text::finding_words::{cause_words, finding_words, level_words};
use crate::page::text::texts::{Texts, capitalised};

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
    /// With its side and its level.
    pub(crate) title: String,
    /// What the side stands for.
    pub(crate) side_is: String,
    pub(crate) wording: String,
    pub(crate) supporting: Vec<ItemView>,
    pub(crate) against: Vec<ItemView>,
    /// What was looked at and is not so, in words.
    pub(crate) neutral: String,
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
    pub(crate) points: Option<Sentence>,
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
    let t = told.t;
    let items = |list: &str, all: &[Weighed]| -> Vec<ItemView> {
        let at = |i: usize| format!("/hypotheses/{index}/{list}/{i}/points");
        all.iter().enumerate().map(|(i, w)| item(h.id, w, at(i), told)).collect()
    };
    let text = |name: &str| t.key(&h.id.key(name));
    let advice = match h.article_advice {
        None => t.key("page_findings.hypotheses.advice_held_back").to_owned(),
        Some(_) => [text("advice"), text("advice_evidence")].join(" "),
    };
    HypothesisView {
        title: t.fill(
            "page_findings.hypotheses.title",
            &[
                ("cause", cause_words(t, h.id)),
                ("side", t.side(h.side)),
                ("level", level_words(t, h.level)),
            ],
        ),
        side_is: t.fill(
            "page_findings.hypotheses.side_is",
            &[("side", t.side(h.side)), ("is", text("side_is"))],
        ),
        wording: match (h.level >= Level::SomeCompatible, h.against.is_empty()) {
            (true, _) => text("wording").to_owned(),
            (false, true) => t.key("page_findings.hypotheses.too_little").to_owned(),
            (false, false) => t.key("page_findings.hypotheses.disputed").to_owned(),
        },
        supporting: items("for", &h.r#for),
        against: items("against", &h.against),
        neutral: h.neutral.iter().map(|w| item_words(h.id, &w.id, t)).collect::<Vec<_>>().join(" "),
        not_assessable: not_assessable(h, t),
        separates: text("separates"),
        confirm: t.list(&h.id.key("confirm")),
        evidence: text("evidence"),
        advice,
    }
}

/// What an item of a cause observes.
fn item_words(cause: CauseId, item: &str, t: Texts) -> &'static str {
    t.key(&cause.key(&format!("items.{item}")))
}

/// What could not be looked at, by what to film or to have tested for it.
fn not_assessable(h: &Hypothesis, t: Texts) -> Vec<(&'static str, Vec<&'static str>)> {
    let all = grouped(h.not_assessable.iter().map(|m| (m.film_id, item_words(h.id, &m.id, t))));
    all.into_iter().map(|(advice, items)| (t.key(&advice.key()), items)).collect()
}

fn item(cause: CauseId, weighed: &Weighed, at: String, told: &FindingsSource<'_>) -> ItemView {
    ItemView {
        text: item_words(cause, &weighed.id, told.t),
        points: weighed.counted.then(|| {
            told.t
                .say("page_findings.hypotheses.points")
                .with("points", &Number::new(weighed.points, 1, at))
        }),
        findings: weighed.findings.iter().filter_map(|f| link(f, told)).collect(),
    }
}

/// Where a finding stands, if it has a place of its own.
fn link(found: &FindingRef, told: &FindingsSource<'_>) -> Option<(String, &'static str)> {
    let is_it = |f: &&crate::findings::Finding| f.id == found.id && f.side == found.side;
    let index = told.findings.iter().position(is_it)?;
    let has_place = told.findings[index].status >= crate::findings::Status::Borderline;
    has_place.then(|| (format!("#finding-{index}"), finding_words(told.t, found.id)))
}

fn together(told: &FindingsSource<'_>) -> Option<String> {
    if let Some(tie) = &told.explained.hypotheses_tie {
        let [a, b] = tie.between.map(|id| cause_words(told.t, id));
        let tests = told.t.listed(&tests_of(tie, told.t));
        let places = [("a", a), ("b", b), ("tests", &*tests)];
        return Some(told.t.fill("page_findings.hypotheses.tie", &places));
    }
    let nothing_found = || told.t.key("page_findings.hypotheses.nothing_found").to_owned();
    told.explained.nothing_found.then(nothing_found)
}

/// The tests by hand that distinguish two causes, once each.
fn tests_of(tie: &Tie, t: Texts) -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    for test in tie.between.iter().flat_map(|id| t.list(&id.key("confirm"))) {
        if !all.contains(&test) {
            all.push(test);
        }
    }
    all
}

/// A cause with its side, where it is of one.
fn name((id, sides): &(CauseId, Vec<Side>), t: Texts) -> String {
    let side = if let [one] = sides.as_slice() { Some(*one) } else { None };
    t.with_side(cause_words(t, *id), side)
}

/// Hypotheses that the findings do not speak for, by level.
fn others(told: &FindingsSource<'_>) -> Vec<Named> {
    let levels = [Level::ArguedAgainst, Level::NoClearIndication, Level::NotAssessable];
    let named = |level: Level| {
        let of =
            told.explained.hypotheses.iter().filter(|h| h.level == level && h.r#for.is_empty());
        let names: Vec<String> =
            grouped(of.map(|h| (h.id, h.side))).iter().map(|of| name(of, told.t)).collect();
        (!names.is_empty()).then(|| Named {
            names: capitalised(level_words(told.t, level)),
            text: told.t.listed(&names),
        })
    };
    levels.into_iter().filter_map(named).collect()
}
