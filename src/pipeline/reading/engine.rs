//! The pose model and its workers, loaded once for any number of clips.

use crate::error::PoseError;
use crate::pipeline::stopwatch::{Stage, Stopwatch};
use crate::pose::{
    ModelErrors, ModelSpec, ModelStore, Network, NetworkSpec, Outputs, PoseEstimator, Role,
    Runtime, load_estimator,
};
use crate::track::ModelInfo;
use ndarray::ArrayView4;
use std::path::PathBuf;
use std::sync::Arc;

/// Where model and runtime are looked for, and how many frames are worked on at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineSettings {
    /// One estimator a worker; at least one.
    pub workers: usize,
    /// Folder of the models; see [`ModelStore::find`] for where they are looked for otherwise.
    pub models: Option<PathBuf>,
    /// The runtime's library; see [`ModelStore::runtime_library`] for where it is looked for otherwise.
    pub onnxruntime: Option<PathBuf>,
}

impl Default for EngineSettings {
    /// One worker a processor core, everything where it usually is.
    fn default() -> Self {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        Self { workers, models: None, onnxruntime: None }
    }
}

/// A loaded pose model.
pub struct Engine {
    /// What stands in the report.
    pub model: ModelInfo,
    /// The runtime library that was loaded.
    pub runtime_path: PathBuf,
    /// One estimator a worker.
    pub(crate) workers: Vec<PoseEstimator>,
    /// Where processor time goes.
    pub(crate) stopwatch: Arc<Stopwatch>,
}

impl Engine {
    /// Finds and loads a model. Its weights are hashed once, for all workers.
    ///
    /// # Errors
    /// When there is no such model, no runtime, or a file is not what it claims to be.
    pub fn load(model: &str, settings: &EngineSettings) -> Result<Self, PoseError> {
        let store = ModelStore::find(settings.models.as_deref())?;
        let spec = store.spec(model)?;
        let errors = store.errors(model, &spec)?.measured();
        Self::with_errors(&store, &spec, errors, settings)
    }

    /// Finds and loads a model whose errors are to be measured, whatever is said of them.
    ///
    /// # Errors
    /// As [`Engine::load`]; a file of its errors is not read.
    pub(crate) fn load_to_measure(
        model: &str,
        settings: &EngineSettings,
    ) -> Result<Self, PoseError> {
        let store = ModelStore::find(settings.models.as_deref())?;
        let spec = store.spec(model)?;
        Self::with_errors(&store, &spec, None, settings)
    }

    fn with_errors(
        store: &ModelStore,
        spec: &ModelSpec,
        errors: Option<ModelErrors>,
        settings: &EngineSettings,
    ) -> Result<Self, PoseError> {
        let runtime_path = store.runtime_library(settings.onnxruntime.as_deref())?;
        let runtime = Runtime::load(&runtime_path)?;
        let verified = store.verified(spec)?;
        let stopwatch = Arc::new(Stopwatch::default());
        let timed = |role, network| -> Box<dyn Network + Send> {
            Box::new(Timed { network, role, stopwatch: Arc::clone(&stopwatch) })
        };
        let load = || load_estimator(&runtime, &verified, timed);
        Ok(Self {
            workers: load_side_by_side(settings.workers.max(1), load)?,
            model: info(spec, errors),
            runtime_path,
            stopwatch,
        })
    }
}

/// What stands in the report of a model. Where one network finds people and landmarks, it is named as both.
fn info(spec: &ModelSpec, errors: Option<ModelErrors>) -> ModelInfo {
    let networks = spec.networks();
    let hash = |network: Option<&(Role, &NetworkSpec)>| {
        network.map(|(_, network)| network.sha256.to_ascii_lowercase()).unwrap_or_default()
    };
    ModelInfo {
        name: spec.name.clone(),
        detector_sha256: hash(networks.first()),
        landmarker_sha256: hash(networks.last()),
        errors,
    }
}

/// A network whose processor time is measured.
struct Timed {
    network: Box<dyn Network + Send>,
    role: Role,
    stopwatch: Arc<Stopwatch>,
}

impl Network for Timed {
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        let stage = match self.role {
            Role::Detector => Stage::Detector,
            Role::Landmarker | Role::Everyone => Stage::Landmarks,
        };
        self.stopwatch.time(stage, || self.network.run(input))
    }
}

/// Loading takes a fraction of a second each, which several need not spend one after the other.
fn load_side_by_side(
    count: usize,
    load: impl Fn() -> Result<PoseEstimator, PoseError> + Sync,
) -> Result<Vec<PoseEstimator>, PoseError> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(&load)).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().map(join).collect()
    })
}
