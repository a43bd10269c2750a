//! What the tests share, and the benches with them.
#![allow(clippy::unwrap_used)]

pub(crate) mod accuracy;
pub(crate) mod app;
pub(crate) mod assessed;
pub(crate) mod browser;
pub(crate) mod changed;
pub(crate) mod clip;
pub(crate) mod exact;
pub(crate) mod exact_strides;
pub(crate) mod films;
pub(crate) mod foreign;
pub(crate) mod hostile;
pub(crate) mod leaves;
pub(crate) mod person;
mod require;
pub(crate) mod reshape;
pub(crate) mod spots;
pub(crate) mod truth;
pub(crate) mod walker;

pub(crate) use require::{Need, is_required, skip};

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the ffmpeg program; `false` where it is not installed.
pub(crate) fn ffmpeg(arguments: &[&str]) -> bool {
    let run = Command::new("ffmpeg").args(["-v", "error", "-y"]).args(arguments).status();
    matches!(run, Ok(status) if status.success())
}

pub(crate) fn gaitline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gaitline")).args(arguments).output().unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs Python, that of `GAITLINE_PYTHON` if it is set, in a folder.
pub(crate) fn python(arguments: &[&str], folder: &Path) -> std::io::Result<Output> {
    let python = std::env::var("GAITLINE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    Command::new(python).args(arguments).current_dir(folder).output()
}

/// A file of the repository, or beside it.
fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Whether `models/prepare` has run.
pub(crate) fn has_models() -> bool {
    let is_there = in_repository("models/weights/pose_landmark_heavy.onnx").is_file();
    if !is_there {
        skip(Need::Models, "models/prepare has not run");
    }
    is_there
}

/// The demo clip, where `samples/fetch` and `models/prepare` have run.
pub(crate) fn demo_clip() -> Option<PathBuf> {
    if !has_models() {
        return None;
    }
    let clip = in_repository("samples/clips/sports2d-demo.mp4");
    if !clip.is_file() {
        skip(Need::Sample, "samples/fetch has not run");
        return None;
    }
    Some(clip)
}

/// The folder of the rendered clips and their truth files.
pub(crate) fn shared_truth() -> PathBuf {
    in_repository("../shared/clips/truth")
}

/// A file of that folder or of the ones beside it, where it is there: `hard` has hard clips, `motion` recorded people's
/// motion.
pub(crate) fn shared_file(name: &str) -> Option<PathBuf> {
    let clips = in_repository("../shared/clips");
    let mut paths =
        ["truth", "hard", "motion", "cases"].into_iter().map(|set| clips.join(set).join(name));
    if let Some(path) = paths.find(|path| path.is_file()) {
        return Some(path);
    }
    skip(Need::SharedClips, &format!("no shared file {name}"));
    None
}

/// A rendered clip, where it and the models are there.
pub(crate) fn shared_clip(name: &str) -> Option<PathBuf> {
    if has_models() { shared_file(&format!("{name}.mp4")) } else { None }
}

/// The first of these programs that is on the `PATH`.
pub(crate) fn installed(need: Need, names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|p| p.is_file());
    if found.is_none() {
        skip(need, &format!("none of {names:?} is installed"));
    }
    found
}

pub(crate) fn chromium() -> Option<PathBuf> {
    installed(Need::Browser, &["chromium", "chromium-browser", "google-chrome"])
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map(|d| d.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    names.sort();
    names
}

/// One frame of a clip in RGB.
pub(crate) struct Shown {
    pub(crate) index: usize,
    pub(crate) time_s: f64,
    pub(crate) rgb: image::RgbImage,
}

impl From<gaitline::internals::video::Frame> for Shown {
    fn from(frame: gaitline::internals::video::Frame) -> Self {
        let (index, time_s) = (frame.index, frame.time_s);
        Self { index, time_s, rgb: frame.picture.whole().into_rgb() }
    }
}
