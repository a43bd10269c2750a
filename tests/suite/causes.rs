//! From findings to hypotheses: what counts, what counts once, and what is never said.

use gaitline::anatomy::Side;
use gaitline::causes::{
    Answers, BlockTest, CauseId, Explanation, Hypothesis, Level, Pain, RedFlags, explain, red_flags,
};
use gaitline::evidence::{Basis, RED_FLAGS, Urgency};
use gaitline::findings::{
    AdviceId, Against, Compared, CyclesSeen, Finding, FindingAdvice, FindingId, NotAssessable,
    Status, WhyNot,
};
use gaitline::gait::{MeasureId, Task};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Far beyond its limit in six strides of six.
fn compared(status: Status) -> Compared {
    Compared {
        measure: MeasureId::FppaLoadingPeak,
        against: Against::Limit,
        value: if status == Status::Within { 0.0 } else { 30.0 },
        unit: "deg".into(),
        ci95: None,
        usual: 0.0,
        borderline: 8.0,
        flag: 10.0,
        mdc: 8.0,
        basis: Basis::Study,
        source: "schwartz2008".into(),
        limit: "valgus_walk".into(),
        why: "".into(),
        seen: CyclesSeen { n: 6, of: 6, cycles: vec![] },
        exemplar: None,
        status,
        unmet: vec![],
    }
}

fn finding(id: FindingId, side: Side, status: Status) -> Finding {
    let advice = AdviceId::Finding(FindingAdvice::RecordFromTheSide);
    let missing = NotAssessable::new(WhyNot::WrongView, advice);
    let is_missing = status == Status::NotAssessable;
    Finding {
        id,
        side: Some(side),
        task: Some(Task::Walking),
        status,
        comparisons: if is_missing { vec![] } else { vec![compared(status)] },
        details: vec![],
        events: vec![],
        steps: None,
        not_assessable: is_missing.then_some(missing),
    }
}

/// Every finding of both sides as usual, but for these.
fn findings(unusual: &[(FindingId, Side)]) -> Vec<Finding> {
    let status = |key| if unusual.contains(&key) { Status::Flagged } else { Status::Within };
    let of = |&id: &FindingId| Side::BOTH.map(|side| finding(id, side, status((id, side))));
    FindingId::ALL.iter().flat_map(of).collect()
}

/// The same of a clip without stairs.
fn on_the_level(unusual: &[(FindingId, Side)]) -> Vec<Finding> {
    let is_of_stairs =
        |f: &Finding| matches!(f.id, FindingId::FastLowering | FindingId::StepByStepStairs);
    findings(unusual).into_iter().filter(|f| !is_of_stairs(f)).collect()
}

fn explained(findings: &[Finding], answers: &Answers) -> Explanation {
    explain(findings, answers, &red_flags(findings, answers))
}

fn get(explanation: &Explanation, id: CauseId, side: Side) -> &Hypothesis {
    explanation.hypotheses.iter().find(|h| h.id == id && h.side == side).unwrap()
}

#[test]
fn a_weak_quadriceps_shows_on_its_side() {
    let seen = [
        (FindingId::Buckling, Side::Left),
        (FindingId::LoadingFlexionAbsent, Side::Left),
        (FindingId::ForwardTrunkLean, Side::Left),
    ];
    let explanation = explained(&on_the_level(&seen), &Answers::default());
    let first = &explanation.hypotheses[0];
    assert_eq!((first.id, first.side), (CauseId::QuadricepsControl, Side::Left));
    assert_eq!(first.level, Level::SeveralConsistent);
    assert!((first.score - 7.0).abs() < 1e-9, "{}", first.score);
    let other = get(&explanation, CauseId::QuadricepsControl, Side::Right);
    assert!(other.level <= Level::NoClearIndication);
    assert!(!explanation.nothing_found);
}

