//! Which files are made of a clip, and what is told of them.

use crate::assessment::Assessment;
use crate::catalogue::Catalogue;
use crate::export::c3d::c3d;
use crate::export::format::ExportFormat;
use crate::export::laboratory::{LabPass, side_passes};
use crate::export::mot::mot;
use crate::export::trc::trc;
use crate::export::workbook::workbook;
use crate::gait::GaitAnalysis;
use crate::report::{Report, cycles_csv};
use crate::study::Results;
use rust_xlsxwriter::XlsxError;
use std::ops::Range;

/// The file that says what the others hold, and why one is not there.
pub const ABOUT: &str = "about.txt";

/// Whether a file in the folder of a clip's exports is one of ours, by its name.
#[must_use]
pub fn is_exported(file: &str, clip: &str) -> bool {
    let end = file.strip_prefix(clip).unwrap_or_default();
    let of_pass = end.strip_prefix("_pass-").and_then(|end| end.split_once('.'));
    let is_of_pass = of_pass.is_some_and(|(number, format)| {
        number.bytes().all(|b| b.is_ascii_digit()) && ["trc", "mot", "c3d"].contains(&format)
    });
    file == ABOUT || end == ".xlsx" || is_of_pass
}

/// A file: its name and its bytes.
pub type Exported = (String, Vec<u8>);

/// A clip's files in these formats, and [`ABOUT`] beside those of movement. Formats of movement have one file for each pass that is seen from the side:
/// `NAME_pass-1.trc`.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn export(
    name: &str,
    formats: &[ExportFormat],
    assessment: &Assessment,
    report: &Report,
) -> Result<Vec<Exported>, XlsxError> {
    let mut files = Vec::new();
    if formats.contains(&ExportFormat::Xlsx) {
        let cycles = cycles_csv(&assessment.motion, &assessment.gait);
        let book = workbook(&Results { report, cycles: &cycles })?;
        files.push((format!("{name}.xlsx"), book));
    }
    if formats.iter().any(|format| format.needs_scale()) {
        let mut about = explained();
        let passes = side_passes(&assessment.motion, &assessment.gait);
        if passes.is_empty() {
            let has_scale = assessment.gait.scale.is_some();
            about.push(text(if has_scale { "no_side_pass" } else { "no_scale" }, &[]));
        }
        for pass in &passes {
            files.extend(of_pass(name, formats, assessment, pass, &mut about));
        }
        files.push((ABOUT.to_owned(), (about.join("\n") + "\n").into_bytes()));
    }
    Ok(files)
}

/// A pass in every format of movement; each is told of.
fn of_pass(
    name: &str,
    formats: &[ExportFormat],
    assessment: &Assessment,
    pass: &LabPass<'_>,
    about: &mut Vec<String>,
) -> Vec<Exported> {
    let number = pass.number.to_string();
    let stem = format!("{name}_pass-{number}");
    let mut files = Vec::new();
    for format in formats.iter().filter(|format| format.needs_scale()) {
        let file = format!("{stem}.{}", format.name());
        match made(*format, pass, &assessment.gait, &stem) {
            Some((bytes, frames)) => {
                about.push(written(&file, &number, pass, &frames));
                files.push((file, bytes));
            }
            None => about.push(text("no_stretch", &[("pass", &number)])),
        }
    }
    files
}

/// A pass in a format, and the frames that it holds.
fn made(
    format: ExportFormat,
    pass: &LabPass<'_>,
    gait: &GaitAnalysis,
    stem: &str,
) -> Option<(Vec<u8>, Range<usize>)> {
    let all = 0..pass.clock.count;
    match format {
        ExportFormat::Trc => Some((trc(pass, &format!("{stem}.trc")).into_bytes(), all)),
        ExportFormat::C3d => Some((c3d(pass, gait), all)),
        ExportFormat::Mot => mot(pass, gait, stem).map(|m| (m.text.into_bytes(), m.frames)),
        ExportFormat::Xlsx => None,
    }
}

fn written(file: &str, number: &str, pass: &LabPass<'_>, frames: &Range<usize>) -> String {
    let [start, end] =
        [frames.start, frames.end - 1].map(|frame| format!("{:.3}", pass.clock.time_s(frame)));
    text("written", &[("file", file), ("pass", number), ("start", &start), ("end", &end)])
}

/// What holds for every file of movement.
fn explained() -> Vec<String> {
    ["axes", "plane", "time", "markers", "coordinates"].map(|id| text(id, &[])).to_vec()
}

fn text(id: &str, places: &[(&str, &str)]) -> String {
    Catalogue::english().filled(&format!("export.{id}"), places)
}
