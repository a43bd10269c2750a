//! Strides that the beginning or the end of a clip cuts.

use crate::support::assessed::Assessed;
use gaitline::anatomy::Side;
use gaitline::gait::{GaitCycle, MeasureId};
use gaitline::options::Options;
use gaitline::reliability::MeasureSummary;
use gaitline::report::Report;
use gaitline::track::PoseSequence;
use std::ops::RangeInclusive;
use std::path::Path;

fn poses() -> PoseSequence {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    PoseSequence::read(&folder.join("normal_sagittal_left.poses.json")).unwrap()
}

/// The report of the frames of some times only.
fn report_of(times_s: RangeInclusive<f64>) -> Report {
    let mut poses = poses();
    poses.frames.retain(|frame| times_s.contains(&frame.time_s));
    Assessed::of(&poses, &Options::default()).report
}

/// A measure's value in the near leg's stride that lies about a time.
fn value_about(report: &Report, id: MeasureId, time_s: f64) -> Option<f64> {
    let is_it = |m: &&MeasureSummary| m.measure == id && m.side == Some(Side::Left);
    let values = &report.gait.measures.iter().find(is_it)?.values;
    let is_about = |cycle: &GaitCycle| (cycle.start_s..cycle.end_s).contains(&time_s);
    values.iter().find(|v| is_about(&report.gait.cycles[v.cycle])).map(|v| v.value)
}

/// The near leg's whole strides, the first and the last.
fn first_and_last(report: &Report) -> [GaitCycle; 2] {
    let is_near = |c: &&GaitCycle| c.side == Side::Left && c.is_whole();
    let mut whole = report.gait.cycles.iter().filter(is_near);
    let first = *whole.next().unwrap();
    [first, *whole.next_back().unwrap()]
}

#[test]
fn a_stride_gives_each_value_that_its_visible_part_shows_and_no_other() {
    let uncut = report_of(0.0..=f64::MAX);
    let [first, last] = first_and_last(&uncut);
    // what needs the stride from one percent to another; at the clip's edge the curve is not read for 60 ms, 6 % of it
    let needs = [
        (MeasureId::KneeFlexionSwingPeak, 55.0..=95.0),
        (MeasureId::KneeFlexionLoadingPeak, 3.0..=30.0),
        (MeasureId::HipFlexionMinimum, 35.0..=70.0),
        (MeasureId::KneeFlexionAtContact, 0.0..=0.0),
        (MeasureId::KneeFlexionRange, 0.0..=100.0),
    ];
    for percent in [10.0, 20.0, 30.0, 40.0, 50.0, 62.0, 75.0] {
        let late = report_of(first.time_s(percent)..=f64::MAX);
        let early = report_of(0.0..=last.time_s(percent));
        for (id, needed) in &needs {
            for (cut, stride, is_begun) in [(&late, &first, false), (&early, &last, true)] {
                let at_s = stride.time_s(if is_begun { 1.0 } else { 99.0 });
                let value = value_about(cut, *id, at_s);
                let [spare, lacks] = match is_begun {
                    true => [percent - needed.end() >= 12.0, percent < *needed.end()],
                    false => [needed.start() - percent >= 12.0, percent > *needed.start()],
                };
                let what = format!("{id:?}, {percent} %, begun {is_begun}: {value:?}");
                assert!(!lacks || value.is_none(), "{what}");
                let whole = value_about(&uncut, *id, at_s).unwrap();
                assert!(!spare || value.is_some_and(|v| (v - whole).abs() < 2.0), "{what} {whole}");
            }
        }
    }
}

#[test]
fn only_whole_strides_count_as_strides() {
    let uncut = report_of(0.0..=f64::MAX);
    let [first, _] = first_and_last(&uncut);
    let cut = report_of(first.time_s(40.0)..=f64::MAX);
    let n = |report: &Report, id: MeasureId| {
        let is_it = |m: &&MeasureSummary| m.measure == id && m.side == Some(Side::Left);
        report.gait.measures.iter().find(is_it).map_or(0, |m| m.n)
    };
    let [whole, swings] = [MeasureId::StrideTime, MeasureId::KneeFlexionSwingPeak]
        .map(|id| [n(&uncut, id), n(&cut, id)]);
    assert_eq!(whole[1] + 1, whole[0]);
    assert!(swings[1] > whole[1], "{swings:?} {whole:?}");
    for report in [&uncut, &cut] {
        for curve in &report.gait.curves {
            let of = |c: &&GaitCycle| c.side == curve.side && c.is_whole();
            assert!(curve.n <= report.gait.cycles.iter().filter(of).count());
        }
    }
}
