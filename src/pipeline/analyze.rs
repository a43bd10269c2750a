//! One clip, top to bottom.

use crate::assessment::{Assessment, assess};
use crate::error::{AnalysisError, PosesFileError};
use crate::gait::GivenScale;
use crate::options::Options;
use crate::pipeline::analysis::{Analysis, details};
use crate::pipeline::film::encoder::FilmWriter;
use crate::pipeline::film::overlay::write_overlay;
use crate::pipeline::film::result::Filmed;
use crate::pipeline::film_format::{FilmSink, Filming};
use crate::pipeline::output::folder::OutputFolder;
use crate::pipeline::output::outputs::{AssessedClip, FILM, How, OUTPUTS, OVERLAY};
use crate::pipeline::output::settings::{FilmPlace, OutputSettings};
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::engine::Engine;
use crate::pipeline::reading::extraction::extract_poses;
use crate::pipeline::stopwatch::Stage;
use crate::pose::sha256_of;
use crate::report::Report;
use crate::track::{ClipInfo, PoseSequence, ReadingOptions};
use crate::video::VideoInfo;
use std::path::Path;
use std::sync::Arc;

/// Analyses a clip and writes its folder.
///
/// # Errors
/// When the clip, the model or the folder cannot be used, or nobody is found; nothing is written then.
pub fn analyze_clip(
    path: &Path,
    engine: &mut Engine,
    options: &Options,
    settings: &OutputSettings,
    progress: &dyn Progress,
) -> Result<Analysis, AnalysisError> {
    let reading = &options.reading;
    let clip = Clip::of_file(path, reading)?;
    refuse_ends_outside(path, options, (clip.open)()?.info())?;
    let folder = folder_of(&clip.file_name, &clip.sha256, settings)?;
    let model = engine.model.clone();
    let (stopwatch, before) = (Arc::clone(&engine.stopwatch), engine.stopwatch.spent());
    let mut writer = FilmWriter::new(folder.path(FILM.file), Arc::clone(&stopwatch));
    let is_filmed = settings.film != FilmPlace::Nowhere;
    let sink: Option<&mut dyn FilmSink> = if is_filmed { Some(&mut writer) } else { None };
    let film = Filming { sink, blurring: settings.blurring };
    let extraction =
        extract_poses(&clip, &mut engine.workers, model, reading, film, &stopwatch, progress)?;
    let result = stopwatch.time(Stage::Report, || Assessed::of(&extraction.sequence, options));
    if (OVERLAY.is_asked)(settings) {
        write_overlay(
            &clip,
            &extraction.sequence,
            &result.assessment,
            settings.blurring.is_any().then_some(&extraction.blurred(settings.blurring)),
            &folder.path(OVERLAY.file),
            progress,
        )
        .map_err(|e| folder.as_published(e))?;
    }
    let (sequence, motion) = (&extraction.sequence, &result.assessment.motion);
    let filmed = Filmed::finish(writer, &folder, &result.report, sequence, motion, settings)?;
    (clip.open)()?; // still the file that was hashed
    let mut analysis = stopwatch
        .time(Stage::Report, || result.write(&extraction.sequence, &filmed, settings, folder))?;
    analysis.details.extend(stopwatch.spent().in_words(&before, analysis.frames));
    Ok(analysis)
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
    settings: &OutputSettings,
) -> Result<Analysis, AnalysisError> {
    refuse_what_needs_the_clip(path, &options.reading, settings)?;
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
        model: sequence.made_by().unwrap_or_else(|| "unknown".to_owned()),
        reading: sequence.reading.clone(),
        ..options.clone()
    };
    let ClipInfo { file_name, sha256, .. } = &sequence.clip;
    let folder = folder_of(file_name, sha256, settings)?;
    let result = Assessed::of(&sequence, &options);
    let filmed =
        Filmed::beside(path, &folder, &result.report, &sequence, &result.assessment.motion)?;
    let overlay = path.with_file_name(OVERLAY.file);
    if overlay.is_file() {
        folder.bring(&overlay, OVERLAY.file)?;
    }
    result.write(&sequence, &filmed, settings, folder)
}

