//! Poses of other tools: the same poses in every format, read back; what a set lacks; mistakes; damaged files.

use crate::support::foreign::{
    alphapose, mediapipe_json, mediapipe_long, mediapipe_wide, mmpose, openpose_folder,
    openpose_frame, reduced,
};
use crate::support::{gaitline, stderr};
use gaitline::assessment::assess;
use gaitline::error::ForeignPosesError;
use gaitline::foreign_poses::{
    ClipOfPoses, ForeignPoses, PoseFile, read_file, read_folder, sequence,
};
use gaitline::gait::{Angle, MeasureId, NoGait, Reason};
use gaitline::options::Options;
use gaitline::report::{NoteCode, Report};
use gaitline::track::{AskedPerson, PoseSequence, ReadingOptions};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

fn fixture(name: &str) -> PoseSequence {
    let path = format!("{}/tests/fixtures/{name}.poses.json", env!("CARGO_MANIFEST_DIR"));
    PoseSequence::read(Path::new(&path)).unwrap()
}

fn file(text: impl Into<String>) -> PoseFile {
    PoseFile { path: "walk.poses".into(), text: text.into() }
}

fn files_in(folder: &Path) -> Vec<PoseFile> {
    let mut files: Vec<PoseFile> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| PoseFile { text: std::fs::read_to_string(&path).unwrap(), path })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The clip that a sequence is of.
fn clip_of(original: &PoseSequence) -> ClipOfPoses {
    let times_s: Vec<f64> = original.frames.iter().map(|f| f.time_s).collect();
    ClipOfPoses {
        clip: original.clip.clone(),
        kept: 0..times_s.len(),
        whole: Some(("walk.mp4".into(), times_s.len())),
        times_s,
        warnings: vec![],
        poses_sha256: "0".repeat(64),
        reading: ReadingOptions::default(),
    }
}

fn back(poses: &ForeignPoses, original: &PoseSequence) -> PoseSequence {
    sequence(poses, clip_of(original)).unwrap()
}

/// Every format, with its set of landmarks where that is not MediaPipe's.
fn formats(original: &PoseSequence) -> Vec<(&'static str, Option<&'static str>, ForeignPoses)> {
    let folder = tempfile::tempdir().unwrap();
    let of_folder = |set: &str| {
        let path = folder.path().join(set);
        openpose_folder(original, set, &path);
        read_folder(&path, &files_in(&path)).unwrap()
    };
    let list: Value = original.frames.iter().map(|f| openpose_frame(f, "BODY_25")).collect();
    let wrapped =
        json!({ "fps": 30, "width": 1280, "height": 720, "frames": mediapipe_json(original) });
    let read = |text: String| read_file(&file(text)).unwrap();
    let halpe = alphapose(original, "HALPE-26", None);
    vec![
        ("OpenPose JSON, BODY_25", Some("BODY_25"), of_folder("BODY_25")),
        ("OpenPose JSON, HALPE-26", Some("HALPE-26"), of_folder("HALPE-26")),
        ("OpenPose JSON, COCO-17", Some("COCO-17"), of_folder("COCO-17")),
        ("OpenPose JSON, BODY_25", Some("BODY_25"), read(list.to_string())),
        ("MMPose JSON, HALPE-26", Some("HALPE-26"), read(mmpose(original, "HALPE-26", false))),
        ("MMPose JSON, HALPE-26", Some("HALPE-26"), read(mmpose(original, "HALPE-26", true))),
        (
            "MMPose JSON, COCO-WholeBody-133",
            Some("COCO-WholeBody-133"),
            read(mmpose(original, "COCO-WholeBody-133", true)),
        ),
        ("COCO results JSON, HALPE-26", Some("HALPE-26"), read(Value::from(halpe).to_string())),
        ("MediaPipe CSV, BlazePose-33", None, read(mediapipe_wide(original))),
        ("MediaPipe CSV, BlazePose-33", None, read(mediapipe_long(original))),
        ("MediaPipe JSON, BlazePose-33", None, read(mediapipe_json(original).to_string())),
        ("MediaPipe JSON, BlazePose-33", None, read(wrapped.to_string())),
    ]
}

fn assert_same_poses(one: &PoseSequence, other: &PoseSequence, what: &str) {
    assert_eq!(one.frames.len(), other.frames.len(), "{what}");
    for (a, b) in one.frames.iter().zip(&other.frames) {
        assert_eq!((a.index, a.time_s), (b.index, b.time_s), "{what}");
        assert_eq!(a.pose.is_some(), b.pose.is_some(), "{what}, frame {}", a.index);
        let Some((a, b)) = a.pose.as_ref().zip(b.pose.as_ref()) else { continue };
        for (k, l) in a.keypoints.iter().zip(&b.keypoints) {
            assert_eq!(k.is_absent(), l.is_absent(), "{what}");
            let off_px = (k.x_px - l.x_px).hypot(k.y_px - l.y_px);
            assert!(
                off_px < 1e-3 && (k.visibility - l.visibility).abs() < 1e-6,
                "{what}: {k:?} {l:?}"
            );
        }
    }
}

