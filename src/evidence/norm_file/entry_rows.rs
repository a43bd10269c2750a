//! The rows below a norm file's columns: one value each, put together to curves and values.

use crate::error::NormFileError;
use crate::evidence::norm_file::entries::{CurveNorm, NormEntries, ValueNorm};
use crate::evidence::norm_file::head::LEAST_PERSONS_READ;
use crate::evidence::norm_file::quantity::NormQuantity;
use crate::evidence::norm_file::rows::Row;
use crate::gait::{Angle, MeasureId, Task};

/// The columns, in the order in which they are written; in a file they may stand in any.
pub(super) const COLUMNS: [&str; 7] = ["quantity", "task", "unit", "cycle_pct", "mean", "sd", "n"];

/// 0 to 100 % of the cycle.
const POINTS: usize = 101;

/// No quantity is larger in its unit: what is was typed wrongly.
const MOST: f64 = 1e6;

/// Where each of [`COLUMNS`] stands.
pub(super) struct Columns([usize; COLUMNS.len()]);

/// One row, read.
#[derive(Clone, Copy)]
struct Entry<'a> {
    row: &'a Row<'a>,
    quantity: NormQuantity,
    /// Only of a curve.
    percent: usize,
    mean: f64,
    sd: f64,
    n: u32,
}

impl Columns {
    /// Reads the row of the columns' names.
    pub(super) fn of(head: &Row<'_>) -> Result<Self, NormFileError> {
        let (path, line) = head.place();
        for (index, cell) in head.cells.iter().enumerate() {
            if !COLUMNS.contains(&cell.as_str()) || head.cells[..index].contains(cell) {
                return Err(NormFileError::UnknownColumn { path, line, column: cell.clone() });
            }
        }
        let mut places = [0; COLUMNS.len()];
        for (place, name) in places.iter_mut().zip(COLUMNS) {
            let found = head.cells.iter().position(|cell| cell == name);
            let missing =
                || NormFileError::MissingColumn { path: path.clone(), line, column: name };
            *place = found.ok_or_else(missing)?;
        }
        Ok(Self(places))
    }

    fn cell<'r>(&self, row: &'r Row<'_>, column: &'static str) -> &'r str {
        let index = COLUMNS.iter().position(|c| *c == column).unwrap_or_default();
        row.cell(self.0[index])
    }
}

/// All curves and values of the rows; `persons` is the number of people of the whole file.
pub(super) fn entries(
    rows: &[Row<'_>],
    columns: &Columns,
    persons: u32,
) -> Result<NormEntries, NormFileError> {
    let mut groups: Vec<(NormQuantity, Vec<Entry<'_>>)> = Vec::new();
    for row in rows {
        let entry = entry(row, columns, persons)?;
        match groups.iter_mut().find(|(quantity, _)| *quantity == entry.quantity) {
            Some((_, group)) => group.push(entry),
            None => groups.push((entry.quantity, vec![entry])),
        }
    }
    let mut all = NormEntries::default();
    for (quantity, group) in groups {
        match quantity {
            NormQuantity::Curve(angle) => all.curves.push(curve(angle, &group)?),
            NormQuantity::Value(measure) => all.values.push(value(measure, &group)?),
        }
    }
    Ok(all)
}

fn entry<'a>(
    row: &'a Row<'a>,
    columns: &Columns,
    persons: u32,
) -> Result<Entry<'a>, NormFileError> {
    has_no_more_cells(row)?;
    let cell = |column| columns.cell(row, column);
    let quantity = quantity(row, cell("quantity"))?;
    is_walking(row, cell("task"))?;
    is_in_unit(row, quantity, cell("unit"))?;
    Ok(Entry {
        row,
        quantity,
        percent: percent(row, quantity, cell("cycle_pct"))?,
        mean: mean(row, quantity, cell("mean"))?,
        sd: sd(row, cell("sd"))?,
        n: count(row, cell("n"), persons)?,
    })
}

fn has_no_more_cells(row: &Row<'_>) -> Result<(), NormFileError> {
    let (path, line) = row.place();
    match row.cells.len() <= COLUMNS.len() {
        true => Ok(()),
        false => Err(NormFileError::RowLength {
            path,
            line,
            cells: row.cells.len(),
            columns: COLUMNS.len(),
        }),
    }
}

fn quantity(row: &Row<'_>, name: &str) -> Result<NormQuantity, NormFileError> {
    let (path, line) = row.place();
    let unknown = || NormFileError::UnknownQuantity { path, line, quantity: name.to_owned() };
    NormQuantity::named(name).ok_or_else(unknown)
}

fn is_walking(row: &Row<'_>, task: &str) -> Result<(), NormFileError> {
    let (path, line) = row.place();
    match task == Task::Walking.name() {
        true => Ok(()),
        false => Err(NormFileError::UnknownTask { path, line, task: task.to_owned() }),
    }
}

