//! Films that lie about time: pictures that stand still, parts that were joined, slow motion that nobody declared.

use crate::support::assessed::Assessed;
use crate::support::walker::{Camera, USUAL, Walker};
use gaitline::anatomy::Side;
use gaitline::gait::{EventKind, GaitCycle, GivenScale, MeasureId, NoGait};
use gaitline::internals::video::NewPart;
use gaitline::options::Options;
use gaitline::report::{NoteCode, Report, Severity};
use gaitline::track::PoseSequence;
use std::path::Path;

const WALK: Walker = Walker { seconds: 8.0, ..USUAL };

fn report_of(poses: &PoseSequence) -> Report {
    Assessed::of(poses, &Options::default()).report
}

fn has(report: &Report, code: NoteCode) -> bool {
    report.quality.iter().any(|note| note.code == code)
}

fn mean(report: &Report, measure: MeasureId, side: Side) -> f64 {
    let mut all = report.gait.measures.iter();
    let found = all.find(|m| m.measure == measure && m.side == Some(side));
    found.map_or(f64::NAN, |m| m.mean)
}

/// Pictures `from..to` show the one before again; all others differ from those before.
fn frozen(poses: &mut PoseSequence, from: usize, to: usize) {
    let still = poses.frames[from - 1].pose.clone();
    for (i, frame) in poses.frames.iter_mut().enumerate() {
        let stands = (from..to).contains(&i);
        frame.change = (i > 0).then_some(if stands { 0.1 } else { 9.0 });
        if stands {
            frame.pose.clone_from(&still);
        }
    }
}

/// Of every so many pictures one is new, and shown again until the next one.
fn shown_again(mut poses: PoseSequence, each: usize) -> PoseSequence {
    for i in 0..poses.frames.len() {
        let is_new = i % each == 0;
        poses.frames[i].change = (i > 0).then_some(if is_new { 9.0 } else { 0.1 });
        if !is_new {
            poses.frames[i].pose = poses.frames[i - 1].pose.clone();
        }
    }
    poses
}

/// A film of 12 pictures a second that was made one of 60 has no more of them.
#[test]
fn what_is_shown_again_is_no_picture() {
    let walk = Walker { seconds: 8.0, ..USUAL };
    let report = report_of(&shown_again(walk.poses(), 5));
    assert_eq!(report.gait.refused, Some(NoGait::RateTooLow));
    let note = report.quality.iter().find(|n| n.code == NoteCode::FrameRate).unwrap();
    assert_eq!((note.severity, note.values["rate_hz"].as_str()), (Severity::Serious, "12.0"));
    let halved = report_of(&shown_again(walk.poses(), 2));
    assert_eq!(halved.gait.refused, None, "30 a second are enough");
    assert!(has(&halved, NoteCode::FrameRate));
}

/// A film of 30 pictures a second on a treadmill that was made one of 25 by leaving out every sixth: feet seem to stand on a slower belt
/// that jumps.
#[test]
fn a_belt_is_as_fast_in_a_film_that_was_made_one_of_another_rate() {
    let file = "tests/fixtures/treadmill_sagittal.poses.json";
    let poses = PoseSequence::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let mut fewer = poses.clone();
    fewer.frames = poses.frames.iter().filter(|frame| frame.index % 6 != 5).cloned().collect();
    for (index, frame) in fewer.frames.iter_mut().enumerate() {
        (frame.index, frame.time_s) = (index, index as f64 / 25.0);
    }
    let [whole, fewer] = [&poses, &fewer].map(report_of);
    let speed = |report: &Report| {
        let mut all = report.gait.measures.iter();
        let found = all.find(|m| m.measure == MeasureId::WalkingSpeedHeights).unwrap();
        (found.mean, found.ci95.unwrap())
    };
    let ((mean, [low, high]), (of_fewer, _)) = (speed(&whole), speed(&fewer));
    assert!((low..=high).contains(&of_fewer), "{mean} [{low}, {high}], {of_fewer}");
}

