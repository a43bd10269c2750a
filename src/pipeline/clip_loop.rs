//! Clip after clip: one engine for all, and a bad clip never stops the others.

use crate::error::AnalysisError;
use crate::options::Options;
use crate::pipeline::analysis::Analysis;
use crate::pipeline::analyze::{analyze_clip, analyze_poses};
use crate::pipeline::foreign::analyze_foreign_poses;
use crate::pipeline::given_poses::GivenPoses;
use crate::pipeline::output::settings::OutputSettings;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::engine::{Engine, EngineSettings};
use std::path::{Path, PathBuf};

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

/// Who watches a loop over clips.
pub trait ClipObserver {
    /// A clip begins; what is returned is told how far it has come, and dropped when it ends.
    fn begins(&mut self, clip: &PlannedClip) -> Box<dyn Progress>;

    /// A clip has ended, well or not. The next one begins after that.
    fn ended(&mut self, clip: &PlannedClip, outcome: Result<Analysis, AnalysisError>);
}

/// Analyses clips, with an engine that is loaded for the first one that needs it and kept for the next loop.
pub struct ClipLoop {
    settings: EngineSettings,
    engine: Option<Engine>,
}

impl ClipLoop {
    /// A loop whose engine is not loaded yet.
    #[must_use]
    pub fn new(settings: EngineSettings) -> Self {
        Self { settings, engine: None }
    }

    /// Analyses every clip, in the order given.
    ///
    /// # Errors
    /// What every further clip must fail by, too: there is no usable model, or what was asked for makes no sense. The
    /// observer is not told of that clip's end.
    pub fn run(
        &mut self,
        clips: &[PlannedClip],
        observer: &mut dyn ClipObserver,
    ) -> Result<(), AnalysisError> {
        for clip in clips {
            let progress = observer.begins(clip);
            let outcome = self.analyze(clip, &*progress);
            drop(progress);
            match outcome {
                Err(e) if self.is_of_all(&e) => return Err(e),
                outcome => observer.ended(clip, outcome),
            }
        }
        Ok(())
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
            None => Engine::load(model, &self.settings)?,
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

    /// Writes down what it is told.
    #[derive(Default)]
    struct Told(Vec<String>);

    impl ClipObserver for Told {
        fn begins(&mut self, clip: &PlannedClip) -> Box<dyn Progress> {
            self.0.push(format!("{} begins", clip.file_name()));
            Box::new(())
        }

        fn ended(&mut self, clip: &PlannedClip, outcome: Result<Analysis, AnalysisError>) {
            let how = if outcome.is_ok() { "well" } else { "badly" };
            self.0.push(format!("{} ended {how}", clip.file_name()));
        }
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
            onnxruntime: None,
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
