//! One clip, top to bottom.

use crate::causes::{explain, red_flags};
use crate::error::{AnalysisError, PosesFileError, VideoError};
use crate::evidence::ErrorProfile;
use crate::findings::{Case, judge as find};
use crate::gait::{GaitAnalysis, GivenScale, analyse};
use crate::motion::{Motion, reconstruct};
use crate::options::Options;
use crate::page::{Film, PageInputs, PageSettings, Stills, render_html};
use crate::pipeline::film::encoder::FilmWriter;
use crate::pipeline::film::overlay::write_overlay;
use crate::pipeline::film::result::Filmed;
use crate::pipeline::film_format::Filming;
use crate::pipeline::output::files::FILM_FILE;
use crate::pipeline::output::files::OVERLAY_FILE;
use crate::pipeline::output::folder::OutputFolder;
use crate::pipeline::output::outputs::Outputs;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::engine::Engine;
use crate::pipeline::reading::extraction::extract_poses;
use crate::pose::sha256_of;
use crate::reliability::weigh;
use crate::report::{Report, ReportInputs, angles_csv};
use crate::track::{PoseSequence, ReadingOptions};
use crate::video::{Decoder, TimeRange, VideoInfo};
use std::path::{Path, PathBuf};

/// What became of a clip.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The clip's folder.
    pub folder: PathBuf,
    /// The report as one line of JSON.
    pub report_line: String,
    /// What lowers the quality, and what to do about it.
    pub warnings: Vec<String>,
    /// Who was found and what was repaired, for those who want to know.
    pub details: Vec<String>,
    /// Frames read.
    pub frames: usize,
}

/// Analyses a clip and writes its folder.
///
/// # Errors
/// When the clip, the model or the folder cannot be used, or nobody is found; nothing is written then.
pub fn analyze_clip(
    path: &Path,
    engine: &mut Engine,
    options: &Options,
    outputs: &Outputs,
    progress: &dyn Progress,
) -> Result<Analysis, AnalysisError> {
    let reading = &options.reading;
    let range = TimeRange { start_s: reading.start_s, end_s: reading.end_s };
    let open = || -> Result<Box<dyn crate::video::FrameSource>, VideoError> {
        Ok(Box::new(Decoder::open(path, range)?))
    };
    // a clip that cannot be read is refused before its bytes are hashed
    refuse_ends_outside(path, options, open()?.info())?;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let sha256 = sha256_of(path)
        .map_err(|e| VideoError::Unreadable { path: path.into(), why: e.to_string() })?;
    let folder = OutputFolder::prepare(&outputs.folder, &file_name, &sha256)?;
    let clip = Clip { file_name, sha256, open: Box::new(open) };
    let model = engine.model.clone();
    let mut writer = FilmWriter::new(folder.path(FILM_FILE));
    let film = Some(Filming { sink: &mut writer, blurs_faces: outputs.blur_faces });
    let extraction = extract_poses(&clip, &mut engine.workers, model, reading, film, progress)?;
    let result = Judged::of(&extraction.sequence, options);
    if outputs.overlay {
        write_overlay(
            &clip,
            &extraction.sequence,
            &result.motion,
            &result.gait.angles,
            outputs.blur_faces.then_some(&extraction.heads),
            &folder.path(OVERLAY_FILE),
            progress,
        )?;
    }
    let filmed = Filmed::finish(writer, &folder, &result.report, &extraction.sequence, outputs)?;
    result.write(&extraction.sequence, &filmed, &outputs.page, folder)
}

/// Analyses poses that were found before and writes their folder, without video and model. Film and overlay that lie
/// beside them come along.
///
/// How the clip was read stands in the poses, and from there in the report.
///
/// # Errors
/// When the poses or the folder cannot be used, or something is asked for that needs the clip.
pub fn analyze_poses(
    path: &Path,
    options: &Options,
    outputs: &Outputs,
) -> Result<Analysis, AnalysisError> {
    refuse_what_needs_the_clip(path, &options.reading, outputs)?;
    let mut sequence = PoseSequence::read(path)?;
    refuse_ends_outside(path, options, &sequence.clip.video)?;
    if sequence.clip.sha256.is_empty() {
        let unreadable = |e: std::io::Error| PosesFileError::Unreadable {
            path: path.into(),
            why: e.to_string(),
        };
        sequence.clip.sha256 = sha256_of(path).map_err(unreadable)?;
    }
    let options = Options {
        model: sequence.model.as_ref().map_or_else(|| "unknown".to_owned(), |m| m.name.clone()),
        reading: sequence.reading.clone(),
        ..options.clone()
    };
    let clip = &sequence.clip;
    let folder = OutputFolder::prepare(&outputs.folder, &clip.file_name, &clip.sha256)?;
    let result = Judged::of(&sequence, &options);
    let filmed = Filmed::beside(path, &folder, &result.report, &sequence)?;
    let overlay = path.with_file_name(OVERLAY_FILE);
    if overlay.is_file() {
        folder.bring(&overlay, OVERLAY_FILE)?;
    }
    result.write(&sequence, &filmed, &outputs.page, folder)
}

