//! Clip after clip: one engine for all, and a bad clip never stops the others.

use crate::error::AnalysisError;
use crate::options::Options;
use crate::pipeline::analysis::Analysis;
use crate::pipeline::analyze::{analyze_clip, analyze_poses};
use crate::pipeline::foreign::analyze_foreign_poses;
use crate::pipeline::given_poses::GivenPoses;
use crate::pipeline::output::settings::OutputSettings;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::engine::Engine;
use crate::pipeline::reading::engine_settings::EngineSettings;
use crate::pipeline::reading::prepared::PreparedModels;
use crate::pose::Fallback;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One clip that is to be analysed: a video, the poses of an earlier analysis, or those of another tool.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedClip {
    /// The file; that of the poses of another tool, where there is no clip.
    pub path: PathBuf,
    /// The poses of another tool, where they are given.
    pub poses: Option<GivenPoses>,
    /// How it is to be analysed.
    pub options: Options,
    /// What is to be written of it, and where.
    pub outputs: OutputSettings,
}

impl PlannedClip {
    /// Whether it is the poses of an earlier analysis.
    #[must_use]
    pub fn is_poses(&self) -> bool {
        self.poses.is_none() && is_poses(&self.path)
    }

    /// Its file name.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Whether a file holds poses, by its name.
pub(crate) fn is_poses(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"))
}

/// Whether a clip needs a pose model: without its poses.
#[must_use]
pub fn needs_model(path: &Path, poses: Option<&GivenPoses>) -> bool {
    poses.is_none() && !is_poses(path)
}

/// Who watches a loop over clips.
pub trait ClipObserver {
    /// The CPU computes the networks although another device was asked for; told before the first clip that needs them.
    fn falls_back(&mut self, fallback: &Fallback);

    /// A clip begins; what is returned is told how far it has come, and dropped when it ends.
    fn begins(&mut self, clip: &PlannedClip) -> Box<dyn Progress>;

    /// A clip has ended, well or not. The next one begins after that.
    fn ended(&mut self, clip: &PlannedClip, outcome: Result<Analysis, AnalysisError>);

    /// Whether the loop ends with what a clip fails by, because nothing can be made of the other clips without it.
    fn gives_up(&self, _error: &AnalysisError) -> bool {
        false
    }
}

/// Analyses clips, with an engine that is loaded for the first one that needs it and kept for the next loop.
pub struct ClipLoop {
    workers: usize,
    models: Arc<PreparedModels>,
    engine: Option<Engine>,
}

impl ClipLoop {
    /// A loop whose engine is not loaded yet.
    #[must_use]
    pub fn new(settings: EngineSettings) -> Self {
        let workers = settings.workers;
        Self::sharing(Arc::new(PreparedModels::new(settings)), workers)
    }

    /// A loop that shares its models with others.
    pub(crate) fn sharing(models: Arc<PreparedModels>, workers: usize) -> Self {
        Self { workers, models, engine: None }
    }

    /// Analyses every clip, in the order given.
    ///
    /// # Errors
    /// What every further clip must fail by, too: there is no usable model, or what was asked for makes no sense; and what
    /// the observer gives up on. The observer is not told of that clip's end.
    pub fn run(
        &mut self,
        clips: &[PlannedClip],
        observer: &mut dyn ClipObserver,
    ) -> Result<(), AnalysisError> {
        for clip in clips {
            if let Some(fallback) = self.untold_fallback(clip) {
                observer.falls_back(&fallback);
            }
            let progress = observer.begins(clip);
            let outcome = self.analyze(clip, &*progress);
            drop(progress);
            match outcome {
                Err(e) if self.is_of_all(&e) || observer.gives_up(&e) => return Err(e),
                outcome => observer.ended(clip, outcome),
            }
        }
        Ok(())
    }

    /// Why a clip will not be computed by the device that was asked for, unless that was told before.
    fn untold_fallback(&self, clip: &PlannedClip) -> Option<Fallback> {
        needs_model(&clip.path, clip.poses.as_ref())
            .then(|| self.models.untold_fallback(&clip.options.model))
            .flatten()
    }

