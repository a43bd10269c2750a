//! The page's part on what was found.

use crate::causes::Reason;
use crate::evidence::{RED_FLAGS, Urgency};
use crate::findings::{Finding, Status};
use crate::page::basics::grouped::{Named, grouped};
use crate::page::findings::ranking::gave_way;
use crate::page::findings::source::FindingsSource;
use crate::page::text::finding_words::finding_words;

/// The findings section.
pub(crate) struct FindingsView {
    /// What must come first, where something must.
    pub(crate) banner: Option<Banner>,
    /// In one sentence.
    pub(crate) summary: String,
    /// What is as usual.
    pub(crate) usual: String,
    pub(crate) not_assessable: Vec<Named>,
}

pub(crate) struct Banner {
    pub(crate) title: &'static str,
    pub(crate) reasons: Vec<String>,
}

pub(crate) fn view(told: &FindingsSource<'_>) -> FindingsView {
    let of = |status: Status| told.findings.iter().copied().filter(move |f| f.status == status);
    FindingsView {
        banner: banner(told),
        summary: summary(told),
        usual: names(of(Status::Within)),
        not_assessable: not_assessable(told),
    }
}

fn banner(told: &FindingsSource<'_>) -> Option<Banner> {
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

fn summary(told: &FindingsSource<'_>) -> String {
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
fn buckling_words(told: &FindingsSource<'_>) -> String {
    let (steps, events) = gave_way(&told.findings);
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
    let all = grouped(findings.map(|f| (finding_words(f.id), f.side.map_or("", |s| s.name()))));
    let named = |(name, sides): &(&str, Vec<&str>)| match sides.as_slice() {
        [one] if !one.is_empty() => format!("{name} ({one})"),
        _ => (*name).to_owned(),
    };
    all.iter().map(named).collect::<Vec<_>>().join("; ")
}

/// What cannot be told, by what to do about it.
fn not_assessable(told: &FindingsSource<'_>) -> Vec<Named> {
    let by_advice = |f: &&'_ Finding| f.not_assessable.map(|n| n.advice);
    let all = grouped(told.findings.iter().filter_map(|f| Some((by_advice(f)?, *f))));
    let named = |(advice, of): (&str, Vec<&Finding>)| Named {
        names: names(of.into_iter()),
        text: advice.to_owned(),
    };
    all.into_iter().map(named).collect()
}