#[test]
fn every_format_gives_back_the_poses_and_their_measures() {
    let mut original = fixture("normal_sagittal_left");
    original.frames[40].pose = None; // a frame in which the tool found nobody
    for (name, set, poses) in formats(&original) {
        let found = back(&poses, &original);
        let expected = reduced(&original, set);
        let source = found.source.as_ref().unwrap();
        assert_eq!(source.name(), name);
        assert!(source.has_confidences && found.model.is_none());
        assert_same_poses(&found, &expected, name);
        let [got, known] = [&found, &expected].map(|s| assess(s, &Options::default()));
        let measures = |a: &gaitline::assessment::Assessment| {
            a.reliability.measures.iter().map(|m| (m.measure, m.side, m.n)).collect::<Vec<_>>()
        };
        assert_eq!(measures(&got), measures(&known), "{name}");
        assert_eq!(measures(&got).is_empty(), set == Some("COCO-17"), "{name}");
        for (m, k) in got.reliability.measures.iter().zip(&known.reliability.measures) {
            assert!((m.mean - k.mean).abs() <= 1e-3 * (1.0 + k.mean.abs()), "{name}: {m:?} {k:?}");
        }
    }
}

/// Without heat maps, world landmarks and the 33rd landmark, near enough to gaitline's own reading.
#[test]
fn a_walk_measured_from_other_sets_is_the_same_walk() {
    for clip in ["normal_sagittal_left", "normal_sagittal_right", "normal_frontal", "normal_rear"] {
        let original = fixture(clip);
        let own = assess(&original, &Options::default());
        for set in ["BODY_25", "HALPE-26"] {
            let found =
                back(&read_file(&file(mmpose_or_openpose(&original, set))).unwrap(), &original);
            let got = assess(&found, &Options::default());
            assert_eq!(got.gait.refused, None, "{clip} {set}");
            let [views, own_views] =
                [&got, &own].map(|a| a.motion.passes.iter().map(|p| p.view).collect::<Vec<_>>());
            assert_eq!(views, own_views, "{clip} {set}");
            let mean = |a: &gaitline::assessment::Assessment, id: MeasureId| {
                a.reliability.measures.iter().find(|m| m.measure == id).map(|m| m.mean)
            };
            let (cadence, own_cadence) =
                (mean(&got, MeasureId::Cadence), mean(&own, MeasureId::Cadence));
            let off = (cadence.unwrap() / own_cadence.unwrap() - 1.0).abs();
            assert!(off < 0.03, "{clip} {set}: {cadence:?} {own_cadence:?}");
        }
    }
}

fn mmpose_or_openpose(original: &PoseSequence, set: &str) -> String {
    match set {
        "HALPE-26" => mmpose(original, set, true),
        set => {
            original.frames.iter().map(|f| openpose_frame(f, set)).collect::<Value>().to_string()
        }
    }
}

#[test]
fn without_feet_angles_are_measured_and_steps_refused() {
    for (clip, angle) in
        [("normal_sagittal_left", Angle::KneeFlexion), ("normal_frontal", Angle::Fppa)]
    {
        let original = fixture(clip);
        let poses = read_file(&file(mmpose(&original, "COCO-17", true))).unwrap();
        let found = back(&poses, &original);
        let subject = found.subject().unwrap();
        assert!(subject.whole_body_pct > 60.0, "no landmark of the set is outside: {subject:?}");
        assert!(subject.boxes.iter().all(|b| b.box_px[0] > 1.0 && b.box_px[1] > 1.0));
        let assessment = assess(&found, &Options::default());
        assert_eq!(assessment.gait.refused, Some(NoGait::NoFootLandmarks), "{clip}");
        assert!(assessment.gait.events.is_empty() && assessment.reliability.measures.is_empty());
        let own = assess(&original, &Options::default());
        let views = |a: &gaitline::assessment::Assessment| {
            a.motion.passes.iter().map(|p| p.view).collect::<Vec<_>>()
        };
        assert_eq!(views(&assessment), views(&own), "{clip}");
        let series = |a: &gaitline::assessment::Assessment, angle: Angle| {
            a.gait.angles.iter().find(|s| s.angle == angle).unwrap().clone()
        };
        let (got, known) = (series(&assessment, angle), series(&own, angle));
        let pairs = got.values_deg.iter().zip(&known.values_deg);
        let off: Vec<f64> = pairs.filter_map(|(a, b)| Some(((*a)? - (*b)?).abs())).collect();
        assert!(off.len() > 60, "{clip}");
        let mean = off.iter().sum::<f64>() / off.len() as f64;
        assert!(mean < 5.0, "{clip}: {mean}");
        if angle == Angle::KneeFlexion {
            let ankle = series(&assessment, Angle::AnkleDorsiflexion);
            assert_eq!(ankle.unavailable, Some(Reason::NoLandmarks));
        }
    }
}

