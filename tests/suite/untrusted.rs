//! Input that nobody can be trusted with: what the fuzzer does for hours, for a few seconds.

use crate::support::hostile::Damage;
use crate::support::person::Random;
use gaitline::track::PoseSequence;
use std::path::{Path, PathBuf};

#[path = "../../fuzz/readers.rs"]
mod readers;

/// Files of a folder, without those of truth.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.is_file() && !path.to_string_lossy().contains("truth.json"));
    files.sort();
    files
}

/// Reads each file whole and damaged; a panic fails the test.
fn read_all(folder: &str, read: fn(&[u8]), flips: u64) {
    let files = files(folder);
    assert!(files.len() >= 5, "{folder}");
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        read(&bytes);
        Damage::all(20, flips).for_each(|damage| read(&damage.done_to(&bytes)));
    }
}

#[test]
fn damaged_landmarks_of_other_tools_end_in_a_report_or_an_error() {
    read_all("fuzz/seeds/foreign", readers::foreign, 300);
}

#[test]
fn damaged_descriptions_truths_and_answers_end_in_an_error() {
    read_all("fuzz/seeds/texts", readers::texts, 2000);
}

#[test]
fn damaged_poses_end_in_a_report_or_an_error() {
    read_all("tests/fixtures", readers::poses, 6);
}

/// Numbers that a body never has, but a file can.
const ODD: [f32; 8] = [0.0, -1.0, 1e-30, 1e6, -1e6, 1e30, f32::MAX, f32::MIN_POSITIVE];

/// Poses that are a file's right, but nobody's body: some points elsewhere, frames without anybody, doubled and distant people.
fn deranged(poses: &PoseSequence, seed: u64) -> PoseSequence {
    let mut random = Random(seed);
    let mut below = |n: usize| (random.unit() * n as f64) as usize;
    let mut poses = poses.clone();
    let count = poses.frames.len();
    for _ in 0..1 + below(40) {
        let (from, odd, landmark) = (below(count), ODD[below(ODD.len())], below(33));
        let (kind, long) = (below(6), 1 + below(30));
        for frame in &mut poses.frames[from..count.min(from + long)] {
            let Some(pose) = &mut frame.pose else { continue };
            match kind {
                0 => pose.keypoints[landmark].x_px = odd,
                1 => pose.keypoints[landmark].y_px = odd,
                2 => pose.keypoints.iter_mut().for_each(|k| k.x_px = odd),
                3 => pose.keypoints.iter_mut().for_each(|k| k.visibility = 0.0),
                4 => pose.keypoints.iter_mut().for_each(|k| (k.x_px, k.y_px) = (odd, odd)),
                _ => frame.pose = None,
            }
        }
    }
    poses
}

#[test]
fn poses_of_nobody_end_in_a_report_without_a_number_that_is_none() {
    for file in
        files("tests/fixtures").into_iter().filter(|f| f.extension().is_some_and(|e| e == "json"))
    {
        let poses = PoseSequence::read(&file).unwrap();
        (0..12).for_each(|seed| readers::all_of(&deranged(&poses, seed)));
    }
}
