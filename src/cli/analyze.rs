//! `gaitline analyze`: clip after clip; a bad one never stops the others.

use super::args::{AnalyzeArgs, Choices, MOST_WORKERS};
use super::markers::read_markers;
use super::progress::Bar;
use super::say::Say;
use super::text::read_text;
use super::typed::{
    TypedAudience, TypedCamera, TypedLanguage, TypedPaper, TypedSex, TypedTask, TypedView,
};
use super::{Failure, print_error, print_line, questions, say};
use gaitline::causes::Answers;
use gaitline::error::AnalysisError;
use gaitline::image_features::Marker;
use gaitline::options::{Audience, Options, OptionsError};
use gaitline::page::PageSettings;
use gaitline::pipeline::{Analysis, Engine, Outputs, analyze_clip, analyze_poses, print_page};
use gaitline::track::ReadingOptions;
use std::io::IsTerminal;
use std::path::Path;
use std::time::Instant;

const DEFAULT_OUT: &str = "gaitline-out";

/// Analyses every clip; fails at the end if any of them failed.
pub(crate) fn run(arguments: AnalyzeArgs) -> Result<(), Failure> {
    let file = arguments.options.as_deref().map(read_options).transpose()?.unwrap_or_default();
    let choices = arguments.choices.or(file);
    let markers = markers_of(&choices)?;
    let answers = read_answers(&choices)?;
    let options = options_of(&choices, markers, answers)
        .map_err(|e| Failure::usage(e.to_string(), Say::SeeHelpOfAnalyze))?;
    let page = page_of(&choices, &options)?;
    let mut session = Session { choices, options, page, engine: None, is_stdout_broken: false };
    let mut failed = 0;
    for clip in &arguments.clips {
        if let Err(e) = session.analyze(clip) {
            if e.is_wrong_usage() {
                return Err(Failure::Usage(e.to_string(), e.hint().to_owned()));
            }
            print_error(&e.to_string(), e.hint());
            failed += 1;
            if session.is_hopeless(&e) {
                return Err(Failure::Failed);
            }
        }
    }
    let clips = arguments.clips.len();
    if failed > 0 && clips > 1 {
        let [failed, clips] = [failed, clips].map(|n: usize| n.to_string());
        say(&Say::ClipsFailed.filled(&[("failed", &failed), ("clips", &clips)]));
    }
    if failed == 0 && !session.is_stdout_broken { Ok(()) } else { Err(Failure::Failed) }
}

/// What stays the same from clip to clip.
struct Session {
    choices: Choices,
    options: Options,
    page: PageSettings,
    /// Loaded for the first clip that needs it.
    engine: Option<Engine>,
    /// A report could not be printed.
    is_stdout_broken: bool,
}

impl Session {
    fn analyze(&mut self, path: &Path) -> Result<(), AnalysisError> {
        let started = Instant::now();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bar = Bar::new(&name, !self.choices.quiet && std::io::stderr().is_terminal());
        let done = self.analyze_one(path, &bar);
        bar.finish();
        let analysis = done?;
        self.tell(&name, &analysis, started.elapsed().as_secs_f64());
        print(&analysis.folder.join("report.html"), &self.choices)
    }

    fn analyze_one(&mut self, path: &Path, bar: &Bar) -> Result<Analysis, AnalysisError> {
        let outputs = Outputs {
            folder: self.choices.out.clone().unwrap_or_else(|| DEFAULT_OUT.into()),
            overlay: self.choices.overlay,
            single_file: self.choices.single_file,
            blur_faces: self.choices.blur_faces,
            page: self.page.clone(),
        };
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) {
            return analyze_poses(path, &self.options, &outputs);
        }
        if self.engine.is_none() {
            let (models, runtime) = (&self.choices.models, &self.choices.onnxruntime);
            let workers = self.choices.workers.unwrap_or_else(cores).min(MOST_WORKERS);
            let model = &self.options.model;
            self.engine =
                Some(Engine::load(model, workers, models.as_deref(), runtime.as_deref())?);
        }
        let Some(engine) = &mut self.engine else { unreachable!("loaded above") };
        analyze_clip(path, engine, &self.options, &outputs, bar)
    }

    /// Whether every further clip must fail in the same way: without a model there is no pose.
    fn is_hopeless(&self, error: &AnalysisError) -> bool {
        matches!(error, AnalysisError::Pose(_)) && self.engine.is_none()
    }

    fn tell(&mut self, name: &str, analysis: &Analysis, seconds: f64) {
        if self.choices.json {
            self.is_stdout_broken |= print_line(&analysis.report_line).is_err();
        }
        if self.choices.quiet {
            return;
        }
        for warning in &analysis.warnings {
            say(&Say::Warning.filled(&[("clip", name), ("what", warning)]));
        }
        if self.choices.verbose {
            for line in &analysis.details {
                say(&format!("{name}: {line}"));
            }
            say(&took(name, analysis.frames, seconds));
        }
        say(&format!("{}", analysis.folder.join("report.html").display()));
    }
}

/// How long a clip took.
fn took(name: &str, frames: usize, seconds: f64) -> String {
    let rate = format!("{:.0}", frames as f64 / seconds);
    let (frames, seconds) = (frames.to_string(), format!("{seconds:.1}"));
    let places = [("clip", name), ("frames", &frames), ("seconds", &seconds), ("rate", &rate)];
    Say::Took.filled(&places)
}

/// Prints a finished page where that is asked for.
pub(crate) fn print(page: &Path, choices: &Choices) -> Result<(), AnalysisError> {
    let Some(paper) = choices.pdf.map(TypedPaper::meant) else { return Ok(()) };
    let pdf = print_page(page, paper)?;
    if !choices.quiet {
        say(&format!("{}", pdf.display()));
    }
    Ok(())
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
) -> Result<Options, OptionsError> {
    let default = Options::default();
    let options = Options {
        model: choices.model.clone().unwrap_or(default.model),
        scale: choices.scale()?,
        audience: choices.audience.map(TypedAudience::meant).unwrap_or_default(),
        answers,
        sex: choices.sex.map(TypedSex::meant),
        view: choices.view.map(TypedView::meant),
        task: choices.task.map(TypedTask::meant),
        ground: choices.camera.map(TypedCamera::meant),
        reading: ReadingOptions {
            person: choices.person,
            start_s: choices.start,
            end_s: choices.end,
            capture_rate_hz: choices.capture_fps,
            markers,
        },
    };
    options.checked()
}

fn read_options(path: &Path) -> Result<Choices, Failure> {
    let usage = |why: String, hint: Say| Failure::usage(format!("{}: {why}", path.display()), hint);
    let text = read_text(path).map_err(|e| usage(e.to_string(), Say::CheckOptionsPath))?;
    toml::from_str(&text).map_err(|e| usage(e.to_string(), Say::OptionKeys))
}

pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
