//! `gaitline compare`: reports of one person over time.

use super::args::CompareArgs;
use super::say::Say;
use super::{Failure, print_error, print_line};
use gaitline::compare::{compare, text};
use gaitline::pipeline::{read_report, write_comparison};
use std::path::{Path, PathBuf};

pub(crate) fn run(arguments: &CompareArgs) -> Result<(), Failure> {
    arguments.page.as_deref().map(refuse_to_overwrite).transpose()?;
    if arguments.names.len() > arguments.reports.len() {
        let [names, reports] =
            [arguments.names.len(), arguments.reports.len()].map(|n| n.to_string());
        let what = Say::TooManyNames.filled(&[("names", &names), ("reports", &reports)]);
        return Err(Failure::usage(what, Say::OneNameEach));
    }
    let read = |path: &PathBuf| {
        read_report(path).map_err(|e| {
            print_error(&e.to_string(), e.hint());
            Failure::Failed
        })
    };
    let reports = arguments.reports.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let comparison = compare(&reports);
    if let Some(page) = &arguments.page {
        write_comparison(&comparison, &arguments.names, page).map_err(|e| {
            print_error(&e.to_string(), e.hint());
            Failure::Failed
        })?;
    }
    if !arguments.json {
        return print_line(&text(&comparison));
    }
    match serde_json::to_string(&comparison) {
        Ok(line) => print_line(&line),
        Err(e) => {
            let what = Say::CannotRenderComparison.filled(&[("why", &e.to_string())]);
            print_error(&what, Say::ReportDefect.text());
            Err(Failure::Failed)
        }
    }
}

/// The page is HTML, and neither it nor the JSON beside it may take the place of anything but an earlier comparison.
fn refuse_to_overwrite(page: &Path) -> Result<(), Failure> {
    let is_html = page.extension().is_some_and(|e| e.eq_ignore_ascii_case("html"));
    let json = page.with_extension("json");
    let is_in_the_way = (page.exists() || json.exists()) && !is_comparison(&json);
    let usage = |why: Say| {
        let places = [("page", &*page.to_string_lossy()), ("why", why.text())];
        Failure::usage(Say::PageIsWrong.filled(&places), Say::OtherPageName)
    };
    match (is_html, is_in_the_way) {
        (false, _) => Err(usage(Say::PageMustBeHtml)),
        (true, true) => Err(usage(Say::PageWouldOverwrite)),
        (true, false) => Ok(()),
    }
}

/// Whether a file is an earlier comparison.
fn is_comparison(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    ["clips", "warnings", "measures", "findings"].iter().all(|key| json[key].is_array())
}
