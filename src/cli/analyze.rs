//! `gaitline analyze`: clip after clip; a bad one never stops the others.

use super::args::AnalyzeArgs;
use super::choices::{Choices, MOST_WORKERS};
use super::markers::read_markers;
use super::norms::norms_of;
use super::poses::{given_poses, refuse_unused_engine};
use super::say::Say;
use super::text::text_of;
use super::typed::{
    TypedAudience, TypedCamera, TypedDevice, TypedLanguage, TypedPerson, TypedPreset, TypedSex,
    TypedTask, TypedView,
};
use super::watcher::{Tells, Watcher, stopped};
use super::{Failure, questions, say};
use gaitline::Marker;
use gaitline::causes::Answers;
use gaitline::evidence::OwnNorms;
use gaitline::export::ExportFormat;
use gaitline::options::{Audience, Options, OptionsError};
use gaitline::page::PageSettings;
use gaitline::pipeline::{
    Blurring, ClipLoop, EngineSettings, FilmPlace, GivenPoses, OutputSettings, PlannedClip,
    ignored_errors,
};
use gaitline::track::ReadingOptions;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const DEFAULT_OUT: &str = "gaitline-out";

/// Analyses every clip; fails at the end if any of them failed.
pub(crate) fn run(arguments: AnalyzeArgs) -> Result<(), Failure> {
    let file = arguments.options.as_deref().map(read_options).transpose()?.unwrap_or_default();
    let choices = arguments.choices.or(file);
    let markers = markers_of(&choices)?;
    let answers = read_answers(&choices)?;
    let norms = norms_of(&choices)?;
    let options = options_of(&choices, markers, answers, norms)
        .map_err(|e| Failure::usage(e.to_string(), Say::SeeHelpOfAnalyze))?;
    refuse_exports_without_scale(&choices, &options)?;
    let outputs = outputs_of(&choices, page_of(&choices, &options)?);
    let planned = |(path, poses): (PathBuf, Option<GivenPoses>)| PlannedClip {
        path,
        poses,
        options: options.clone(),
        outputs: outputs.clone(),
    };
    let clips = with_poses(&arguments.clips, &choices)?;
    refuse_unused_engine(&choices, clips.iter().map(|(path, poses)| (path.as_path(), poses)))?;
    let clips: Vec<PlannedClip> = clips.into_iter().map(planned).collect();
    let run = clips.iter().map(|clip| (clip.path.as_path(), &clip.poses, &clip.options));
    warn_of_ignored_errors(run, &choices);
    let mut watcher = Watcher::new(&choices, Tells::Everything);
    clip_loop(&choices).run(&clips, &mut watcher).map_err(stopped)?;
    let (failed, clips) = (watcher.failed, clips.len());
    if failed > 0 && clips > 1 {
        let [failed, clips] = [failed, clips].map(|n: usize| n.to_string());
        say(&Say::ClipsFailed.filled(&[("failed", &failed), ("clips", &clips)]));
    }
    match (failed, watcher.is_stdout_broken) {
        (0, false) => Ok(()),
        (0, true) => Err(Failure::Failed),
        _ => Err(watcher.failure()),
    }
}

/// Each clip with the poses of another tool, where they are given: of one clip, or in place of it.
fn with_poses(
    clips: &[PathBuf],
    choices: &Choices,
) -> Result<Vec<(PathBuf, Option<GivenPoses>)>, Failure> {
    match (clips, &choices.poses) {
        ([], None) => Err(Failure::usage(Say::NoClip.text(), Say::NameClip)),
        ([_, _, ..], Some(_)) => {
            Err(Failure::usage(Say::PosesOfOneClip.text(), Say::SeeHelpOfAnalyze))
        }
        ([], Some(_)) => Ok(vec![given_poses(None, choices)?]),
        (clips, _) => clips.iter().map(|clip| given_poses(Some(clip), choices)).collect(),
    }
}

/// What is written, and below which folder.
pub(crate) fn outputs_of(choices: &Choices, page: PageSettings) -> OutputSettings {
    OutputSettings {
        folder: choices.out.clone().unwrap_or_else(|| DEFAULT_OUT.into()),
        name: None,
        earlier: None,
        overlay: choices.overlay,
        still: false,
        film: match (choices.single_file, choices.no_film) {
            (true, _) => FilmPlace::InPage,
            (false, true) => FilmPlace::Nowhere,
            (false, false) => FilmPlace::Beside,
        },
        blurring: Blurring { faces: choices.blur_faces, others: choices.blur_others },
        exports: exports_of(choices),
        page,
    }
}

