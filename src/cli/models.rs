//! `gaitline models`: what there is, what it is, and whether it is intact.

use super::args::ModelsArgs;
use super::{Failure, print_error, print_line};
use gaitline::error::PoseError;
use gaitline::{DEFAULT_MODEL, ModelSpec, ModelStore, NetworkSpec, Runtime};
use std::path::Path;

/// Prints every model; fails where the default cannot be used or any file is damaged.
pub(crate) fn run(arguments: &ModelsArgs) -> Result<(), Failure> {
    let failed = |e: PoseError| {
        print_error(&e.to_string(), e.hint());
        Failure::Failed
    };
    let store = ModelStore::find(arguments.models.as_deref()).map_err(failed)?;
    let mut lines = vec![format!("Models in {}", store.folder().display())];
    let mut problem = None;
    for name in store.names().map_err(failed)? {
        lines.push(String::new());
        let found = match store.spec(&name) {
            Ok(spec) => describe(&store, &spec, &mut lines),
            Err(e) => {
                lines.push(format!("{name}: {e}"));
                Some(e)
            }
        };
        problem = found.or(problem);
    }
    lines.push(String::new());
    problem = describe_runtime(&store, arguments.onnxruntime.as_deref(), &mut lines).or(problem);
    print_line(&lines.join("\n"))?;
    problem.map_or(Ok(()), |e| Err(failed(e)))
}

/// Says which runtime there is; returns what makes it unusable.
fn describe_runtime(
    store: &ModelStore,
    asked: Option<&Path>,
    lines: &mut Vec<String>,
) -> Option<PoseError> {
    let path = store.runtime_library(asked);
    match path.and_then(|path| Runtime::load(&path).map(|_| path)) {
        Ok(path) => {
            lines.push(format!("ONNX Runtime: {}, loads", path.display()));
            None
        }
        Err(e) => {
            lines.push(format!("ONNX Runtime: {e}"));
            Some(e)
        }
    }
}

/// Describes one model; returns what makes it unusable, unless it was merely not prepared.
fn describe(store: &ModelStore, spec: &ModelSpec, lines: &mut Vec<String>) -> Option<PoseError> {
    let default = if spec.name == DEFAULT_MODEL { " (default)" } else { "" };
    lines.push(format!("{}{default}", spec.name));
    lines.push(format!("  {}", spec.summary));
    lines.push(format!("  licence   {}", spec.licence));
    lines.push(format!("  source    {}", spec.source));
    let mut problem = None;
    for (role, network) in [("detector ", &spec.detector), ("landmarks", &spec.landmarker)] {
        let (state, error) = state_of(store, network);
        lines.push(format!("  {role} {} ({} px), {state}", network.file, network.input[3]));
        lines.push(format!("            SHA-256 {}", network.sha256));
        problem = problem.or(error);
    }
    let is_needed = spec.name == DEFAULT_MODEL;
    problem.filter(|e| is_needed || !matches!(e, PoseError::MissingWeights { .. }))
}

fn state_of(store: &ModelStore, network: &NetworkSpec) -> (&'static str, Option<PoseError>) {
    match store.verified_weights(network) {
        Ok(_) => ("intact", None),
        Err(e @ PoseError::MissingWeights { .. }) => ("not prepared: run models/prepare", Some(e)),
        Err(e @ PoseError::WrongHash { .. }) => ("DAMAGED", Some(e)),
        Err(e) => ("unreadable", Some(e)),
    }
}
