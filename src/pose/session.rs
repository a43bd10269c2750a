//! ONNX Runtime behind the [`Network`] seam. This file alone names `ort`.

use crate::error::PoseError;
use crate::pose::detector::Detector;
use crate::pose::estimator::PoseEstimator;
use crate::pose::landmarker::Landmarker;
use crate::pose::network::Network;
use crate::pose::network::Outputs;
use crate::pose::spec::ModelSpec;
use crate::pose::spec::NetworkSpec;
use crate::pose::store::ModelStore;
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
    fn load(runtime: &Runtime, store: &ModelStore, spec: &NetworkSpec) -> Result<Self, PoseError> {
        let path = store.verified_weights(spec)?;
        let failed = |why: String| PoseError::Load {
            path: path.clone(),
            runtime: runtime.path.clone(),
            why,
        };
        let session = Session::builder(&runtime.environment)
            .map_err(|e| failed(e.to_string()))?
            .with_intra_threads(1)
            .map_err(|e| failed(e.to_string()))?
            .commit_from_file(&path)
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

/// Loads both networks of a model; one estimator a worker.
///
/// # Errors
/// When weights are missing, have another hash than described, or the runtime refuses them.
pub fn load_estimator(
    runtime: &Runtime,
    store: &ModelStore,
    spec: &ModelSpec,
) -> Result<PoseEstimator, PoseError> {
    let detector = OnnxNetwork::load(runtime, store, &spec.detector)?;
    let landmarker = OnnxNetwork::load(runtime, store, &spec.landmarker)?;
    Ok(PoseEstimator::new(
        Detector::new(Box::new(detector) as Box<dyn Network + Send>, &spec.detector)?,
        Landmarker::new(Box::new(landmarker) as Box<dyn Network + Send>, &spec.landmarker)?,
    ))
}