#[test]
fn stairs_speak_for_and_against_a_weak_quadriceps() {
    let score = |unusual: &[(FindingId, Side)]| {
        let explanation = explained(&findings(unusual), &Answers::default());
        get(&explanation, CauseId::QuadricepsControl, Side::Left).score
    };
    let gives_way = (FindingId::Buckling, Side::Left);
    let usual = score(&[gives_way]);
    let quick = score(&[gives_way, (FindingId::FastLowering, Side::Left)]);
    let leads = score(&[gives_way, (FindingId::StepByStepStairs, Side::Left)]);
    let other_leads = score(&[gives_way, (FindingId::StepByStepStairs, Side::Right)]);
    assert_eq!([quick - usual, leads - usual, other_leads - usual], [2.0, 3.0, 0.0]);
}

#[test]
fn going_up_stairs_speaks_for_no_cause() {
    let mut up = findings(&[(FindingId::ShortenedStance, Side::Left)]);
    up.iter_mut().for_each(|f| f.task = Some(Task::StairAscent));
    assert!(explained(&up, &Answers::default()).hypotheses.is_empty());
}

#[test]
fn one_observation_counts_once() {
    let twice = [
        (FindingId::LoadingFlexionAbsent, Side::Left),
        (FindingId::KneeHyperextension, Side::Left),
        (FindingId::LoadingFlexionExcessive, Side::Left),
    ];
    let once = explained(&findings(&twice[..1]), &Answers::default());
    let all = explained(&findings(&twice), &Answers::default());
    let score = |e: &Explanation| get(e, CauseId::QuadricepsControl, Side::Left).score;
    assert_eq!(score(&once), score(&all));
    for hypothesis in &all.hypotheses {
        for items in [&hypothesis.r#for, &hypothesis.against] {
            let counted: Vec<_> = items.iter().filter(|i| i.counted).map(|i| i.group).collect();
            let groups: BTreeSet<_> = counted.iter().collect();
            assert_eq!(counted.len(), groups.len(), "{:?}", hypothesis.id);
        }
    }
}

#[test]
fn a_knee_that_bends_less_than_the_other_speaks_once_and_is_not_as_usual() {
    let score = |seen: &[(FindingId, Side)], side| {
        let explanation = explained(&on_the_level(seen), &Answers::default());
        get(&explanation, CauseId::QuadricepsControl, side).score
    };
    let less = (FindingId::LoadingFlexionAsymmetry, Side::Left);
    // 2 points for; that both knees are within the norm does not count against
    assert_eq!(score(&[less], Side::Left), 2.0);
    assert_eq!(score(&[less], Side::Right), 2.0, "the other one bends more");
    let twice = [less, (FindingId::LoadingFlexionAbsent, Side::Left)];
    assert_eq!(score(&twice, Side::Left), 2.0, "one observation");
    let thigh = [(FindingId::ThighExtensionAsymmetry, Side::Left)];
    let explanation = explained(&findings(&thigh), &Answers::default());
    let of = |side| get(&explanation, CauseId::FunctionalLegLengthDifference, side).score;
    assert_eq!(of(Side::Left) - of(Side::Right), 4.0, "2 for, and not 2 against");
}

#[test]
fn where_the_legs_cannot_be_compared_a_cause_is_seen_as_well_as_by_the_norm() {
    let unseen = |f: &Finding| {
        let is_between =
            matches!(f.id, FindingId::LoadingFlexionAsymmetry | FindingId::ThighExtensionAsymmetry);
        let status = if is_between { Status::NotAssessable } else { f.status };
        finding(f.id, f.side.unwrap(), status)
    };
    let kept_straight = findings(&[(FindingId::LoadingFlexionAbsent, Side::Left)]);
    let less: Vec<Finding> = kept_straight.iter().map(unseen).collect();
    let [all, less] = [kept_straight, less].map(|f| explained(&f, &Answers::default()));
    for hypothesis in &all.hypotheses {
        let other = get(&less, hypothesis.id, hypothesis.side);
        let told = |h: &Hypothesis| (h.level, h.score, h.coverage_pct);
        assert_eq!(told(hypothesis), told(other), "{:?}", hypothesis.id);
    }
}

