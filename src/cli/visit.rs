//! `gaitline visit`: several clips of one person on one day.

use super::analyze::{cores, markers_of, options_of, page_of, print, read_answers};
use super::args::{Choices, MOST_WORKERS, VisitArgs};
use super::progress::Bar;
use super::say::Say;
use super::text::read_text;
use super::typed::{TypedCamera, TypedSex, TypedTask, TypedView};
use super::{Failure, print_error, print_line, say};
use gaitline::error::AnalysisError;
use gaitline::page::PageSettings;
use gaitline::pipeline::{
    AnalysedClip, Engine, Outputs, PlannedClip, analyze_visit_clip, fuse_visit,
};
use serde::Deserialize;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// The file that describes a visit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct VisitFile {
    name: String,
    height_cm: Option<f64>,
    leg_length_cm: Option<f64>,
    sex: Option<TypedSex>,
    answers: Option<PathBuf>,
    markers: Option<String>,
    #[serde(rename = "clip")]
    clips: Vec<ClipEntry>,
}

/// One clip of it: the file, and what differs from clip to clip, under the flags' names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ClipEntry {
    file: PathBuf,
    person: Option<u32>,
    start: Option<f64>,
    end: Option<f64>,
    capture_fps: Option<f64>,
    view: Option<TypedView>,
    task: Option<TypedTask>,
    camera: Option<TypedCamera>,
    known_length: Option<String>,
}

pub(crate) fn run(arguments: VisitArgs) -> Result<(), Failure> {
    refuse_what_belongs_to_a_clip(&arguments.choices)?;
    let file = read(&arguments.visit)?;
    let beside = arguments.visit.parent().unwrap_or(Path::new("")).to_owned();
    let scale = Choices {
        height_cm: file.height_cm,
        leg_length_cm: file.leg_length_cm,
        ..Choices::default()
    };
    let (height_cm, leg_length_cm, _) = arguments.choices.scale_or(&scale);
    let common = Choices {
        height_cm,
        leg_length_cm,
        sex: arguments.choices.sex.or(file.sex),
        markers: arguments.choices.markers.or(file.markers.map(|m| beside_toml(&beside, m))),
        answers: arguments.choices.answers.or(file.answers.map(|a| beside.join(a))),
        ..arguments.choices
    };
    let (markers, answers) = (markers_of(&common)?, read_answers(&common)?);
    let usage =
        |e: gaitline::options::OptionsError| Failure::usage(e.to_string(), Say::SeeHelpOfVisit);
    let options = options_of(&common, markers.clone(), answers.clone()).map_err(usage)?;
    let page = page_of(&common, &options)?;
    let mut planned = Vec::new();
    for clip in file.clips {
        let path = beside.join(&clip.file);
        let choices = clip.choices(&common);
        planned.push(PlannedClip {
            path,
            options: options_of(&choices, markers.clone(), answers.clone()).map_err(usage)?,
        });
    }
    let out = common.out.clone().unwrap_or_else(|| "gaitline-out".into());
    let folder = out.join(plain_name(&file.name));
    forget_earlier(&folder);
    let Analysed { clips, not_read } = analyze_all(&common, &planned, &page, &folder)?;
    let report =
        fuse_visit(&file.name, &clips, &not_read, &options, &page, &folder).map_err(failed)?;
    if common.json {
        let line = serde_json::to_string(&report).map_err(|e| {
            failed(AnalysisError::Render { what: "visit.json", why: e.to_string() })
        })?;
        print_line(&line)?;
    }
    if !common.quiet {
        say(&format!("{}", folder.join("visit.html").display()));
    }
    if !not_read.is_empty() {
        let [failed, clips] = [not_read.len(), planned.len()].map(|n| n.to_string());
        say(&Say::VisitClipsMissing.filled(&[("failed", &failed), ("clips", &clips)]));
    }
    print(&folder.join("visit.html"), &common).map_err(failed)?;
    if not_read.is_empty() { Ok(()) } else { Err(Failure::Failed) }
}

/// An earlier visit of this name must not look like this one, should this one be interrupted.
fn forget_earlier(folder: &Path) {
    for name in ["visit.html", "visit.json", "visit.pdf"] {
        let _ = std::fs::remove_file(folder.join(name)); // it may not be there
    }
}

/// A file of stickers is looked for beside the visit's file, as its clips are.
fn beside_toml(beside: &Path, markers: String) -> String {
    match Path::new(&markers).extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) {
        true => beside.join(&markers).to_string_lossy().into_owned(),
        false => markers,
    }
}