#[test]
fn nothing_is_measured_across_a_picture_that_stands_still() {
    let whole = report_of(&WALK.poses());
    for stands in [9, 25, 70] {
        let mut poses = WALK.poses();
        frozen(&mut poses, 240, 240 + stands);
        let report = report_of(&poses);
        assert!(has(&report, NoteCode::FrozenPictures), "{stands}");
        assert_eq!(report.repairs.repeated_frames, stands);
        let (from_s, to_s) = (239.0 / 60.0, (240 + stands) as f64 / 60.0);
        let inside = |t: f64| from_s + 0.02 < t && t < to_s - 0.02;
        assert!(report.events.iter().all(|event| !inside(event.time_s)), "{stands}");
        let across = report.gait.cycles.iter().any(|c| c.seen_s[0] < from_s && c.seen_s[1] > to_s);
        assert!(!across && report.gait.cycles.len() >= 6, "{stands}");
        for side in Side::BOTH {
            for measure in [MeasureId::StepTime, MeasureId::StanceTime, MeasureId::StrideTime] {
                let off = mean(&report, measure, side) - mean(&whole, measure, side);
                assert!(off.abs() < 0.02, "{stands} {measure:?} {side:?}: {off}");
            }
        }
    }
}

#[test]
fn some_pictures_shown_twice_are_missing_and_no_gap() {
    let mut poses = WALK.poses();
    let shown = WALK.poses();
    for i in 1..poses.frames.len() {
        let again = i % 5 == 0;
        poses.frames[i].change = Some(if again { 0.0 } else { 9.0 });
        if again {
            poses.frames[i].pose.clone_from(&shown.frames[i - 1].pose);
        }
    }
    let report = report_of(&poses);
    assert!(!has(&report, NoteCode::FrozenPictures));
    assert!(report.repairs.repeated_frames > 80);
    let kind = EventKind::InitialContact;
    for side in Side::BOTH {
        let found = report.events.iter().filter(|e| e.side == side && e.kind == kind).count();
        assert!(found + 1 >= WALK.events_s(side, kind).len(), "{side:?}: {found}");
    }
}

#[test]
fn poses_that_are_the_same_to_the_last_digit_are_of_one_picture() {
    let mut poses = WALK.poses();
    frozen(&mut poses, 240, 260);
    poses.frames.iter_mut().for_each(|frame| frame.change = None);
    assert!(has(&report_of(&poses), NoteCode::FrozenPictures));
    assert!(!has(&report_of(&WALK.poses()), NoteCode::FrozenPictures));
}

#[test]
fn nothing_is_measured_across_a_joint() {
    for (part, code) in
        [(NewPart::Clock, NoteCode::ClockRestarts), (NewPart::Shape, NoteCode::ShapeChanges)]
    {
        let mut poses = WALK.poses();
        poses.frames[250].new_part = Some(part);
        let report = report_of(&poses);
        assert!(has(&report, code));
        let joint_s = poses.frames[250].time_s;
        let across = |c: &GaitCycle| c.seen_s[0] < joint_s && c.seen_s[1] > joint_s;
        assert!(!report.gait.cycles.iter().any(across));
        assert!(report.passes.len() == 2 && report.gait.cycles.len() >= 6);
    }
}

#[test]
fn nothing_is_measured_across_a_gap_of_the_clock() {
    let whole = report_of(&WALK.poses());
    assert!(!has(&whole, NoteCode::TimeGaps));
    for gap_s in [0.2, 0.6, 3600.0, 80_000.0] {
        let mut poses = WALK.poses();
        let before_s = poses.frames[249].time_s;
        poses.frames[250..].iter_mut().for_each(|frame| frame.time_s += gap_s);
        let report = report_of(&poses);
        assert!(has(&report, NoteCode::TimeGaps), "{gap_s}");
        assert_eq!(report.passes.len(), 2, "{gap_s}");
        assert!(report.passes[0].end_s < before_s + 0.05, "{gap_s}");
        assert!(report.passes.iter().all(|pass| pass.end_s - pass.start_s < 5.0), "{gap_s}");
        let across =
            |c: &GaitCycle| c.seen_s[0] < before_s + 0.01 && c.seen_s[1] > before_s + gap_s;
        assert!(!report.gait.cycles.iter().any(across), "{gap_s}");
        assert!(report.gait.cycles.len() >= 6, "{gap_s}");
        for side in Side::BOTH {
            for measure in [MeasureId::StepTime, MeasureId::StanceTime, MeasureId::StrideTime] {
                let off = mean(&report, measure, side) - mean(&whole, measure, side);
                assert!(off.abs() < 0.02, "{gap_s} {measure:?} {side:?}: {off}");
            }
        }
    }
    // some frames that were dropped are no gap
    let mut poses = WALK.poses();
    poses.frames.drain(250..255);
    let report = report_of(&poses);
    assert!(!has(&report, NoteCode::TimeGaps) && report.passes.len() == 1);
}