#[test]
fn a_leg_swung_outward_that_is_stiffer_than_the_other_is_a_reason_to_be_looked_at() {
    let seen = |id| {
        let found = findings(&[(id, Side::Left), (FindingId::Circumduction, Side::Left)]);
        red_flags(&found, &Answers::default()).urgency
    };
    assert_eq!(seen(FindingId::SwingKneeAsymmetry), Some(Urgency::Prompt));
    assert_eq!(seen(FindingId::ReducedSwingKneeFlexion), Some(Urgency::Prompt));
    assert_eq!(seen(FindingId::EarlyHeelRise), None);
}

#[test]
fn no_level_exceeds_its_ceiling() {
    let everything: Vec<_> =
        FindingId::ALL.iter().flat_map(|&id| Side::BOTH.map(|s| (id, s))).collect();
    for hypothesis in explained(&findings(&everything), &Answers::default()).hypotheses {
        assert!(hypothesis.level <= hypothesis.ceiling, "{:?}", hypothesis.id);
    }
    let drop = [
        (FindingId::ContralateralPelvicDrop, Side::Left),
        (FindingId::LateralTrunkLean, Side::Left),
        (FindingId::KneeValgus, Side::Left),
    ];
    let explanation = explained(&findings(&drop), &Answers::default());
    let hip = get(&explanation, CauseId::HipAbductorControl, Side::Left);
    assert!(hip.score >= 4.0 && hip.level == Level::SomeCompatible, "{hip:?}");
}

#[test]
fn two_that_are_too_near_are_not_told_apart() {
    let both = [
        (FindingId::LoadingFlexionExcessive, Side::Left),
        (FindingId::BackwardTrunkLean, Side::Left),
    ];
    let explanation = explained(&on_the_level(&both), &Answers::default());
    let tie = explanation.tie.unwrap();
    assert!(tie.between.contains(&CauseId::HipExtensorSupport), "{tie:?}");
    assert!(tie.tests.len() >= 3);
}

#[test]
fn nothing_found_is_said_and_needs_to_have_been_looked_for() {
    let explanation = explained(&findings(&[]), &Answers::default());
    assert!(explanation.nothing_found && explanation.tie.is_none());
    let quad = get(&explanation, CauseId::QuadricepsControl, Side::Left);
    assert_eq!(quad.level, Level::ArguedAgainst);
    let unseen: Vec<Finding> = findings(&[])
        .iter()
        .map(|f| finding(f.id, f.side.unwrap(), Status::NotAssessable))
        .collect();
    for hypothesis in explained(&unseen, &Answers::default()).hypotheses {
        assert_eq!(hypothesis.level, Level::NotAssessable);
        assert!(hypothesis.not_assessable.iter().all(|m| !m.film.is_empty()));
    }
    assert_eq!(explained(&[], &Answers::default()), Explanation::default());
}

#[test]
fn answers_and_tests_by_hand_count() {
    let answers = Answers {
        pain: Some(Pain::Left),
        block_test: Some(BlockTest { short_side: Side::Right, mm: 14.0 }),
        ..Answers::default()
    };
    let explanation = explained(&findings(&[(FindingId::ShortenedStance, Side::Left)]), &answers);
    let pain = get(&explanation, CauseId::PainAvoidance, Side::Left);
    assert_eq!((pain.level, pain.score), (Level::SeveralConsistent, 5.0));
    let short = |side| get(&explanation, CauseId::TrueLegLengthDifference, side).score;
    assert!(short(Side::Right) > short(Side::Left));
    let none = explained(&findings(&[]), &Answers { pain: Some(Pain::None), ..Answers::default() });
    assert_eq!(get(&none, CauseId::PainAvoidance, Side::Left).level, Level::ArguedAgainst);
}

