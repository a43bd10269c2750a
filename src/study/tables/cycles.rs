//! One row a percent of a gait cycle.

use crate::gait::Angle;
use crate::study::cell::{Cell, Column, Kind};
use crate::study::row::{Row, row};
use crate::study::tables::clip_data::Results;

row! {
    /// One percent of one gait cycle.
    CycleRow {
        /// Number of the cycle in the clip, from 0; the same as in the strides.
        cycle: Count,
        /// Whose cycle, and whose angles.
        side: Text,
        /// What the person does.
        task: Text,
        /// Percent of the cycle, from initial contact to the next.
        cycle_pct: Count,
    }
}

pub(super) fn columns() -> Vec<Column> {
    let of = |angle: Angle| Column {
        name: angle.column().to_owned(),
        kind: Kind::Number,
        what: "This angle at this percent; empty where it was not seen.".to_owned(),
    };
    CycleRow::columns().into_iter().chain(Angle::ALL.map(of)).collect()
}

/// As they stand in the clip's `cycles.csv`, whose columns are the same.
pub(super) fn rows(clip: &Results<'_>) -> Vec<Vec<Cell>> {
    let columns = columns();
    let row = |line: &str| {
        let cell = |(text, column): (&str, &Column)| match column.kind {
            _ if text.is_empty() => Cell::Missing,
            Kind::Number => text.parse::<f64>().ok().into(),
            Kind::Count => text.parse::<usize>().ok().into(),
            Kind::Text | Kind::Flag => text.into(),
        };
        line.split(',').zip(&columns).map(cell).collect()
    };
    clip.cycles.lines().skip(1).map(row).collect()
}
