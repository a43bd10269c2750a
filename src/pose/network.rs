//! The seam to whatever runs a network.

use crate::error::PoseError;
use ndarray::{ArrayD, ArrayView4};

/// A neural network: the seam between ONNX Runtime and the geometry around it.
pub trait Network {
    /// Runs the network on a (1, channels, height, width) tensor and returns its outputs by name.
    ///
    /// # Errors
    /// When the runtime refuses the input or fails.
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError>;
}

/// What a network is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Finds people in a picture.
    Detector,
    /// Finds the landmarks of one person.
    Landmarker,
    /// Finds everyone with their landmarks.
    Everyone,
}

impl Role {
    /// Its key in a description.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Detector => "detector",
            Self::Landmarker => "landmarker",
            Self::Everyone => "network",
        }
    }
}

impl Network for Box<dyn Network + Send> {
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        self.as_mut().run(input)
    }
}

/// A network's outputs by name.
#[derive(Debug, Default)]
pub struct Outputs(pub Vec<(String, ArrayD<f32>)>);

impl Outputs {
    /// The values of one output, however many, in row-major order.
    ///
    /// # Errors
    /// When there is no output of that name.
    pub fn all_values(&self, name: &str) -> Result<&[f32], PoseError> {
        let found = self.0.iter().find(|(n, _)| n == name).and_then(|(_, a)| a.as_slice());
        let missing = || PoseError::WrongOutput { output: name.to_owned(), expected: 1, found: 0 };
        found.ok_or_else(missing)
    }

    /// The values of one output, in row-major order.
    ///
    /// # Errors
    /// When there is no output of that name or it has another number of values.
    pub fn values(&self, name: &str, expected: usize) -> Result<&[f32], PoseError> {
        let found = self.0.iter().find(|(n, _)| n == name).and_then(|(_, a)| a.as_slice());
        match found {
            Some(v) if v.len() == expected => Ok(v),
            other => Err(PoseError::WrongOutput {
                output: name.to_owned(),
                expected,
                found: other.map_or(0, <[f32]>::len),
            }),
        }
    }
}
