//! The pose model and its workers, loaded once for any number of clips.

use crate::error::PoseError;
use crate::pose::{ModelStore, PoseEstimator, Runtime, load_estimator};
use crate::track::ModelInfo;
use std::path::{Path, PathBuf};

/// A loaded pose model.
pub struct Engine {
    /// What stands in the report.
    pub model: ModelInfo,
    /// The runtime library that was loaded.
    pub runtime_path: PathBuf,
    /// One estimator a worker.
    pub(crate) workers: Vec<PoseEstimator>,
}

impl Engine {
    /// Finds and loads a model.
    ///
    /// `models` and `runtime` override where they are looked for (see [`ModelStore::find`] and
    /// [`ModelStore::runtime_library`]); there is at least one worker.
    ///
    /// # Errors
    /// When there is no such model, no runtime, or a file is not what it claims to be.
    pub fn load(
        model: &str,
        workers: usize,
        models: Option<&Path>,
        runtime: Option<&Path>,
    ) -> Result<Self, PoseError> {
        let store = ModelStore::find(models)?;
        let spec = store.spec(model)?;
        let runtime_path = store.runtime_library(runtime)?;
        let runtime = Runtime::load(&runtime_path)?;
        Ok(Self {
            workers: load_side_by_side(workers.max(1), || load_estimator(&runtime, &store, &spec))?,
            model: ModelInfo {
                name: spec.name,
                detector_sha256: spec.detector.sha256,
                landmarker_sha256: spec.landmarker.sha256,
            },
            runtime_path,
        })
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
