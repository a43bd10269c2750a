//! ONNX Runtime behind the [`Network`] seam. This file alone names `ort`.

use crate::error::PoseError;
use crate::pose::assemble::assemble;
use crate::pose::estimator::PoseEstimator;
use crate::pose::network::{Network, Outputs, Role};
use crate::pose::spec::NetworkSpec;
use crate::pose::store::VerifiedModel;
use ndarray::{ArrayD, ArrayView4};
use ort::environment::Environment;
use ort::session::Session;
use ort::value::{TensorElementType, TensorRef, ValueType};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The one ONNX Runtime of this process.
static LOADED: Mutex<Option<Runtime>> = Mutex::new(None);

/// The loaded ONNX Runtime library.
#[derive(Clone)]
pub struct Runtime {
    environment: Environment,
    path: PathBuf,
}

impl Runtime {
    /// Loads the library; the first one that a process loads is the one that it keeps and gives again.
    ///
    /// # Errors
    /// When the file is missing or is no usable ONNX Runtime.
    pub fn load(path: &Path) -> Result<Self, PoseError> {
        let failed = |why: String| PoseError::Runtime { path: path.into(), why };
        // ort panics on a library that is not there at all
        if !path.is_file() {
            return Err(failed("no such file".to_owned()));
        }
        let mut loaded = LOADED.lock().map_err(|e| failed(e.to_string()))?;
        if let Some(runtime) = loaded.as_ref() {
            return Ok(runtime.clone());
        }
        let builder = ort::init_from(path).map_err(|e| failed(e.to_string()))?;
        let environment = builder.build().map_err(|e| failed(e.to_string()))?;
        Ok(loaded.insert(Self { environment, path: path.into() }).clone())
    }
}

/// One network in one session.
///
/// # Deviations from the default
/// One thread a session: two spin and collapse when a core is busy, so workers run side by side
/// instead, and a sum inside a network never depends on the number of threads.
struct OnnxNetwork {
    session: Session,
    /// Name of the input.
    input: String,
    /// What is read of the answer.
    spec: NetworkSpec,
}

impl OnnxNetwork {
    fn load(runtime: &Runtime, path: &Path, spec: &NetworkSpec) -> Result<Self, PoseError> {
        let failed =
            |why: String| PoseError::Load { path: path.into(), runtime: runtime.path.clone(), why };
        let session = Session::builder(&runtime.environment)
            .map_err(|e| failed(e.to_string()))?
            .with_intra_threads(1)
            .map_err(|e| failed(e.to_string()))?
            .commit_from_file(path)
            .map_err(|e| failed(e.to_string()))?;
        let input = input_name(&session, spec)?;
        for (name, shape) in &spec.outputs {
            check_output(&session, spec, name, shape)?;
        }
        Ok(Self { session, input, spec: spec.clone() })
    }
}

/// The name of the only input, if it has the described shape.
fn input_name(session: &Session, spec: &NetworkSpec) -> Result<String, PoseError> {
    let [input] = session.inputs() else {
        return Err(
            spec.unusable(format!("it has {} inputs instead of one", session.inputs().len()))
        );
    };
    match tensor_shape(input.dtype()) {
        Some(shape) if fits(shape, &spec.input) => Ok(input.name().to_owned()),
        _ => Err(spec.unusable(differs("input", input.name(), input.dtype(), &spec.input))),
    }
}

/// Checks that an output is there and may have the described shape.
fn check_output(
    session: &Session,
    spec: &NetworkSpec,
    name: &str,
    described: &[usize],
) -> Result<(), PoseError> {
    let Some(output) = session.outputs().iter().find(|o| o.name() == name) else {
        let names: Vec<&str> = session.outputs().iter().map(|o| o.name()).collect();
        let why = format!("it has no output {name:?}; there are {}", names.join(", "));
        return Err(spec.unusable(why));
    };
    match tensor_shape(output.dtype()) {
        Some(shape) if fits(shape, described) => Ok(()),
        _ => Err(spec.unusable(differs("output", name, output.dtype(), described))),
    }
}

/// The shape of a tensor of 32-bit numbers.
fn tensor_shape(kind: &ValueType) -> Option<&[i64]> {
    match kind {
        ValueType::Tensor { ty: TensorElementType::Float32, shape, .. } => Some(shape),
        _ => None,
    }
}