#[test]
fn the_report_names_the_tool_and_takes_its_errors_as_the_widest() {
    let original = fixture("normal_sagittal_left");
    let poses = read_file(&file(mmpose(&original, "HALPE-26", true))).unwrap();
    let found = back(&poses, &original);
    let assessment = assess(&found, &Options::default());
    let report = Report::build(&found, &assessment, &Options::default());
    let note = report.quality.iter().find(|n| n.code == NoteCode::OtherTool).unwrap();
    assert!(note.what.contains("MMPose JSON, HALPE-26"), "{}", note.what);
    assert!(report.quality.iter().all(|n| n.code != NoteCode::NoConfidences));
    assert_eq!(report.pose_source.as_ref().unwrap().landmark_set, "HALPE-26");
    let mut unknown = found.clone();
    unknown.model = Some(gaitline::track::ModelInfo {
        name: "blazepose-heavy, as somebody calls it".to_owned(),
        detector_sha256: String::new(),
        landmarker_sha256: String::new(),
        errors: None,
        device: None,
    });
    let widest = assess(&unknown, &Options::default());
    for (a, b) in assessment.reliability.measures.iter().zip(&widest.reliability.measures) {
        assert_eq!((a.measure, a.ci95), (b.measure, b.ci95));
    }
    // and the file that is written of them is read again
    let text = serde_json::to_string(&found).unwrap();
    let again = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(again.path(), text).unwrap();
    assert_eq!(PoseSequence::read(again.path()).unwrap(), found);
}

#[test]
fn without_confidences_everything_counts_as_seen_and_the_report_says_so() {
    let original = fixture("normal_sagittal_left");
    let mut document: Value = serde_json::from_str(&mmpose(&original, "HALPE-26", true)).unwrap();
    for frame in document["instance_info"].as_array_mut().unwrap() {
        frame["instances"][0].as_object_mut().unwrap().remove("keypoint_scores");
    }
    let found = back(&read_file(&file(document.to_string())).unwrap(), &original);
    let pose = found.frames[3].pose.as_ref().unwrap();
    assert!(pose.keypoints.iter().all(|k| k.is_absent() || k.visibility == 1.0));
    let report = Report::build(&found, &assess(&found, &Options::default()), &Options::default());
    assert!(report.quality.iter().any(|n| n.code == NoteCode::NoConfidences));
}

#[test]
fn people_are_kept_apart_by_place_or_by_the_tools_numbers() {
    let original = fixture("normal_sagittal_left");
    let mut standing = original.clone();
    let still = original.frames[5].pose.clone();
    for frame in &mut standing.frames {
        frame.pose = still.clone();
        for k in frame.pose.iter_mut().flat_map(|p| &mut p.keypoints) {
            k.x_px *= 0.3;
        }
    }
    for (first, second) in [(None, None), (Some(7), Some(3))] {
        let mut entries = alphapose(&standing, "HALPE-26", first);
        let own = alphapose(&original, "HALPE-26", second);
        // in every second frame the tool lists them the other way round
        let both = entries.drain(..).zip(own).enumerate();
        let mixed: Vec<Value> =
            both.flat_map(|(i, (a, b))| if i % 2 == 0 { [a, b] } else { [b, a] }).collect();
        let poses = read_file(&file(Value::from(mixed).to_string())).unwrap();
        let found = back(&poses, &original);
        assert_eq!((found.people.len(), found.subject_id), (2, 2), "{:?}", found.people);
        assert_same_poses(&found, &reduced(&original, Some("HALPE-26")), "the walker");
        let asked = |person| {
            let reading = ReadingOptions {
                person: Some(AskedPerson::Number(person)),
                ..ReadingOptions::default()
            };
            sequence(&poses, ClipOfPoses { reading, ..clip_of(&original) })
        };
        assert_eq!(asked(1).unwrap().subject_id, 1);
        assert!(matches!(asked(3), Err(ForeignPosesError::NoSuchPersonThere { found: 2, .. })));
    }
}

#[test]
fn who_comes_back_is_the_same_where_nobody_else_was_seen() {
    let mut original = fixture("normal_sagittal_left");
    for frame in &mut original.frames[40..90] {
        frame.pose = None;
    }
    let found = back(&read_file(&file(mmpose(&original, "HALPE-26", true))).unwrap(), &original);
    assert_eq!(found.people.len(), 1);
    assert_same_poses(&found, &reduced(&original, Some("HALPE-26")), "away for a while");
    // who is elsewhere at once is somebody else
    for frame in &mut original.frames[100..] {
        for k in frame.pose.iter_mut().flat_map(|p| &mut p.keypoints) {
            k.x_px += 700.0;
        }
    }
    let found = back(&read_file(&file(mmpose(&original, "HALPE-26", true))).unwrap(), &original);
    assert_eq!(found.people.len(), 3);
}

