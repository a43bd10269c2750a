//! Several clips of one person, together.

use crate::causes::{explain, red_flags};
use crate::error::AnalysisError;
use crate::evidence::ErrorProfile;
use crate::findings::{Case, judge};
use crate::gait::{Angle, GaitAnalysis, analyse};
use crate::motion::{Motion, reconstruct};
use crate::options::Options;
use crate::page::{PageSettings, render_visit_html};
use crate::pipeline::analyze::{analyze_clip, analyze_poses};
use crate::pipeline::output::atomic_write::write_whole;
use crate::pipeline::output::outputs::Outputs;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::engine::Engine;
use crate::reliability::{MeasureSummary, NeutralSummary, Worth, weigh};
use crate::report::{VisitClip, VisitInputs, VisitReport};
use crate::track::PoseSequence;
use crate::visit::{ClipFindings, fuse, judge_pairs, merged_standing};
use std::path::{Path, PathBuf};

/// One clip of a visit: a video, or the poses of an earlier analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedClip {
    /// The file.
    pub path: PathBuf,
    /// How it is to be analysed.
    pub options: Options,
}

/// Analyses one clip of a visit into a folder of its own, and returns where its poses are.
///
/// # Errors
/// When the clip, the model or the folder cannot be used, or nobody is found.
pub fn analyze_visit_clip(
    clip: &PlannedClip,
    engine: Option<&mut Engine>,
    outputs: Outputs,
    progress: &dyn Progress,
) -> Result<PathBuf, AnalysisError> {
    let analysis = match engine {
        Some(engine) => analyze_clip(&clip.path, engine, &clip.options, &outputs, progress)?,
        // poses have no film: there is nothing to put into the page, and no face to blur
        None => {
            let outputs = Outputs { single_file: false, blur_faces: false, ..outputs };
            analyze_poses(&clip.path, &clip.options, &outputs)?
        }
    };
    Ok(analysis.folder.join("poses.json"))
}

/// A clip of a visit that was analysed.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalysedClip {
    /// Its place in the visit's file, from 1.
    pub number: usize,
    /// Where its poses are.
    pub poses: PathBuf,
    /// How it was analysed.
    pub options: Options,
}

/// Puts the clips of a visit together and writes `visit.json` and `visit.html`; `not_read` names the clips that failed.
///
/// # Errors
/// When poses cannot be read or the folder not be written.
pub fn fuse_visit(
    name: &str,
    analysed: &[AnalysedClip],
    not_read: &[String],
    options: &Options,
    page: &PageSettings,
    folder: &Path,
) -> Result<VisitReport, AnalysisError> {
    forget_what_one_looks_at(folder, analysed)?;
    let mut clips = Vec::new();
    for clip in analysed {
        let sequence = PoseSequence::read(&clip.poses)?;
        clips.push(Clip::of(clip, sequence, relative(&clip.poses, folder)));
    }
    let report = together(name, &clips, not_read, options);
    let render =
        |e: serde_json::Error| AnalysisError::Render { what: "visit.json", why: e.to_string() };
    write_whole(&folder.join("visit.html"), &render_visit_html(&report, page)?)?;
    write_whole(&folder.join("visit.json"), &serde_json::to_string(&report).map_err(render)?)?;
    Ok(report)
}

/// What shows a person in an earlier visit of this name, and is not of this one: who hands the folder on, hands on this
/// visit only. Its data stay.
const LOOKED_AT: [&str; 4] = ["film.mp4", "overlay.mp4", "report.html", "report.pdf"];

fn forget_what_one_looks_at(folder: &Path, clips: &[AnalysedClip]) -> Result<(), AnalysisError> {
    let is_used = |own: &Path| clips.iter().any(|c| c.poses.parent() == Some(own));
    for own in folders_in(&folder.join("clips")).iter().flat_map(|number| folders_in(number)) {
        if is_used(&own) || !own.join("report.json").is_file() {
            continue;
        }
        for path in LOOKED_AT.map(|name| own.join(name)).into_iter().filter(|p| p.is_file()) {
            std::fs::remove_file(&path)
                .map_err(|e| AnalysisError::Write { path: path.clone(), why: e.to_string() })?;
        }
    }
    Ok(())
}

/// None where there is no such folder.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|e| e.path()).filter(|p| p.is_dir()).collect()
}

/// The folder of a clip's poses, from the visit's folder, with slashes.
fn relative(poses: &Path, folder: &Path) -> String {
    let own = poses.parent().unwrap_or(Path::new(""));
    let inner = own.strip_prefix(folder).unwrap_or(own);
    let parts: Vec<_> = inner.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    parts.join("/")
}

/// What the pure half makes of one clip.
struct Clip {
    number: usize,
    sequence: PoseSequence,
    motion: Motion,
    gait: GaitAnalysis,
    worth: Worth,
    options: Options,
    /// Of its own report, from the visit's.
    folder: String,
}

impl Clip {
    fn of(clip: &AnalysedClip, sequence: PoseSequence, folder: String) -> Self {
        let (number, options) = (clip.number, &clip.options);
        let motion = reconstruct(&sequence, options.view);
        let gait = analyse(&motion, &options.known());
        let profile = ErrorProfile::of_model(sequence.model.as_ref().map(|m| m.name.as_str()));
        let worth = weigh(&motion, &gait, profile);
        Self { number, sequence, motion, gait, worth, options: options.clone(), folder }
    }

    fn case<'a>(&'a self, standing: &'a [NeutralSummary]) -> Case<'a> {
        Case {
            motion: &self.motion,
            gait: &self.gait,
            worth: &self.worth,
            standing,
            sex: self.options.sex,
        }
    }
}

/// The pure half: no file, no clock.
fn together(name: &str, clips: &[Clip], not_read: &[String], options: &Options) -> VisitReport {
    let standing = merged_standing(clips.iter().map(|c| &c.worth));
    let cases: Vec<Case<'_>> = clips.iter().map(|c| c.case(&standing)).collect();
    let judged = |case: &Case<'_>| ClipFindings {
        tasks: case.gait.tasks.clone(),
        views: case.motion.passes.iter().map(|p| p.view).collect(),
        findings: judge(case),
    };
    let judged: Vec<ClipFindings> = cases.iter().map(judged).collect();
    let fused = fuse(&judged, &judge_pairs(&cases));
    let findings: Vec<_> = fused.iter().map(|f| f.finding.clone()).collect();
    let flags = red_flags(&findings, &options.answers);
    let explanation = explain(&findings, &options.answers, &flags);
    let told = |(clip, judged): (&Clip, &ClipFindings)| VisitClip {
        number: clip.number,
        file_name: clip.sequence.clip.file_name.clone(),
        sha256: clip.sequence.clip.sha256.clone(),
        folder: clip.folder.clone(),
        tasks: judged.tasks.clone(),
        views: judged.views.clone(),
    };
    let is_tilt = |m: &MeasureSummary| m.measure.spec().angle == Some(Angle::PelvicTilt);
    VisitReport::build(VisitInputs {
        name,
        options,
        clips: clips.iter().zip(&judged).map(told).collect(),
        not_read: not_read.to_vec(),
        findings: fused,
        red_flags: flags,
        explanation,
        is_tilt_measured: clips.iter().any(|c| c.worth.measures.iter().any(is_tilt)),
    })
}
