//! What speaks for each finding: its numbers against their limits, the strides, the moments, and the source.

use crate::anatomy::Side;
use crate::error::AnalysisError;
use crate::evidence::{Basis, SOURCES};
use crate::findings::{Against, BuckleEvent, BuckleGrade, Compared, Finding, Moment, Status};
use crate::page::basics::number::Number;
use crate::page::basics::number::decimals;
use crate::page::findings::ranking::unusual;
use crate::page::findings::size_bar;
use crate::page::findings::source;
use crate::page::findings::source::FindingsSource;
use crate::page::pictures::moment_link::MomentLink;
use crate::page::pictures::moments;
use crate::page::pictures::still::{StillView, still};
use crate::page::pictures::stills::Stills;
use crate::page::text::finding_words::{finding_words, status_words, unmet_words};
use crate::page::text::labels::measure_words;

/// One finding with everything that it rests on.
pub(crate) struct Evidence {
    /// Where on the page it stands.
    pub(crate) anchor: String,
    pub(crate) name: &'static str,
    pub(crate) side: Option<Side>,
    pub(crate) status: &'static str,
    pub(crate) is_flagged: bool,
    /// ` in clip 2`, in a visit.
    pub(crate) clip: String,
    pub(crate) comparisons: Vec<Comparison>,
    pub(crate) events: Vec<Event>,
    pub(crate) stills: Vec<StillView>,
}

/// One value against one limit.
pub(crate) struct Comparison {
    pub(crate) measure: String,
    pub(crate) against: &'static str,
    pub(crate) value: Number,
    pub(crate) interval: Option<[Number; 2]>,
    pub(crate) unit: String,
    pub(crate) usual: Number,
    pub(crate) borderline: Number,
    pub(crate) flag: Number,
    pub(crate) mdc: Number,
    pub(crate) seen: [Number; 2],
    /// `strides` or `repetitions`.
    pub(crate) seen_in: &'static str,
    /// The strides in which it is beyond the borderline, where their times are known.
    pub(crate) strides: Vec<MomentLink>,
    pub(crate) most: Option<MomentLink>,
    /// What a value beyond its limit lacks.
    pub(crate) unmet: String,
    pub(crate) basis: &'static str,
    pub(crate) why: &'static str,
    pub(crate) citation: &'static str,
    pub(crate) bar: String,
    pub(crate) bar_words: String,
}

/// One event that looks like giving way.
pub(crate) struct Event {
    pub(crate) grade: &'static str,
    pub(crate) at: MomentLink,
    pub(crate) stance_pct: Number,
    pub(crate) excess_deg: Number,
    pub(crate) velocity_deg_s: Number,
    pub(crate) hip_drop_leg_pct: Option<Number>,
    pub(crate) recovery_s: Option<Number>,
    pub(crate) stills: Vec<StillView>,
}

/// All that is unusual, the worst first.
pub(crate) fn view(
    told: &FindingsSource<'_>,
    stills: &Stills,
) -> Result<Vec<Evidence>, AnalysisError> {
    let all = unusual(&told.findings).into_iter();
    all.map(|(index, finding)| evidence(index, finding, told, stills)).collect()
}

fn evidence(
    index: usize,
    finding: &Finding,
    told: &FindingsSource<'_>,
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

fn comparison(compared: &Compared, at: &str, told: &FindingsSource<'_>, page: &str) -> Comparison {
    let decimals = decimals(compared.unit);
    let number = |value: f64, name: &str| Number::new(value, decimals, format!("{at}/{name}"));
    let count = |n: usize, name: &str| Number::new(n as f64, 0, format!("{at}/seen/{name}"));
    let unit = unit_words(compared.unit);
    let unmet: Vec<&str> = compared.unmet.iter().map(|u| unmet_words(*u)).collect();
    Comparison {
        measure: measure_words(compared.measure.name()).0,
        against: against_words(compared.against),
        value: number(compared.value, "value"),
        interval: compared.ci95.map(|[low, high]| [number(low, "ci95/0"), number(high, "ci95/1")]),
        usual: number(compared.usual, "usual"),
        borderline: number(compared.borderline, "borderline"),
        flag: number(compared.flag, "flag"),
        mdc: number(compared.mdc, "mdc"),
        seen: [count(compared.seen.n, "n"), count(compared.seen.of, "of")],
        seen_in: source::repeated(compared),
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

fn basis_words(basis: Basis) -> &'static str {
    match basis {
        Basis::Study => "a study",
        Basis::Derived => "a derived rule, tested on no patients",
        Basis::Practice => "usual practice",
    }
}
