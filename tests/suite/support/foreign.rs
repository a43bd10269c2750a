//! Poses as other tools would have written them.

use gaitline::anatomy::Landmark;
use gaitline::track::{PoseFrame, PoseSequence};
use gaitline::{Keypoint, Pose};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;

const COCO: [&str; 17] = [
    "Nose",
    "LeftEye",
    "RightEye",
    "LeftEar",
    "RightEar",
    "LeftShoulder",
    "RightShoulder",
    "LeftElbow",
    "RightElbow",
    "LeftWrist",
    "RightWrist",
    "LeftHip",
    "RightHip",
    "LeftKnee",
    "RightKnee",
    "LeftAnkle",
    "RightAnkle",
];

/// The names of a set's points, in its order; a minus is a point that has no landmark here.
pub(crate) fn points(set: &str) -> Vec<&'static str> {
    let feet: &[&str] = match set {
        "COCO-17" => &[],
        "HALPE-26" => {
            &["-", "-", "-", "LeftFootIndex", "RightFootIndex", "-", "-", "LeftHeel", "RightHeel"]
        }
        "COCO-WholeBody-133" => {
            &["LeftFootIndex", "-", "LeftHeel", "RightFootIndex", "-", "RightHeel"]
        }
        "BODY_25" => {
            return vec![
                "Nose",
                "-",
                "RightShoulder",
                "RightElbow",
                "RightWrist",
                "LeftShoulder",
                "LeftElbow",
                "LeftWrist",
                "-",
                "RightHip",
                "RightKnee",
                "RightAnkle",
                "LeftHip",
                "LeftKnee",
                "LeftAnkle",
                "RightEye",
                "LeftEye",
                "RightEar",
                "LeftEar",
                "LeftFootIndex",
                "-",
                "LeftHeel",
                "RightFootIndex",
                "-",
                "RightHeel",
            ];
        }
        other => panic!("no set {other}"),
    };
    let mut all = [&COCO[..], feet].concat();
    if set == "COCO-WholeBody-133" {
        all.resize(133, "-");
    }
    all
}

fn landmark(name: &str) -> Option<Landmark> {
    Landmark::ALL.into_iter().find(|l| format!("{l:?}") == name)
}

/// A point as a tool writes it: x, y and confidence, to a hundredth of a pixel; a point of no landmark is somewhere.
fn point(pose: &Pose, name: &str) -> [f64; 3] {
    let Some(landmark) = landmark(name) else { return [333.0, 222.0, 0.9] };
    let k = pose.keypoint(landmark);
    match k.is_absent() {
        true => [0.0; 3],
        false => [k.x_px, k.y_px, k.visibility.min(k.presence)].map(f64::from),
    }
}

fn flat(pose: &Pose, set: &str) -> Vec<f64> {
    points(set).iter().flat_map(|name| point(pose, name)).collect()
}

/// A frame of OpenPose; nobody where there is no pose.
pub(crate) fn openpose_frame(frame: &PoseFrame, set: &str) -> Value {
    let person = |pose: &Pose| {
        json!({ "person_id": [-1], "pose_keypoints_2d": flat(pose, set),
            "face_keypoints_2d": [], "hand_left_keypoints_2d": [], "hand_right_keypoints_2d": [] })
    };
    json!({ "version": 1.3, "people": frame.pose.iter().map(person).collect::<Vec<_>>() })
}

/// A folder as OpenPose fills it.
pub(crate) fn openpose_folder(sequence: &PoseSequence, set: &str, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (index, frame) in sequence.frames.iter().enumerate() {
        let path = folder.join(format!("walk_{index:012}_keypoints.json"));
        std::fs::write(path, openpose_frame(frame, set).to_string()).unwrap();
    }
}

/// As MMPose's demos write it: frames counted from 1, landmarks by name where `is_named`.
pub(crate) fn mmpose(sequence: &PoseSequence, set: &str, is_named: bool) -> String {
    let instance = |pose: &Pose| {
        let all: Vec<[f64; 3]> = points(set).iter().map(|name| point(pose, name)).collect();
        json!({
            "keypoints": all.iter().map(|p| [p[0], p[1]]).collect::<Vec<_>>(),
            "keypoint_scores": all.iter().map(|p| p[2]).collect::<Vec<_>>(),
            "bbox": [[1.0, 2.0, 3.0, 4.0]], "bbox_score": 0.9,
        })
    };
    let frame = |(index, frame): (usize, &PoseFrame)| {
        let instances: Vec<Value> = frame.pose.iter().map(instance).collect();
        json!({ "frame_id": index + 1, "instances": instances })
    };
    let frames: Vec<Value> = sequence.frames.iter().enumerate().map(frame).collect();
    let names = points(set).into_iter().enumerate();
    let names: serde_json::Map<String, Value> =
        names.map(|(id, name)| (id.to_string(), snake(name, id).into())).collect();
    let meta = match is_named {
        true => json!({ "dataset_name": set, "keypoint_id2name": names }),
        false => json!({}),
    };
    json!({ "meta_info": meta, "instance_info": frames }).to_string()
}

