//! The default model and another one over the same clips.

use crate::error::{AnalysisError, ModelCheckError};
use crate::options::Options;
use crate::pipeline::blurring::Blurring;
use crate::pipeline::film_format::Filming;
use crate::pipeline::model_check::known_clips::{KnownClip, KnownClips, known_clips};
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::engine::Engine;
use crate::pipeline::reading::engine_settings::EngineSettings;
use crate::pipeline::reading::extraction::extract_poses;
use crate::pose::{DEFAULT_MODEL, ModelErrors, ModelSpec, ModelStore};
use crate::report::VERSION;
use crate::track::PoseSequence;
use crate::validation::{
    ClipErrors, ClipPair, MeasuredClip, QuantityErrors, compare_errors, model_errors,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A model that is to be measured.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelCheckPlan {
    /// Its name.
    pub model: String,
    /// Clips whose truth file lies beside them, or folders of them.
    pub clips: Vec<PathBuf>,
    /// Where models and runtime are looked for, and how many frames are worked on at a time.
    pub engine: EngineSettings,
}

/// What was measured of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelCheck {
    /// The model's name.
    pub model: String,
    /// The model that was measured, with the hashes of its weights.
    pub spec: ModelSpec,
    /// Every quantity of both models.
    pub quantities: Vec<QuantityErrors>,
    /// What is to be kept of it.
    pub errors: ModelErrors,
    /// Clips that could not be compared.
    pub left_out: usize,
    /// Clips that are copies of others, and do not count.
    pub copies: usize,
}

/// Who watches a model being measured.
pub trait ModelCheckObserver {
    /// A model begins a clip; what is returned is told how far it has come, and dropped when it ends.
    fn begins(&mut self, model: &str, clip: &Path) -> Box<dyn Progress>;

    /// A clip cannot be compared: a model fails on it, or it is not the clip of its truth.
    fn left_out(&mut self, model: &str, clip: &Path, why: &ModelCheckError);
}

/// Runs a model and the default one over clips of known truth, as an analysis would, and compares their errors. A clip on
/// which one of them fails is left out. Nothing is written.
///
/// # Errors
/// When a model, a truth file or all clips cannot be used.
pub fn check_model(
    plan: &ModelCheckPlan,
    observer: &mut dyn ModelCheckObserver,
) -> Result<ModelCheck, ModelCheckError> {
    let ModelCheckPlan { model, clips, engine } = plan;
    if model == DEFAULT_MODEL {
        return Err(ModelCheckError::IsDefault { model: model.clone() });
    }
    let store = ModelStore::find(engine.models.as_deref())?;
    let spec = store.spec(model)?;
    let KnownClips { clips, copies } = known_clips(clips)?;
    store.verified(&store.spec(DEFAULT_MODEL)?)?;
    // the model first: one that cannot be loaded is known before the slower one has run
    let own = measure(model, clips.iter(), engine, observer)?;
    let compared = own.iter().map(|(clip, _)| *clip);
    let mut default = measure(DEFAULT_MODEL, compared, engine, observer)?;
    default.retain(|(clip, errors)| fits(clip, errors, observer));
    let pairs = pairs(own, default);
    Ok(ModelCheck {
        model: model.clone(),
        spec,
        quantities: compare_errors(&pairs),
        errors: model_errors(&pairs, DEFAULT_MODEL, &program()),
        left_out: clips.len() - pairs.len(),
        copies,
    })
}

/// Whether the default model does not contradict the truth of a clip.
fn fits(clip: &KnownClip, errors: &ClipErrors, observer: &mut dyn ModelCheckObserver) -> bool {
    let Some((quantity, off_deg)) = errors.contradiction() else { return true };
    let (truth, quantity) = (clip.truth_path.clone(), quantity.words());
    let why = ModelCheckError::TruthDoesNotFit { truth, quantity, off_deg };
    observer.left_out(DEFAULT_MODEL, &clip.path, &why);
    false
}

/// The program, as files of errors name it.
fn program() -> String {
    format!("{} {VERSION}", env!("CARGO_PKG_NAME"))
}

/// A clip and the errors of a model in it.
type Measured<'a> = (&'a KnownClip, ClipErrors);

/// Runs a model over clips; those on which it fails are not in the result.
fn measure<'a>(
    model: &str,
    clips: impl Iterator<Item = &'a KnownClip>,
    settings: &EngineSettings,
    observer: &mut dyn ModelCheckObserver,
) -> Result<Vec<Measured<'a>>, ModelCheckError> {
    let mut engine = Engine::load_to_measure(model, settings)?;
    let mut measured = Vec::new();
    for clip in clips {
        let progress = observer.begins(model, &clip.path);
        let errors = errors_of(clip, &mut engine, &*progress);
        drop(progress);
        match errors {
            Ok(errors) => measured.push((clip, errors)),
            Err(why) => observer.left_out(model, &clip.path, &why),
        }
    }
    Ok(measured)
}

/// The clips that both models have.
fn pairs(own: Vec<Measured<'_>>, default: Vec<Measured<'_>>) -> Vec<ClipPair> {
    let mut own = own.into_iter();
    let pair = |(clip, default): Measured<'_>| {
        let (_, model) = own.find(|(other, _)| std::ptr::eq(*other, clip))?;
        Some(ClipPair { default, model })
    };
    default.into_iter().filter_map(pair).collect()
}

fn errors_of(
    clip: &KnownClip,
    engine: &mut Engine,
    progress: &dyn Progress,
) -> Result<ClipErrors, ModelCheckError> {
    let options = Options { scale: clip.truth.height_scale(), ..Options::default() };
    let poses = poses_of(&clip.path, engine, &options, progress)?;
    clip.truth.check_clip(&clip.truth_path, &poses)?;
    Ok(ClipErrors::of(&MeasuredClip::of(clip.truth.clone(), &poses, &options)))
}

/// The poses of a clip, without a film.
fn poses_of(
    path: &Path,
    engine: &mut Engine,
    options: &Options,
    progress: &dyn Progress,
) -> Result<PoseSequence, AnalysisError> {
    let clip = Clip::of_file(path, &options.reading)?;
    let (model, stopwatch) = (engine.model.clone(), Arc::clone(&engine.stopwatch));
    let film = Filming { sink: None, blurring: Blurring::default() };
    let workers = &mut engine.workers;
    let found = extract_poses(&clip, workers, model, &options.reading, film, &stopwatch, progress)?;
    Ok(found.sequence)
}