#[test]
fn poses_of_a_larger_picture_are_refused() {
    let original = fixture("normal_sagittal_left");
    let poses = read_file(&file(mmpose(&original, "HALPE-26", true))).unwrap();
    let mut of = clip_of(&original);
    (of.clip.video.width_px, of.clip.video.height_px) = (640, 360);
    let refused = sequence(&poses, of).unwrap_err().to_string();
    assert!(refused.contains("outside the picture of 640 x 360 px"), "{refused}");
}

#[test]
fn frames_go_where_their_numbers_say() {
    let original = fixture("normal_sagittal_left");
    let entries = alphapose(&original, "HALPE-26", None);
    let n = original.frames.len();
    // frames are missing inside and at the end
    let some: Vec<Value> =
        entries.iter().take(n - 9).filter(|e| e["image_id"] != "20.jpg").cloned().collect();
    let found = back(&read_file(&file(Value::from(some).to_string())).unwrap(), &original);
    let missing: Vec<usize> =
        found.frames.iter().filter(|f| f.pose.is_none()).map(|f| f.index).collect();
    assert_eq!(missing, [&[20][..], &(n - 9..n).collect::<Vec<_>>()].concat());
    let report = Report::build(&found, &assess(&found, &Options::default()), &Options::default());
    let note = report.quality.iter().find(|n| n.code == NoteCode::PosesEndEarly).unwrap();
    assert_eq!(note.what, format!("The poses end at frame {} of {n}.", n - 9));
    // another clip
    let shorter = ClipOfPoses { whole: Some(("walk.mp4".into(), n - 2)), ..clip_of(&original) };
    let all = read_file(&file(Value::from(entries).to_string())).unwrap();
    let refused = sequence(&all, shorter).unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!("walk.poses has {n} frames, but walk.mp4 has {}", n - 2)
    );
    // a list without numbers has all of them
    let list: Vec<Value> =
        original.frames[..n - 1].iter().map(|f| openpose_frame(f, "BODY_25")).collect();
    let list = read_file(&file(Value::from(list).to_string())).unwrap();
    assert!(matches!(
        sequence(&list, clip_of(&original)),
        Err(ForeignPosesError::FrameCount { poses, frames, .. }) if (poses, frames) == (n - 1, n)
    ));
    // a part of the clip
    let of = clip_of(&original);
    let part = ClipOfPoses { kept: 30..90, times_s: of.times_s[30..90].to_vec(), ..of };
    let found = sequence(&all, part).unwrap();
    assert_eq!((found.frames.len(), found.frames[0].index), (60, 30));
    assert_eq!(
        found.frames[0].pose.as_ref().unwrap().keypoints[25],
        reduced(&original, Some("HALPE-26")).frames[30].pose.as_ref().unwrap().keypoints[25]
    );
}

/// The error of a text, as it is printed.
fn refused(text: impl Into<String>) -> String {
    read_file(&file(text)).unwrap_err().to_string()
}

