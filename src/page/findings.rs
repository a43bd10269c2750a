//! The page's part on what was found.

use super::finding_words::finding_words;
use super::told::Told;
use crate::causes::Reason;
use crate::evidence::{RED_FLAGS, Urgency};
use crate::findings::{Finding, FindingId, Status};

/// The findings section.
pub(super) struct FindingsView {
    /// What must come first, where something must.
    pub(super) banner: Option<Banner>,
    /// In one sentence.
    pub(super) summary: String,
    /// What is as usual.
    pub(super) usual: String,
    pub(super) not_assessable: Vec<Named>,
}

pub(super) struct Banner {
    pub(super) title: &'static str,
    pub(super) reasons: Vec<String>,
}

/// Names that share a text.
pub(super) struct Named {
    pub(super) names: String,
    pub(super) text: String,
}

pub(super) fn view(told: &Told<'_>) -> FindingsView {
    let of = |status: Status| told.findings.iter().copied().filter(move |f| f.status == status);
    FindingsView {
        banner: banner(told),
        summary: summary(told),
        usual: names(of(Status::Within)),
        not_assessable: not_assessable(told),
    }
}

fn banner(told: &Told<'_>) -> Option<Banner> {
    let title = match told.explained.red_flags.urgency? {
        Urgency::Urgent => {
            "Do not rely on this report. Get medical help today; if it is sudden or severe, call an ambulance."
        }
        Urgency::Prompt => {
            "See a doctor or physical therapist within days, whatever this report says."
        }
    };
    Some(Banner { title, reasons: told.explained.red_flags.reasons.iter().map(reason).collect() })
}

/// What was answered with yes, or what the film shows.
fn reason(reason: &Reason) -> String {
    match RED_FLAGS.iter().any(|flag| flag.id == reason.id) {
        true => format!("Answered with yes: {}", reason.text),
        false => reason.text.to_owned(),
    }
}

fn summary(told: &Told<'_>) -> String {
    let count =
        |status: Status| told.findings.iter().copied().filter(|f| f.status == status).count();
    let (flagged, borderline) = (count(Status::Flagged), count(Status::Borderline));
    let (unseen, all) = (count(Status::NotAssessable), told.findings.len());
    if all == 0 {
        return "Nothing was judged: no walking, standing or stepping down could be told in this clip.".to_owned();
    }
    let found = match (flagged, borderline) {
        (0, 0) => {
            "Nothing unusual was found in what this clip shows. That rules nothing out".to_owned()
        }
        _ => format!("{flagged} unusual and {borderline} borderline"),
    };
    format!("{found}: {unseen} of {all} patterns could not be judged.{}", buckling_words(told))
}

/// That no knee gave way in so many steps is said.
fn buckling_words(told: &Told<'_>) -> String {
    let looked = told.findings.iter().copied().filter(|f| f.id == FindingId::Buckling);
    let (steps, events) =
        looked.fold((0, 0), |(s, e), f| (s + f.steps.unwrap_or(0), e + f.events.len()));
    match (steps, events) {
        (0, _) => String::new(),
        (n, 0) => format!(
            " Giving way: none seen in {n} steps of both legs; a short clip seldom shows it."
        ),
        (n, e) => format!(" Giving way: {e} in {n} steps of both legs, see below."),
    }
}

/// Names with their sides, once each.
fn names<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for finding in findings {
        let name = finding_words(finding.id);
        let side = finding.side.map_or("", |s| s.name());
        match all.iter_mut().find(|(n, _)| *n == name) {
            Some((_, sides)) => sides.push(side),
            None => all.push((name, vec![side])),
        }
    }
    let named = |(name, sides): &(&str, Vec<&str>)| match sides.as_slice() {
        [one] if !one.is_empty() => format!("{name} ({one})"),
        _ => (*name).to_owned(),
    };
    all.iter().map(named).collect::<Vec<_>>().join("; ")
}

/// What cannot be told, by what to do about it.
fn not_assessable(told: &Told<'_>) -> Vec<Named> {
    let advice_of = |f: &Finding| f.not_assessable.map(|n| n.advice);
    let mut advices: Vec<&'static str> = Vec::new();
    for advice in told.findings.iter().copied().filter_map(advice_of) {
        if !advices.contains(&advice) {
            advices.push(advice);
        }
    }
    let named = |advice: &'static str| Named {
        names: names(told.findings.iter().copied().filter(|f| advice_of(f) == Some(advice))),
        text: advice.to_owned(),
    };
    advices.into_iter().map(named).collect()
}
