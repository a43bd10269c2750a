//! The finished page on paper: a browser that is found on the machine prints it.

use crate::error::{AnalysisError, PrintError};
use crate::pipeline::atomic_write::write_whole;
use crate::pipeline::printing::browser::{Browser, Kind};
use crate::pipeline::printing::chromium;
use crate::pipeline::printing::firefox;
use crate::pipeline::private_folder::{PrivateFolder, remove_abandoned};
use std::path::{Path, PathBuf};

/// What the folders are called in which pages are printed, among the system's temporary ones.
const WORK_PREFIX: &str = "gaitline-print-";

/// The sheet that a page is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Paper {
    /// Its name in CSS.
    fn css(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::Letter => "letter",
        }
    }
}

/// Prints `report.html` to `report.pdf` beside it, and so on; returns where it is.
///
/// # Errors
/// When there is no browser or it fails, or the file cannot be written. The page stays as it is.
pub fn print_page(page: &Path, paper: Paper) -> Result<PathBuf, AnalysisError> {
    let browser = Browser::find().ok_or_else(|| PrintError::NoBrowser { page: page.into() })?;
    let work = work_folder()?;
    let copy = work.path().join("page.html");
    let html = std::fs::read_to_string(page).map_err(|e| unwritable(page, &e))?;
    std::fs::write(&copy, for_paper(&html, paper)).map_err(|e| unwritable(&copy, &e))?;
    let print = match browser.kind {
        Kind::Chromium => chromium::print,
        Kind::Firefox => firefox::print,
    };
    let pdf = print(&browser, &copy, work.path())
        .map_err(|failure| failure.told(page, &browser.program))?;
    let target = page.with_extension("pdf");
    write_whole(&target, pdf)?;
    Ok(target)
}

/// Nobody else may read it: the page tells of a person's health.
fn work_folder() -> Result<PrivateFolder, AnalysisError> {
    let place = std::env::temp_dir();
    remove_abandoned(&place, WORK_PREFIX);
    PrivateFolder::new(&place, WORK_PREFIX).map_err(|e| unwritable(&place, &e))
}

/// The page with the paper's size, and without addresses: links to other files would put the folders of this machine
/// into the PDF. Links within the page stay.
fn for_paper(html: &str, paper: Paper) -> String {
    let rule = format!("<style>@page {{ size: {} }}</style>", paper.css());
    html.replacen("<head>", &format!("<head><base href=\"about:blank\">{rule}"), 1)
}

fn unwritable(path: &Path, error: &std::io::Error) -> AnalysisError {
    AnalysisError::Write { path: path.into(), why: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_for_paper_has_its_size_and_no_addresses() {
        let copy = for_paper("<html><head><title>x</title>", Paper::Letter);
        assert!(copy.starts_with("<html><head><base href=\"about:blank\">"), "{copy}");
        assert!(copy.contains("@page { size: letter }"), "{copy}");
    }
}