#[test]
fn every_mistake_has_its_message() {
    let person = |values: Vec<f64>| json!({ "people": [{ "pose_keypoints_2d": values }] });
    let good: Vec<f64> = (0..75).map(f64::from).collect();
    let frames = |second: Value| json!([person(good.clone()), second]).to_string();
    let short = frames(person(good[..72].to_vec()));
    for (text, parts) in [
        (String::new(), &["walk.poses", "empty", "known are OpenPose JSON"][..]),
        ("{".to_owned(), &["no whole JSON"]),
        ("[]".to_owned(), &["empty list"]),
        ("[1, 2]".to_owned(), &["list of something else"]),
        ("[null, [], null]".to_owned(), &["there is nobody in its 3 frames"]),
        (json!([{ "landmarks": [] }, { "pose_landmarks": null }]).to_string(), &["nobody in its 2 frames"]),
        ("{\"a\": 1}".to_owned(), &["outermost keys"]),
        (person(good.clone()).to_string(), &["a single frame"]),
        ("{\"schema_version\": 1, \"subject_id\": 1}".to_owned(), &["poses.json of gaitline"]),
        (short, &["frame 1", "24 landmarks", "25 (BODY_25)"]),
        (frames(person(good[..57].to_vec())), &["frame 1", "19 landmarks"]),
        (frames(person(good[..74].to_vec())), &["frame 1", "74 values", "x, y and confidence"]),
        (frames(json!({ "people": [{}] })), &["frame 1", "pose_keypoints_2d"]),
        (frames(json!({ "people": [{ "pose_keypoints_2d": vec!["a"; 75] }] })), &["frame 1", "\"a\"", "a number"]),
        (frames(json!(5)), &["frame 1", "an object with people"]),
        (frames(person(vec![0.0; 75])).replace("74.0", "Infinity"), &["frame 0", "Infinity", "a number"]),
        (frames(person(good.clone())).replacen("3.0,4.0", "NaN,4.0", 1), &["frame 0", "only one of x and y"]),
        (frames(person(vec![1e9; 75])), &["frame 1", "in or near the picture"]),
        (frames(person(vec![1e308; 75])), &["a landmark at 1e308, 1e308;"]),
        (
            frames(json!({ "people": vec![json!({ "pose_keypoints_2d": good }); 101] })),
            &["frame 1", "101 people", "at most 100"],
        ),
        (
            frames(json!({ "people": vec![json!({ "pose_keypoints_2d": good }); 2] })),
            &["frame 1 has the same person twice"],
        ),
        (json!([person(vec![0.5; 75]), person(vec![0.4; 75])]).to_string(), &["between -1 and 1", "pixels"]),
        (json!([person(vec![0.0; 75]), person(vec![0.0; 75])]).to_string(), &["nobody", "2 frames"]),
        ("a,b\n1,2".to_owned(), &["names no x and y of landmarks"]),
        ("frame,x_0,x_0,y_0\n0,1,1,1".to_owned(), &["column 3 is there twice"]),
        ("landmark,x,y\n0,1,1".to_owned(), &["no column frame"]),
        ("frame,x_0,y_0\n0,1".to_owned(), &["line 2", "2 cells"]),
        ("frame,x_0,y_0\n0,1,a".to_owned(), &["line 2", "\"a\"", "a number"]),
        ("frame,x_0,y_0\n-1,1,1".to_owned(), &["line 2", "-1", "whole number"]),
        ("frame,x_0,y_0\n0,.5,.5\n0,.5,.5".to_owned(), &["frame 0 is there twice"]),
        ("frame,x_0,y_0\n0,.5,".to_owned(), &["frame 0", "only one of x and y"]),
        ("frame,x_0,y_0,v_0\n0,.5,.5,".to_owned(), &["frame 0", "no confidence"]),
        ("frame,x_0,y_0,x_40,y_40\n0,.5,.5,.5,.5".to_owned(), &["number 40", "0 to 32"]),
        ("frame,time_s,x_0,y_0\n0,-1,.5,.5".to_owned(), &["line 2", "-1 s", "0 s or more"]),
        ("frame,time_s,x_0,y_0\n0,,.5,.5".to_owned(), &["line 2", "no time", "0 s or more"]),
        ("frame,time_s,x_0,y_0\n0,-1e308,.5,.5".to_owned(), &["line 2", "a time of -1e308 s"]),
        (json!([{ "time_s": null, "landmarks": vec![json!([0.5, 0.5, 0]); 33] }]).to_string(), &["frame 0", "no time"]),
        ("frame,time_s,x_0,y_0\n0,1,.5,.5\n1,0.5,.5,.5".to_owned(), &["frame 1", "times that increase"]),
        ("frame,landmark,x,y\n0,tail,.5,.5".to_owned(), &["line 2", "\"tail\""]),
        ("frame,landmark,x,y\n0,3,.5,.5\n0,3,.5,.5".to_owned(), &["line 3", "a second time"]),
        ("frame,x_0,y_0\n0,500,400\n1,510,400".to_owned(), &["coordinates of", "from 0 to 1"]),
        ("frame,x_23,y_23,x_24,y_24\n0,.01,0,-.01,0\n1,.01,0,-.01,0".to_owned(), &["world landmarks"]),
        (json!([{ "image_id": "walk.jpg", "keypoints": good }]).to_string(), &["walk.jpg", "number of a frame"]),
        (
            json!([{ "image_id": "a1.jpg", "keypoints": good }, { "image_id": "b2.jpg", "keypoints": good }]).to_string(),
            &["several clips", "a1.jpg", "b2.jpg"],
        ),
        (json!([{ "frame_id": 0, "instances": [{ "keypoints": [[1, 2, 3]] }] }]).to_string(), &["frame 0", "x and y"]),
        (json!([{ "frame_id": -3, "instances": [] }]).to_string(), &["frame_id"]),
        (
            json!([{ "frame_id": 4, "instances": [] }, { "frame_id": 4, "instances": [{ "keypoints": vec![[9, 9]; 17] }] }])
                .to_string(),
            &["frame 4 is there twice"],
        ),
        (json!([[{ "x": 0.5 }]]).to_string(), &["frame 0", "x, y, z and visibility"]),
        (json!([vec![json!({ "x": 0.5, "y": 0.5 }); 32]]).to_string(), &["32 landmarks", "33"]),
    ] {
        let message = refused(text.clone());
        for part in parts {
            assert!(message.contains(part), "{text:.200}\n{message}\nlacks {part:?}");
        }
    }
}

#[test]
fn a_folder_must_be_of_one_clip() {
    let original = fixture("normal_sagittal_left");
    let at = |name: &str| PoseFile {
        path: name.into(),
        text: openpose_frame(&original.frames[0], "BODY_25").to_string(),
    };
    let refused = |names: &[&str]| {
        let files: Vec<PoseFile> = names.iter().map(|name| at(name)).collect();
        read_folder(Path::new("poses"), &files).unwrap_err().to_string()
    };
    assert!(refused(&["a_1.json", "b_2.json"]).contains("several clips"));
    assert!(refused(&["a_1.json", "a_01.json"]).contains("frame 1 is there twice"));
    assert!(refused(&["a_1.json", "a.json"]).contains("no number"));
}