/// Poses cannot tell what was not asked for when they were made.
fn refuse_what_needs_the_clip(
    path: &Path,
    reading: &ReadingOptions,
    outputs: &Outputs,
) -> Result<(), AnalysisError> {
    let asked = [
        ("person", reading.person.is_some()),
        ("start", reading.start_s.is_some()),
        ("end", reading.end_s.is_some()),
        ("capture-fps", reading.capture_rate_hz.is_some()),
        ("markers", !reading.markers.is_empty()),
        ("overlay", outputs.overlay),
        ("single-file", outputs.single_file),
        ("blur-faces", outputs.blur_faces),
    ];
    match asked.into_iter().find(|(_, is_asked)| *is_asked) {
        Some((option, _)) => Err(AnalysisError::NeedsClip { path: path.into(), option }),
        None => Ok(()),
    }
}

/// A thing that is to set the scale must be in the picture.
fn refuse_ends_outside(
    path: &Path,
    options: &Options,
    video: &VideoInfo,
) -> Result<(), AnalysisError> {
    let Some(GivenScale::KnownLength(length)) = options.scale else { return Ok(()) };
    let size_px = [video.width_px, video.height_px];
    match length.end_outside(size_px[0], size_px[1]) {
        Some(end_px) => Err(AnalysisError::OutsidePicture { path: path.into(), end_px, size_px }),
        None => Ok(()),
    }
}

/// What the pure half makes of a sequence.
#[derive(Debug)]
pub struct Judged {
    /// The cleaned positions.
    pub motion: Motion,
    /// What was measured of them.
    pub gait: GaitAnalysis,
    /// All of it as data.
    pub report: Report,
}

impl Judged {
    /// The pure half, from poses to the report: no file, no picture, no clock.
    #[must_use]
    pub fn of(sequence: &PoseSequence, options: &Options) -> Self {
        let motion = reconstruct(sequence, options.view);
        let gait = analyse(&motion, &options.known());
        let profile = ErrorProfile::of_model(sequence.model.as_ref().map(|m| m.name.as_str()));
        let worth = weigh(&motion, &gait, profile);
        let findings = find(&Case {
            motion: &motion,
            gait: &gait,
            worth: &worth,
            standing: &worth.neutral,
            sex: options.sex,
        });
        let flags = red_flags(&findings, &options.answers);
        let report = Report::build(&ReportInputs {
            sequence,
            motion: &motion,
            gait: &gait,
            worth: &worth,
            findings: &findings,
            red_flags: &flags,
            explanation: &explain(&findings, &options.answers, &flags),
            options,
        });
        Self { motion, gait, report }
    }

    /// The page, with still pictures and film where there are some.
    ///
    /// # Errors
    /// When it cannot be put together, which is a defect.
    pub fn page(
        &self,
        sequence: &PoseSequence,
        stills: &Stills,
        film: Option<Film<'_>>,
        settings: &PageSettings,
    ) -> Result<String, AnalysisError> {
        render_html(&PageInputs {
            report: &self.report,
            sequence,
            motion: &self.motion,
            angles: &self.gait.angles,
            stills,
            film,
            settings,
        })
    }

    fn write(
        &self,
        sequence: &PoseSequence,
        filmed: &Filmed,
        settings: &PageSettings,
        folder: OutputFolder,
    ) -> Result<Analysis, AnalysisError> {
        folder.write("poses.json", &json("poses.json", sequence)?)?;
        folder.write("angles.csv", &angles_csv(sequence, &self.gait.angles))?;
        let page = self.page(sequence, &filmed.stills, filmed.film(sequence), settings)?;
        folder.write("report.html", &page)?;
        folder.write("report.json", &json("report.json", &self.report)?)?;
        Ok(Analysis {
            folder: folder.publish()?,
            report_line: json("report.json", &self.report)?,
            warnings: self.report.warnings().into_iter().chain(filmed.warning.clone()).collect(),
            details: self.details(sequence),
            frames: sequence.frames.len(),
        })
    }

    fn details(&self, sequence: &PoseSequence) -> Vec<String> {
        let mut lines = Vec::new();
        for p in &sequence.people {
            let chosen = if p.id == sequence.subject_id { ", analysed" } else { "" };
            lines.push(format!(
                "person {}: {:.1} to {:.1} s, {:.0} px tall, score {:.3}{chosen}",
                p.id, p.first_s, p.last_s, p.height_px, p.subject_score
            ));
        }
        for p in &self.motion.passes {
            lines.push(format!(
                "{:.2} to {:.2} s: {:?}, {:.0}° to the camera's axis",
                p.start_s, p.end_s, p.view, p.yaw_deg
            ));
        }
        lines.push(format!("repairs: {:?}", self.motion.repairs));
        lines
    }
}

fn json<T: serde::Serialize>(what: &'static str, value: &T) -> Result<String, AnalysisError> {
    serde_json::to_string(value).map_err(|e| AnalysisError::Render { what, why: e.to_string() })
}
