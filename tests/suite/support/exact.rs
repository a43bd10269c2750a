//! Poses as perfect landmarks would be: the truth's joints, exactly projected.

use gaitline::VideoInfo;
use gaitline::anatomy::{Joint, Landmark, Side};
use gaitline::track::{
    ClipInfo, POSES_SCHEMA_VERSION, PoseFrame, PoseSequence, ReadingOptions, Timing,
};
use gaitline::validation::Truth;
use gaitline::{Keypoint, Pose};

/// The truth's poses, frame by frame; none where nobody is in the picture.
pub(crate) fn poses(truth: &Truth) -> PoseSequence {
    let frame = |index: usize| PoseFrame {
        index,
        time_s: index as f64 / truth.fps,
        pose: pose(truth, index),
        ..PoseFrame::default()
    };
    PoseSequence {
        schema_version: POSES_SCHEMA_VERSION,
        clip: ClipInfo {
            light: None,
            file_name: truth.name.clone(),
            sha256: String::new(),
            video: VideoInfo {
                width_px: truth.width,
                height_px: truth.height,
                ..VideoInfo::default()
            },
            timing: Timing {
                frames: truth.frames,
                duration_s: truth.frames.saturating_sub(1) as f64 / truth.fps,
                rate_hz: truth.fps,
                irregular_pct: 0.0,
                slow_motion_factor: 1.0,
            },
        },
        model: None,
        source: None,
        people: vec![],
        subject_id: 1,
        reading: ReadingOptions::default(),
        landmarks: Landmark::ALL.to_vec(),
        frames: (0..truth.frames).map(frame).collect(),
        warnings: vec![],
    }
}

fn pose(truth: &Truth, frame: usize) -> Option<Pose> {
    let mut keypoints = vec![at(truth.joint_px("nose", frame)?); Landmark::COUNT];
    let mut world_m = vec![[0.0; 3]; Landmark::COUNT];
    for side in Side::BOTH {
        let letter = if side == Side::Left { "L" } else { "R" };
        for (joint, name) in JOINTS {
            let name = format!("{name}_{letter}");
            let index = joint.on(side).index();
            keypoints[index] = at(truth.joint_px(&name, frame)?);
            world_m[index] = truth.joint_from_camera_m(&name, frame)?.map(|v| v as f32);
        }
    }
    Some(Pose { score: 1.0, keypoints, world_m, leg_peaks: vec![] })
}

const JOINTS: [(Joint, &str); 6] = [
    (Joint::Shoulder, "shoulder"),
    (Joint::Hip, "hip"),
    (Joint::Knee, "knee"),
    (Joint::Ankle, "ankle"),
    (Joint::Heel, "heel"),
    (Joint::Toe, "toe"),
];

fn at([x_px, y_px]: [f64; 2]) -> Keypoint {
    Keypoint {
        x_px: x_px as f32,
        y_px: y_px as f32,
        visibility: 1.0,
        presence: 1.0,
        ..Keypoint::default()
    }
}
