//! The text of a norm file to norms, or to the first fault with its row.

use crate::error::NormFileError;
use crate::evidence::norm_file::entries::NormEntries;
use crate::evidence::norm_file::entry_rows::{COLUMNS, Columns, entries};
use crate::evidence::norm_file::head::{HeadFault, KEYS, NormHead};
use crate::evidence::norm_file::rows::{Row, rows};
use std::path::Path;

/// The first cell of a norm file, by which it is known.
pub(super) const MAGIC: &str = "gaitline_norms";

/// Version of the format; it stands beside [`MAGIC`].
pub(super) const NORM_FILE_VERSION: u32 = 1;

/// Reads and checks a norm file; `path` is only named in errors.
pub(super) fn read(path: &Path, text: &str) -> Result<(NormHead, NormEntries), NormFileError> {
    let rows = rows(path, text)?;
    let (first, rows) = rows.split_first().ok_or_else(|| empty(path, 1))?;
    is_of_this_version(first)?;
    let begin = rows.iter().position(|row| row.cell(0) == COLUMNS[0]);
    let (head_rows, rows) = rows.split_at(begin.unwrap_or(rows.len()));
    let head = head(first, head_rows)?;
    let last = head_rows.last().unwrap_or(first);
    let (columns, rows) = rows.split_first().ok_or_else(|| no_columns(last))?;
    let columns_of = Columns::of(columns)?;
    if rows.is_empty() {
        return Err(empty(path, columns.line));
    }
    let entries = entries(rows, &columns_of, head.persons)?;
    Ok((head, entries))
}

fn empty(path: &Path, line: u64) -> NormFileError {
    NormFileError::Empty { path: path.into(), line }
}

fn no_columns(last: &Row<'_>) -> NormFileError {
    let (path, line) = last.place();
    NormFileError::MissingColumn { path, line, column: COLUMNS[0] }
}

fn is_of_this_version(first: &Row<'_>) -> Result<(), NormFileError> {
    let (path, _) = first.place();
    let found = first.cell(1).to_owned();
    match (first.cell(0) == MAGIC, found.parse() == Ok(NORM_FILE_VERSION)) {
        (false, _) => Err(NormFileError::NotNorms { path }),
        (true, false) => {
            Err(NormFileError::OtherVersion { path, found, expected: NORM_FILE_VERSION })
        }
        (true, true) => Ok(()),
    }
}

/// The head of its rows: each key once, in any order.
fn head(first: &Row<'_>, rows: &[Row<'_>]) -> Result<NormHead, NormFileError> {
    for (index, row) in rows.iter().enumerate() {
        is_head_row(row, &rows[..index])?;
    }
    let find = |key: &str| rows.iter().find(|row| row.cell(0) == key);
    let text = |key: &str| find(key).map(|row| row.cell(1).to_owned()).unwrap_or_default();
    let head = NormHead {
        name: text("name"),
        population: text("population"),
        persons: find("persons").map(persons).transpose()?.unwrap_or_default(),
        speeds: speeds(find("speed_low"), find("speed_high"))?,
        source: text("source"),
        made_with: text("made_with"),
    };
    let at = |fault: HeadFault| {
        let row = find(fault.key).unwrap_or(first);
        match find(fault.key) {
            Some(row) => row.fault(fault.key, row.cell(1), &fault.why),
            None => first_lacks(row, fault.key),
        }
    };
    head.checked().map_err(at)
}

fn first_lacks(first: &Row<'_>, key: &'static str) -> NormFileError {
    let (path, line) = first.place();
    NormFileError::MissingHead { path, line, key }
}

fn is_head_row(row: &Row<'_>, before: &[Row<'_>]) -> Result<(), NormFileError> {
    let key = row.cell(0);
    if !KEYS.contains(&key) {
        let (path, line) = row.place();
        return Err(NormFileError::UnknownHead { path, line, key: key.to_owned() });
    }
    if before.iter().any(|b| b.cell(0) == key) {
        return Err(row.fault(key, row.cell(1), "the row is there twice"));
    }
    match row.cells.get(2) {
        Some(_) => Err(row.fault(key, row.cell(2), "a text with a comma stands in quotes")),
        None => Ok(()),
    }
}

fn persons(row: &Row<'_>) -> Result<u32, NormFileError> {
    let cell = row.cell(1);
    cell.parse().map_err(|_| row.fault("persons", cell, "it must be a whole number"))
}

/// Both ends, or none.
fn speeds(
    low: Option<&Row<'_>>,
    high: Option<&Row<'_>>,
) -> Result<Option<[f64; 2]>, NormFileError> {
    let is_filled = |row: &&Row<'_>| !row.cell(1).is_empty();
    let empty = low.into_iter().chain(high).find(|row| !is_filled(row));
    match (low.filter(is_filled), high.filter(is_filled)) {
        (None, None) => Ok(None),
        (Some(low), Some(high)) => Ok(Some([speed(low)?, speed(high)?])),
        (Some(one), None) | (None, Some(one)) => {
            let row = empty.unwrap_or(one);
            Err(row.fault(row.cell(0), row.cell(1), "speed_low and speed_high stand together"))
        }
    }
}

fn speed(row: &Row<'_>) -> Result<f64, NormFileError> {
    let (key, cell) = (row.cell(0), row.cell(1));
    let value = cell.parse::<f64>().ok().filter(|v| v.is_finite());
    value.ok_or_else(|| row.fault(key, cell, "it is no finite number with a decimal point"))
}
