//! What a norm file holds, once read.

use crate::gait::{Angle, MeasureId};

/// All curves and values of a norm file, in its order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NormEntries {
    /// Angles over the cycle.
    pub curves: Vec<CurveNorm>,
    /// Single measures.
    pub values: Vec<ValueNorm>,
}

/// An angle over the cycle, from person to person.
///
/// # Shapes and units
/// Both series have 101 entries, for 0 to 100 % of the cycle, in degrees.
///
/// Pelvic obliquity is with the own side up, lateral trunk lean toward the own side +: one curve is then of both legs.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveNorm {
    /// Which angle.
    pub angle: Angle,
    /// How many people.
    pub n: u32,
    /// Mean.
    pub mean_deg: Vec<f64>,
    /// Standard deviation from person to person.
    pub sd_deg: Vec<f64>,
}

/// A single measure, from person to person, in its own unit.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueNorm {
    /// Which measure.
    pub measure: MeasureId,
    /// How many people.
    pub n: u32,
    /// Mean.
    pub mean: f64,
    /// Standard deviation from person to person.
    pub sd: f64,
}
