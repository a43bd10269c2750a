//! Several clips of one person, together.

use crate::assessment::{Assessment, assess_visit};
use crate::error::AnalysisError;
use crate::gait::NoGait;
use crate::pipeline::analysis::Analysis;
use crate::pipeline::blurring::Blurring;
use crate::pipeline::clip_loop::{ClipLoop, ClipObserver, PlannedClip, is_poses};
use crate::pipeline::output::folder::OutputFolder;
use crate::pipeline::output::settings::{FilmPlace, OutputSettings};
use crate::pipeline::output::visit_outputs::{CLIPS, VISIT_OUTPUTS, VISIT_PAGE};
use crate::pipeline::progress::Progress;
use crate::pipeline::same_film::{refuse_same_films, refuse_same_parts};
use crate::pipeline::visit_plan::{PlannedVisit, VisitPlan};
use crate::pose::Fallback;
use crate::report::{VisitClip, VisitReport};
use std::path::{Path, PathBuf};

/// What became of a visit.
#[derive(Debug, Clone)]
pub struct VisitAnalysis {
    /// Its folder.
    pub folder: PathBuf,
    /// The report; it names the clips that could not be analysed.
    pub report: VisitReport,
}

impl VisitAnalysis {
    /// The page that people look at.
    #[must_use]
    pub fn page(&self) -> PathBuf {
        self.folder.join(VISIT_PAGE.file)
    }
}

/// Analyses the clips of a visit, each into a folder of its own number (two parts of one film are two clips), and puts
/// them together; `None` where none of them could be analysed. An earlier visit of this name stays whole until this one
/// is complete, and then gives way to it.
///
/// # Errors
/// When there is no usable model, the folder cannot be written, or what was asked for makes no sense.
pub fn analyze_visit(
    visit: &PlannedVisit,
    clips: &mut ClipLoop,
    settings: &OutputSettings,
    observer: &mut dyn ClipObserver,
) -> Result<Option<VisitAnalysis>, AnalysisError> {
    refuse_same_films(&visit.clips)?;
    let folder = OutputFolder::of_visit(&settings.folder, &visit.name)?;
    let planned: Vec<PlannedClip> = (1..)
        .zip(&visit.clips)
        .map(|(number, plan)| PlannedClip {
            path: plan.path.clone(),
            poses: plan.poses.clone(),
            options: plan.options.clone(),
            outputs: outputs_of(&folder, number, plan, settings),
        })
        .collect();
    let mut collected = Collected::of(observer, &folder);
    clips.run(&planned, &mut collected).map_err(|e| folder.as_published(e))?;
    let Collected { clips, assessments, not_read, .. } = collected;
    if clips.is_empty() {
        return Ok(None);
    }
    refuse_same_parts(&clips, &assessments)?;
    let assessment = assess_visit(&assessments.iter().collect::<Vec<_>>(), &visit.options);
    let report = VisitReport::build(&visit.name, clips, not_read, assessment, &visit.options);
    for output in VISIT_OUTPUTS {
        if let Some(render) = output.render {
            folder.write(output.file, &render(&report, &settings.page)?)?;
        }
    }
    Ok(Some(VisitAnalysis { folder: folder.publish()?, report }))
}

/// What is written of the clip of a number, into the visit's folder while it is filled.
fn outputs_of(
    visit: &OutputFolder,
    number: usize,
    plan: &VisitPlan,
    settings: &OutputSettings,
) -> OutputSettings {
    let own = Path::new(CLIPS).join(format!("{number:02}"));
    // poses have no film: there is nothing to put into the page, and nobody to blur
    let has_pictures = plan.poses.is_none() && !is_poses(&plan.path);
    OutputSettings {
        folder: visit.path("").join(&own),
        name: None,
        earlier: Some(visit.target().join(&own)),
        overlay: false,
        still: false,
        film: if has_pictures { settings.film } else { FilmPlace::Beside },
        blurring: if has_pictures { settings.blurring } else { Blurring::default() },
        exports: settings.exports.clone(),
        page: settings.page.clone(),
    }
}

/// Collects the clips of a visit while another observer watches.
struct Collected<'a> {
    observer: &'a mut dyn ClipObserver,
    /// The visit's folder, being filled.
    folder: &'a OutputFolder,
    /// Clips that have ended, well or not.
    ended: usize,
    clips: Vec<VisitClip>,
    /// Of the same clips.
    assessments: Vec<Assessment>,
    /// File names of the clips that failed.
    not_read: Vec<String>,
}

impl<'a> Collected<'a> {
    fn of(observer: &'a mut dyn ClipObserver, folder: &'a OutputFolder) -> Self {
        let (clips, assessments, not_read) = Default::default();
        Self { observer, folder, ended: 0, clips, assessments, not_read }
    }

    /// The folder of a clip, from the visit's folder.
    fn inner(&self, own: &Path) -> PathBuf {
        own.strip_prefix(self.folder.path("")).unwrap_or(own).to_owned()
    }

    /// The clip as the visit's report names it.
    fn described(&self, analysis: &Analysis) -> VisitClip {
        let Assessment { gait, motion, .. } = &analysis.assessment;
        let is_guessed = gait.refused.is_some_and(NoGait::guesses_the_body);
        let known = if is_guessed { 0 } else { motion.passes.len() };
        VisitClip {
            number: self.ended,
            file_name: analysis.clip.file_name.clone(),
            sha256: analysis.clip.sha256.clone(),
            folder: with_slashes(&self.inner(&analysis.folder)),
            tasks: gait.tasks.iter().copied().take(known).collect(),
            views: motion.passes.iter().map(|pass| pass.view).take(known).collect(),
        }
    }
}

impl ClipObserver for Collected<'_> {
    fn falls_back(&mut self, fallback: &Fallback) {
        self.observer.falls_back(fallback);
    }

    fn begins(&mut self, clip: &PlannedClip) -> Box<dyn Progress> {
        self.observer.begins(clip)
    }

    fn ended(&mut self, clip: &PlannedClip, mut outcome: Result<Analysis, AnalysisError>) {
        self.ended += 1;
        match &mut outcome {
            Ok(analysis) => {
                self.clips.push(self.described(analysis));
                self.assessments.push(analysis.assessment.clone());
                analysis.folder = self.folder.target().join(self.inner(&analysis.folder));
            }
            Err(_) => self.not_read.push(clip.file_name()),
        }
        self.observer.ended(clip, outcome);
    }

    /// A visit that lacks a clip only because it could not be written must not take the place of a whole one.
    fn gives_up(&self, error: &AnalysisError) -> bool {
        error.is_of_output()
    }
}

/// A path as it stands in documents, on every system.
fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    parts.join("/")
}
