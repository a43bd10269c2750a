//! Films that lie about shape and direction: squeezed pictures, and ways that are played there and back; and pictures in
//! which legs are hidden or torn.

use crate::support::assessed::Assessed;
use crate::support::{Need, ffmpeg, gaitline, shared_clip, skip, stderr};
use gaitline::anatomy::{Landmark, Side};
use gaitline::gait::{MeasureId, NoGait, Task};
use gaitline::internals::camera_tracking::BackgroundStep;
use gaitline::motion::View;
use gaitline::options::Options;
use gaitline::report::{NoteCode, Report};
use gaitline::track::PoseSequence;
use serde_json::Value;
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

/// The clip without the upper part of its picture.
fn without_top(mut poses: PoseSequence, share: f32) -> PoseSequence {
    let video = &mut poses.clip.video;
    let top_px = (video.height_px as f32 * share).round();
    video.height_px -= top_px as u32;
    for pose in poses.frames.iter_mut().filter_map(|f| f.pose.as_mut()) {
        pose.keypoints.iter_mut().for_each(|k| k.y_px -= top_px);
        pose.leg_peaks.iter_mut().flatten().for_each(|p| p.y_px -= top_px);
    }
    poses
}

/// What is cut off above moves the horizon up in the picture, as a flight of stairs does.
#[test]
fn a_floor_in_a_cropped_picture_is_no_flight_of_stairs() {
    for clip in ["normal_frontal", "normal_rear"] {
        for share in [0.25, 0.3] {
            let report = report_of(&without_top(seen(clip), share), &Options::default());
            let deg: Vec<_> = report.passes.iter().map(|pass| pass.tilt.descent_deg).collect();
            assert_eq!(report.gait.tasks, [Task::Walking], "{clip} without {share}: {deg:?}");
        }
    }
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

/// The report and the poses of a shared clip that ffmpeg has changed; `None`, and says so, where something lacks.
fn changed_by_ffmpeg(clip: &str, filters: &str) -> Option<(Value, PoseSequence)> {
    let original = shared_clip(clip)?;
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("film.mp4");
    let [from, to] = [original.to_str().unwrap(), film.to_str().unwrap()];
    if !ffmpeg(&["-i", from, "-vf", filters, "-c:v", "libx264", "-crf", "18", to]) {
        skip(Need::Ffmpeg, "this ffmpeg cannot change films");
        return None;
    }
    let out = folder.path().to_str().unwrap();
    let done = gaitline(&["analyze", to, "--out", out, "--quiet", "--no-film"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let results = folder.path().join("film");
    let report = std::fs::read_to_string(results.join("report.json")).unwrap();
    let poses = PoseSequence::read(&results.join("poses.json")).unwrap();
    Some((serde_json::from_str(&report).unwrap(), poses))
}

#[test]
fn knees_behind_a_band_are_missing_and_not_invented() {
    let band = "drawbox=x=0:y=400:w=iw:h=70:color=black:t=fill";
    let Some((report, poses)) = changed_by_ffmpeg("normal_sagittal_right", band) else { return };
    let hidden = |landmark: Landmark| {
        let seen = poses.frames.iter().filter_map(|frame| frame.pose.as_ref());
        seen.filter(|pose| pose.keypoint(landmark).visibility == 0.0).count()
    };
    assert!(hidden(Landmark::LeftKnee) > 110 && hidden(Landmark::RightKnee) > 110);
    assert_eq!(hidden(Landmark::RightAnkle), 0, "it shows below the band");
    let measures = report["gait"]["measures"].as_array().unwrap();
    let names: Vec<&str> = measures.iter().filter_map(|m| m["name"].as_str()).collect();
    assert!(names.contains(&"step_time_s"), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with("knee_flexion")), "{names:?}");
}

#[test]
fn half_pictures_without_a_flag_are_named() {
    let clip = "normal_sagittal_right_60fps";
    for (filters, is_combed) in [("tinterlace=interleave_top", true), ("fps=30", false)] {
        let Some((report, _)) = changed_by_ffmpeg(clip, filters) else { return };
        let notes = report["quality"].as_array().unwrap();
        assert_eq!(notes.iter().any(|note| note["code"] == "combed"), is_combed, "{filters}");
    }
}