/// A quantity in another unit than the reports' would be drawn as if it were in theirs.
fn is_in_unit(row: &Row<'_>, quantity: NormQuantity, unit: &str) -> Result<(), NormFileError> {
    let expected = quantity.unit().name();
    match unit == expected {
        true => Ok(()),
        false => {
            let why = format!("{} is in {expected}", quantity.name());
            Err(row.fault("unit", unit, &why))
        }
    }
}

fn percent(row: &Row<'_>, quantity: NormQuantity, cell: &str) -> Result<usize, NormFileError> {
    let fault = |why| Err(row.fault("cycle_pct", cell, why));
    match (quantity, cell.parse::<usize>()) {
        (NormQuantity::Value(_), _) if cell.is_empty() => Ok(0),
        (NormQuantity::Value(_), _) => fault("a single measure has no percent of the cycle"),
        (NormQuantity::Curve(_), Ok(percent @ 0..POINTS)) => Ok(percent),
        (NormQuantity::Curve(_), _) => fault("it must be a whole number from 0 to 100"),
    }
}

fn mean(row: &Row<'_>, quantity: NormQuantity, cell: &str) -> Result<f64, NormFileError> {
    let value = number(row, "mean", cell)?;
    let (low, high) = (*quantity.possible().start(), *quantity.possible().end());
    match (low..=high).contains(&value) {
        true => Ok(value),
        false => {
            let name = quantity.name();
            Err(row.fault("mean", cell, &format!("{name} lies between {low} and {high}")))
        }
    }
}

fn sd(row: &Row<'_>, cell: &str) -> Result<f64, NormFileError> {
    match number(row, "sd", cell)? {
        value if value > 0.0 => Ok(value),
        _ => Err(row.fault("sd", cell, "it must be above 0")),
    }
}

fn number(row: &Row<'_>, column: &str, cell: &str) -> Result<f64, NormFileError> {
    let value = cell.parse::<f64>().ok().filter(|v| v.abs() <= MOST);
    value.ok_or_else(|| {
        row.fault(column, cell, "it is no number with a decimal point between -1000000 and 1000000")
    })
}

fn count(row: &Row<'_>, cell: &str, persons: u32) -> Result<u32, NormFileError> {
    match cell.parse::<u32>() {
        Ok(n) if n > persons => {
            Err(row.fault("n", cell, &format!("the file is of {persons} persons")))
        }
        Ok(n) if n >= LEAST_PERSONS_READ => Ok(n),
        _ => {
            let why = format!("it must be a whole number, {LEAST_PERSONS_READ} or more");
            Err(row.fault("n", cell, &why))
        }
    }
}

/// A curve of its rows, which may stand in any order: each percent once, all of the same people.
fn curve(angle: Angle, group: &[Entry<'_>]) -> Result<CurveNorm, NormFileError> {
    let mut places: [Option<&Entry<'_>>; POINTS] = [None; POINTS];
    for entry in group {
        is_of_the_same_people(&group[0], entry)?;
        if let Some(first) = places[entry.percent].replace(entry) {
            return Err(twice(first, entry));
        }
    }
    let mut curve = CurveNorm { angle, n: group[0].n, mean_deg: Vec::new(), sd_deg: Vec::new() };
    for (percent, entry) in places.into_iter().enumerate() {
        let entry = entry.ok_or_else(|| missing(&group[group.len() - 1], percent))?;
        curve.mean_deg.push(entry.mean);
        curve.sd_deg.push(entry.sd);
    }
    Ok(curve)
}

fn value(measure: MeasureId, group: &[Entry<'_>]) -> Result<ValueNorm, NormFileError> {
    match group {
        [first, second, ..] => Err(twice(first, second)),
        _ => {
            let Entry { mean, sd, n, .. } = group[0];
            Ok(ValueNorm { measure, n, mean, sd })
        }
    }
}

fn is_of_the_same_people(first: &Entry<'_>, entry: &Entry<'_>) -> Result<(), NormFileError> {
    let (path, line) = entry.row.place();
    match entry.n == first.n {
        true => Ok(()),
        false => Err(NormFileError::MixedCount {
            path,
            line,
            quantity: entry.quantity.name(),
            n: entry.n,
            first_n: first.n,
            first_line: first.row.line,
        }),
    }
}

fn twice(first: &Entry<'_>, second: &Entry<'_>) -> NormFileError {
    let (path, line) = second.row.place();
    let what = match second.quantity {
        NormQuantity::Curve(angle) => format!("{} at {} %", angle.column(), second.percent),
        NormQuantity::Value(measure) => measure.name().to_owned(),
    };
    NormFileError::Twice { path, line, what, first_line: first.row.line }
}

/// The row after which a percent is wanting: the last one of its curve.
fn missing(last: &Entry<'_>, percent: usize) -> NormFileError {
    let (path, line) = last.row.place();
    NormFileError::PercentMissing { path, line, quantity: last.quantity.name(), percent }
}
