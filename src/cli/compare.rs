//! `gaitline compare`: reports of one person over time.

use super::args::CompareArgs;
use super::{Failure, print_error, print_line};
use gaitline::compare::{Visit, compare, text};
use gaitline::pipeline::write_comparison;
use std::path::Path;

pub(crate) fn run(arguments: &CompareArgs) -> Result<(), Failure> {
    arguments.page.as_deref().map(refuse_to_overwrite).transpose()?;
    if arguments.names.len() > arguments.reports.len() {
        return Err(Failure::Usage(
            format!("{} names for {} reports", arguments.names.len(), arguments.reports.len()),
            "give one a report, between commas: --names May,June".to_owned(),
        ));
    }
    let mut visits = Vec::new();
    for path in &arguments.reports {
        visits.push(Visit::read(path).map_err(|e| {
            print_error(&e.to_string(), e.hint());
            Failure::Failed
        })?);
    }
    let comparison = compare(&visits);
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
            print_error(&format!("cannot render the comparison: {e}"), "please report this defect");
            Err(Failure::Failed)
        }
    }
}

/// The page is HTML, and neither it nor the JSON beside it may take the place of anything but an earlier comparison.
fn refuse_to_overwrite(page: &Path) -> Result<(), Failure> {
    let is_html = page.extension().is_some_and(|e| e.eq_ignore_ascii_case("html"));
    let json = page.with_extension("json");
    let is_in_the_way = (page.exists() || json.exists()) && !is_comparison(&json);
    let usage = |what: &str| {
        Failure::Usage(
            format!("--page {}: {what}", page.display()),
            "give another name, as in --page may-to-june.html".to_owned(),
        )
    };
    match (is_html, is_in_the_way) {
        (false, _) => Err(usage("the name must end in .html")),
        (true, true) => Err(usage("it, or the JSON beside it, would overwrite another file")),
        (true, false) => Ok(()),
    }
}

/// Whether a file is an earlier comparison.
fn is_comparison(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    ["clips", "warnings", "measures", "findings"].iter().all(|key| json[key].is_array())
}