/// Whether a network's shape is the described one, as far as both say it: the network's open lengths are below zero, the
/// described ones are zero. A network that says nothing of a shape has an empty one.
fn fits(shape: &[i64], described: &[usize]) -> bool {
    let is_same = |(&own, &described): (&i64, &usize)| {
        own < 0 || described == 0 || usize::try_from(own) == Ok(described)
    };
    shape.is_empty() || (shape.len() == described.len() && shape.iter().zip(described).all(is_same))
}

fn differs(what: &str, name: &str, found: &ValueType, described: &[usize]) -> String {
    format!("its {what} {name:?} is {found:?}, described as 32-bit numbers of shape {described:?}")
}

impl Network for OnnxNetwork {
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        let failed = |e: ort::Error| PoseError::Run { why: e.to_string() };
        let tensor = TensorRef::from_array_view(input).map_err(failed)?;
        let answer =
            self.session.run(ort::inputs![self.input.as_str() => tensor]).map_err(failed)?;
        let mut outputs = Outputs::default();
        for (name, described) in &self.spec.outputs {
            let array: ArrayD<f32> =
                answer[name.as_str()].try_extract_array::<f32>().map_err(failed)?.to_owned();
            let is_same = |(&found, &length): (&usize, &usize)| length == 0 || found == length;
            let shape = array.shape();
            if shape.len() != described.len() || !shape.iter().zip(described).all(is_same) {
                let why =
                    format!("its output {name:?} has shape {shape:?}, described as {described:?}");
                return Err(self.spec.unusable(why));
            }
            outputs.0.push((name.clone(), array));
        }
        Ok(outputs)
    }
}

/// Loads the networks of a model; one estimator a worker. `around` may put something around a network.
///
/// # Errors
/// When the runtime refuses the weights, or they answer otherwise than described.
pub fn load_estimator(
    runtime: &Runtime,
    model: &VerifiedModel,
    around: impl Fn(Role, Box<dyn Network + Send>) -> Box<dyn Network + Send>,
) -> Result<PoseEstimator, PoseError> {
    let load = |role: Role, spec: &NetworkSpec| {
        let found = model.weights.iter().find(|(of, _)| *of == role);
        let (_, path) = found.ok_or_else(|| spec.unusable("its weights were not verified"))?;
        Ok(around(role, Box::new(OnnxNetwork::load(runtime, path, spec)?)))
    };
    Ok(PoseEstimator::new(assemble(&model.spec, load)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::store::{DEFAULT_MODEL, ModelStore};
    use std::io::Write as _;

    /// A copy of the default model's files; `None` where they or the runtime are not prepared.
    fn copied_model(folder: &Path) -> Option<(ModelStore, PathBuf)> {
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
        let prepared = ModelStore::find(Some(&models)).ok()?;
        let spec = prepared.spec(DEFAULT_MODEL).ok()?;
        std::fs::create_dir(folder.join("weights")).ok()?;
        let description = format!("{DEFAULT_MODEL}.toml");
        std::fs::copy(models.join(&description), folder.join(&description)).ok()?;
        for (_, network) in spec.networks() {
            let file = format!("weights/{}", network.file);
            std::fs::copy(models.join(&file), folder.join(&file)).ok()?;
        }
        Some((ModelStore::find(Some(folder)).ok()?, prepared.runtime_library(None).ok()?))
    }

    #[test]
    fn weights_are_hashed_once_and_not_by_every_worker() {
        let folder = tempfile::tempdir().unwrap();
        let Some((store, runtime)) = copied_model(folder.path()) else {
            let _ = writeln!(std::io::stderr(), "skipped: models/prepare has not run");
            return;
        };
        let runtime = Runtime::load(&runtime).unwrap();
        let spec = store.spec(DEFAULT_MODEL).unwrap();
        let verified = store.verified(&spec).unwrap();
        assert!(load_estimator(&runtime, &verified, |_, network| network).is_ok());
        let (_, landmarker) = spec.networks()[1];
        std::fs::write(store.weights_folder().join(&landmarker.file), "other").unwrap();
        // a worker that hashed the file again would find another hash
        let again = load_estimator(&runtime, &verified, |_, network| network).err();
        assert!(matches!(again, Some(PoseError::Load { .. })), "{again:?}");
        assert!(matches!(store.verified(&spec), Err(PoseError::WrongHash { .. })));
    }
}