/// In one order, whatever was typed.
fn exports_of(choices: &Choices) -> Vec<ExportFormat> {
    let formats: BTreeSet<ExportFormat> = choices.export.iter().map(|e| e.meant()).collect();
    formats.into_iter().collect()
}

/// A format in metres needs a scale.
pub(crate) fn refuse_exports_without_scale(
    choices: &Choices,
    options: &Options,
) -> Result<(), Failure> {
    let in_metres = exports_of(choices).into_iter().find(|format| format.needs_scale());
    match (in_metres, options.scale) {
        (Some(format), None) => {
            let what = Say::ExportNeedsScale.filled(&[("format", format.name())]);
            Err(Failure::usage(what, Say::AddScale))
        }
        _ => Ok(()),
    }
}

/// The loop over clips, with an engine that is loaded when it is needed.
pub(crate) fn clip_loop(choices: &Choices) -> ClipLoop {
    ClipLoop::new(engine_of(choices, |cores| cores))
}

/// Warns of each model that runs and whose errors were measured of other weights.
pub(crate) fn warn_of_ignored_errors<'a>(
    clips: impl Iterator<Item = (&'a Path, &'a Option<GivenPoses>, &'a Options)>,
    choices: &Choices,
) {
    if choices.quiet {
        return;
    }
    for (name, path) in ignored_errors(clips, &engine_of(choices, |cores| cores)) {
        let file = path.to_string_lossy();
        say(&Say::IgnoredErrors.filled(&[("file", &file), ("name", &name)]));
    }
}

/// Model, runtime and device, and how many workers there are where none are asked for: given the number of cores.
pub(crate) fn engine_of(
    choices: &Choices,
    usual_workers: impl FnOnce(usize) -> usize,
) -> EngineSettings {
    let usual = EngineSettings::default();
    let workers = choices.workers.unwrap_or_else(|| usual_workers(usual.workers));
    EngineSettings {
        workers: workers.min(MOST_WORKERS),
        models: choices.models.clone(),
        onnxruntime: choices.onnxruntime.clone(),
        device: choices.device.map(TypedDevice::meant).unwrap_or_default(),
    }
}

/// From the file, from the terminal, or none.
pub(crate) fn read_answers(choices: &Choices) -> Result<Answers, Failure> {
    match &choices.answers {
        Some(path) => questions::read(path),
        None if choices.ask => questions::ask(),
        None => Ok(Answers::default()),
    }
}

/// From the file, or none.
pub(crate) fn markers_of(choices: &Choices) -> Result<Vec<Marker>, Failure> {
    Ok(choices.markers.as_deref().map(read_markers).transpose()?.unwrap_or_default())
}

/// The page's settings; a language belongs to the patient's sheet.
pub(crate) fn page_of(choices: &Choices, options: &Options) -> Result<PageSettings, Failure> {
    if choices.language.is_some() && options.audience != Audience::Patient {
        return Err(Failure::usage(Say::LanguageNeedsPatient.text(), Say::AddPatient));
    }
    Ok(PageSettings {
        language: choices.language.map(TypedLanguage::meant).unwrap_or_default(),
        title: choices.title.clone(),
    })
}

pub(crate) fn options_of(
    choices: &Choices,
    markers: Vec<Marker>,
    answers: Answers,
    norms: Option<OwnNorms>,
) -> Result<Options, OptionsError> {
    let preset = choices.preset.map(TypedPreset::meant).unwrap_or_default();
    let options = Options {
        model: choices.model.clone().unwrap_or_else(|| preset.model().to_owned()),
        scale: choices.scale()?,
        audience: choices.audience.map(TypedAudience::meant).unwrap_or_default(),
        answers,
        sex: choices.sex.map(TypedSex::meant),
        view: choices.view.map(TypedView::meant),
        task: choices.task.map(TypedTask::meant),
        ground: choices.camera.map(TypedCamera::meant),
        norms,
        reading: ReadingOptions {
            person: choices.person.map(TypedPerson::meant),
            start_s: choices.start,
            end_s: choices.end,
            capture_rate_hz: choices.capture_fps,
            markers,
            looks: preset.looks(),
        },
    };
    options.checked()
}

pub(crate) fn read_options(path: &Path) -> Result<Choices, Failure> {
    let usage = |why: String, hint: Say| Failure::usage(format!("{}: {why}", path.display()), hint);
    let text = text_of(path)?;
    toml::from_str(&text).map_err(|e| usage(e.to_string(), Say::OptionKeys))
}
