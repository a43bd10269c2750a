//! Where a joint of either leg may be in one frame.

use crate::anatomy::{Joint, Side};
use crate::motion::gate::{confidence_of, is_credible};
use crate::motion::noise::NOISE_RATIO;
use crate::pose::{LegPeak, Pose};
use crate::video::VideoInfo;

/// A place where a joint of either leg may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) at_px: [f64; 2],
    /// How much it looks like that joint of the left and of the right leg, 0 to 1.
    pub(super) likeness: [f64; 2],
}

/// More places than this are never needed: there are two legs. The likeliest come first.
const MOST_PLACES: usize = 5;

/// A landmark that its own heat map does not show, or of a source without heat maps, counts as little for the other
/// leg.
const OTHER_LIKENESS: f64 = 0.05;

/// The likeness of a place that is as exact as the network can be.
///
/// Measured on 51 728 joints of 38 rendered side views, in each direction: about a peak of height 0.9, 0.7, 0.57, 0.42, 0.27
/// the standard deviation (by the median) is 0.8, 1.2, 1.5, 1.8, 2.3 % of the body's height, whatever the joint.
const CLEAR_LIKENESS: f64 = 0.9;

impl Place {
    /// How much it looks like that joint of one leg or the other.
    pub(super) fn likeness_of_either(&self) -> f64 {
        self.likeness[0].max(self.likeness[1])
    }

    /// Standard deviation of its distance from the joint, as a share of the body's height: the higher a peak, the
    /// nearer it is.
    pub(super) fn noise_ratio(&self) -> f64 {
        NOISE_RATIO * CLEAR_LIKENESS / self.likeness_of_either().max(OTHER_LIKENESS)
    }

    /// What it costs to call it that side's, in squared standard deviations, for full odds.
    pub(super) fn label_cost(&self, side: Side) -> f64 {
        let [own, other] =
            [side, side.opposite()].map(|s| self.likeness[s.index()] + OTHER_LIKENESS);
        -2.0 * (own / (own + other)).ln()
    }
}

/// The places of a joint where the legs pass before each other: the peaks of the heat maps, or both landmarks where there
/// are no maps.
///
/// A peak may lie outside the picture, where the network expects a joint that it cannot see. It is kept, so that the
/// joint is not looked for on the other leg.
pub(super) fn places(pose: &Pose, joint: Joint, video: &VideoInfo) -> Vec<Place> {
    let index = Joint::LEG.iter().position(|&j| j == joint);
    let peaks = index.and_then(|i| pose.leg_peaks.get(i)).map_or(&[][..], Vec::as_slice);
    match peaks.is_empty() {
        false => peaks.iter().take(MOST_PLACES).map(of_peak).collect(),
        true => landmarks(pose, joint, video),
    }
}

/// The places of a joint where the legs are beside each other: both landmarks, which are steadier than peaks where a foot
/// points to the camera or is hidden behind its heel.
pub(super) fn landmarks(pose: &Pose, joint: Joint, video: &VideoInfo) -> Vec<Place> {
    let of_landmark = |side: Side| {
        let keypoint = pose.keypoint(joint.on(side));
        let mut likeness = [OTHER_LIKENESS; 2];
        likeness[side.index()] = confidence_of(&keypoint);
        let at_px = [keypoint.x_px, keypoint.y_px].map(f64::from);
        is_credible(&keypoint, video).then_some(Place { at_px, likeness })
    };
    Side::BOTH.into_iter().filter_map(of_landmark).collect()
}

fn of_peak(peak: &LegPeak) -> Place {
    Place {
        at_px: [peak.x_px, peak.y_px].map(f64::from),
        likeness: [peak.left, peak.right].map(f64::from),
    }
}
