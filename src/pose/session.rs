//! ONNX Runtime behind the [`Network`] seam. This file alone names `ort`.

use crate::error::PoseError;
use crate::pose::detector::Detector;
use crate::pose::estimator::PoseEstimator;
use crate::pose::landmarker::Landmarker;
use crate::pose::network::{Network, Outputs, Role};
use crate::pose::store::VerifiedModel;
use ndarray::{ArrayD, ArrayView4};
use ort::environment::Environment;
use ort::session::Session;
use ort::value::TensorRef;
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
    names: Vec<String>,
}

impl OnnxNetwork {
    fn load(runtime: &Runtime, path: &Path) -> Result<Self, PoseError> {
        let failed =
            |why: String| PoseError::Load { path: path.into(), runtime: runtime.path.clone(), why };
        let session = Session::builder(&runtime.environment)
            .map_err(|e| failed(e.to_string()))?
            .with_intra_threads(1)
            .map_err(|e| failed(e.to_string()))?
            .commit_from_file(path)
            .map_err(|e| failed(e.to_string()))?;
        let names = session.outputs().iter().map(|o| o.name().to_owned()).collect();
        Ok(Self { session, names })
    }
}

impl Network for OnnxNetwork {
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        let failed = |e: ort::Error| PoseError::Run { why: e.to_string() };
        let tensor = TensorRef::from_array_view(input).map_err(failed)?;
        let answer = self.session.run(ort::inputs!["input" => tensor]).map_err(failed)?;
        let mut outputs = Outputs::default();
        for name in &self.names {
            let array: ArrayD<f32> =
                answer[name.as_str()].try_extract_array::<f32>().map_err(failed)?.to_owned();
            outputs.0.push((name.clone(), array));
        }
        Ok(outputs)
    }
}

/// Loads both networks of a model; one estimator a worker. `around` may put something around a network.
///
/// # Errors
/// When the runtime refuses the weights, or they answer otherwise than described.
pub fn load_estimator(
    runtime: &Runtime,
    model: &VerifiedModel,
    around: impl Fn(Role, Box<dyn Network + Send>) -> Box<dyn Network + Send>,
) -> Result<PoseEstimator, PoseError> {
    let spec = &model.spec;
    let network = |role: Role, path: &Path| -> Result<Box<dyn Network + Send>, PoseError> {
        Ok(around(role, Box::new(OnnxNetwork::load(runtime, path)?)))
    };
    Ok(PoseEstimator::new(
        Detector::new(network(Role::Detector, &model.detector)?, &spec.detector)?,
        Landmarker::new(network(Role::Landmarker, &model.landmarker)?, &spec.landmarker)?,
    ))
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
        let weights = [&spec.detector, &spec.landmarker].map(|n| format!("weights/{}", n.file));
        for file in [&description, &weights[0], &weights[1]] {
            std::fs::copy(models.join(file), folder.join(file)).ok()?;
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
        std::fs::write(folder.path().join("weights").join(&spec.landmarker.file), "other").unwrap();
        // a worker that hashed the file again would find another hash
        let again = load_estimator(&runtime, &verified, |_, network| network).err();
        assert!(matches!(again, Some(PoseError::Load { .. })), "{again:?}");
        assert!(matches!(store.verified(&spec), Err(PoseError::WrongHash { .. })));
    }
}
