//! Every file of a clip's folder: its name, when it is made, and how. The only list of them.

use crate::assessment::Assessment;
use crate::error::AnalysisError;
use crate::export::{ExportFormat, Exported, export};
use crate::page::{Film, PageInputs, PageSettings, Stills, render_html};
use crate::pipeline::json::json;
use crate::pipeline::output::settings::{FilmPlace, OutputSettings};
use crate::pipeline::small_jpeg::small_jpeg;
use crate::report::{Report, angles_csv, cycles_csv, positions_csv};
use crate::track::PoseSequence;
use std::io::Write;
use std::path::{Path, PathBuf};

/// An assessed clip with its pictures: what files are made of.
#[derive(Clone, Copy)]
pub(crate) struct AssessedClip<'a> {
    pub(crate) sequence: &'a PoseSequence,
    pub(crate) assessment: &'a Assessment,
    pub(crate) report: &'a Report,
    pub(crate) stills: &'a Stills,
    pub(crate) film: Option<Film<'a>>,
    pub(crate) page: &'a PageSettings,
    /// What files are called that leave the folder.
    pub(crate) name: &'a str,
    pub(crate) exports: &'a [ExportFormat],
}

/// One file of a clip's folder.
pub(crate) struct Output {
    pub(crate) file: &'static str,
    /// Whether these settings ask for it. Of a film and an overlay it is also asked whether there are pictures.
    pub(crate) is_asked: fn(&OutputSettings) -> bool,
    pub(crate) how: How,
    /// Whether the person can be recognised in it: such a file does not outlive its clip's place in a visit.
    pub(crate) shows_person: bool,
}

/// How a file comes to be.
pub(crate) enum How {
    /// Put together in memory, from the assessed clip; nothing where there is nothing to show.
    Rendered(fn(&AssessedClip<'_>) -> Result<Option<Vec<u8>>, AnalysisError>),
    /// Written piece by piece: what is large and grows with the length of the clip.
    Streamed(fn(&AssessedClip<'_>, &mut dyn Write) -> serde_json::Result<()>),
    /// A folder of files, put together in memory.
    Folder(fn(&AssessedClip<'_>) -> Result<Vec<Exported>, AnalysisError>),
    /// Encoded from the clip's frames while they are read.
    Encoded,
    /// Printed from the page by a browser, once the folder is there.
    Printed,
}

/// All landmarks of the subject, from which everything else can be made again.
const POSES: Output = Output {
    file: "poses.json",
    is_asked: |_| true,
    how: How::Streamed(|clip, file| serde_json::to_writer(file, clip.sequence)),
    shows_person: false,
};

/// One row a frame.
const ANGLES: Output = Output {
    file: "angles.csv",
    is_asked: |_| true,
    how: How::Rendered(|clip| {
        Ok(Some(angles_csv(clip.sequence, &clip.assessment.gait.angles).into_bytes()))
    }),
    shows_person: false,
};

/// One row a frame: the cleaned positions.
const POSITIONS: Output = Output {
    file: "positions.csv",
    is_asked: |_| true,
    how: How::Rendered(|clip| Ok(Some(positions_csv(&clip.assessment.motion).into_bytes()))),
    shows_person: false,
};

/// One row a percent of each gait cycle.
const CYCLES: Output = Output {
    file: "cycles.csv",
    is_asked: |_| true,
    how: How::Rendered(|clip| {
        Ok(Some(cycles_csv(&clip.assessment.motion, &clip.assessment.gait).into_bytes()))
    }),
    shows_person: false,
};

/// Everything to look at.
pub(crate) const PAGE: Output = Output {
    file: "report.html",
    is_asked: |_| true,
    how: How::Rendered(page),
    shows_person: true,
};

/// Everything as data. By it a folder says whose it is.
pub(crate) const REPORT: Output = Output {
    file: "report.json",
    is_asked: |_| true,
    how: How::Rendered(|clip| json("report.json", clip.report).map(Some)),
    shows_person: false,
};

/// The clip scaled down, which the page plays.
pub(crate) const FILM: Output = Output {
    file: "film.mp4",
    is_asked: |settings| settings.film == FilmPlace::Beside,
    how: How::Encoded,
    shows_person: true,
};

/// The clip with the skeleton drawn on it.
pub(crate) const OVERLAY: Output = Output {
    file: "overlay.mp4",
    is_asked: |settings| settings.overlay,
    how: How::Encoded,
    shows_person: true,
};

/// A small picture of the person, for the sheet of all clips of a study.
pub(crate) const STILL: Output = Output {
    file: "still.jpg",
    is_asked: |settings| settings.still,
    how: How::Rendered(|clip| clip.stills.moments.first().map(|s| small_jpeg(&s.rgb)).transpose()),
    shows_person: true,
};

/// The results in the formats of other programs: a folder of its own, as the number of files depends on the clip.
pub(crate) const EXPORT: Output = Output {
    file: "export",
    is_asked: |settings| !settings.exports.is_empty(),
    how: How::Folder(|clip| {
        let failed = |e: rust_xlsxwriter::XlsxError| AnalysisError::Render {
            what: "export",
            why: e.to_string(),
        };
        export(clip.name, clip.exports, clip.assessment, clip.report).map_err(failed)
    }),
    shows_person: false,
};

/// The page on paper; whoever wants it calls [`print_page`](crate::pipeline::print_page).
const PAPER: Output =
    Output { file: "report.pdf", is_asked: |_| false, how: How::Printed, shows_person: true };

/// Every file that a clip's folder may hold of ours.
pub(crate) const OUTPUTS: [Output; 11] =
    [POSES, POSITIONS, ANGLES, CYCLES, PAGE, REPORT, FILM, OVERLAY, STILL, EXPORT, PAPER];

/// The file of that name, if it is one of ours.
pub(crate) fn output(name: &str) -> Option<&'static Output> {
    OUTPUTS.iter().find(|o| o.file == name)
}

/// Every file of ours that lies in a clip's folder, also in a folder in it.
pub(crate) fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in OUTPUTS.iter().map(|output| folder.join(output.file)) {
        match std::fs::read_dir(&path) {
            Ok(entries) => files.extend(entries.flatten().map(|entry| entry.path())),
            Err(_) if path.is_file() => files.push(path),
            Err(_) => {}
        }
    }
    files
}

fn page(clip: &AssessedClip<'_>) -> Result<Option<Vec<u8>>, AnalysisError> {
    let page = render_html(&PageInputs {
        report: clip.report,
        sequence: clip.sequence,
        assessment: clip.assessment,
        stills: clip.stills,
        film: clip.film,
        settings: clip.page,
    })?;
    Ok(Some(page.into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_its_own_name() {
        for (i, one) in OUTPUTS.iter().enumerate() {
            assert_eq!(OUTPUTS.iter().position(|o| o.file == one.file), Some(i), "{}", one.file);
        }
        assert!(output("report.json").is_some() && output("my-notes.txt").is_none());
    }
}
