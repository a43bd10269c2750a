//! What speaks for each finding: its numbers against their limits, the strides, the moments, and the source.

use super::finding_words::{finding_words, status_words, unmet_words};
use super::moment::MomentLink;
use super::moments;
use super::number::Number;
use super::size_bar;
use super::still::{StillView, still};
use super::stills::Stills;
use super::told::{self, Told};
use super::unusual::unusual;
use super::words::measure_words;
use crate::anatomy::Side;
use crate::error::AnalysisError;
use crate::evidence::{Basis, SOURCES};
use crate::findings::{Against, BuckleEvent, BuckleGrade, Compared, Finding, Moment, Status};

/// One finding with everything that it rests on.
pub(super) struct Evidence {
    /// Where on the page it stands.
    pub(super) anchor: String,
    pub(super) name: &'static str,
    pub(super) side: Option<Side>,
    pub(super) status: &'static str,
    pub(super) is_flagged: bool,
    /// ` in clip 2`, in a visit.
    pub(super) clip: String,
    pub(super) comparisons: Vec<Comparison>,
    pub(super) events: Vec<Event>,
    pub(super) stills: Vec<StillView>,
}

/// One value against one limit.
pub(super) struct Comparison {
    pub(super) measure: String,
    pub(super) against: &'static str,
    pub(super) value: Number,
    pub(super) interval: Option<[Number; 2]>,
    pub(super) unit: String,
    pub(super) usual: Number,
    pub(super) borderline: Number,
    pub(super) flag: Number,
    pub(super) mdc: Number,
    pub(super) seen: [Number; 2],
    /// `strides` or `repetitions`.
    pub(super) seen_in: &'static str,
    /// The strides in which it is beyond the borderline, where their times are known.
    pub(super) strides: Vec<MomentLink>,
    pub(super) most: Option<MomentLink>,
    /// What a value beyond its limit lacks.
    pub(super) unmet: String,
    pub(super) basis: &'static str,
    pub(super) why: &'static str,
    pub(super) citation: &'static str,
    pub(super) bar: String,
    pub(super) bar_words: String,
}

/// One event that looks like giving way.
pub(super) struct Event {
    pub(super) grade: &'static str,
    pub(super) at: MomentLink,
    pub(super) stance_pct: Number,
    pub(super) excess_deg: Number,
    pub(super) velocity_deg_s: Number,
    pub(super) hip_drop_leg_pct: Option<Number>,
    pub(super) recovery_s: Option<Number>,
    pub(super) stills: Vec<StillView>,
}

/// All that is unusual, the worst first.
pub(super) fn view(told: &Told<'_>, stills: &Stills) -> Result<Vec<Evidence>, AnalysisError> {
    let all = unusual(&told.findings).into_iter();
    all.map(|(index, finding)| evidence(index, finding, told, stills)).collect()
}

fn evidence(
    index: usize,
    finding: &Finding,
    told: &Told<'_>,
    stills: &Stills,
) -> Result<Evidence, AnalysisError> {
    let page = told.film_page(index);
    let comparisons = finding
        .comparisons
        .iter()
        .enumerate()
        .map(|(i, c)| comparison(c, &format!("/findings/{index}/comparisons/{i}"), told, page));
    let events = finding
        .events
        .iter()
        .enumerate()
        .map(|(i, e)| event(e, &format!("/findings/{index}/events/{i}"), page, stills));
    let exemplar = finding.comparisons.first().and_then(|c| c.exemplar);
    let moments = exemplar.filter(|_| finding.events.is_empty()).map(around);
    Ok(Evidence {
        anchor: format!("finding-{index}"),
        name: finding_words(finding.id),
        side: finding.side,
        status: status_words(finding.status),
        is_flagged: finding.status == Status::Flagged,
        clip: told.clip_words(index),
        comparisons: comparisons.collect(),
        events: events.collect::<Result<_, _>>()?,
        stills: stills_at(moments.unwrap_or_default(), stills)?,
    })
}

