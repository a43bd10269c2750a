//! Every long table of a study. The only list of them.

use crate::study::cell::{Cell, Column};
use crate::study::leading::CLIP_ID;
use crate::study::row::Row;
use crate::study::tables::clip_data::{ClipData, Results};
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
    pub rows: Rows,
}

/// What the rows of a table are made of.
#[derive(Clone, Copy)]
pub enum Rows {
    /// Of what became of the clip: also of one that failed.
    Clip(fn(&ClipData<'_>) -> Vec<Vec<Cell>>),
    /// Of what was measured.
    Results(fn(&Results<'_>) -> Vec<Vec<Cell>>),
}

impl Rows {
    /// The rows of a clip.
    #[must_use]
    pub fn of(self, clip: &ClipData<'_>) -> Vec<Vec<Cell>> {
        match self {
            Self::Clip(rows) => rows(clip),
            Self::Results(rows) => clip.results.as_ref().map(rows).unwrap_or_default(),
        }
    }
}

/// Every table.
pub const TABLES: [Table; 6] = [
    Table {
        name: "clips",
        about: "One row a clip: what became of it, and how it was filmed.",
        columns: clips::ClipRow::columns,
        rows: Rows::Clip(|clip| vec![clips::row(clip).cells()]),
    },
    Table {
        name: "measures",
        about: "One row a measure, task and side of a clip: its mean over the strides, with its interval.",
        columns: measures::MeasureRow::columns,
        rows: Rows::Results(|clip| measures::rows(clip).into_iter().map(Row::cells).collect()),
    },
    Table {
        name: "strides",
        about: "One row a gait cycle: its events, and the value of each measure in it.",
        columns: strides::columns,
        rows: Rows::Results(strides::rows),
    },
    Table {
        name: "cycles",
        about: "One row a percent of a gait cycle, 0 to 100: the angles there.",
        columns: cycles::columns,
        rows: Rows::Results(cycles::rows),
    },
    Table {
        name: "events",
        about: "One row an initial contact or foot off.",
        columns: events::EventRow::columns,
        rows: Rows::Results(|clip| events::rows(clip).into_iter().map(Row::cells).collect()),
    },
    Table {
        name: "findings",
        about: "One row a pattern and side: whether it is unusual, and what it was compared with.",
        columns: findings::FindingRow::columns,
        rows: Rows::Results(|clip| findings::rows(clip).into_iter().map(Row::cells).collect()),
    },
];

/// Whether a table has a column of that name by itself, which a column of the user's cannot have.
#[must_use]
pub fn is_own_column(name: &str) -> bool {
    let is_it = |own: &str| own.eq_ignore_ascii_case(name);
    let mut columns = TABLES.iter().flat_map(|table| (table.columns)());
    is_it(CLIP_ID) || columns.any(|column| is_it(&column.name))
}
