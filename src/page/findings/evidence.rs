//! What speaks for each finding: its numbers against their limits, the strides, the moments, and the source.

use crate::anatomy::Side;
use crate::error::AnalysisError;
use crate::evidence::{Basis, SOURCES};
use crate::findings::{Against, Compared, Finding, Moment, Status};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::{Number, decimals_in, decimals_of_limit};
use crate::page::findings::event::{Event, event, stills_at};
use crate::page::findings::ranking::unusual;
use crate::page::findings::size_bar;
use crate::page::findings::source;
use crate::page::findings::source::FindingsSource;
use crate::page::pictures::moment_link::{MomentLink, Moments};
use crate::page::pictures::moments;
use crate::page::pictures::still::StillView;
use crate::page::pictures::stills::Stills;
use crate::page::text::finding_words::{finding_words, status_class, status_words, unmet_words};
use crate::page::text::labels::measure_words;
use crate::page::text::texts::Texts;

/// One finding with everything that it rests on.
pub(crate) struct Evidence {
    /// Where on the page it stands.
    pub(crate) anchor: String,
    pub(crate) name: &'static str,
    pub(crate) side: Option<Side>,
    pub(crate) status: &'static str,
    /// `flagged` or `borderline`: names a colour.
    pub(crate) class: &'static str,
    pub(crate) is_flagged: bool,
    /// `in clip 2`, in a visit.
    pub(crate) clip: String,
    pub(crate) comparisons: Vec<Comparison>,
    pub(crate) events: Vec<Event>,
    pub(crate) stills: Vec<StillView>,
}

/// One value against one limit.
pub(crate) struct Comparison {
    pub(crate) measure: String,
    /// With its interval.
    pub(crate) value: Sentence,
    pub(crate) n: Number,
    pub(crate) unit: String,
    pub(crate) usual: Number,
    pub(crate) borderline: Number,
    pub(crate) flag: Number,
    pub(crate) mdc: Number,
    /// In how many strides it is beyond the borderline, and what a value beyond its limit lacks.
    pub(crate) seen: Sentence,
    /// Value, usual value and limit, and in how many strides, in short.
    pub(crate) short: Sentence,
    /// Where to see it, and on what the limit rests.
    pub(crate) basis: Vec<Sentence>,
    pub(crate) citation: &'static str,
    pub(crate) bar: String,
    pub(crate) bar_words: String,
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
        .map(|(i, e)| event(e, &format!("/findings/{index}/events/{i}"), page, stills, told.t));
    let exemplar = finding.comparisons.first().and_then(|c| c.exemplar);
    let moments = exemplar.filter(|_| finding.events.is_empty()).map(around);
    Ok(Evidence {
        anchor: format!("finding-{index}"),
        name: finding_words(told.t, finding.id),
        side: finding.side,
        status: status_words(told.t, finding.status),
        class: status_class(finding.status),
        is_flagged: finding.status == Status::Flagged,
        clip: told.clip_words(index),
        comparisons: comparisons.collect(),
        events: events.collect::<Result<_, _>>()?,
        stills: stills_at(moments.unwrap_or_default(), stills, told.t)?,
    })
}

fn around(moment: Moment) -> Vec<(&'static str, f64)> {
    ["before", "exemplar", "after"].into_iter().zip(moments::around(moment.time_s)).collect()
}

