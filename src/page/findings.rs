//! The page's part on what was found.

use super::clip::jpeg;
use super::finding_words::{finding_words, plain, status_words, unmet_words};
use super::stills::Stills;
use super::told::Told;
use crate::error::AnalysisError;
use crate::evidence::{Basis, Urgency};
use crate::findings::{Against, BuckleEvent, BuckleGrade, Compared, Finding, FindingId, Status};
use crate::options::Audience;

/// The findings section.
pub(super) struct FindingsView {
    /// What must come first, where something must.
    pub(super) banner: Option<Banner>,
    /// In one sentence.
    pub(super) summary: String,
    pub(super) is_plain: bool,
    pub(super) rows: Vec<FindingRow>,
    pub(super) events: Vec<EventView>,
    /// What is as usual.
    pub(super) usual: String,
    pub(super) not_assessable: Vec<Named>,
}

pub(super) struct Banner {
    pub(super) title: &'static str,
    pub(super) reasons: Vec<&'static str>,
}

/// One line of the table.
pub(super) struct FindingRow {
    pub(super) name: String,
    pub(super) status: &'static str,
    pub(super) value: String,
    pub(super) limit: String,
    pub(super) seen: String,
    pub(super) basis: String,
}

/// One event, with pictures from before, at and after it.
pub(super) struct EventView {
    pub(super) text: String,
    pub(super) pictures: Vec<String>,
}

/// Names that share a text.
pub(super) struct Named {
    pub(super) names: String,
    pub(super) text: String,
}

pub(super) fn view(told: &Told<'_>, stills: &Stills) -> Result<FindingsView, AnalysisError> {
    let of = |status: Status| told.findings.iter().copied().filter(move |f| f.status == status);
    let is_plain = told.audience == Audience::Patient;
    let unusual = of(Status::Flagged).chain(of(Status::Borderline));
    let events = told.findings.iter().flat_map(|f| f.events.iter().map(|e| (*f, e)));
    Ok(FindingsView {
        banner: banner(told),
        summary: summary(told),
        is_plain,
        rows: unusual.map(|f| row(f, told)).collect(),
        events: events
            .map(|(f, e)| event_view(e, &told.clip_words(f), stills))
            .collect::<Result<_, _>>()?,
        usual: names(of(Status::Within)),
        not_assessable: not_assessable(told),
    })
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
    Some(Banner {
        title,
        reasons: told.explained.red_flags.reasons.iter().map(|r| r.text).collect(),
    })
}

fn summary(told: &Told<'_>) -> String {
    let count =
        |status: Status| told.findings.iter().copied().filter(|f| f.status == status).count();
    let (flagged, borderline) = (count(Status::Flagged), count(Status::Borderline));
    let (unseen, all) = (count(Status::NotAssessable), told.findings.len());
    if all == 0 {
        return "Nothing was judged: nobody walks, stands or steps down in this clip.".to_owned();
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
        (n, 0) => format!(" Giving way: none seen in {n} steps; a short clip seldom shows it."),
        (n, e) => format!(" Giving way: {e} in {n} steps, see below."),
    }
}

fn row(finding: &Finding, told: &Told<'_>) -> FindingRow {
    let is_plain = told.audience == Audience::Patient;
    let side = finding.side.map(|s| format!(", {}", s.name())).unwrap_or_default();
    let name = match is_plain {
        true => plain(finding.id, finding.side),
        false => format!("{}{side}", finding_words(finding.id)[0]),
    };
    let deciding = finding.comparisons.first();
    let of = |words: fn(&Compared) -> String| deciding.map(words).unwrap_or_default();
    let is_event = !finding.events.is_empty();
    FindingRow {
        name,
        status: status_words(finding.status),
        value: of(value_words),
        limit: of(limit_words),
        seen: deciding.map_or_else(String::new, |c| seen_words(c, &told.clip_words(finding))),
        basis: if is_event { "derived rule".to_owned() } else { of(basis_words) },
    }
}

fn value_words(compared: &Compared) -> String {
    let unit = unit_words(compared.unit);
    let against = match compared.against {
        Against::Limit => "",
        Against::OtherLeg => " more than the other side",
        Against::Standing => " more than in standing",
    };
    match compared.ci95 {
        Some([low, high]) => {
            format!("{:.1}{unit} ({low:.1} to {high:.1}){against}", compared.value)
        }
        None => format!("{:.1}{unit}{against}", compared.value),
    }
}

fn unit_words(unit: &str) -> String {
    match unit {
        "deg" => "°".to_owned(),
        "deg/s" => "°/s".to_owned(),
        other => format!(" {other}"),
    }
}

fn limit_words(compared: &Compared) -> String {
    format!(
        "usual {:.1}, borderline {:.1}, limit {:.1}; smallest real change {:.1}",
        compared.usual, compared.borderline, compared.flag, compared.mdc
    )
}

fn seen_words(compared: &Compared, clip: &str) -> String {
    let seen = format!("{} of {}{clip}", compared.seen.n, compared.seen.of);
    let at = compared.exemplar.map(|m| format!(", most at {:.2} s", m.time_s)).unwrap_or_default();
    let unmet: Vec<&str> = compared.unmet.iter().map(|u| unmet_words(*u)).collect();
    let unmet = if unmet.is_empty() { String::new() } else { format!("; {}", unmet.join(", ")) };
    format!("{seen}{at}{unmet}")
}

fn basis_words(compared: &Compared) -> String {
    let basis = match compared.basis {
        Basis::Study => "study",
        Basis::Derived => "derived rule",
        Basis::Practice => "usual practice",
    };
    format!("{basis}: {} [{}]", compared.why, compared.source)
}

fn event_view(
    event: &BuckleEvent,
    clip: &str,
    stills: &Stills,
) -> Result<EventView, AnalysisError> {
    let grade = match event.grade {
        BuckleGrade::BuckleLike => "Looks like giving way",
        BuckleGrade::Possible => "Possibly giving way",
    };
    let drop = match event.hip_drop_leg_pct {
        drop if drop >= 1.0 => format!("; the hips drop by {drop:.1} % of the leg's length"),
        _ => String::new(),
    };
    let back = event.recovery_s.map(|s| format!("; half of it has gone after {s:.2} s"));
    let text = format!(
        "{grade}: {} knee at {:.2} s{clip}, {:.0} % of stance. It bends {:.0}° beyond the person's own other steps, \
         at {:.0}°/s{drop}{}. A derived rule, tested on no patients.",
        event.side.name(),
        event.peak_s,
        event.stance_pct,
        event.excess_deg,
        event.velocity_deg_s,
        back.unwrap_or_default(),
    );
    let moments = [event.start_s, event.peak_s, event.end_s];
    let moments = moments.into_iter().filter_map(|time_s| stills.nearest(time_s));
    Ok(EventView { text, pictures: moments.map(|s| jpeg(&s.rgb)).collect::<Result<_, _>>()? })
}

/// Names with their sides, once each.
fn names<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for finding in findings {
        let name = finding_words(finding.id)[0];
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
