//! Models as data: what `models/*.toml` says of a model.

use crate::error::PoseError;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The description of a model: two networks, where they come from and what they answer.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelSpec {
    /// What the user calls it.
    pub name: String,
    /// How its outputs are decoded.
    pub family: Family,
    /// When to take it, in a sentence.
    pub summary: String,
    /// Licence of the weights.
    pub licence: String,
    /// Who made it, and where it is described.
    pub source: String,
    /// Finds people in a picture.
    pub detector: NetworkSpec,
    /// Finds the landmarks of one person.
    pub landmarker: NetworkSpec,
}

/// Families of models that this version can decode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// BlazePose: an alignment detector and 33 landmarks with heat maps.
    Blazepose,
}

/// One ONNX network.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkSpec {
    /// File name in the weights folder.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Input shape: batch, channels (RGB), height, width.
    pub input: [usize; 4],
    /// What black and white become.
    pub range: ValueRange,
    /// Output shapes by name.
    pub outputs: BTreeMap<String, Vec<usize>>,
}

/// What black and white become in a network's input.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(from = "[f32; 2]")]
pub struct ValueRange {
    /// Black.
    pub low: f32,
    /// White.
    pub high: f32,
}

impl From<[f32; 2]> for ValueRange {
    fn from([low, high]: [f32; 2]) -> Self {
        Self { low, high }
    }
}

impl ValueRange {
    /// The network's value of a brightness, 0 to 1.
    #[must_use]
    pub fn map(self, brightness: f32) -> f32 {
        self.low + brightness * (self.high - self.low)
    }
}

impl ModelSpec {
    /// Reads a description.
    ///
    /// # Errors
    /// When the file cannot be read, has an unknown or missing key, or makes no sense.
    pub fn read(path: &Path) -> Result<Self, PoseError> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| PoseError::UnreadableModel { path: path.into(), why: e.to_string() })?;
        toml::from_str(&text)
            .map_err(|e| PoseError::BadDescription { path: path.into(), why: e.to_string() })
    }
}

impl NetworkSpec {
    /// Side of the square RGB input.
    ///
    /// # Errors
    /// When the input is no square of three channels.
    pub(crate) fn square_side(&self) -> Result<usize, PoseError> {
        match self.input {
            [1, 3, h, w] if h == w && h > 0 => Ok(h),
            found => Err(PoseError::WrongInput { file: self.file.clone(), found: found.to_vec() }),
        }
    }

    /// Checks that an output is described with that many values.
    ///
    /// # Errors
    /// When it is missing or has another size.
    pub(crate) fn require_output(&self, name: &str, expected: usize) -> Result<(), PoseError> {
        let found = self.outputs.get(name).map_or(0, |shape| shape.iter().product());
        if found == expected {
            return Ok(());
        }
        Err(PoseError::WrongOutput {
            output: format!("{} of {}", name, self.file),
            expected,
            found,
        })
    }
}
