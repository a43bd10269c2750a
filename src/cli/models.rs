//! `gaitline models`: what there is, what it is, and whether it is intact.

use super::device::device_lines;
use super::model_args::{AddModelArgs, ModelsAction, ModelsArgs};
use super::model_check;
use super::say::Say;
use super::{Failure, print_error, print_line};
use gaitline::error::PoseError;
use gaitline::pipeline::{AskedWeights, add_weights};
use gaitline::{
    DEFAULT_MODEL, Family, ModelSpec, ModelStore, NetworkSpec, Role, Runtime, StoredErrors,
};
use std::path::Path;

/// Does what is asked with the models.
pub(crate) fn run(arguments: &ModelsArgs) -> Result<(), Failure> {
    let store = ModelStore::find(arguments.models.as_deref()).map_err(failed)?;
    match &arguments.action {
        Some(ModelsAction::Add(asked)) => add(&store, asked),
        Some(ModelsAction::Check(asked)) => model_check::run(asked, arguments),
        None => list(&store, arguments.onnxruntime.as_deref()),
    }
}

fn failed(error: PoseError) -> Failure {
    print_error(&error.to_string(), error.hint());
    Failure::Failed
}

/// Adds weights, and says for which models.
fn add(store: &ModelStore, asked: &AddModelArgs) -> Result<(), Failure> {
    let asked = AskedWeights {
        from: asked.from.clone(),
        sha256: asked.sha256.clone(),
        name: asked.name.clone(),
    };
    let added = add_weights(store, &asked).map_err(|e| match e.is_wrong_usage() {
        true => Failure::Usage(e.to_string(), e.hint().to_owned()),
        false => {
            print_error(&e.to_string(), e.hint());
            Failure::Failed
        }
    })?;
    let models = match added.models.is_empty() {
        true => Say::WeightsOfNoModel.text().to_owned(),
        false => Say::WeightsOfModels.filled(&[("models", &added.models.join(", "))]),
    };
    let path = added.path.to_string_lossy();
    let places = [("path", &*path), ("hash", &added.sha256), ("models", &models)];
    print_line(&Say::WeightsAdded.filled(&places))
}

/// Prints every model; fails where the default cannot be used or any file is damaged.
fn list(store: &ModelStore, onnxruntime: Option<&Path>) -> Result<(), Failure> {
    let mut lines = vec![Say::ModelsIn.filled(&[("folder", &store.folder().to_string_lossy())])];
    let mut problem = None;
    for name in store.names().map_err(failed)? {
        lines.push(String::new());
        let found = match store.spec(&name) {
            Ok(spec) => {
                let wrong = describe(store, &spec, &mut lines);
                describe_errors(store, &name, &spec, &mut lines).or(wrong)
            }
            Err(e) => {
                lines.push(Say::ModelIsWrong.filled(&[("name", &name), ("why", &e.to_string())]));
                Some(e)
            }
        };
        problem = found.or(problem);
    }
    lines.push(String::new());
    problem = describe_runtime(store, onnxruntime, &mut lines).or(problem);
    print_line(&lines.join("\n"))?;
    problem.map_or(Ok(()), |e| Err(failed(e)))
}

/// Says which runtime there is and which devices it has; returns what makes it unusable.
fn describe_runtime(
    store: &ModelStore,
    asked: Option<&Path>,
    lines: &mut Vec<String>,
) -> Option<PoseError> {
    let loaded = store.runtime_library(asked).and_then(|path| Runtime::load(&path));
    lines.push(match &loaded {
        Ok(runtime) => Say::RuntimeLoads.filled(&[("path", &runtime.path().to_string_lossy())]),
        Err(e) => Say::RuntimeIsWrong.filled(&[("why", &e.to_string())]),
    });
    let devices = loaded.as_ref().ok().map(Runtime::devices);
    lines.extend(device_lines(devices.as_deref()));
    loaded.err()
}

/// Describes one model; returns what makes it unusable, unless it was merely not prepared.
fn describe(store: &ModelStore, spec: &ModelSpec, lines: &mut Vec<String>) -> Option<PoseError> {
    lines.push(match spec.name == DEFAULT_MODEL {
        true => Say::ModelIsDefault.filled(&[("name", &spec.name)]),
        false => spec.name.clone(),
    });
    lines.push(format!("  {}", spec.summary));
    lines.push(Say::ModelLicence.filled(&[("licence", &spec.licence)]));
    lines.push(Say::ModelSource.filled(&[("source", &spec.source)]));
    let mut problem = None;
    for (role, network) in spec.networks() {
        let (state, error) = state_of(store, network, spec.family);
        let size = size_of(network);
        let places = [("file", network.file.as_str()), ("size", &size), ("state", state.text())];
        lines.push(said_of(role).filled(&places));
        lines.push(Say::ModelHash.filled(&[("hash", &network.sha256)]));
        problem = problem.or(error);
    }
    let is_needed = spec.name == DEFAULT_MODEL;
    problem.filter(|e| is_needed || !is_not_prepared(e))
}

/// Says what is known of a model's errors; returns what makes their file unusable.
fn describe_errors(
    store: &ModelStore,
    name: &str,
    spec: &ModelSpec,
    lines: &mut Vec<String>,
) -> Option<PoseError> {
    let path = store.errors_path(name);
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    match store.errors(name, spec) {
        Ok(StoredErrors::None) => None,
        Ok(StoredErrors::Measured(errors)) => {
            let clips = errors.clips.to_string();
            lines.push(Say::ModelErrors.filled(&[("clips", &clips), ("file", &file)]));
            None
        }
        Ok(StoredErrors::OfOtherWeights(_)) => {
            lines.push(Say::ModelErrorsOfOthers.filled(&[("file", &file), ("name", name)]));
            None
        }
        Err(e) => {
            lines.push(Say::ModelErrorsAreWrong.filled(&[("why", &e.to_string())]));
            Some(e)
        }
    }
}

fn is_not_prepared(error: &PoseError) -> bool {
    matches!(error, PoseError::MissingWeights { .. } | PoseError::UnknownHash { .. })
}

/// What a network is called.
fn said_of(role: Role) -> Say {
    match role {
        Role::Detector => Say::ModelDetector,
        Role::Landmarker => Say::ModelLandmarks,
        Role::Everyone => Say::ModelNetwork,
    }
}

/// The side of a square input, or its width and height.
fn size_of(network: &NetworkSpec) -> String {
    let [_, _, height, width] = network.input;
    if width == height { width.to_string() } else { format!("{width} × {height}") }
}

fn state_of(store: &ModelStore, network: &NetworkSpec, family: Family) -> (Say, Option<PoseError>) {
    match store.verified_weights(network) {
        Ok(_) => (Say::WeightsIntact, None),
        Err(e @ PoseError::MissingWeights { .. }) if family == Family::Blazepose => {
            (Say::WeightsNotPrepared, Some(e))
        }
        Err(e @ PoseError::MissingWeights { .. }) => (Say::WeightsNotAdded, Some(e)),
        Err(e @ PoseError::UnknownHash { .. }) => (Say::WeightsUnknown, Some(e)),
        Err(e @ PoseError::WrongHash { .. }) => (Say::WeightsDamaged, Some(e)),
        Err(e) => (Say::WeightsUnreadable, Some(e)),
    }
}
