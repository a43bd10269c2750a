//! Two joints of a leg below one that is settled, and how long the bones between them are.

use crate::anatomy::{Joint, Side};
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::noise::NOISE_RATIO;
use crate::signal::median;

/// How much a segment's length in the picture may differ from the median, as a share: a segment that leaves the
/// plane of the picture by 25° looks a tenth shorter.
const LENGTH_TOLERANCE: f64 = 0.1;

/// A segment's length counts at most this many standard deviations, squared.
const MAX_LENGTH_COST: f64 = 4.0;

/// Two joints below one that is settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chain {
    pub(super) parent: Joint,
    pub(super) joints: [Joint; 2],
    /// Standard deviation of each joint's acceleration.
    pub(super) accelerations_heights_s2: [f64; 2],
    /// Median lengths of the segments above the two joints, in body heights.
    lengths_heights: [f64; 2],
}

impl Chain {
    pub(super) fn new(
        parent: Joint,
        joints: [Joint; 2],
        accelerations_heights_s2: [f64; 2],
        tracks: &[LandmarkTrack],
        heights_px: &[f64],
    ) -> Self {
        let lengths_heights = [[parent, joints[0]], joints].map(|[above, below]| {
            let length = |side: Side, frame: usize| {
                let [a, b] = [above, below].map(|j| tracks[j.on(side).index()].xy_px[frame]);
                (b[0] - a[0]).hypot(b[1] - a[1]) / heights_px[frame]
            };
            let frames = 0..heights_px.len();
            median(frames.flat_map(|f| Side::BOTH.map(|side| length(side, f))))
        });
        Self { parent, joints, accelerations_heights_s2, lengths_heights }
    }

    /// What a segment's length costs, in squared standard deviations; where the leg may point to the camera a short
    /// one costs nothing. 0 where an end is not known.
    pub(super) fn length_cost(
        &self,
        segment: usize,
        ends_px: [[f64; 2]; 2],
        height_px: f64,
        may_be_short: bool,
    ) -> f64 {
        let [a, b] = ends_px;
        let usual = self.lengths_heights[segment];
        let off = (b[0] - a[0]).hypot(b[1] - a[1]) / height_px - usual;
        let sd = (LENGTH_TOLERANCE * usual).hypot(NOISE_RATIO * std::f64::consts::SQRT_2);
        let cost = (off / sd).powi(2);
        match cost.is_finite() && !(may_be_short && off < 0.0) {
            true => cost.min(MAX_LENGTH_COST),
            false => 0.0,
        }
    }
}
