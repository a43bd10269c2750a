//! `gaitline visit`: several clips of one person on one day.

use super::analyze::{
    clip_loop, markers_of, options_of, outputs_of, page_of, read_answers,
    refuse_exports_without_scale, warn_of_ignored_errors,
};
use super::args::VisitArgs;
use super::choices::Choices;
use super::norms::norms_of;
use super::poses::{given_poses, refuse_unused_engine};
use super::say::Say;
use super::text::text_of;
use super::typed::{TypedCamera, TypedPerson, TypedSex, TypedSize, TypedTask, TypedView};
use super::watcher::{Tells, Watcher, print, stopped};
use super::{Failure, print_line, say};
use gaitline::error::AnalysisError;
use gaitline::pipeline::{
    PlannedVisit, VisitAnalysis, VisitPlan, analyze_visit, visit_folder_name,
};
use gaitline::report::VisitReport;
use serde::Deserialize;
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
    norms: Option<PathBuf>,
    #[serde(rename = "clip")]
    clips: Vec<ClipEntry>,
}

/// One clip of it: the file or the poses of another tool or both, and what differs from clip to clip, under the flags' names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ClipEntry {
    file: Option<PathBuf>,
    poses: Option<PathBuf>,
    fps: Option<f64>,
    size: Option<TypedSize>,
    person: Option<TypedPerson>,
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
        norms: arguments.choices.norms.or(file.norms.map(|n| beside.join(n))),
        ..arguments.choices
    };
    let (markers, answers, norms) =
        (markers_of(&common)?, read_answers(&common)?, norms_of(&common)?);
    let usage =
        |e: gaitline::options::OptionsError| Failure::usage(e.to_string(), Say::SeeHelpOfVisit);
    let of =
        |choices: &Choices| options_of(choices, markers.clone(), answers.clone(), norms.clone());
    let options = of(&common).map_err(usage)?;
    let outputs = outputs_of(&common, page_of(&common, &options)?);
    let mut clips = Vec::new();
    for clip in file.clips {
        let file = clip.file.as_ref().map(|file| beside.join(file));
        let choices = clip.choices(&common, &beside);
        let (path, poses) = given_poses(file.as_deref(), &choices)?;
        let own = of(&choices).map_err(usage)?;
        refuse_exports_without_scale(&choices, &own)?;
        clips.push(VisitPlan { path, poses, options: own });
    }
    let given = clips.iter().map(|clip| (clip.path.as_path(), &clip.poses));
    refuse_unused_engine(&common, given)?;
    let visit = PlannedVisit { name: file.name, clips, options };
    let run = visit.clips.iter().map(|clip| (clip.path.as_path(), &clip.poses, &clip.options));
    warn_of_ignored_errors(run, &common);
    let mut watcher = Watcher::new(&common, Tells::Nothing);
    let done = analyze_visit(&visit, &mut clip_loop(&common), &outputs, &mut watcher);
    match done.map_err(stopped)? {
        Some(analysis) => tell(&analysis, &common),
        None => Err(watcher.failure()),
    }
}

/// Says where the visit's page is and what is missing, and prints the page where that is asked for.
fn tell(analysis: &VisitAnalysis, choices: &Choices) -> Result<(), Failure> {
    let VisitReport { clips, not_read, .. } = &analysis.report;
    if choices.json {
        let render =
            |e: serde_json::Error| AnalysisError::Render { what: "visit.json", why: e.to_string() };
        print_line(&serde_json::to_string(&analysis.report).map_err(|e| stopped(render(e)))?)?;
    }
    if !choices.quiet {
        say(&format!("{}", analysis.page().display()));
    }
    if !not_read.is_empty() {
        let [failed, clips] = [not_read.len(), clips.len() + not_read.len()].map(|n| n.to_string());
        say(&Say::VisitClipsMissing.filled(&[("failed", &failed), ("clips", &clips)]));
    }
    print(&analysis.page(), choices).map_err(stopped)?;
    if not_read.is_empty() { Ok(()) } else { Err(Failure::Failed) }
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
        ("poses", typed.poses.is_some()),
        ("fps", typed.fps.is_some()),
        ("size", typed.size.is_some()),
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

fn read(path: &Path) -> Result<VisitFile, Failure> {
    let usage = |why: String, hint: Say| Failure::usage(format!("{}: {why}", path.display()), hint);
    let text = text_of(path)?;
    let file: VisitFile =
        toml::from_str(&text).map_err(|e| usage(e.to_string(), Say::VisitFile))?;
    match file.clips.is_empty() || visit_folder_name(&file.name).is_empty() {
        true => Err(usage(Say::VisitIsEmpty.text().to_owned(), Say::VisitFile)),
        false => Ok(file),
    }
}

impl ClipEntry {
    /// The options of this clip: those of the visit, and its own.
    fn choices(self, common: &Choices, beside: &Path) -> Choices {
        Choices {
            poses: self.poses.map(|poses| beside.join(poses)),
            fps: self.fps,
            size: self.size,
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
            preset: common.preset,
            model: common.model.clone(),
            ..Choices::default()
        }
    }
}