/// What differs from clip to clip stands in the visit's file.
fn refuse_what_belongs_to_a_clip(typed: &Choices) -> Result<(), Failure> {
    let asked = [
        ("person", typed.person.is_some()),
        ("start", typed.start.is_some()),
        ("end", typed.end.is_some()),
        ("capture-fps", typed.capture_fps.is_some()),
        ("view", typed.view.is_some()),
        ("task", typed.task.is_some()),
        ("camera", typed.camera.is_some()),
        ("known-length", typed.known_length.is_some()),
        ("overlay", typed.overlay),
    ];
    match asked.into_iter().find(|(_, is_asked)| *is_asked) {
        Some((option, _)) => Err(Failure::Usage(
            Say::OptionOfOneClip.filled(&[("option", option)]),
            match option {
                "overlay" => Say::OverlayOfOneClip.text().to_owned(),
                _ => Say::OptionBelowClip.filled(&[("option", option)]),
            },
        )),
        None => Ok(()),
    }
}

fn failed(error: AnalysisError) -> Failure {
    print_error(&error.to_string(), error.hint());
    Failure::Failed
}

fn read(path: &Path) -> Result<VisitFile, Failure> {
    let usage = |why: String, hint: Say| Failure::usage(format!("{}: {why}", path.display()), hint);
    let text = read_text(path).map_err(|e| usage(e.to_string(), Say::CheckVisitPath))?;
    let file: VisitFile =
        toml::from_str(&text).map_err(|e| usage(e.to_string(), Say::VisitFile))?;
    match file.clips.is_empty() || plain_name(&file.name).is_empty() {
        true => Err(usage(Say::VisitIsEmpty.text().to_owned(), Say::VisitFile)),
        false => Ok(file),
    }
}

impl ClipEntry {
    /// The options of this clip: those of the visit, and its own.
    fn choices(self, common: &Choices) -> Choices {
        Choices {
            person: self.person,
            start: self.start,
            end: self.end,
            capture_fps: self.capture_fps,
            view: self.view,
            task: self.task,
            camera: self.camera,
            known_length: self.known_length,
            height_cm: common.height_cm,
            leg_length_cm: common.leg_length_cm,
            sex: common.sex,
            audience: common.audience,
            model: common.model.clone(),
            ..Choices::default()
        }
    }
}

/// What became of the clips of a visit.
#[derive(Default)]
struct Analysed {
    clips: Vec<AnalysedClip>,
    /// Names of the clips that failed.
    not_read: Vec<String>,
}

/// Clip after clip, each into a folder of its own number: two parts of one film are two clips. A bad one never stops the
/// others.
fn analyze_all(
    common: &Choices,
    planned: &[PlannedClip],
    page: &PageSettings,
    folder: &Path,
) -> Result<Analysed, Failure> {
    let mut engine: Option<Engine> = None;
    let mut all = Analysed::default();
    for (clip, number) in planned.iter().zip(1..) {
        let is_poses = clip.path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
        if !is_poses && engine.is_none() {
            let (models, runtime) = (&common.models, &common.onnxruntime);
            let workers = common.workers.unwrap_or_else(cores).min(MOST_WORKERS);
            let model = &clip.options.model;
            let loaded = Engine::load(model, workers, models.as_deref(), runtime.as_deref());
            engine = Some(loaded.map_err(|e| failed(e.into()))?);
        }
        let name = clip.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bar = Bar::new(&name, !common.quiet && std::io::stderr().is_terminal());
        let used = engine.as_mut().filter(|_| !is_poses);
        let outputs = Outputs {
            folder: folder.join("clips").join(format!("{number:02}")),
            overlay: false,
            single_file: common.single_file,
            blur_faces: common.blur_faces,
            page: page.clone(),
        };
        let done = analyze_visit_clip(clip, used, outputs, &bar);
        bar.finish();
        match done {
            Ok(poses) => {
                all.clips.push(AnalysedClip { number, poses, options: clip.options.clone() });
            }
            Err(e) if e.is_wrong_usage() => {
                return Err(Failure::Usage(e.to_string(), e.hint().to_owned()));
            }
            Err(e) => {
                print_error(&e.to_string(), e.hint());
                all.not_read.push(name);
            }
        }
    }
    if all.clips.is_empty() { Err(Failure::Failed) } else { Ok(all) }
}

/// A folder's name: without what a file system trips over.
fn plain_name(name: &str) -> String {
    let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let name: String = name.chars().take(100).map(plain).collect();
    name.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_make_folders_and_never_leave_theirs() {
        assert_eq!(plain_name("Anna, May"), "Anna, May");
        assert_eq!(plain_name("../../x"), "_.._x");
        assert_eq!(plain_name(" .. "), "");
    }
}
