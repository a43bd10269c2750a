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

/// Positions less exact than this share of the height say nothing of the leg that they are of: a thigh is some 0.25 long.
///
/// # Source
/// Winter 2009: thigh and shank 0.245 and 0.246 of stature; a tenth of it is 23° of either.
const LEAST_USEFUL_NOISE_RATIO: f64 = 0.1;

impl LandmarkTrack {
    /// Whether a position was seen apart from the other leg's, so that it says something of its own leg.
    pub(crate) fn is_apart(&self, frame: usize) -> bool {
        self.origin[frame] != Origin::Missing && self.noise_ratio[frame] < LEAST_USEFUL_NOISE_RATIO
    }
}
