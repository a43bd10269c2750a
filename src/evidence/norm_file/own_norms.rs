//! Norms of the user's own, as an analysis uses them.

use crate::catalogue::Catalogue;
use crate::error::NormFileError;
use crate::evidence::norm_file::entries::{CurveNorm, NormEntries, ValueNorm};
use crate::evidence::norm_file::head::NormHead;
use crate::evidence::norm_file::reading;
use crate::evidence::norms::BeyondNorms;
use crate::evidence::sources::CitedSource;
use crate::gait::{Angle, MeasureId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;

/// Norms of the user's own. They take the place of all built-in ones, so no report mixes people of both.
///
/// # Missing data
/// Documents keep whom the norms are of and the file's hash. Read back from one, they have no curves and values: those
/// that a report used stand in the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OwnNorms {
    /// Whom they are of.
    #[serde(flatten)]
    pub head: NormHead,
    /// SHA-256 of the file, by which results of other norms are told apart.
    pub sha256: String,
    #[serde(skip)]
    entries: Arc<NormEntries>,
}

impl OwnNorms {
    /// Norms from the text of a file; `path` is only named in errors.
    ///
    /// # Errors
    /// The first row that is malformed, with its line and column.
    pub fn read(path: &Path, text: &str) -> Result<Self, NormFileError> {
        let (head, entries) = reading::read(path, text)?;
        let sha256 = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { head, sha256, entries: Arc::new(entries) })
    }

    /// All curves and values.
    #[must_use]
    pub fn entries(&self) -> &NormEntries {
        &self.entries
    }

    /// The norm of an angle over the cycle; `None` where the file has none.
    #[must_use]
    pub fn curve(&self, angle: Angle) -> Option<&CurveNorm> {
        self.entries.curves.iter().find(|curve| curve.angle == angle)
    }

    /// The norm of a single measure; `None` where the file has none.
    #[must_use]
    pub fn value(&self, measure: MeasureId) -> Option<&ValueNorm> {
        self.entries.values.iter().find(|value| value.measure == measure)
    }

    /// Whether a speed (over √(g · leg length)) is slower or faster than that of everybody of the norm; `None` where it
    /// is not, or where the file states no speeds.
    #[must_use]
    pub fn beyond(&self, speed: f64) -> Option<BeyondNorms> {
        match self.head.speeds? {
            [slowest, _] if speed < slowest => Some(BeyondNorms::Slower),
            [_, fastest] if speed > fastest => Some(BeyondNorms::Faster),
            _ => None,
        }
    }

    /// The key of its source: other files have other ones.
    #[must_use]
    pub fn source_key(&self) -> String {
        format!("norms_{}", self.sha256.get(..8).unwrap_or_default())
    }

    /// The file as a source that documents name.
    #[must_use]
    pub fn cited(&self) -> CitedSource {
        let NormHead { name, population, source, made_with, .. } = &self.head;
        let texts = Catalogue::english();
        let persons = self.head.persons.to_string();
        let speeds = match self.head.speeds.map(|ends| ends.map(|s| format!("{s:.2}"))) {
            Some([low, high]) => {
                texts.filled("evidence.own.speeds", &[("low", &low), ("high", &high)])
            }
            None => texts.text("evidence.own.no_speeds").to_owned(),
        };
        let said = |id: &str, text: &str| match text.is_empty() {
            true => String::new(),
            false => format!(" {}", texts.filled(&format!("evidence.own.{id}"), &[("text", text)])),
        };
        let file = texts.filled(
            "evidence.own.file",
            &[("name", name), ("n", &persons), ("speeds", &speeds), ("sha256", &self.sha256)],
        );
        let more =
            [said("of", population), said("source", source), said("made_with", made_with)].concat();
        CitedSource { key: self.source_key().into(), citation: (file + &more).into() }
    }
}
