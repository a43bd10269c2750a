//! One cause on one side, weighed.

use crate::anatomy::Side;
use crate::catalogue::Text;
use crate::causes::answers::{Answers, Pain};
use crate::causes::cause_id::Level;
use crate::causes::evidence_item::{
    Cause, Criterion, EvidenceItem, Group, Laterality, Speaks, ToDo, ToDoId,
};
use crate::causes::hypothesis::{FindingRef, Hypothesis, Missing, Weighed};
use crate::findings::{BuckleGrade, Finding, FindingId, Status};
use crate::signal::rounded;

/// So many strides make a mean as good as it gets.
///
/// # Source
/// The gate of a good measure, six strides and more.
const GOOD_STRIDES: f64 = 6.0;

/// Levels by points, and the least coverage for any.
///
/// # Source
/// Set by judgement: one observation of middling weight at full size makes 2, two of different kinds make 4.
const SOME_POINTS: f64 = 2.0;
const SEVERAL_POINTS: f64 = 4.0;
const LEAST_COVERAGE: f64 = 0.5;

/// What an item comes to.
enum Outcome {
    /// It holds, with so much of its weight (0 to 1).
    Holds(f64, Vec<FindingRef>),
    /// It was looked at and says nothing.
    Silent(Vec<FindingRef>),
    /// It could not be looked at.
    Unseen(ToDoId),
    /// It is to be entered, and was not: it belongs to no view.
    NotEntered(ToDo),
}

pub(super) fn weigh(
    cause: &'static Cause,
    side: Side,
    findings: &[Finding],
    answers: &Answers,
    is_held_back: bool,
) -> Hypothesis {
    let (mut speaking, mut neutral, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    let (mut seen_weight, mut view_weight) = (0.0, 0.0);
    for item in cause.items {
        let outcome = outcome(item, side, findings, answers);
        if !matches!(outcome, Outcome::NotEntered(_)) {
            view_weight += item.coverage_weight();
        }
        match outcome {
            Outcome::Holds(share, refs) => {
                speaking.push((item, weighed(cause, item, share, refs)));
            }
            Outcome::Silent(refs) => neutral.push(weighed(cause, item, 0.0, refs)),
            Outcome::Unseen(to_do) => {
                missing.push(unseen(cause, item, to_do));
                continue;
            }
            Outcome::NotEntered(to_do) => {
                missing.push(unseen(cause, item, ToDoId::Cause(to_do)));
                continue;
            }
        }
        seen_weight += item.coverage_weight();
    }
    mark_counted(&mut speaking);
    let points = |speaks: Speaks| -> f64 {
        let of = speaking.iter().filter(|(i, w)| i.speaks == speaks && w.counted);
        of.map(|(_, w)| w.points).sum()
    };
    let score = points(Speaks::For) - points(Speaks::Against);
    let coverage = seen_weight / f64::max(view_weight, 1.0);
    let level = level(score, coverage, &speaking).min(cause.ceiling);
    let of = |speaks: Speaks| -> Vec<Weighed> {
        speaking.iter().filter(|(i, _)| i.speaks == speaks).map(|(_, w)| w.clone()).collect()
    };
    Hypothesis {
        id: cause.id,
        side,
        side_is: cause.text("side_is").into(),
        level,
        ceiling: cause.ceiling,
        score: rounded(score, 2),
        coverage_pct: rounded(100.0 * coverage, 0),
        r#for: of(Speaks::For),
        against: of(Speaks::Against),
        neutral,
        not_assessable: missing,
        wording: cause.text("wording").into(),
        evidence: cause.text("evidence").into(),
        separates: cause.text("separates").into(),
        confirm: cause.list("confirm").into_iter().map(Into::into).collect(),
        article_advice: (!is_held_back).then(|| cause.text("advice").into()),
        advice_evidence: cause.text("advice_evidence").into(),
        sources: cause.sources.iter().copied().map(Into::into).collect(),
    }
}

fn unseen(cause: &Cause, item: &EvidenceItem, to_do: ToDoId) -> Missing {
    Missing {
        id: item.id.into(),
        text: cause.item_text(item).into(),
        film_id: to_do,
        film: to_do.text().into(),
    }
}

fn weighed(cause: &Cause, item: &EvidenceItem, share: f64, findings: Vec<FindingRef>) -> Weighed {
    Weighed {
        id: item.id.into(),
        text: cause.item_text(item).into(),
        group: item.group,
        points: rounded(item.weight * share, 2),
        counted: false,
        findings,
        source: item.source.into(),
    }
}

/// Of each group the strongest item for, and the strongest against; the first of equals. Where something of a group
/// speaks for the cause, that other things of it are as usual does not count against: a knee that bends less than the
/// other one, and not too little by itself, is not "as usual".
fn mark_counted(speaking: &mut [(&EvidenceItem, Weighed)]) {
    let mut best: Vec<(Group, Speaks, usize)> = Vec::new();
    for (index, (item, weighed)) in speaking.iter().enumerate() {
        let known = best.iter_mut().find(|b| (b.0, b.1) == (item.group, item.speaks));
        match known {
            Some(b) if speaking[b.2].1.points >= weighed.points => {}
            Some(b) => b.2 = index,
            None => best.push((item.group, item.speaks, index)),
        }
    }
    let is_supported = |group: Group| {
        best.iter().any(|b| (b.0, b.1) == (group, Speaks::For) && speaking[b.2].1.points > 0.0)
    };
    let counts = |&index: &usize| {
        let item = speaking[index].0;
        !(item.speaks == Speaks::Against && item.looks.is_at_usual() && is_supported(item.group))
    };
    let counted: Vec<usize> = best.iter().map(|b| b.2).filter(counts).collect();
    for index in counted {
        speaking[index].1.counted = true;
    }
}

fn level(score: f64, coverage: f64, speaking: &[(&EvidenceItem, Weighed)]) -> Level {
    let supports =
        || speaking.iter().filter(|(i, w)| i.speaks == Speaks::For && w.counted && w.points > 0.0);
    let is_several = supports().count() >= 2 && supports().any(|(i, _)| i.separates);
    match score {
        _ if coverage < LEAST_COVERAGE => Level::NotAssessable,
        s if s <= -SOME_POINTS => Level::ArguedAgainst,
        s if s < SOME_POINTS => Level::NoClearIndication,
        s if s >= SEVERAL_POINTS && is_several => Level::SeveralConsistent,
        _ => Level::SomeCompatible,
    }
}

fn outcome(item: &EvidenceItem, side: Side, findings: &[Finding], answers: &Answers) -> Outcome {
    let entered = |holds: Option<bool>, how: ToDo| match holds {
        None => Outcome::NotEntered(how),
        Some(true) => Outcome::Holds(1.0, Vec::new()),
        Some(false) => Outcome::Silent(Vec::new()),
    };
    const ASK: ToDo = ToDo::ReportPain;
    const BLOCK: ToDo = ToDo::BlockTest;
    match item.looks {
        Criterion::Unusual(of) => unusual(&look_up(of, side, findings)),
        Criterion::UnusualAlone(first, others) => {
            let others = look_up(others, side, findings);
            match (unusual(&look_up(&[first], side, findings)), usual(&others)) {
                (Outcome::Holds(share, refs), Outcome::Holds(..)) => Outcome::Holds(share, refs),
                (Outcome::Holds(_, refs), Outcome::Silent(_)) => Outcome::Silent(refs),
                (Outcome::Holds(..), unseen) => unseen,
                (other, _) => other,
            }
        }
        Criterion::Usual(of) => usual(&look_up(of, side, findings)),
        Criterion::Pain => entered(answers.pain.map(|p| p.is_on(side)), ASK),
        Criterion::NoPain => entered(answers.pain.map(|p| p == Pain::None), ASK),
        Criterion::BlockShort => {
            entered(answers.block_test.map(|b| b.is_different() && b.short_side == side), BLOCK)
        }
        Criterion::BlockAny => entered(answers.block_test.map(|b| b.is_different()), BLOCK),
        Criterion::BlockLevel => entered(answers.block_test.map(|b| b.is_level()), BLOCK),
        Criterion::NotMeasured(instead) => Outcome::Unseen(ToDoId::Cause(instead)),
    }
}

/// The findings that an item names.
fn look_up<'a>(
    of: &[(FindingId, Laterality)],
    side: Side,
    findings: &'a [Finding],
) -> Vec<&'a Finding> {
    let is_meant = |f: &Finding| {
        of.iter().any(|(id, on)| {
            let is_side = match on {
                Laterality::Same => f.side == Some(side),
                Laterality::Other => f.side == Some(side.opposite()),
                Laterality::Either => true,
            };
            f.id == *id && is_side
        })
    };
    findings.iter().filter(|f| is_meant(f)).collect()
}

