//! What became of the film: how the page gets it, and the pictures that were taken from it.

use super::analyze::Outputs;
use super::film::{FILM_FILE, FilmSize};
use super::film_writer::FilmWriter;
use super::folder::OutputFolder;
use super::stills::film_stills;
use crate::error::{AnalysisError, VideoError};
use crate::options::Audience;
use crate::page::{Film, FilmSource, Stills, moments};
use crate::report::Report;
use crate::track::PoseSequence;

/// A finished film and its pictures; nothing of both where only poses are at hand, or it could not be written.
#[derive(Default)]
pub(super) struct Filmed {
    size: Option<FilmSize>,
    /// The film itself, where the page is to hold it.
    inside: Option<Vec<u8>>,
    pub(super) stills: Stills,
    /// Why there is no film, in words.
    pub(super) warning: Option<String>,
}

impl Filmed {
    /// Completes the film, takes the pictures that the page wants, and the film itself out of the folder where the page
    /// is to hold it. A film that cannot be made is a warning: the report comes all the same.
    ///
    /// # Errors
    /// When the folder fails.
    pub(super) fn finish(
        writer: FilmWriter,
        folder: &OutputFolder,
        report: &Report,
        sequence: &PoseSequence,
        outputs: &Outputs,
    ) -> Result<Self, AnalysisError> {
        let pictures = |size: FilmSize| {
            let film = folder.path(FILM_FILE);
            Ok((size, film_stills(&film, size, &moments(report), sequence)?))
        };
        let (size, stills) = match writer.finish().and_then(pictures) {
            Ok(done) => done,
            Err(e) => return Self::without(&e, folder),
        };
        if report.options.audience == Audience::Patient {
            folder.remove(FILM_FILE)?; // a sheet of paper plays no film
            return Ok(Self { stills, ..Self::default() });
        }
        let inside = outputs.single_file.then(|| folder.take(FILM_FILE)).transpose()?;
        Ok(Self { size: Some(size), inside, stills, warning: None })
    }

    fn without(error: &VideoError, folder: &OutputFolder) -> Result<Self, AnalysisError> {
        folder.remove(FILM_FILE)?;
        let why = format!("The report has no film and no pictures: {error}; {}.", error.hint());
        Ok(Self { warning: Some(why), ..Self::default() })
    }

    /// The film as the page takes it.
    pub(super) fn film(&self, sequence: &PoseSequence) -> Option<Film<'_>> {
        let size = self.size?;
        Some(Film {
            source: self
                .inside
                .as_deref()
                .map_or(FilmSource::Beside(FILM_FILE), FilmSource::Inside),
            width_px: size.width_px,
            height_px: size.height_px,
            scale: size.scale,
            start_s: sequence.frames.first().map_or(0.0, |f| f.time_s),
            slow_motion_factor: sequence.clip.timing.slow_motion_factor,
        })
    }
}
