//! The texts of pages are complete: no key is missing and none is spare.

use crate::catalogue::id_of;
use crate::catalogue::{Catalogue, Language};
use crate::evidence::limits::LIMITS;
use crate::findings::FindingId;
use crate::gait::Angle;
use crate::gait::{MeasureGroup, MeasureId};
use crate::page::text::texts::Texts;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use strum::IntoEnumIterator;

/// Keys whose end is put together from the ids of values.
const OF_IDS: [&str; 13] = [
    "page_study.quality.camera_",
    "page.quality.",
    "page.film.camera_",
    "page.conventions.",
    "page_gait.table.scale_",
    "page_gait.lines.",
    "page_gait.mean_stride.very_",
    "page_gait.mean_stride.slow",
    "page_gait.mean_stride.fast",
    "page_findings.event.",
    "page_findings.pain.",
    "page_findings.basis.in_",
    "page_player.script.",
];

/// All that stands in files below a folder.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all += &sources(&path);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            all += &std::fs::read_to_string(path).unwrap();
        }
    }
    all
}

fn source(folder: &str) -> String {
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder))
}

fn keys_of(section: &str) -> BTreeSet<&'static str> {
    let prefix = format!("{section}.");
    let all = Catalogue::english().keys();
    all.filter_map(|key| key.strip_prefix(&prefix)).collect()
}

#[test]
fn no_key_of_a_page_is_spare() {
    let sources = source("page");
    let is_literal = |text: &str| sources.contains(&format!("\"{text}\""));
    for key in Catalogue::english().keys().filter(|k| k.starts_with("page")) {
        let by_parts = key.match_indices('.').any(|(at, _)| {
            sources.contains(&format!("\"{}.{{", &key[..at])) && is_literal(&key[at + 1..])
        });
        let of_ids = OF_IDS.iter().any(|start| key.starts_with(start));
        let of_measure = MeasureId::all().any(|id| key == format!("page_gait.steps.{id}"));
        let list = key.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('.');
        assert!(
            is_literal(key) || is_literal(list) || by_parts || of_ids || of_measure,
            "{key} is spare"
        );
    }
}

#[test]
fn no_key_that_stands_in_the_code_is_missing() {
    let sources = source("");
    let english = Catalogue::english();
    let files: BTreeSet<&str> = english.keys().filter_map(|k| k.split('.').next()).collect();
    let names_a_key = |p: &&str| p.split_once('.').is_some_and(|(file, _)| files.contains(file));
    for part in sources.split('"').filter(names_a_key) {
        let is_key = part.chars().all(|c| c.is_ascii_lowercase() || "._".contains(c));
        let is_section = || english.keys().any(|k| k.starts_with(&format!("{part}.")));
        // files, and a browser's settings
        let is_other = [".html", ".json", ".csv", ".pdf", ".txt", ".enabled", ".", "_"]
            .iter()
            .any(|end| part.ends_with(end));
        assert!(!is_key || is_other || english.has(part) || is_section(), "{part} is missing");
    }
}

#[test]
fn every_angle_finding_and_unit_has_its_texts_and_none_is_spare() {
    let mut angles = BTreeSet::new();
    for angle in Angle::ALL.map(|a| a.column().trim_end_matches("_deg")) {
        angles.extend(["label", "low", "high"].map(|what| format!("{angle}.{what}")));
    }
    angles.extend(["pelvic_obliquity", "trunk_lean_right"].map(|a| format!("{a}.own_side")));
    let of_pelvis = ["pelvic_obliquity", "pelvic_tilt", "hip_adduction"];
    angles.extend(of_pelvis.map(|a| format!("{a}.hip_line")));
    let known = |section: &str| -> BTreeSet<String> {
        keys_of(section).into_iter().map(str::to_owned).collect()
    };
    assert_eq!(known("angles"), angles);
    assert_eq!(known("finding_names"), FindingId::ALL.iter().map(id_of).collect());
    let units: BTreeSet<String> = LIMITS.iter().map(|l| l.unit.to_owned()).collect();
    assert_eq!(known("units"), units);
}

