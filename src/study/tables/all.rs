//! Every long table of a study. The only list of them.

use crate::study::cell::{Cell, Column};
use crate::study::leading::CLIP_ID;
use crate::study::row::Row;
use crate::study::tables::clip_data::ClipData;
use crate::study::tables::{clips, cycles, events, findings, measures, strides};

/// A long table: any number of rows a clip. Each row begins with the columns of [`Leading`](crate::study::Leading).
pub struct Table {
    /// Its name, and that of its files.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its own columns.
    pub columns: fn() -> Vec<Column>,
    /// The rows of a clip, with a cell for each of its own columns.
    pub rows: fn(&ClipData<'_>) -> Vec<Vec<Cell>>,
}

/// Every table.
pub const TABLES: [Table; 6] = [
    Table {
        name: "clips",
        about: "One row a clip: what became of it, and how it was filmed.",
        columns: clips::ClipRow::columns,
        rows: |clip| vec![clips::row(clip).cells()],
    },
    Table {
        name: "measures",
        about: "One row a measure, task and side of a clip: its mean over the strides, with its interval.",
        columns: measures::MeasureRow::columns,
        rows: |clip| measures::rows(clip).into_iter().map(Row::cells).collect(),
    },
    Table {
        name: "strides",
        about: "One row a gait cycle: its events, and the value of each measure in it.",
        columns: strides::columns,
        rows: strides::rows,
    },
    Table {
        name: "cycles",
        about: "One row a percent of a gait cycle, 0 to 100: the angles there.",
        columns: cycles::columns,
        rows: cycles::rows,
    },
    Table {
        name: "events",
        about: "One row an initial contact or foot off.",
        columns: events::EventRow::columns,
        rows: |clip| events::rows(clip).into_iter().map(Row::cells).collect(),
    },
    Table {
        name: "findings",
        about: "One row a pattern and side: whether it is unusual, and what it was compared with.",
        columns: findings::FindingRow::columns,
        rows: |clip| findings::rows(clip).into_iter().map(Row::cells).collect(),
    },
];

/// Whether a table has a column of that name by itself, which a column of the user's cannot have.
#[must_use]
pub fn is_own_column(name: &str) -> bool {
    let is_it = |own: &str| own.eq_ignore_ascii_case(name);
    let mut columns = TABLES.iter().flat_map(|table| (table.columns)());
    is_it(CLIP_ID) || columns.any(|column| is_it(&column.name))
}
