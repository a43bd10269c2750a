//! The page's part on what was found.

use crate::anatomy::Side;
use crate::causes::Reason;
use crate::evidence::{RED_FLAGS, Urgency};
use crate::findings::{AdviceId, Finding, FindingId, Status};
use crate::page::basics::grouped::{Named, grouped};
use crate::page::findings::ranking::gave_way;
use crate::page::findings::source::FindingsSource;
use crate::page::text::finding_words::finding_words;
use crate::page::text::texts::Texts;

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
        usual: told.t.listed(&names(of(Status::Within), told.t)),
        not_assessable: not_assessable(told),
    }
}

fn banner(told: &FindingsSource<'_>) -> Option<Banner> {
    let title = match told.explained.red_flags.urgency? {
        Urgency::Urgent => told.t.key("page_findings.banner.urgent"),
        Urgency::Prompt => told.t.key("page_findings.banner.prompt"),
    };
    let reasons = told.explained.red_flags.reasons.iter().map(|r| reason(r, told.t));
    Some(Banner { title, reasons: reasons.collect() })
}

/// What was answered with yes, or what the film shows.
fn reason(reason: &Reason, t: Texts) -> String {
    let text = |section: &str| t.key(&format!("red_flags.{section}.{}", reason.id));
    match RED_FLAGS.iter().any(|flag| flag.id == reason.id) {
        true => t.fill("page_findings.banner.answered", &[("question", text("questions"))]),
        false => text("seen").to_owned(),
    }
}

/// All in one or two sentences.
fn summary(told: &FindingsSource<'_>) -> String {
    let count = |status: Status| told.findings.iter().filter(|f| f.status == status).count();
    let all = told.findings.len();
    let [flagged, borderline] = [Status::Flagged, Status::Borderline].map(count);
    let judged = all - count(Status::NotAssessable);
    let [all, flagged, borderline, judged] =
        [all, flagged, borderline, judged].map(|n| n.to_string());
    let places = [
        ("all", &*all),
        ("flagged", &*flagged),
        ("borderline", &*borderline),
        ("judged", &*judged),
    ];
    let pain = told.pain.map_or("", |pain| told.t.of_id("page_findings.pain", pain));
    let key = match (&*all, &*flagged, &*borderline) {
        ("0", ..) => {
            let nothing = told.t.key("page_findings.summary.nothing_judged");
            return [nothing, pain].join(" ").trim_end().to_owned();
        }
        (_, "0", "0") => "page_findings.summary.nothing",
        _ => "page_findings.summary.found",
    };
    let found = told.t.fill(key, &places);
    [&*found, &*buckling_words(told), pain].join(" ").trim_end().to_owned()
}

/// That no knee gave way in so many steps is said, and of which leg.
fn buckling_words(told: &FindingsSource<'_>) -> String {
    let (steps, events) = gave_way(&told.findings);
    let key = match (steps, events) {
        (0, _) => return told.t.key("page_findings.summary.buckling_not_examined").to_owned(),
        (_, 0) => "page_findings.summary.no_buckling",
        _ => "page_findings.summary.buckling",
    };
    let [steps, events] = [steps, events].map(|n| n.to_string());
    let legs = told.t.key(legs_watched(&told.findings));
    told.t.fill(key, &[("steps", &steps), ("events", &events), ("legs", legs)])
}

/// The legs whose steps were looked at for giving way.
fn legs_watched(findings: &[&Finding]) -> &'static str {
    let is_watched = |side: Side| {
        let of_side = |f: &Finding| f.id == FindingId::Buckling && f.side == Some(side);
        findings.iter().any(|f| of_side(f) && f.steps.is_some_and(|steps| steps > 0))
    };
    match Side::BOTH.map(is_watched) {
        [true, false] => "page_findings.summary.left_leg",
        [false, true] => "page_findings.summary.right_leg",
        _ => "page_findings.summary.both_legs",
    }
}

/// Names with their sides, once each.
pub(super) fn names<'a>(findings: impl Iterator<Item = &'a Finding>, t: Texts) -> Vec<String> {
    let all = grouped(findings.map(|f| (finding_words(t, f.id), f.side)));
    let named = |(name, sides): &(&str, Vec<Option<Side>>)| match sides.as_slice() {
        [one] => t.with_side(name, *one),
        _ => (*name).to_owned(),
    };
    all.iter().map(named).collect()
}

/// What cannot be told, by what to do about it.
fn not_assessable(told: &FindingsSource<'_>) -> Vec<Named> {
    let by_advice = |f: &&'_ Finding| f.not_assessable.as_ref().map(|n| n.advice_id);
    let all = grouped(told.findings.iter().filter_map(|f| Some((by_advice(f)?, *f))));
    let named = |(advice, of): (AdviceId, Vec<&Finding>)| Named {
        names: told.t.listed(&names(of.into_iter(), told.t)),
        text: told.t.key(&advice.key()).to_owned(),
    };
    all.into_iter().map(named).collect()
}