fn around(moment: Moment) -> Vec<(&'static str, f64)> {
    ["before", "at", "after"].into_iter().zip(moments::around(moment.time_s)).collect()
}

fn stills_at(
    moments: Vec<(&'static str, f64)>,
    stills: &Stills,
) -> Result<Vec<StillView>, AnalysisError> {
    moments
        .into_iter()
        .filter_map(|(when, time_s)| still(when, time_s, stills).transpose())
        .collect()
}

fn comparison(compared: &Compared, at: &str, told: &Told<'_>, page: &str) -> Comparison {
    let decimals = decimals(compared.unit);
    let number = |value: f64, name: &str| Number::new(value, decimals, format!("{at}/{name}"));
    let count = |n: usize, name: &str| Number::new(n as f64, 0, format!("{at}/seen/{name}"));
    let unit = unit_words(compared.unit);
    let unmet: Vec<&str> = compared.unmet.iter().map(|u| unmet_words(*u)).collect();
    Comparison {
        measure: measure_words(compared.measure).0,
        against: against_words(compared.against),
        value: number(compared.value, "value"),
        interval: compared.ci95.map(|[low, high]| [number(low, "ci95/0"), number(high, "ci95/1")]),
        usual: number(compared.usual, "usual"),
        borderline: number(compared.borderline, "borderline"),
        flag: number(compared.flag, "flag"),
        mdc: number(compared.mdc, "mdc"),
        seen: [count(compared.seen.n, "n"), count(compared.seen.of, "of")],
        seen_in: told::repeated(compared),
        strides: told.strides(compared, page),
        most: compared
            .exemplar
            .map(|m| MomentLink::new(m.time_s, format!("{at}/exemplar/time_s"), page)),
        unmet: unmet.join(", "),
        basis: basis_words(compared.basis),
        why: compared.why,
        citation: SOURCES.iter().find(|s| s.key == compared.source).map_or("", |s| s.citation),
        bar: size_bar::svg(compared),
        bar_words: size_bar::words(compared, &unit),
        unit,
    }
}

fn event(
    event: &BuckleEvent,
    at: &str,
    page: &str,
    stills: &Stills,
) -> Result<Event, AnalysisError> {
    let number = |value: f64, decimals: usize, name: &str| {
        Number::new(value, decimals, format!("{at}/{name}"))
    };
    let drop = event.hip_drop_leg_pct;
    let moments = vec![("begins", event.start_s), ("most", event.peak_s), ("back", event.end_s)];
    Ok(Event {
        grade: match event.grade {
            BuckleGrade::BuckleLike => "Looks like giving way",
            BuckleGrade::Possible => "Possibly giving way",
        },
        at: MomentLink::new(event.peak_s, format!("{at}/peak_s"), page),
        stance_pct: number(event.stance_pct, 0, "stance_pct"),
        excess_deg: number(event.excess_deg, 0, "excess_deg"),
        velocity_deg_s: number(event.velocity_deg_s, 0, "velocity_deg_s"),
        hip_drop_leg_pct: (drop >= 1.0).then(|| number(drop, 1, "hip_drop_leg_pct")),
        recovery_s: event.recovery_s.map(|s| number(s, 2, "recovery_s")),
        stills: stills_at(moments, stills)?,
    })
}

fn against_words(against: Against) -> &'static str {
    match against {
        Against::Limit => "",
        Against::OtherLeg => "from the other side",
        Against::Standing => "more than in standing",
    }
}

/// A unit as it follows a number.
fn unit_words(unit: &str) -> String {
    match unit {
        "deg" => "°".to_owned(),
        "deg/s" => "°/s".to_owned(),
        other => format!(" {other}"),
    }
}

/// Metres and seconds are small numbers.
pub(super) fn decimals(unit: &str) -> usize {
    if unit.starts_with('m') || unit == "s" { 2 } else { 1 }
}

fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Study => "a study",
        Basis::Derived => "a derived rule, tested on no patients",
        Basis::Practice => "usual practice",
    }
}
