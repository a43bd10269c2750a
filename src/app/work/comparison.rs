//! Reports of one person, compared.

use crate::app::store::data_folder::DataFolder;
use crate::app::store::record::Problem;
use crate::app::work::problem::problem;
use crate::compare::compare;
use crate::pipeline::{read_report, write_comparison};

/// Compares clips, each with its name, the earliest first.
pub(super) fn comparison(
    folder: &DataFolder,
    number: u32,
    clips: &[(u32, String)],
) -> Result<(), Problem> {
    let read = |(clip, _): &(u32, String)| {
        read_report(&folder.results(*clip).join("report.json"))
            .map_err(|e| Problem::named("other").with(format!("{e}; {}", e.hint())))
    };
    let reports = clips.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = clips.iter().map(|(_, name)| name.clone()).collect();
    let page = folder.results(number).join("comparison.html");
    write_comparison(&compare(&reports), &names, &page).map_err(|e| problem(&e))
}
