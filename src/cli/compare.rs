//! `gaitline compare`: reports of one person over time.

use super::args::CompareArgs;
use super::{Failure, print_error, print_line};
use gaitline::compare::{Visit, compare, text};

pub(crate) fn run(arguments: &CompareArgs) -> Result<(), Failure> {
    let mut visits = Vec::new();
    for path in &arguments.reports {
        visits.push(Visit::read(path).map_err(|e| {
            print_error(&e.to_string(), e.hint());
            Failure::Failed
        })?);
    }
    let comparison = compare(&visits);
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