#[test]
fn red_flags_come_first_and_hold_exercises_back() {
    let mut answers = Answers::default();
    answers.questions.insert("falls".to_owned(), true);
    answers.questions.insert("locked_knee".to_owned(), true);
    answers.questions.insert("fainted".to_owned(), false);
    let found = findings(&[(FindingId::Buckling, Side::Left)]);
    let flags = red_flags(&found, &answers);
    assert_eq!((flags.urgency, flags.asked), (Some(Urgency::Urgent), true));
    let ids: Vec<_> = flags.reasons.iter().map(|r| r.id.clone()).collect();
    assert_eq!(ids, ["locked_knee", "falls"]);
    let explanation = explain(&found, &answers, &flags);
    assert!(explanation.hypotheses.iter().all(|h| h.article_advice.is_none()));
    let calm = explain(&found, &answers, &RedFlags::default());
    assert!(calm.hypotheses.iter().all(|h| h.article_advice.is_some()));
    let both = [(FindingId::Buckling, Side::Left), (FindingId::Buckling, Side::Right)];
    let seen = red_flags(&findings(&both), &Answers::default());
    assert_eq!(seen.urgency, Some(Urgency::Prompt));
    assert_eq!(red_flags(&findings(&[]), &Answers::default()), RedFlags::default());
}

#[test]
fn answers_that_cannot_be_meant_are_refused() {
    let mut wrong = Answers::default();
    wrong.questions.insert("no_such_question".to_owned(), true);
    assert!(wrong.checked().unwrap_err().to_string().contains(RED_FLAGS[0].id));
    for mm in [f64::NAN, -1.0, 500.0] {
        let block_test = Some(BlockTest { short_side: Side::Left, mm });
        assert!(Answers { block_test, ..Answers::default() }.checked().is_err());
    }
}

fn mirrored(findings: &[Finding]) -> Vec<Finding> {
    let mirror = |f: &Finding| Finding { side: f.side.map(Side::opposite), ..f.clone() };
    findings.iter().map(mirror).collect()
}

fn statuses() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(0_u8..4, 2 * FindingId::ALL.len())
}

fn of_statuses(statuses: &[u8]) -> Vec<Finding> {
    let status = |code: u8| match code {
        0 => Status::NotAssessable,
        1 => Status::Within,
        2 => Status::Borderline,
        _ => Status::Flagged,
    };
    let keys = FindingId::ALL.iter().flat_map(|&id| Side::BOTH.map(|s| (id, s)));
    keys.zip(statuses).map(|((id, side), &code)| finding(id, side, status(code))).collect()
}

/// Which list an item of a hypothesis stands in.
fn place(hypothesis: &Hypothesis, id: &str) -> usize {
    let has = |items: &[gaitline::causes::Weighed]| items.iter().any(|i| i.id == id);
    [&hypothesis.r#for, &hypothesis.against, &hypothesis.neutral]
        .iter()
        .position(|items| has(items))
        .unwrap_or(3)
}

proptest! {
    #[test]
    fn a_mirror_mirrors_the_hypotheses(statuses in statuses()) {
        let there = of_statuses(&statuses);
        let answers = Answers::default();
        let (a, b) = (explained(&there, &answers), explained(&mirrored(&there), &answers));
        for hypothesis in &a.hypotheses {
            let other = get(&b, hypothesis.id, hypothesis.side.opposite());
            prop_assert_eq!(hypothesis.score, other.score);
            prop_assert_eq!(hypothesis.level, other.level);
        }
    }

    #[test]
    fn seeing_less_only_moves_items_to_not_assessable(statuses in statuses(), kept in statuses()) {
        let all = of_statuses(&statuses);
        let fewer: Vec<u8> =
            statuses.iter().zip(&kept).map(|(s, k)| if *k == 0 { 0 } else { *s }).collect();
        let fewer = of_statuses(&fewer);
        let answers = Answers::default();
        let (a, b) = (explained(&all, &answers), explained(&fewer, &answers));
        for hypothesis in &a.hypotheses {
            let less = get(&b, hypothesis.id, hypothesis.side);
            let items = hypothesis.r#for.iter().chain(&hypothesis.against).chain(&hypothesis.neutral);
            for item in items {
                let (before, after) = (place(hypothesis, &item.id), place(less, &item.id));
                prop_assert!(after == before || after == 3, "{:?} {}", hypothesis.id, item.id);
            }
            for item in &hypothesis.not_assessable {
                prop_assert_eq!(place(less, &item.id), 3);
            }
        }
    }
}