    /// Analyses one clip.
    pub(crate) fn analyze(
        &mut self,
        clip: &PlannedClip,
        progress: &dyn Progress,
    ) -> Result<Analysis, AnalysisError> {
        if let Some(poses) = &clip.poses {
            let (path, options) = (&clip.path, &clip.options);
            return analyze_foreign_poses(path, poses, options, &clip.outputs, progress);
        }
        if clip.is_poses() {
            return analyze_poses(&clip.path, &clip.options, &clip.outputs);
        }
        let engine = self.engine_for(&clip.options.model)?;
        analyze_clip(&clip.path, engine, &clip.options, &clip.outputs, progress)
    }

    /// The engine of a model: the one that is loaded, if it is that model's.
    fn engine_for(&mut self, model: &str) -> Result<&mut Engine, AnalysisError> {
        let engine = match self.engine.take().filter(|e| e.model.name == model) {
            Some(engine) => engine,
            None => Engine::of(&*self.models.get(model)?, self.workers)?,
        };
        Ok(self.engine.insert(engine))
    }

    /// Whether every further clip must fail by it, too: without a model there is no pose.
    pub(crate) fn is_of_all(&self, error: &AnalysisError) -> bool {
        let has_no_model = matches!(error, AnalysisError::Pose(_)) && self.engine.is_none();
        error.is_wrong_usage() || has_no_model
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::{AskedDevice, Device, devices_in_build};

    /// Writes down what it is told.
    #[derive(Default)]
    struct Told(Vec<String>);

    impl ClipObserver for Told {
        fn falls_back(&mut self, fallback: &Fallback) {
            self.0.push(format!("no {}", fallback.asked));
        }

        fn begins(&mut self, clip: &PlannedClip) -> Box<dyn Progress> {
            self.0.push(format!("{} begins", clip.file_name()));
            Box::new(())
        }

        fn ended(&mut self, clip: &PlannedClip, outcome: Result<Analysis, AnalysisError>) {
            let how = if outcome.is_ok() { "well" } else { "badly" };
            self.0.push(format!("{} ended {how}", clip.file_name()));
        }
    }

    /// A loop without models that asks for a device.
    fn without_models(device: AskedDevice) -> ClipLoop {
        let models = Some("/nonexistent".into());
        ClipLoop::new(EngineSettings { device, models, ..EngineSettings::default() })
    }

    #[test]
    fn a_missing_device_is_told_before_the_first_clip_that_needs_it_and_not_again() {
        let build = devices_in_build();
        let missing = Device::ACCELERATORS.into_iter().find(|d| !build.contains(d));
        let Some(missing) = missing else { return };
        let planned = |name: &str| PlannedClip {
            path: name.into(),
            poses: None,
            options: Options::default(),
            outputs: OutputSettings::default(),
        };
        let mut clips = without_models(AskedDevice::Only(missing));
        let told = |clips: &mut ClipLoop, name: &str| {
            let mut told = Told::default();
            // the clip is not there, nor is a model: that is not what is looked at here
            let _ = clips.run(&[planned(name)], &mut told);
            told.0
        };
        assert_eq!(told(&mut clips, "a.json")[0], "a.json begins");
        assert_eq!(told(&mut clips, "b.mp4"), [format!("no {missing}"), "b.mp4 begins".to_owned()]);
        assert_eq!(told(&mut clips, "c.mp4"), ["c.mp4 begins"]);
        let mut on_cpu = without_models(AskedDevice::Only(Device::Cpu));
        assert_eq!(told(&mut on_cpu, "d.mp4"), ["d.mp4 begins"]);
    }

    #[test]
    fn a_bad_clip_does_not_stop_the_others_and_a_missing_model_does() {
        let out = tempfile::tempdir().unwrap();
        let planned = |name: &str| PlannedClip {
            path: out.path().join(name),
            poses: None,
            options: Options::default(),
            outputs: OutputSettings { folder: out.path().into(), ..OutputSettings::default() },
        };
        let nowhere = EngineSettings {
            workers: 1,
            models: Some(out.path().join("nowhere")),
            ..EngineSettings::default()
        };
        let (mut clips, mut told) = (ClipLoop::new(nowhere), Told::default());
        assert!(clips.run(&["a.json", "b.JSON"].map(planned), &mut told).is_ok());
        let stopped = clips.run(&["c.mp4", "d.json"].map(planned), &mut told);
        assert!(matches!(stopped, Err(AnalysisError::Pose(_))), "{stopped:?}");
        let expected = [
            "a.json begins",
            "a.json ended badly",
            "b.JSON begins",
            "b.JSON ended badly",
            "c.mp4 begins",
        ];
        assert_eq!(told.0, expected);
    }
}