/// `left_big_toe`, as MMPose has it.
fn snake(name: &str, id: usize) -> String {
    match name {
        "-" => format!("point_{id}"),
        "LeftFootIndex" => "left_big_toe".to_owned(),
        "RightFootIndex" => "right_big_toe".to_owned(),
        name => name.replace("Left", "left_").replace("Right", "right_").to_lowercase(),
    }
}

/// As AlphaPose writes it: frames without anybody are left out; people may have numbers.
pub(crate) fn alphapose(sequence: &PoseSequence, set: &str, idx: Option<u32>) -> Vec<Value> {
    let entry = |(index, frame): (usize, &PoseFrame)| {
        let pose = frame.pose.as_ref()?;
        let mut entry = json!({ "image_id": format!("{index}.jpg"), "category_id": 1,
            "keypoints": flat(pose, set), "score": 2.9, "box": [1.0, 2.0, 3.0, 4.0] });
        if let Some(idx) = idx {
            entry["idx"] = idx.into();
        }
        Some(entry)
    };
    sequence.frames.iter().enumerate().filter_map(entry).collect()
}

/// x, y, z and visibility as shares of the picture.
fn shares(sequence: &PoseSequence, k: &Keypoint) -> [f64; 4] {
    let video = &sequence.clip.video;
    let [w, h] = [video.width_px, video.height_px].map(f64::from);
    let confidence = f64::from(k.visibility.min(k.presence));
    [f64::from(k.x_px) / w, f64::from(k.y_px) / h, f64::from(k.z_px) / w, confidence]
}

/// A row for each frame; frames without anybody have empty cells.
pub(crate) fn mediapipe_wide(sequence: &PoseSequence) -> String {
    let mut text = "frame,timestamp".to_owned();
    for n in 0..Landmark::COUNT {
        write!(text, ",x_{n},y_{n},z_{n},visibility_{n}").unwrap();
    }
    for (index, frame) in sequence.frames.iter().enumerate() {
        write!(text, "\n{index},{}", frame.time_s).unwrap();
        for n in 0..Landmark::COUNT {
            match &frame.pose {
                None => text.push_str(",,,,"),
                Some(pose) => {
                    let [x, y, z, v] = shares(sequence, &pose.keypoints[n]);
                    write!(text, ",{x},{y},{z},{v}").unwrap();
                }
            }
        }
    }
    text
}

/// A row for each landmark, under MediaPipe's names.
pub(crate) fn mediapipe_long(sequence: &PoseSequence) -> String {
    let mut text = "frame;landmark;x;y;z;visibility\n".to_owned();
    for (index, frame) in sequence.frames.iter().enumerate() {
        for (landmark, k) in Landmark::ALL.iter().zip(frame.pose.iter().flat_map(|p| &p.keypoints))
        {
            let name = serde_json::to_value(landmark).unwrap();
            let name = name.as_str().unwrap().to_uppercase();
            let [x, y, z, v] = shares(sequence, k);
            writeln!(text, "{index};{name};{x};{y};{z};{v}").unwrap();
        }
    }
    text
}

/// A list of frames with 33 landmarks each, or null.
pub(crate) fn mediapipe_json(sequence: &PoseSequence) -> Value {
    let landmark = |k: &Keypoint| {
        let [x, y, z, visibility] = shares(sequence, k);
        json!({ "x": x, "y": y, "z": z, "visibility": visibility })
    };
    let frame = |frame: &PoseFrame| match &frame.pose {
        None => Value::Null,
        Some(pose) => pose.keypoints.iter().map(landmark).collect(),
    };
    sequence.frames.iter().map(frame).collect()
}

/// What is left of gaitline's own poses where only some landmarks, x, y and one confidence are known.
pub(crate) fn reduced(sequence: &PoseSequence, set: Option<&str>) -> PoseSequence {
    let known: Vec<Landmark> = match set {
        None => Landmark::ALL.to_vec(),
        Some(set) => points(set).into_iter().filter_map(landmark).collect(),
    };
    let mut sequence = sequence.clone();
    sequence.model = None;
    for frame in &mut sequence.frames {
        frame.background = None;
        let Some(pose) = &mut frame.pose else { continue };
        (pose.world_m, pose.leg_peaks) = (vec![], vec![]);
        for (landmark, k) in Landmark::ALL.iter().zip(&mut pose.keypoints) {
            k.visibility = k.visibility.min(k.presence);
            k.presence = k.visibility;
            if !known.contains(landmark) {
                *k = Keypoint::ABSENT;
            }
        }
    }
    sequence
}
