//! What became of the film: how the page gets it, and the pictures that were taken from it.

use crate::error::{AnalysisError, VideoError};
use crate::motion::Motion;
use crate::options::Audience;
use crate::page::moments;
use crate::page::{Film, FilmSource, Stills};
use crate::pipeline::film::encoder::FilmWriter;
use crate::pipeline::film::stills::film_stills;
use crate::pipeline::film_format::film_size;
use crate::pipeline::output::folder::OutputFolder;
use crate::pipeline::output::outputs::FILM;
use crate::pipeline::output::settings::{FilmPlace, OutputSettings};
use crate::report::Report;
use crate::track::PoseSequence;
use crate::video::{Decoder, FrameSource, SmallSize, TimeRange};
use std::path::Path;

/// A finished film and its pictures; nothing of both where only poses are at hand, or it could not be written.
#[derive(Default)]
pub(crate) struct Filmed {
    size: Option<SmallSize>,
    /// The film itself, where the page is to hold it.
    inside: Option<Vec<u8>>,
    pub(crate) stills: Stills,
    /// Why there is no film, in words.
    pub(crate) warning: Option<String>,
}

impl Filmed {
    /// Completes the film, takes the pictures that the page wants, and the film itself out of the folder where the page
    /// is to hold it. A film that cannot be made is a warning: the report comes all the same.
    ///
    /// # Errors
    /// When the folder fails.
    pub(crate) fn finish(
        writer: FilmWriter,
        folder: &OutputFolder,
        report: &Report,
        sequence: &PoseSequence,
        motion: &Motion,
        settings: &OutputSettings,
    ) -> Result<Self, AnalysisError> {
        if settings.film == FilmPlace::Nowhere {
            return Ok(Self::default());
        }
        let pictures = |size: SmallSize| {
            let film = folder.path(FILM.file);
            Ok((size, film_stills(&film, size, &moments(report), sequence, motion)?))
        };
        let (size, stills) = match writer.finish().and_then(pictures) {
            Ok(done) => done,
            Err(e) => return Self::without(&e, folder),
        };
        if report.options.audience == Audience::Patient {
            folder.remove(FILM.file)?; // a sheet of paper plays no film
            return Ok(Self { stills, ..Self::default() });
        }
        let is_inside = !(FILM.is_asked)(settings);
        let inside = is_inside.then(|| folder.take(FILM.file)).transpose()?;
        Ok(Self { size: Some(size), inside, stills, warning: None })
    }

    /// For poses whose film lies beside them: it is theirs, and goes with them. Nothing where there is none, or another
    /// clip's.
    ///
    /// # Errors
    /// When the folder fails.
    pub(crate) fn beside(
        poses: &Path,
        folder: &OutputFolder,
        report: &Report,
        sequence: &PoseSequence,
        motion: &Motion,
    ) -> Result<Self, AnalysisError> {
        let film = poses.with_file_name(FILM.file);
        let video = &sequence.clip.video;
        let size = film_size(video.width_px, video.height_px);
        if !film.is_file() || !is_of(&film, size, sequence) {
            return Ok(Self::default());
        }
        // kept for a patient's sheet too, which does not play it: the next report may want it
        folder.bring(&film, FILM.file)?;
        let is_played = report.options.audience != Audience::Patient;
        match film_stills(&film, size, &moments(report), sequence, motion) {
            Ok(stills) => Ok(Self { size: is_played.then_some(size), stills, ..Self::default() }),
            Err(e) => Self::without(&e, folder),
        }
    }

    fn without(error: &VideoError, folder: &OutputFolder) -> Result<Self, AnalysisError> {
        folder.remove(FILM.file)?;
        let why = format!("The report has no film and no pictures: {error}; {}.", error.hint());
        Ok(Self { warning: Some(why), ..Self::default() })
    }

    /// The film as the page takes it.
    pub(crate) fn film(&self, sequence: &PoseSequence) -> Option<Film<'_>> {
        let size = self.size?;
        Some(Film {
            source: self
                .inside
                .as_deref()
                .map_or(FilmSource::Beside(FILM.file), FilmSource::Inside),
            width_px: size.width_px,
            height_px: size.height_px,
            scale: size.scale,
            start_s: sequence.frames.first().map_or(0.0, |f| f.time_s),
            slow_motion_factor: sequence.clip.timing.slow_motion_factor,
        })
    }
}

/// Whether a film is that of a sequence, by its size and its number of frames.
fn is_of(film: &Path, size: SmallSize, sequence: &PoseSequence) -> bool {
    Decoder::open(film, TimeRange::default()).is_ok_and(|decoder| {
        let info = decoder.info();
        let is_as_large = (info.width_px, info.height_px) == (size.width_px, size.height_px);
        let frames = sequence.frames.len() as u64;
        is_as_large && info.container_frames.is_none_or(|found| found == frames)
    })
}
