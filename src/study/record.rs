//! What is kept of each clip of a study.

use crate::study::roster::StudyClip;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the records' format.
pub const RECORD_SCHEMA_VERSION: u32 = 1;

/// What became of a clip of a study. It is written when all of the clip's files are there, so it says that they are
/// whole. There is no clock in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Version of this format.
    pub schema_version: u32,
    /// The clip.
    pub clip: StudyClip,
    /// SHA-256 of what the result depends on: the clip's bytes, the options, the model and the program's version. Empty
    /// where the clip could not be read.
    pub key: String,
    /// What became of it.
    pub outcome: Outcome,
    /// SHA-256 of each of its files, by the path from the study's folder.
    pub files: BTreeMap<String, String>,
}

/// What became of a clip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum Outcome {
    /// It has a report. Whether that holds gait, the report says.
    Analysed,
    /// It has none.
    Failed {
        /// The kind of error: a short name that does not change.
        error: String,
        /// What failed, where and why.
        what: String,
        /// What to do next.
        hint: String,
    },
}