#[test]
fn a_file_that_python_wrote_with_nan_has_missing_landmarks() {
    let original = fixture("normal_sagittal_left");
    let mut frames: Vec<Value> =
        original.frames.iter().map(|f| openpose_frame(f, "HALPE-26")).collect();
    let heel = 3 * 24;
    for value in
        &mut frames[10]["people"][0]["pose_keypoints_2d"].as_array_mut().unwrap()[heel..heel + 3]
    {
        *value = Value::Null;
    }
    let text = Value::from(frames).to_string().replace("null", "NaN");
    let found = back(&read_file(&file(text)).unwrap(), &original);
    let heel = gaitline::anatomy::Landmark::LeftHeel;
    assert!(found.frames[10].pose.as_ref().unwrap().keypoint(heel).is_absent());
    assert!(!found.frames[11].pose.as_ref().unwrap().keypoint(heel).is_absent());
}

#[test]
fn without_the_clip_rate_and_size_are_stated_and_the_program_says_which_is_missing() {
    let original = fixture("normal_sagittal_left");
    let folder = tempfile::tempdir().unwrap();
    let poses = folder.path().join("walk_json");
    openpose_folder(&original, "BODY_25", &poses);
    let out = folder.path().join("out");
    let run = |more: &[&str]| {
        let fixed = ["analyze", "--poses", poses.to_str().unwrap(), "--out", out.to_str().unwrap()];
        gaitline(&[&fixed[..], more].concat())
    };
    for (more, message) in [
        (&[][..], "--fps is needed"),
        (&["--fps", "30"], "--size is needed"),
        (&["--fps", "0", "--size", "1280x720"], "between 1 and 10000"),
        (&["--fps", "30", "--size", "1280"], "width x height"),
        (&["--fps", "30", "--size", "1280x720", "--overlay"], "--overlay does not go with --poses"),
        (&["--fps", "30", "--size", "1280x720", "--preset", "best"], "--preset has no effect"),
        (&["--fps", "30", "--size", "1280x720", "--person", "9"], "no person 9"),
    ] {
        let done = run(more);
        let code = if more.contains(&"--person") { 1 } else { 2 };
        assert_eq!(done.status.code(), Some(code), "{more:?}");
        assert!(stderr(&done).contains(message), "{more:?}: {}", stderr(&done));
    }
    let done = run(&["--fps", "30", "--size", "1280x720", "--height-cm", "170"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let report = std::fs::read_to_string(out.join("walk_json/report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["pose_source"]["format"], "OpenPose JSON");
    assert_eq!(report["options"]["model"], "OpenPose JSON, BODY_25");
    assert_eq!(report["gait"]["refused"], Value::Null);
    let page = std::fs::read_to_string(out.join("walk_json/report.html")).unwrap();
    assert!(page.contains("OpenPose JSON, BODY_25"));
    // again from what was written
    let again = folder.path().join("again");
    let written = out.join("walk_json/poses.json");
    let done = gaitline(&[
        "analyze",
        written.to_str().unwrap(),
        "--out",
        again.to_str().unwrap(),
        "--height-cm",
        "170",
    ]);
    assert!(done.status.success(), "{}", stderr(&done));
    let second = std::fs::read_to_string(again.join("walk_json/report.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&second).unwrap(), report);
}

/// MediaPipe's frames with what goes for all of them.
fn wrapped(original: &PoseSequence, of_clip: &str) -> String {
    format!("{{{of_clip}, \"frames\": {}}}", mediapipe_json(original))
}

#[test]
fn a_rate_or_size_in_the_file_that_cannot_be_meant_is_named() {
    let original = fixture("normal_sagittal_left");
    for (key, value) in [
        ("fps", "0"),
        ("fps", "-30"),
        ("fps", "NaN"),
        ("frame_rate", "1e9"),
        ("fps", "\"30\""),
        ("width", "0"),
        ("width", "-1280"),
        ("height", "720.5"),
        ("width", "1000000000000"),
        ("width", "\"1280\""),
    ] {
        let message = refused(wrapped(&original, &format!("\"{key}\": {value}")));
        let value = if value == "1e9" { "1000000000.0" } else { value.trim_matches('"') };
        assert!(message.contains(&format!(", {key}: ")) && message.contains(value), "{message}");
        assert!(message.contains("expected a"), "{message}");
    }
    let known = "\"fps\": 25, \"width\": 1280, \"height\": 720";
    let poses = read_file(&file(wrapped(&original, known))).unwrap();
    assert_eq!((poses.rate_hz, poses.size_px), (Some(25.0), Some([1280, 720])));
    let unknown = "\"fps\": null, \"width\": null, \"height\": 720";
    let poses = read_file(&file(wrapped(&original, unknown))).unwrap();
    assert_eq!((poses.rate_hz, poses.size_px), (None, None));
}

#[test]
fn an_entry_without_a_frame_is_named() {
    let original = fixture("normal_sagittal_left");
    let entries = alphapose(&original, "HALPE-26", None);
    let with = |id: Value| {
        let mut entries = entries.clone();
        entries[5]["image_id"] = id;
        Value::from(entries).to_string()
    };
    for id in [json!(-5), json!(10_000_000), json!(1e15), json!(1.5), Value::Null] {
        let message = refused(with(id.clone()));
        assert!(message.contains(", entry 5: the image_id ") && message.contains("a name"));
        assert!(message.contains(&id.to_string()), "{id}: {message}");
    }
    let numbered = |id: Value| {
        let mut entries = entries.clone();
        entries.iter_mut().enumerate().for_each(|(i, entry)| entry["image_id"] = json!(i));
        entries[5]["image_id"] = id;
        Value::from(entries).to_string()
    };
    for id in [json!(-5), json!(1.5), json!("5.jpg"), json!(u64::MAX), json!(1e16)] {
        let message = refused(numbered(id));
        assert!(message.contains(", entry 5: ") && message.contains("from 0 to 1e15"), "{message}");
    }
    // the number is one, but not of a frame of this clip
    let far = read_file(&file(numbered(json!(10_000_000)))).unwrap();
    assert!(far.clock(Some(30.0)).unwrap_err().to_string().contains("at most 648000 frames"));
}

#[test]
fn a_person_who_is_there_twice_is_refused_and_one_who_was_not_found_is_not() {
    let original = fixture("normal_sagittal_left");
    let entries = alphapose(&original, "HALPE-26", Some(1));
    let twice: Vec<Value> = entries.iter().chain(&entries).cloned().collect();
    let message = refused(Value::from(twice).to_string());
    assert!(message.contains("frame 0 has the same person twice"), "{message}");
    let mut absent = entries[0].clone();
    absent["keypoints"].as_array_mut().unwrap().fill(json!(0));
    let unseen: Vec<Value> = entries.iter().cloned().chain([absent.clone(), absent]).collect();
    assert!(read_file(&file(Value::from(unseen).to_string())).is_ok());
}

#[test]
fn a_landmark_with_a_confidence_of_0_was_not_seen_in_any_format() {
    let mut original = fixture("normal_sagittal_left");
    let heel = gaitline::anatomy::Landmark::LeftHeel;
    for pose in original.frames.iter_mut().filter_map(|f| f.pose.as_mut()) {
        (pose.keypoints[heel.index()].visibility, pose.keypoints[heel.index()].presence) =
            (0.0, 0.0);
    }
    for (name, set, poses) in formats(&original) {
        let found = back(&poses, &original);
        let mut poses = found.frames.iter().filter_map(|f| f.pose.as_ref());
        assert!(poses.all(|pose| pose.keypoint(heel).is_absent()), "{name} {set:?}");
    }
}

/// A table whose frames have these times.
fn timed(original: &PoseSequence, times_s: impl Iterator<Item = f64>) -> String {
    let table = mediapipe_wide(original);
    let mut lines = table.lines();
    let head = format!("time_s,{}", lines.next().unwrap());
    let rows = lines.zip(times_s).map(|(line, time_s)| format!("{time_s},{line}"));
    std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
}

#[test]
fn times_that_no_clip_has_are_refused() {
    let original = fixture("normal_sagittal_left");
    let n = original.frames.len();
    let times = |at: &dyn Fn(usize) -> f64| {
        let text = timed(&original, (0..n).map(at));
        read_file(&file(text)).unwrap().clock(None).map_err(|e| (e.to_string(), e.hint()))
    };
    let even = |i: usize| i as f64 / 30.0;
    assert!((times(&|i| 5.0 + even(i)).unwrap()[n - 1] - even(n - 1)).abs() < 1e-9);
    let (ms, hint) = times(&|i| 1000.0 * even(i)).unwrap_err();
    assert!(ms.contains("33.33 s apart on the median, 0.03 frames"), "{ms}");
    assert!(ms.ends_with("are they in milliseconds?") && hint.contains("timestamp_ms"), "{ms}");
    let (us, _) = times(&|i| 1e-6 * even(i)).unwrap_err();
    assert!(us.ends_with("30000000 frames a second; expected 1 to 10000"), "{us}");
    for last in [1e308, 1e9] {
        let far = |i: usize| if i + 1 == n { last } else { even(i) };
        let (span, _) = times(&far).unwrap_err();
        assert!(span.contains(&format!("last {last:e} s")), "{span}");
    }
    // a rate that is stated is meant
    let poses = read_file(&file(timed(&original, (0..n).map(|i| 1e6 * even(i))))).unwrap();
    assert_eq!(poses.clock(Some(30.0)).unwrap().len(), n);
}

#[test]
fn nothing_is_measured_across_a_jump_of_the_times_in_a_file() {
    let original = fixture("normal_sagittal_left");
    let (n, jump) = (original.frames.len(), original.frames.len() / 2);
    let at = |i: usize| i as f64 / 30.0 + if i < jump { 0.0 } else { 3600.0 };
    let poses = read_file(&file(timed(&original, (0..n).map(at)))).unwrap();
    let times_s = poses.clock(None).unwrap();
    let of = ClipOfPoses { whole: None, times_s, ..clip_of(&original) };
    let found = sequence(&poses, of).unwrap();
    let assessed = assess(&found, &Options::default());
    let ends_s: Vec<f64> = assessed.motion.passes.iter().map(|p| p.end_s - p.start_s).collect();
    assert!(ends_s.len() == 2 && ends_s.iter().all(|s| *s < 3.0), "{ends_s:?}");
    let is_across = |from: f64, to: f64| from < at(jump) - 1.0 && to > at(jump) - 1.0;
    assert!(!assessed.gait.cycles.iter().any(|c| is_across(c.seen_s[0], c.seen_s[1])));
    let report = Report::build(&found, &assessed, &Options::default());
    assert!(report.quality.iter().any(|note| note.code == NoteCode::TimeGaps));
}

#[test]
fn text_in_another_encoding_is_named() {
    let original = fixture("normal_sagittal_left");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("walk.csv");
    let run = |bytes: Vec<u8>| {
        std::fs::write(&path, bytes).unwrap();
        stderr(&gaitline(&["analyze", "--poses", path.to_str().unwrap(), "--fps", "30"]))
    };
    let table = mediapipe_wide(&original);
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(table.bytes().flat_map(|b| [b, 0])).collect();
    let latin1 = [&b"nos\xe9,"[..], table.as_bytes()].concat();
    for said in [run(utf16), run(latin1)] {
        assert!(
            said.contains("walk.csv: it is not UTF-8 text") && said.contains("CSV UTF-8"),
            "{said}"
        );
    }
}

/// Texts of every format, short enough to be changed often.
fn texts() -> Vec<String> {
    let mut original = fixture("normal_sagittal_left");
    original.frames.truncate(3);
    let list: Value = original.frames.iter().map(|f| openpose_frame(f, "BODY_25")).collect();
    vec![
        list.to_string(),
        mmpose(&original, "HALPE-26", true),
        Value::from(alphapose(&original, "COCO-17", Some(1))).to_string(),
        mediapipe_wide(&original),
        mediapipe_long(&original),
        mediapipe_json(&original).to_string(),
    ]
}

/// Reads a text and, where it is one of poses, takes it to the end.
fn read_whatever(text: String) {
    let Ok(poses) = read_file(&file(text)) else { return };
    let original = fixture("normal_sagittal_left");
    drop(poses.clock(None));
    let Ok(frames) = poses.clock(Some(30.0)).map(|times_s| times_s.len()) else { return };
    if frames > 1000 {
        return;
    }
    let times_s: Vec<f64> = (0..frames).map(|i| i as f64 / 30.0).collect();
    let of = ClipOfPoses { whole: None, kept: 0..frames, times_s, ..clip_of(&original) };
    if let Ok(found) = sequence(&poses, of) {
        drop(assess(&found, &Options::default()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damaged_file_causes_a_panic(
        which in 0_usize..6,
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"0159.-eE,;[]{}\":nNaxyI \n\t\\".to_vec())), 1..12),
        cut in prop::option::weighted(0.3, any::<prop::sample::Index>()),
    ) {
        thread_local!(static TEXTS: Vec<String> = texts());
        let mut bytes = TEXTS.with(|texts| texts[which].clone()).into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_whatever(String::from_utf8_lossy(&bytes).into_owned());
    }
}

#[test]
fn a_model_whose_errors_were_not_measured_has_the_widest_and_the_report_says_so() {
    let original = fixture("normal_sagittal_left");
    let of_model = |name: &str, landmarker_sha256: &str| {
        let mut sequence = original.clone();
        let model = sequence.model.as_mut().unwrap();
        model.name = name.to_owned();
        model.landmarker_sha256 = landmarker_sha256.to_owned();
        let assessment = assess(&sequence, &Options::default());
        let report = Report::build(&sequence, &assessment, &Options::default());
        let note = report.quality.into_iter().find(|n| n.code == NoteCode::UnmeasuredModel);
        (assessment, note)
    };
    let (other, note) = of_model("rtmpose-m-halpe26", "00");
    assert!(note.unwrap().what.contains("rtmpose-m-halpe26"));
    let named = of_model("blazepose-heavy", "00");
    assert!(named.1.is_some(), "a name says nothing of weights");
    let lite_sha256 = "1dd4e13ed79bdc873dc0a7d620de95e0a6800ca109326e96619746efccc62264";
    let (lite, note) = of_model("blazepose-lite", lite_sha256);
    assert!(note.is_none());
    for (a, b) in other.reliability.measures.iter().zip(&lite.reliability.measures) {
        assert_eq!((a.measure, a.ci95), (b.measure, b.ci95));
    }
}
