//! What several test files share.
#![allow(dead_code, clippy::unwrap_used, clippy::print_stderr, missing_docs, unreachable_pub)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the ffmpeg program; `false` where it is not installed.
pub fn ffmpeg(arguments: &[&str]) -> bool {
    let run = Command::new("ffmpeg").args(["-v", "error", "-y"]).args(arguments).status();
    matches!(run, Ok(status) if status.success())
}

pub fn gaitline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gaitline")).args(arguments).output().unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The demo clip, if `samples/fetch` and `models/prepare` have run; says "skipped" where not.
pub fn demo_clip() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let clip = root.join("samples/clips/sports2d-demo.mp4");
    let is_ready = clip.is_file() && root.join("models/weights/pose_landmark_heavy.onnx").is_file();
    if !is_ready {
        eprintln!("skipped: models/prepare or samples/fetch has not run");
    }
    is_ready.then_some(clip)
}

pub fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map(|d| d.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    names.sort();
    names
}
