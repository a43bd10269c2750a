//! `gaitline compare`: reports of one person over time.

use super::args::CompareArgs;
use super::{Failure, print_error, print_line};
use gaitline::compare::{Visit, compare, text};
use gaitline::pipeline::write_comparison;
use std::path::{Path, PathBuf};

pub(crate) fn run(arguments: &CompareArgs) -> Result<(), Failure> {
    arguments
        .page
        .as_deref()
        .map(|page| refuse_to_overwrite(page, &arguments.reports))
        .transpose()?;
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

/// The page is HTML, and neither it nor the JSON beside it may take the place of a report that is compared.
fn refuse_to_overwrite(page: &Path, reports: &[PathBuf]) -> Result<(), Failure> {
    let is_html = page.extension().is_some_and(|e| e.eq_ignore_ascii_case("html"));
    let real = |path: &Path| path.canonicalize().ok();
    let json = real(&page.with_extension("json"));
    let is_a_report = json.is_some() && reports.iter().any(|r| real(r) == json);
    let usage = |what: &str| {
        Failure::Usage(
            format!("--page {}: {what}", page.display()),
            "give another name, as in --page may-to-june.html".to_owned(),
        )
    };
    match (is_html, is_a_report) {
        (false, _) => Err(usage("the name must end in .html")),
        (true, true) => Err(usage("the JSON beside it would overwrite a report that is compared")),
        (true, false) => Ok(()),
    }
}
