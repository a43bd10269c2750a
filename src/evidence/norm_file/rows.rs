//! Rows of a norm file: CSV text to cells, every fault with its line and column.

use crate::error::NormFileError;
use std::path::Path;

/// One row that is not empty.
pub(super) struct Row<'a> {
    path: &'a Path,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// Its cells, without spaces around them and without empty ones at its end, which spreadsheets add.
    pub(super) cells: Vec<String>,
}

impl Row<'_> {
    /// A cell; empty where the row is shorter.
    pub(super) fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }

    /// An error of one of its cells.
    pub(super) fn fault(&self, column: &str, value: &str, why: &str) -> NormFileError {
        NormFileError::BadCell {
            path: self.path.into(),
            line: self.line,
            column: column.to_owned(),
            value: value.to_owned(),
            why: why.to_owned(),
        }
    }

    /// The file and line, as errors name them.
    pub(super) fn place(&self) -> (std::path::PathBuf, u64) {
        (self.path.into(), self.line)
    }
}

/// All rows that hold anything. Cells are parted by commas, semicolons or tabs, whichever stands in the first line. Every
/// line is a row: no cell has a line break, so a quote that is left open ends with its line.
pub(super) fn rows<'a>(path: &'a Path, text: &str) -> Result<Vec<Row<'a>>, NormFileError> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = delimiter(text);
    let mut all = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let fault = |why| NormFileError::NotCsv { path: path.into(), line, why };
        let mut cells = cells(text, delimiter).map_err(fault)?;
        cells.truncate(cells.iter().rposition(|c| !c.is_empty()).map_or(0, |last| last + 1));
        if !cells.is_empty() {
            all.push(Row { path, line, cells });
        }
    }
    Ok(all)
}

fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    [b';', b'\t'].into_iter().find(|d| first.contains(char::from(*d))).unwrap_or(b',')
}

fn cells(line: &str, delimiter: u8) -> Result<Vec<String>, String> {
    if line.matches('"').count() % 2 == 1 {
        return Err("a quote is opened and not closed".to_owned());
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(line.as_bytes());
    match reader.records().next() {
        Some(Ok(record)) => Ok(record.iter().map(|cell| cell.trim().to_owned()).collect()),
        Some(Err(e)) => Err(e.to_string()),
        None => Ok(Vec::new()),
    }
}