pub(super) fn folder_of(
    file_name: &str,
    sha256: &str,
    settings: &OutputSettings,
) -> Result<OutputFolder, AnalysisError> {
    match &settings.name {
        Some(name) => OutputFolder::named(&settings.folder, name),
        None => {
            OutputFolder::of_clip(&settings.folder, settings.earlier.as_deref(), file_name, sha256)
        }
    }
}

/// Poses cannot tell what was not asked for when they were made.
fn refuse_what_needs_the_clip(
    path: &Path,
    reading: &ReadingOptions,
    settings: &OutputSettings,
) -> Result<(), AnalysisError> {
    let asked = [
        ("person", reading.person.is_some()),
        ("start", reading.start_s.is_some()),
        ("end", reading.end_s.is_some()),
        ("capture-fps", reading.capture_rate_hz.is_some()),
    ];
    let typed = asked.into_iter().find(|(_, is_asked)| *is_asked).map(|(option, _)| option);
    match typed.or_else(|| needing_pictures(reading, settings)) {
        Some(option) => Err(AnalysisError::NeedsClip { path: path.into(), option }),
        None => Ok(()),
    }
}

/// An option that was asked for and needs the clip's pictures.
pub(super) fn needing_pictures(
    reading: &ReadingOptions,
    settings: &OutputSettings,
) -> Option<&'static str> {
    let asked = [
        ("markers", !reading.markers.is_empty()),
        ("overlay", settings.overlay),
        ("single-file", settings.film == FilmPlace::InPage),
        ("blur-faces", settings.blurring.faces),
        ("blur-others", settings.blurring.others),
    ];
    asked.into_iter().find(|(_, is_asked)| *is_asked).map(|(option, _)| option)
}

/// A thing that is to set the scale must be in the picture.
pub(super) fn refuse_ends_outside(
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

/// A clip's assessment and its report.
pub(super) struct Assessed {
    assessment: Assessment,
    report: Report,
}

impl Assessed {
    pub(super) fn of(sequence: &PoseSequence, options: &Options) -> Self {
        let assessment = assess(sequence, options);
        Self { report: Report::build(sequence, &assessment, options), assessment }
    }

    /// Writes every file that is put together in memory, and publishes the folder.
    pub(super) fn write(
        self,
        sequence: &PoseSequence,
        filmed: &Filmed,
        settings: &OutputSettings,
        folder: OutputFolder,
    ) -> Result<Analysis, AnalysisError> {
        let name = folder.target().file_name().unwrap_or_default().to_string_lossy();
        let clip = AssessedClip {
            sequence,
            assessment: &self.assessment,
            report: &self.report,
            stills: &filmed.stills,
            film: filmed.film(sequence),
            page: &settings.page,
            name: &name,
            exports: &settings.exports,
        };
        for output in OUTPUTS.iter().filter(|o| (o.is_asked)(settings)) {
            match output.how {
                How::Rendered(render) => {
                    if let Some(content) = render(&clip)? {
                        folder.write(output.file, &content)?;
                    }
                }
                How::Streamed(write) => folder.stream(output.file, |file| write(&clip, file))?,
                How::Folder(render) => folder.write_folder(output.file, &render(&clip)?)?,
                How::Encoded | How::Printed => {}
            }
        }
        let report_line = serde_json::to_string(&self.report)
            .map_err(|e| AnalysisError::Render { what: "report.json", why: e.to_string() })?;
        Ok(Analysis {
            folder: folder.publish()?,
            clip: sequence.clip.clone(),
            report_line,
            warnings: self.report.warnings().into_iter().chain(filmed.warning.clone()).collect(),
            details: details(sequence, &self.assessment),
            frames: sequence.frames.len(),
            assessment: self.assessment,
        })
    }
}