fn comparison(compared: &Compared, at: &str, told: &FindingsSource<'_>, page: &str) -> Comparison {
    let t = told.t;
    let decimals = decimals_in(&compared.unit);
    let number = |value: f64, name: &str| Number::new(value, decimals, format!("{at}/{name}"));
    let limit = |value: f64, name: &str| {
        Number::new(value, decimals_of_limit(value, 0), format!("{at}/{name}"))
    };
    let count = |n: usize, name: &str| Number::new(n as f64, 0, format!("{at}/seen/{name}"));
    let unit = t.key(&format!("units.{}", compared.unit));
    let possible = compared.possible_values();
    let value = match compared.ci95 {
        Some([low, high]) => t
            .say("page_findings.table.interval")
            .with("value", &number(compared.value, "value"))
            .with("low", &number(low, "ci95/0").within(possible))
            .with("high", &number(high, "ci95/1").within(possible)),
        None => Sentence::new("{value}").with("value", &number(compared.value, "value")),
    };
    let seen = [count(compared.seen.n, "n"), count(compared.seen.of, "of")];
    let (usual, flag) = (limit(compared.usual, "usual"), limit(compared.flag, "flag"));
    let most = compared
        .exemplar
        .map(|m| MomentLink::new(m.time_s, format!("{at}/exemplar/time_s"), page, t));
    Comparison {
        measure: measure_name(compared, t),
        n: count(compared.seen.of, "of"),
        borderline: limit(compared.borderline, "borderline"),
        mdc: number(compared.mdc, "mdc"),
        short: short(compared, &value, [&usual, &flag], &seen, t),
        seen: seen_words(compared, &seen, t),
        basis: basis(compared, &told.strides(compared, page), most.as_ref(), t),
        citation: SOURCES.iter().find(|s| s.key == compared.source).map_or("", |s| s.citation),
        bar: size_bar::svg(compared, t),
        bar_words: size_bar::words(compared, unit, t),
        unit: unit.trim().to_owned(),
        usual,
        flag,
        value,
    }
}

/// The measure, and with what it was compared.
fn measure_name(compared: &Compared, t: Texts) -> String {
    let measure = measure_words(t, compared.measure).label;
    match compared.against {
        Against::Limit => measure.to_owned(),
        Against::OtherLeg => t.fill("page_findings.table.other_leg", &[("measure", measure)]),
        Against::Standing => t.fill("page_findings.table.standing", &[("measure", measure)]),
    }
}

/// `7 of 8; limit not exceeded`.
fn seen_words(compared: &Compared, [n, of]: &[Number; 2], t: Texts) -> Sentence {
    let unmet: Vec<&str> = compared.unmet.iter().map(|u| unmet_words(t, *u)).collect();
    let key = if unmet.is_empty() { "seen_in" } else { "seen_in_unmet" };
    let unmet = unmet.join(t.key("page_findings.table.unmet_separator"));
    let said = t.say(&format!("page_findings.table.{key}")).with("n", n).with("of", of);
    said.with("unmet", &unmet)
}

/// Value, interval and unit; usual value and limit; in how many strides of all.
fn short(
    compared: &Compared,
    value: &Sentence,
    [usual, flag]: [&Number; 2],
    [n, of]: &[Number; 2],
    t: Texts,
) -> Sentence {
    t.say(&format!("page_findings.size.{}", source::repeated(compared)))
        .with("value", value)
        .with("unit", t.key(&format!("units.{}", compared.unit)))
        .with("usual", usual)
        .with("limit", flag)
        .with("n", n)
        .with("of", of)
}

/// Where to see it, and on what the limit rests.
fn basis(
    compared: &Compared,
    strides: &[MomentLink],
    most: Option<&MomentLink>,
    t: Texts,
) -> Vec<Sentence> {
    let say = |key: &str| t.say(&format!("page_findings.basis.{key}"));
    let repeated = format!("in_{}", source::repeated(compared));
    let strides =
        (!strides.is_empty()).then(|| say(&repeated).with("moments", &Moments(strides, t)));
    let most = most.map(|link| say("most").with("moment", link));
    let limit = match compared.basis {
        Basis::Study => "limit_study",
        Basis::Derived => "limit_derived",
        Basis::Practice => "limit_practice",
    };
    let why = t.key(&format!("evidence.limits.{}", compared.limit));
    let limit = say(limit).with("why", why);
    [strides, most, Some(limit)].into_iter().flatten().collect()
}
