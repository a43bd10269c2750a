//! Errors of norm files.

use crate::error::hint::hint;
use crate::error::text_file::TextFileError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A norm file that cannot be used. Lines count from 1, as editors and spreadsheets count them.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum NormFileError {
    /// The file cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file is no text.
    #[error(transparent)]
    NotText(TextFileError),
    /// The file is something else.
    #[error("{path}, line 1: it is no norm file; one begins with gaitline_norms,1")]
    NotNorms {
        /// The file.
        path: PathBuf,
    },
    /// The file is of another version of the format.
    #[error(
        "{path}, line 1, column 2: version {found:?} of the format; version {expected} is read"
    )]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: String,
        /// The version that is read.
        expected: u32,
    },
    /// The file is no CSV.
    #[error("{path}, line {line}: it is not valid CSV: {why}")]
    NotCsv {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// There is no value in it.
    #[error("{path}, line {line}: no value follows")]
    Empty {
        /// The file.
        path: PathBuf,
        /// Its last line that holds anything.
        line: u64,
    },
    /// A row of the head has no meaning.
    #[error("{path}, line {line}, column 1: {key:?} is no row of the head")]
    UnknownHead {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// What stands in its first cell.
        key: String,
    },
    /// A row of the head is not there.
    #[error("{path}, after line {line}: the head has no row {key}")]
    MissingHead {
        /// The file.
        path: PathBuf,
        /// The line after which it may stand.
        line: u64,
        /// Which.
        key: &'static str,
    },
    /// A column is not there.
    #[error("{path}, line {line}: there is no column {column}")]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The line of the columns' names; where there is none, the last one of the head.
        line: u64,
        /// Which.
        column: &'static str,
    },
    /// A column has no meaning, or is there twice.
    #[error("{path}, line {line}: the column {column:?} is unknown or there twice")]
    UnknownColumn {
        /// The file.
        path: PathBuf,
        /// The line of the columns' names.
        line: u64,
        /// Which.
        column: String,
    },
    /// A row has more cells than there are columns.
    #[error("{path}, line {line}: {cells} cells instead of {columns}")]
    RowLength {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// Its cells.
        cells: usize,
        /// The columns.
        columns: usize,
    },
    /// A quantity that reports do not have, or that can have no norm.
    #[error("{path}, line {line}, column quantity: {quantity:?} is no quantity that has a norm")]
    UnknownQuantity {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// What stands there.
        quantity: String,
    },
    /// A task that norms are not of.
    #[error("{path}, line {line}, column task: {task:?}; norms are of the task walking")]
    UnknownTask {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// What stands there.
        task: String,
    },
    /// A cell that cannot be meant.
    #[error("{path}, line {line}, column {column}: {value:?}: {why}")]
    BadCell {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// The column; of a row of the head, its first cell.
        column: String,
        /// What stands there.
        value: String,
        /// Why it cannot be meant.
        why: String,
    },
    /// A value stands in two rows.
    #[error("{path}, line {line}, column quantity: {what} stands in line {first_line} already")]
    Twice {
        /// The file.
        path: PathBuf,
        /// The second row.
        line: u64,
        /// The quantity, of a curve with its percent.
        what: String,
        /// The first row.
        first_line: u64,
    },
    /// A curve has a gap.
    #[error(
        "{path}, line {line}, column cycle_pct: {quantity} ends here without a row for {percent} %"
    )]
    PercentMissing {
        /// The file.
        path: PathBuf,
        /// The last row of the curve.
        line: u64,
        /// The curve.
        quantity: &'static str,
        /// The first percent that has no row.
        percent: usize,
    },
    /// The rows of a curve are of different people.
    #[error(
        "{path}, line {line}, column n: {n}; {quantity} is of {first_n} people in line {first_line}"
    )]
    MixedCount {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// The curve.
        quantity: &'static str,
        /// How many people here.
        n: u32,
        /// How many in the curve's first row.
        first_n: u32,
        /// The curve's first row.
        first_line: u64,
    },
}

impl From<TextFileError> for NormFileError {
    fn from(error: TextFileError) -> Self {
        match error {
            TextFileError::Unreadable { path, why } => Self::Unreadable { path, why },
            other => Self::NotText(other),
        }
    }
}

impl NormFileError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotText(e) => e.hint(),
            own => hint("norm_file", own.into()),
        }
    }
}
