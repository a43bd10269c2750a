//! One landmark through time.

/// How a position came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Seen by the network.
    Observed,
    /// Interpolated over a short gap.
    Filled,
    /// Not known.
    Missing,
}

/// One landmark through time.
#[derive(Debug, Clone, PartialEq)]
pub struct LandmarkTrack {
    /// Position, or NaN.
    pub xy_px: Vec<[f64; 2]>,
    /// How each position came about.
    pub origin: Vec<Origin>,
    /// The network's own confidence, 0 to 1.
    pub confidence: Vec<f64>,
    /// Standard deviation of each observed position, as a share of the person's height.
    pub noise_ratio: Vec<f64>,
}
