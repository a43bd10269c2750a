//! The data dictionary: every column of every table, from the tables themselves.

use crate::study::cell::Column;
use crate::study::leading::Leading;
use crate::study::tables::all::TABLES;
use crate::study::tables::wide::Wide;

/// The name of the wide table.
pub(crate) const WIDE: &str = "wide";

/// One row a column of a table: table, column, what its cells hold, what it is.
#[must_use]
pub fn dictionary(leading: &Leading, wide: &Wide) -> Vec<[String; 4]> {
    let row = |table: &str, column: &Column| {
        let [name, kind] = [column.name.as_str(), column.kind.name()];
        [table, name, kind, &column.what].map(str::to_owned)
    };
    let mut rows = Vec::new();
    for table in &TABLES {
        let own = (table.columns)();
        rows.extend(leading.columns().iter().chain(&own).map(|column| row(table.name, column)));
    }
    let own = wide.columns();
    rows.extend(leading.columns().iter().chain(&own).map(|column| row(WIDE, column)));
    rows
}