fn assert_doubted(walk: Walker, code: NoteCode) {
    let mut poses = walk.poses();
    let report = report_of(&poses);
    assert_eq!(report.gait.refused, Some(NoGait::TimeInDoubt));
    assert!(report.gait.measures.is_empty() && report.events.is_empty());
    assert!(report.gait.cycles.is_empty() && report.findings.is_empty());
    let note = report.quality.iter().find(|note| note.code == code).expect("a note");
    assert_eq!(note.severity, Severity::Serious);
    assert!(note.advice.contains("--capture-fps"));
    // who knows better says so
    poses.reading.capture_rate_hz = Some(walk.rate_hz);
    assert_eq!(report_of(&poses).gait.refused, None);
}

#[test]
fn slow_motion_that_nobody_declared_is_named() {
    let half = Walker { stride_s: 2.0 * WALK.stride_s, seconds: 14.0, ..WALK };
    assert_doubted(half, NoteCode::PlaysTooSlow);
    // lengths in metres
    let tall =
        Options { scale: Some(GivenScale::Height { height_cm: 175.0 }), ..Options::default() };
    let in_metres = Assessed::of(&half.poses(), &tall).report;
    assert_eq!(in_metres.gait.refused, Some(NoGait::TimeInDoubt));
    assert_eq!(Assessed::of(&WALK.poses(), &tall).report.gait.refused, None);
    let to_the_left = Walker { camera: Camera::LeftSide, ..half };
    assert_doubted(to_the_left, NoteCode::PlaysTooSlow);
}

/// From the front and from behind the way of a step tells it, by the size in the picture.
#[test]
fn slow_motion_of_somebody_who_comes_or_goes_is_named() {
    for camera in [Camera::Front, Camera::Rear] {
        let walk = Walker { camera, ..WALK };
        assert_eq!(report_of(&walk.poses()).gait.refused, None, "{camera:?}");
        assert_doubted(Walker { stride_s: 1.8 * WALK.stride_s, ..walk }, NoteCode::PlaysTooSlow);
    }
}

#[test]
fn a_slow_walk_has_short_steps_and_is_measured() {
    // from the front and from behind very slow steps are not found
    let walks =
        [(Camera::RightSide, 1.9, 0.5), (Camera::Front, 1.5, 0.55), (Camera::Rear, 1.5, 0.55)];
    for (camera, stride_s, stride_length) in walks {
        let slow = Walker { camera, stride_s, stride_length, seconds: 14.0, ..WALK };
        assert_eq!(report_of(&slow.poses()).gait.refused, None, "{camera:?}");
    }
}

#[test]
fn a_film_that_was_sped_up_is_named() {
    // from where a body's height is known, its speed tells
    let quick = Walker { stride_s: 0.72, stride_length: 0.95, ..WALK }.poses();
    let of_height = |height_cm| {
        let scale = Some(GivenScale::Height { height_cm });
        Assessed::of(&quick, &Options { scale, ..Options::default() }).report
    };
    let report = of_height(175.0);
    assert_eq!(report.gait.refused, Some(NoGait::TimeInDoubt));
    assert!(has(&report, NoteCode::PlaysTooQuick));
    // a small child's legs are as quick
    assert_eq!(of_height(100.0).gait.refused, None);
    assert_eq!(report_of(&quick).gait.refused, None);
    // twice as fast, no stride is found as that of a walk
    let twice = report_of(&Walker { stride_s: 0.55, ..WALK }.poses());
    assert_eq!(twice.gait.refused, Some(NoGait::TimeInDoubt));
    assert!(has(&twice, NoteCode::PlaysTooQuick));
}

#[test]
fn a_film_whose_speed_changes_is_named() {
    let mut poses = WALK.poses();
    let slow_from_s = 4.0;
    let slower = |t: f64| if t < slow_from_s { t } else { slow_from_s + 1.7 * (t - slow_from_s) };
    poses.frames.iter_mut().for_each(|frame| frame.time_s = slower(frame.time_s));
    let assessed = Assessed::of(&poses, &Options::default());
    assert_eq!(assessed.report.gait.refused, Some(NoGait::TimeInDoubt));
    assert!(has(&assessed.report, NoteCode::PlaysUnevenly));
}

#[test]
fn a_file_without_a_rate_has_no_times() {
    let mut poses = WALK.poses();
    poses.clip.video.rate_is_assumed = true;
    let report = report_of(&poses);
    assert_eq!(report.gait.refused, Some(NoGait::TimeInDoubt));
    assert!(has(&report, NoteCode::AssumedRate));
    poses.reading.capture_rate_hz = Some(60.0);
    assert_eq!(report_of(&poses).gait.refused, None);
}