/// Every id of a section has its text, and none is spare.
fn assert_complete<T: Serialize>(section: &str, all: &[T]) {
    let ids: BTreeSet<String> = all.iter().map(id_of).collect();
    let keys = keys_of(section).into_iter().map(str::to_owned).collect();
    assert_eq!(ids, keys, "{section}");
}

#[test]
fn every_verdict_task_view_and_cause_has_its_text_and_none_is_spare() {
    use crate::causes::{CauseId, Level};
    use crate::compare::Verdict;
    use crate::findings::{Status, Unmet};
    use crate::gait::{NoGait, Task};
    use crate::motion::View;
    use CauseId::{
        FootPronation, FunctionalLegLengthDifference, HipAbductorControl, HipExtensorSupport,
        LimitedAnkleDorsiflexion, PainAvoidance, QuadricepsControl, TrueLegLengthDifference,
    };
    use Level::{ArguedAgainst, NoClearIndication, SeveralConsistent, SomeCompatible};
    use NoGait::{LegsConfused, NoSteps, RateTooLow, TooSmall, WrongView};
    use Verdict::{Better, Changed, TooFewCycles, WithinError, Worse};
    assert_complete(
        "cause_names",
        &[
            FunctionalLegLengthDifference,
            TrueLegLengthDifference,
            QuadricepsControl,
            HipAbductorControl,
            HipExtensorSupport,
            LimitedAnkleDorsiflexion,
            FootPronation,
            PainAvoidance,
        ],
    );
    let levels = [ArguedAgainst, NoClearIndication, SomeCompatible, SeveralConsistent];
    assert_complete("levels.level", &[&levels[..], &[Level::NotAssessable]].concat());
    let status = [Status::NotAssessable, Status::Within, Status::Borderline, Status::Flagged];
    assert_complete("levels.status", &status);
    let unmet = [Unmet::Limit, Unmet::Error, Unmet::Cycles, Unmet::Pace];
    assert_complete("levels.unmet", &unmet);
    assert_complete("levels.verdict", &[Better, Worse, Changed, WithinError, TooFewCycles]);
    let film = [TooSmall, RateTooLow, LegsConfused, WrongView, NoSteps];
    let other = [
        NoGait::Running,
        NoGait::WalkingBackward,
        NoGait::StairsFromEnd,
        NoGait::StepDown,
        NoGait::Standing,
    ];
    let unseen =
        [NoGait::NobodySeen, NoGait::FeetOutside, NoGait::OnlyLegs, NoGait::NoFootLandmarks];
    let misled = [
        NoGait::CameraFollows,
        NoGait::StepsTooSlow,
        NoGait::NoWholeStride,
        NoGait::TimeInDoubt,
        NoGait::OnItsSide,
        NoGait::WrongShape,
    ];
    assert_complete("no_gait", &[&film[..], &other[..], &unseen[..], &misled[..]].concat());
    assert_complete(
        "tasks",
        &[
            Task::Walking,
            Task::StairDescent,
            Task::StairAscent,
            Task::StepDown,
            Task::Running,
            Task::WalkingBackward,
            Task::Standing,
            Task::Other,
        ],
    );
    let views = [View::LeftSide, View::RightSide, View::Front, View::Rear];
    assert_complete("views", &[&views[..], &[View::Oblique, View::Unknown]].concat());
}

#[test]
fn every_measure_has_its_words_and_none_is_spare() {
    let mut expected: BTreeSet<String> = BTreeSet::new();
    for id in MeasureId::all() {
        expected.extend(["label", "definition"].map(|what| format!("{}.{what}", id.stem())));
        expected.insert(format!("units.{}", id.unit().name()));
    }
    expected.extend(MeasureGroup::iter().map(|group| format!("groups.{}", group.name())));
    expected.insert("groups.standing".to_owned());
    let found: BTreeSet<String> = keys_of("measures").into_iter().map(str::to_owned).collect();
    let wrong: Vec<&String> = found.symmetric_difference(&expected).collect();
    assert!(wrong.is_empty(), "missing or spare: {wrong:?}");
}

#[test]
fn a_language_without_this_page_is_read_in_english() {
    let german = Language::of_code("de").unwrap();
    assert_eq!(Texts::of(german).lang(), "en");
}
