//! One clip with two tasks: each is measured and judged by its own rules.

use crate::support::assessed::Assessed;
use crate::support::walker::{USUAL, Walker, sequence};
use gaitline::anatomy::Side;
use gaitline::catalogue::Catalogue;
use gaitline::findings::{FindingId, Status};
use gaitline::gait::{MeasureId, Task};
use gaitline::options::Options;
use gaitline::page::{PageSettings, Stills};
use gaitline::reliability::MeasureSummary;
use gaitline::report::Report;
use gaitline::track::PoseSequence;
use std::collections::BTreeSet;

const STAIRS: Walker = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, seconds: 5.0, ..USUAL };

/// For so long nobody is seen between the two.
const GAP_S: f64 = 2.0;

/// On the level, and after a while down stairs.
fn both() -> PoseSequence {
    let [level, stairs] = [USUAL, STAIRS].map(|w| w.poses().frames);
    let later = GAP_S + USUAL.seconds;
    let of_gap = (0..(GAP_S * USUAL.rate_hz) as usize).map(|i| {
        let time_s = USUAL.seconds + i as f64 / USUAL.rate_hz;
        gaitline::track::PoseFrame { time_s, pose: None, ..level[0].clone() }
    });
    let stairs = stairs.into_iter().map(|mut frame| {
        frame.time_s += later;
        frame
    });
    let mut frames: Vec<_> = level.iter().cloned().chain(of_gap).chain(stairs).collect();
    frames.iter_mut().enumerate().for_each(|(index, frame)| frame.index = index);
    sequence(frames)
}

fn assessed(poses: &PoseSequence) -> Assessed {
    Assessed::of(poses, &Options::default())
}

/// The mean of a measure in a task.
fn mean(report: &Report, measure: MeasureId, task: Task, side: Side) -> Option<f64> {
    let all = &report.gait.measures;
    let key = (measure, task, Some(side));
    all.iter().find(|m| (m.measure, m.task, m.side) == key).map(|m| m.mean)
}

#[test]
fn both_tasks_are_measured_as_if_each_were_alone() {
    let [mixed, level, stairs] = [both(), USUAL.poses(), STAIRS.poses()].map(|p| assessed(&p));
    assert_eq!(mixed.report.gait.tasks, [Task::Walking, Task::StairDescent]);
    for (task, alone) in [(Task::Walking, &level.report), (Task::StairDescent, &stairs.report)] {
        for side in Side::BOTH {
            for measure in [MeasureId::KneeFlexionSwingPeak, MeasureId::StepTime] {
                let [with, without] =
                    [&mixed.report, alone].map(|r| mean(r, measure, task, side).unwrap());
                assert!(
                    (with - without).abs() < 0.02 * without,
                    "{task:?} {measure}: {with} {without}"
                );
            }
        }
    }
    let is_there = |measure, task| mean(&mixed.report, measure, task, Side::Right).is_some();
    for (measure, task, other) in [
        (MeasureId::KneeFlexionLoadingPeak, Task::Walking, Task::StairDescent),
        (MeasureId::StairLoweringTime, Task::StairDescent, Task::Walking),
    ] {
        assert!(is_there(measure, task) && !is_there(measure, other), "{measure}");
    }
    let curves = |task| mixed.report.gait.curves.iter().filter(|c| c.task == task).count();
    assert!(curves(Task::Walking) > 0 && curves(Task::StairDescent) > 0);
}

#[test]
fn each_task_is_judged_by_its_own_rules() {
    let mixed = assessed(&both()).report;
    let tasks = |id: FindingId| -> BTreeSet<&'static str> {
        let judged = mixed.findings.iter().filter(|f| f.id == id);
        let judged = judged.filter(|f| f.status != Status::NotAssessable);
        judged.filter_map(|f| Some(Catalogue::english().of_id("tasks", f.task?))).collect()
    };
    for id in [FindingId::StepLengthAsymmetry, FindingId::StepTimeAsymmetry, FindingId::Buckling] {
        assert_eq!(tasks(id), BTreeSet::from(["walking"]), "{id:?}");
    }
    for id in [FindingId::StepByStepStairs, FindingId::FastLowering] {
        assert_eq!(tasks(id), BTreeSet::from(["walking down stairs"]), "{id:?}");
    }
    assert!(!mixed.gait.norms.is_empty(), "walking keeps its norms beside stairs");
}

#[test]
fn the_page_shows_both() {
    let poses = both();
    let page = assessed(&poses).page(&poses);
    for id in ["knee_flexion_deg-name", "knee_flexion_deg-stairs-name"] {
        assert!(page.contains(&format!("id=\"{id}\"")), "no {id}");
    }
}

#[test]
fn the_steps_of_each_task_have_a_plot_and_its_own_limits() {
    let poses = both();
    let mixed = assessed(&poses);
    let mut report = mixed.report.clone();
    let excursion = MeasureId::KneeFlexionLoadingExcursion;
    let on_the_level = report.gait.measures.iter().filter(|m| m.measure == excursion);
    let on_stairs = on_the_level.cloned().map(|m| MeasureSummary { task: Task::StairDescent, ..m });
    let on_stairs: Vec<MeasureSummary> = on_stairs.collect();
    report.gait.measures.extend(on_stairs);
    let page = mixed.page_of(&report, &poses, &Stills::default(), &PageSettings::default());
    let figure = |id: &str| {
        let at = page.find(&format!("id=\"{id}-name\"")).unwrap_or_else(|| panic!("no {id}"));
        page[at..].split_once("</figure>").unwrap().0
    };
    assert!(figure(excursion.name()).contains("level limit"));
    assert!(!figure(&format!("{excursion}-stairs")).contains("level limit"));
}
