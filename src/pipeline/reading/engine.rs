//! The pose model and its workers, loaded once for any number of clips.

use crate::error::PoseError;
use crate::pipeline::reading::engine_settings::EngineSettings;
use crate::pipeline::reading::prepared::{PreparedModel, PreparedModels};
use crate::pipeline::stopwatch::{Stage, Stopwatch};
use crate::pose::{Fallback, Network, Outputs, PoseEstimator, Role, load_estimator};
use crate::track::ModelInfo;
use ndarray::ArrayView4;
use std::path::PathBuf;
use std::sync::Arc;

/// A loaded pose model.
pub struct Engine {
    /// What stands in the report.
    pub model: ModelInfo,
    /// The runtime library that was loaded.
    pub runtime_path: PathBuf,
    /// Why the CPU computes the networks, where another device was asked for.
    pub fallback: Option<Fallback>,
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
        let prepared = PreparedModels::new(settings.clone()).get(model)?;
        Self::of(&prepared, settings.workers)
    }

    /// Finds and loads a model whose errors are to be measured, whatever is said of them.
    ///
    /// # Errors
    /// As [`Engine::load`]; a file of its errors is not read.
    pub(crate) fn load_to_measure(
        model: &str,
        settings: &EngineSettings,
    ) -> Result<Self, PoseError> {
        let prepared = PreparedModels::new(settings.clone()).prepare_to_measure(model)?;
        Self::of(&prepared, settings.workers)
    }

    /// An engine of a prepared model.
    ///
    /// # Errors
    /// When the runtime refuses the weights.
    pub(crate) fn of(prepared: &PreparedModel, workers: usize) -> Result<Self, PoseError> {
        let stopwatch = Arc::new(Stopwatch::default());
        let timed = |role, network| -> Box<dyn Network + Send> {
            Box::new(Timed { network, role, stopwatch: Arc::clone(&stopwatch) })
        };
        let PreparedModel { runtime, verified, accelerated, .. } = prepared;
        let load = || load_estimator(runtime, verified, accelerated.as_ref(), timed);
        Ok(Self {
            workers: load_side_by_side(workers.max(1), load)?,
            model: prepared.info.clone(),
            runtime_path: runtime.path().into(),
            fallback: prepared.fallback.clone(),
            stopwatch,
        })
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
