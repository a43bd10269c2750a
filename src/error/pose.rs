//! Errors of pose models.

use crate::error::hint::hint;
use crate::error::text_file::TextFileError;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// A model or runtime that cannot be found, loaded or run.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum PoseError {
    /// No models folder anywhere.
    #[error("no models folder found; looked in {}", list(.searched))]
    NoModels {
        /// Where it was looked for.
        searched: Vec<PathBuf>,
    },
    /// No model of that name is described.
    #[error("there is no model {name:?}; there are {}", .known.join(", "))]
    UnknownModel {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// A description or its weights cannot be read.
    #[error("cannot read {path}: {why}")]
    UnreadableModel {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file is no text.
    #[error(transparent)]
    NotText(TextFileError),
    /// The description has unknown or missing keys or wrong types.
    #[error("{path} is not a valid model description: {why}")]
    BadDescription {
        /// The description.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file of measured errors is something else, of another version, or has values that cannot be meant.
    #[error("{path} is not a valid file of a model's errors: {why}")]
    BadErrors {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The weights were not prepared.
    #[error("the weights {path} are missing")]
    MissingWeights {
        /// Where they should be.
        path: PathBuf,
    },
    /// The weights are not those that were described and verified.
    #[error("{path} is not the described file: SHA-256 is {found}, expected {expected}")]
    WrongHash {
        /// The weights.
        path: PathBuf,
        /// Hash in the description.
        expected: String,
        /// Hash of the file.
        found: String,
    },
    /// The hash of the weights was never published, so that no file can be known to be them.
    #[error("the SHA-256 of {file} is not known")]
    UnknownHash {
        /// The weights' file name.
        file: String,
    },
    /// A network cannot be used as its description says.
    #[error("{file} cannot be used: {why}")]
    UnusableNetwork {
        /// The weights' file name.
        file: String,
        /// What does not fit.
        why: String,
    },
    /// There is no ONNX Runtime library.
    #[error("no ONNX Runtime library in {folder}")]
    MissingRuntime {
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// The library cannot be loaded.
    #[error("{path} cannot be loaded as ONNX Runtime: {why}")]
    Runtime {
        /// The library.
        path: PathBuf,
        /// The loader's words.
        why: String,
    },
    /// The library would send data to its maker.
    #[error(
        "ONNX Runtime is not loaded, because it would send data to its maker: ORT_DISABLE_TELEMETRY is not 1"
    )]
    Telemetry,
    /// The runtime refuses the model.
    #[error("{runtime} cannot load {path}: {why}")]
    Load {
        /// The weights.
        path: PathBuf,
        /// The library.
        runtime: PathBuf,
        /// The runtime's words.
        why: String,
    },
    /// Running a network failed.
    #[error("the network failed: {why}")]
    Run {
        /// The runtime's words.
        why: String,
    },
    /// The network's input is not one that this version can fill.
    #[error(
        "{file} takes an input of shape {found:?}; expected [1, 3, height, width], for BlazePose a square"
    )]
    WrongInput {
        /// The weights' file name.
        file: String,
        /// The described shape.
        found: Vec<usize>,
    },
    /// The network's output does not fit its family.
    #[error("output {output} has {found} values, expected {expected}")]
    WrongOutput {
        /// The output.
        output: String,
        /// Values that the family needs.
        expected: usize,
        /// Values that were found; 0 where the output is missing.
        found: usize,
    },
}

impl From<TextFileError> for PoseError {
    fn from(error: TextFileError) -> Self {
        match error {
            TextFileError::Unreadable { path, why } => Self::UnreadableModel { path, why },
            other => Self::NotText(other),
        }
    }
}

impl PoseError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotText(e) => e.hint(),
            own => hint("pose", own.into()),
        }
    }
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}
