//! Errors of measuring a model's errors.

use crate::error::analysis::AnalysisError;
use crate::error::hint::hint;
use crate::error::pose::PoseError;
use crate::error::study::StudyError;
use crate::error::truth_file::TruthFileError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A model whose errors cannot be measured, or a clip that cannot be compared.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ModelCheckError {
    /// The model is the one that others are compared with.
    #[error("{model} is the model that others are compared with")]
    IsDefault {
        /// Its name.
        model: String,
    },
    /// A folder cannot be read.
    #[error(transparent)]
    Folder(#[from] StudyError),
    /// A clip was given whose truth is not there.
    #[error("{clip} has no truth file: there is no {truth}")]
    NoTruth {
        /// The clip.
        clip: PathBuf,
        /// Where its truth should be.
        truth: PathBuf,
    },
    /// No folder holds a clip with its truth.
    #[error("no clip with a truth file in {}", list(.folders))]
    NoClips {
        /// Where they were looked for.
        folders: Vec<PathBuf>,
    },
    /// Nothing was measured on enough clips.
    #[error("there is nothing to save of {model}: no quantity was measured on {least} clips")]
    NothingToSave {
        /// The model.
        model: String,
        /// How many clips a factor needs.
        least: usize,
    },
    /// The default model contradicts the truth.
    #[error(
        "{truth} does not fit the clip: by it, {quantity} of the default model is off by {off_deg:.0}°"
    )]
    TruthDoesNotFit {
        /// The truth file.
        truth: PathBuf,
        /// What is off.
        quantity: &'static str,
        /// By how much.
        off_deg: f64,
    },
    /// The file of errors cannot be written.
    #[error("cannot write {path}: {why}")]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// A truth file cannot be used.
    #[error(transparent)]
    Truth(#[from] TruthFileError),
    /// A clip cannot be analysed.
    #[error(transparent)]
    Analysis(#[from] AnalysisError),
}

impl From<PoseError> for ModelCheckError {
    fn from(error: PoseError) -> Self {
        Self::Analysis(error.into())
    }
}

impl ModelCheckError {
    /// Whether the command was wrong, rather than impossible to carry out.
    #[must_use]
    pub fn is_wrong_usage(&self) -> bool {
        match self {
            Self::Analysis(e) => e.is_wrong_usage(),
            Self::Folder(_) | Self::NothingToSave { .. } | Self::Write { .. } => false,
            Self::TruthDoesNotFit { .. } => false,
            Self::IsDefault { .. } | Self::NoTruth { .. } | Self::NoClips { .. } => true,
            Self::Truth(_) => true,
        }
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Folder(e) => e.hint(),
            Self::Truth(e) => e.hint(),
            Self::Analysis(e) => e.hint(),
            own => hint("model_check", own.into()),
        }
    }
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}
