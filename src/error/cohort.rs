//! Errors of making norms.

use crate::error::hint::hint;
use crate::error::study::StudyError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A study of which no norms can be made.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum CohortError {
    /// The study cannot be read.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// The table of clips had no such column.
    #[error("--only: no clip of {folder} has a column {column:?}; there are {}", .known.join(", "))]
    NoSuchColumn {
        /// The study.
        folder: PathBuf,
        /// The column asked for.
        column: String,
        /// The columns there are.
        known: Vec<String>,
    },
    /// No clip has the values asked for.
    #[error("--only: no clip of {folder} has these values")]
    NobodySelected {
        /// The study.
        folder: PathBuf,
    },
    /// A cohort too small to know its spread.
    #[error(
        "{folder}: no quantity of level walking was measured of more than {most} people; norms need {least}"
    )]
    TooFewPersons {
        /// The study.
        folder: PathBuf,
        /// The people of the quantity that has most of them.
        most: usize,
        /// How many are needed.
        least: usize,
    },
    /// People who do not differ.
    #[error("{folder}: every quantity is the same in all people")]
    NoSpread {
        /// The study.
        folder: PathBuf,
    },
    /// The head cannot be meant.
    #[error("--{option}: {why}")]
    BadHead {
        /// The flag.
        option: &'static str,
        /// Why.
        why: String,
    },
}

impl CohortError {
    /// Whether the command was wrong, rather than impossible to carry out.
    #[must_use]
    pub fn is_wrong_usage(&self) -> bool {
        !matches!(self, Self::Study(_) | Self::TooFewPersons { .. } | Self::NoSpread { .. })
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Study(e) => e.hint(),
            own => hint("cohort", own.into()),
        }
    }
}
