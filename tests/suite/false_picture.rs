//! Films that lie about shape and direction: squeezed pictures, and ways that are played there and back.

use crate::support::assessed::Assessed;
use gaitline::anatomy::Side;
use gaitline::gait::{MeasureId, NoGait};
use gaitline::internals::camera_tracking::BackgroundStep;
use gaitline::motion::View;
use gaitline::options::Options;
use gaitline::report::{NoteCode, Report};
use gaitline::track::PoseSequence;
use std::path::Path;

const STILL: BackgroundStep =
    BackgroundStep { right_px: 0.0, down_px: 0.0, turn_deg: 0.0, growth_pct: 0.0 };

const FROM_THE_SIDE: [&str; 3] =
    ["normal_sagittal_left", "normal_sagittal_right", "treadmill_sagittal"];

/// Poses of a rendered clip, as blazepose-heavy saw it.
fn seen(clip: &str) -> PoseSequence {
    let file = format!("tests/fixtures/{clip}.poses.json");
    PoseSequence::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

fn report_of(poses: &PoseSequence, options: &Options) -> Report {
    Assessed::of(poses, options).report
}

fn has(report: &Report, code: NoteCode) -> bool {
    report.quality.iter().any(|note| note.code == code)
}

/// The clip in a picture of another width.
fn widened(mut poses: PoseSequence, ratio: f32) -> PoseSequence {
    let video = &mut poses.clip.video;
    video.width_px = (video.width_px as f32 * ratio) as u32;
    for pose in poses.frames.iter_mut().filter_map(|f| f.pose.as_mut()) {
        pose.keypoints.iter_mut().for_each(|k| k.x_px *= ratio);
        pose.leg_peaks.iter_mut().flatten().for_each(|p| p.x_px *= ratio);
    }
    poses
}

#[test]
fn nothing_is_measured_in_a_squeezed_or_stretched_picture() {
    for clip in FROM_THE_SIDE {
        for (ratio, shape) in [(0.75, "narrow"), (4.0 / 3.0, "wide")] {
            let report = report_of(&widened(seen(clip), ratio), &Options::default());
            assert_eq!(report.gait.refused, Some(NoGait::WrongShape), "{clip} {ratio}");
            let note = report.quality.iter().find(|n| n.code == NoteCode::WrongShape).unwrap();
            assert_eq!(note.values["shape"], shape, "{clip}");
            assert!(report.angles.iter().all(|angle| angle.frames == 0), "{clip}");
            assert!(report.gait.measures.is_empty() && report.events.is_empty(), "{clip}");
        }
    }
}

#[test]
fn pictures_of_the_right_shape_are_not_called_squeezed() {
    let others = ["normal_frontal", "normal_rear", "stairs_descent_sagittal_normal"];
    for clip in FROM_THE_SIDE.into_iter().chain(others) {
        assert!(!has(&report_of(&seen(clip), &Options::default()), NoteCode::WrongShape), "{clip}");
    }
}

#[test]
fn who_says_from_where_the_film_was_made_is_believed_about_its_shape() {
    let options = Options { view: Some(View::RightSide), ..Options::default() };
    let report = report_of(&widened(seen("normal_sagittal_right"), 0.75), &options);
    assert!(!has(&report, NoteCode::WrongShape) && report.gait.refused.is_none());
}

/// The clip, and then once more from its end to its beginning.
fn there_and_back(clip: &str) -> PoseSequence {
    let mut poses = seen(clip);
    let way = poses.frames.clone();
    let frame_s = way[1].time_s - way[0].time_s;
    for frame in way.iter().rev() {
        let mut again = frame.clone();
        again.index = poses.frames.len();
        again.time_s = again.index as f64 * frame_s;
        again.background = Some(STILL);
        poses.frames.push(again);
    }
    poses
}

#[test]
fn of_a_way_that_is_played_there_and_back_only_the_way_there_is_measured() {
    for clip in ["normal_sagittal_left", "normal_sagittal_right", "normal_frontal"] {
        let once = report_of(&seen(clip), &Options::default());
        let twice = report_of(&there_and_back(clip), &Options::default());
        assert!(has(&twice, NoteCode::WalksBackward), "{clip}");
        let middle_s = twice.clip.timing.duration_s;
        assert!(twice.events.iter().all(|e| e.time_s < middle_s), "{clip}");
        // where exactly the way ends is not seen to the frame from the front
        let lost = once.gait.cycles.len() - twice.gait.cycles.len();
        assert!(lost <= 1, "{clip}");
        let step_s = |report: &Report, side: Side| {
            let mut all = report.gait.measures.iter();
            let own = all.find(|m| m.measure == MeasureId::StepTime && m.side == Some(side));
            own.map_or(f64::NAN, |m| m.mean)
        };
        for side in Side::BOTH {
            let off_s = step_s(&twice, side) - step_s(&once, side);
            assert!(off_s.abs() < 0.02, "{clip} {side:?}: {off_s}");
        }
    }
}