/// One that is flagged is enough; to say that none is, all must have been seen.
fn unusual(found: &[&Finding]) -> Outcome {
    let strongest = found.iter().filter(|f| f.status == Status::Flagged).map(|f| share(f));
    let is_seen = !found.is_empty() && found.iter().all(|f| f.status != Status::NotAssessable);
    match strongest.reduce(f64::max) {
        Some(share) => Outcome::Holds(share, refs(found)),
        None if is_seen => Outcome::Silent(refs(found)),
        None => Outcome::Unseen(film(found)),
    }
}

fn all_usual(found: &[&Finding]) -> bool {
    !found.is_empty() && found.iter().all(|f| f.status == Status::Within)
}

fn usual(found: &[&Finding]) -> Outcome {
    let unseen: Vec<&Finding> =
        found.iter().copied().filter(|f| f.status == Status::NotAssessable).collect();
    match () {
        () if all_usual(found) => Outcome::Holds(strides(found), refs(found)),
        () if unseen.is_empty() && !found.is_empty() => Outcome::Silent(refs(found)),
        () => Outcome::Unseen(film(&unseen)),
    }
}

fn refs(found: &[&Finding]) -> Vec<FindingRef> {
    found.iter().map(|f| FindingRef { id: f.id, side: f.side, status: f.status }).collect()
}

/// What to do about what cannot be assessed; the first reason counts.
fn film(found: &[&Finding]) -> ToDoId {
    let advice = found.iter().find_map(|f| f.not_assessable.as_ref().map(|n| n.advice_id));
    advice.map_or(ToDoId::Cause(ToDo::RecordAllViews), ToDoId::Advice)
}

/// How much of its weight a flagged finding brings: its size beyond the borderline in units of the smallest
/// detectable change, and the strides behind it.
fn share(finding: &Finding) -> f64 {
    if let Some(best) = finding.events.iter().map(|e| e.grade).max() {
        return if best == BuckleGrade::BuckleLike { 1.0 } else { 0.5 };
    }
    let Some(deciding) = finding.comparisons.first() else { return 1.0 };
    let beyond = (deciding.value - deciding.borderline).abs();
    let size = if deciding.mdc > 0.0 { (beyond / deciding.mdc).min(1.0) } else { 1.0 };
    size * strides(&[finding])
}

/// The fewest strides behind any of them, as a share of enough.
fn strides(found: &[&Finding]) -> f64 {
    let of = found.iter().filter_map(|f| {
        let counted = f.comparisons.first().map(|c| c.seen.of).or(f.steps);
        counted.map(|n| (n as f64 / GOOD_STRIDES).min(1.0))
    });
    of.fold(1.0, f64::min)
}
