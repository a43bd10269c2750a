//! Errors of adding weights to the models folder.

use crate::error::hint::hint;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// Weights that cannot be added.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum WeightsError {
    /// An address that is not encrypted, or no address of the web.
    #[error("{url} is no https address")]
    NotHttps {
        /// The address.
        url: String,
    },
    /// Nothing says what the download should be.
    #[error("no SHA-256 is known of {file}, which would come from {url}")]
    NeedsHash {
        /// The file name that the weights would have.
        file: String,
        /// The address.
        url: String,
    },
    /// The text is no SHA-256.
    #[error("{given:?} is no SHA-256: 64 hexadecimal digits")]
    BadHash {
        /// The text.
        given: String,
    },
    /// The name is no plain file name that ends in `.onnx`.
    #[error("{name:?} is no name for weights: a file name that ends in .onnx")]
    BadName {
        /// The name.
        name: String,
    },
    /// A description states another hash than the user.
    #[error("the description of {file} states the SHA-256 {described}, not {given}")]
    OtherHash {
        /// The file name.
        file: String,
        /// Hash in the description.
        described: String,
        /// Hash that was asked for.
        given: String,
    },
    /// The models folder, its descriptions or the file cannot be read.
    #[error("cannot read {path}: {why}")]
    UnreadableWeights {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file is no ONNX network.
    #[error("{from} is no ONNX file")]
    NotOnnx {
        /// The file or address.
        from: String,
    },
    /// The server does not give the file.
    #[error("cannot download {url}: {why}")]
    Download {
        /// The address.
        url: String,
        /// The connection's or server's words.
        why: String,
    },
    /// The connection ended too early.
    #[error("the download of {url} stopped after {bytes} bytes: {why}")]
    Interrupted {
        /// The address.
        url: String,
        /// Bytes that are kept.
        bytes: u64,
        /// The connection's words.
        why: String,
    },
    /// The file is larger than an ONNX file may be.
    #[error("{from} is larger than 2 GiB, the most that an ONNX file can have")]
    TooLarge {
        /// The file or address.
        from: String,
    },
    /// An archive without weights, or with several.
    #[error("{from} is no archive with one ONNX file, such as end2end.onnx: {why}")]
    NoNetworkInside {
        /// The file or address.
        from: String,
        /// What was found instead.
        why: String,
    },
    /// The weights are other ones.
    #[error("{from} is not the expected file: SHA-256 is {found}, expected {expected}")]
    OtherWeights {
        /// The file or address.
        from: String,
        /// The expected hash.
        expected: String,
        /// The hash that was found.
        found: String,
    },
    /// The weights cannot be written.
    #[error("cannot write {path}: {why}")]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
}

impl WeightsError {
    /// Whether the command was wrong, rather than impossible to carry out.
    #[must_use]
    pub fn is_wrong_usage(&self) -> bool {
        matches!(
            self,
            Self::NotHttps { .. }
                | Self::NeedsHash { .. }
                | Self::BadHash { .. }
                | Self::BadName { .. }
                | Self::OtherHash { .. }
        )
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("weights", self.into())
    }
}
