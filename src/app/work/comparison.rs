//! Reports of one person, compared.

use crate::app::desk::Desk;
use crate::app::store::record::Problem;
use crate::app::work::problem::problem;
use crate::compare::compare;
use crate::pipeline::{read_report, write_comparison};

/// Compares clips, the earliest first.
pub(super) fn comparison(desk: &Desk, number: u32, of: &[u32]) -> Result<(), Problem> {
    let read = |clip: &u32| {
        read_report(&desk.folder.results(*clip).join("report.json"))
            .map_err(|e| Problem::named("other").with(format!("{e}; {}", e.hint())))
    };
    let reports = of.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let name = |clip: &u32| {
        let label = desk.record(*clip).map(|record| record.label).unwrap_or_default();
        if label.is_empty() { format!("#{clip}") } else { label }
    };
    let names: Vec<String> = of.iter().map(name).collect();
    let page = desk.folder.results(number).join("comparison.html");
    write_comparison(&compare(&reports), &names, &page).map_err(|e| problem(&e))
}
