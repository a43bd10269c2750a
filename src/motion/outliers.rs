//! Single positions that no leg can have been at.

use super::{Clock, LandmarkTrack, Origin};
use crate::anatomy::{Joint, Side};
use crate::signal::{mad_sigma, median};

/// Neighbours to either side that a position is held against: a tenth of a gait cycle.
const HALF_WINDOW_S: f64 = 0.12;

/// At least so many to either side, whatever the rate.
const MIN_NEIGHBOURS: usize = 2;

/// Distance from the neighbours' line at which a position is set aside, in robust standard
/// deviations.
///
/// # Source
/// Hampel's identifier: Pearson, IEEE Trans. Control Syst. Technol. 2002;10:55.
const MAX_DEVIATIONS: f64 = 3.0;

/// Positions nearer than this to what was expected are never outliers, as a share of the person's
/// height: 5 cm, what the network's noise and the bend of a swing leave.
const MIN_DISTANCE_RATIO: f64 = 0.03;

/// Sets outliers of the legs aside, in place; returns their number.
pub(super) fn set_aside(tracks: &mut [LandmarkTrack], clock: &Clock, heights_px: &[f64]) -> usize {
    let mut count = 0;
    for side in Side::BOTH {
        for joint in Joint::LEG {
            let track = &mut tracks[joint.on(side).index()];
            let outliers: Vec<usize> = (0..clock.time_s.len())
                .filter(|&frame| is_outlier(track, clock, frame, heights_px[frame]))
                .collect();
            count += outliers.len();
            for frame in outliers {
                track.xy_px[frame] = [f64::NAN; 2];
                track.origin[frame] = Origin::Missing;
            }
        }
    }
    count
}

fn is_outlier(track: &LandmarkTrack, clock: &Clock, frame: usize, height_px: f64) -> bool {
    if track.origin[frame] == Origin::Missing {
        return false;
    }
    let near = neighbours(track, clock, frame);
    if near.len() < 2 * MIN_NEIGHBOURS {
        return false;
    }
    let distances_px = [0, 1].map(|axis| deviation(track, clock, frame, &near, axis));
    let limit_px =
        |(_, sigma_px): (f64, f64)| (MAX_DEVIATIONS * sigma_px).max(MIN_DISTANCE_RATIO * height_px);
    distances_px.iter().any(|&d| d.0 > limit_px(d))
}

/// Seen neighbours in time, the frame itself left out; none where one side has too few.
fn neighbours(track: &LandmarkTrack, clock: &Clock, frame: usize) -> Vec<usize> {
    let half = ((HALF_WINDOW_S * clock.rate_hz).round() as usize).max(MIN_NEIGHBOURS);
    let seen = |&i: &usize| track.origin[i] != Origin::Missing;
    let before: Vec<usize> = (frame.saturating_sub(half)..frame).filter(seen).collect();
    let end = (frame + half + 1).min(clock.time_s.len());
    let after: Vec<usize> = (frame + 1..end).filter(seen).collect();
    if before.len() < MIN_NEIGHBOURS || after.len() < MIN_NEIGHBOURS {
        return vec![];
    }
    [before, after].concat()
}

/// Distance from the neighbours' robust line on one axis, and the neighbours' own spread about it.
///
/// # Source
/// The line of Theil and Sen: the median slope of all pairs; Sen, J. Am. Stat. Assoc. 1968;63:1379.
fn deviation(
    track: &LandmarkTrack,
    clock: &Clock,
    frame: usize,
    near: &[usize],
    axis: usize,
) -> (f64, f64) {
    let value = |i: usize| track.xy_px[i][axis];
    let time = |i: usize| clock.time_s[i];
    let pairs =
        near.iter().enumerate().flat_map(|(k, &i)| near[k + 1..].iter().map(move |&j| (i, j)));
    let slope = median(pairs.map(|(i, j)| (value(j) - value(i)) / (time(j) - time(i))));
    let flat = |i: usize| value(i) - slope * (time(i) - time(frame));
    let middle = median(near.iter().map(|&i| flat(i)));
    let sigma = mad_sigma(near.iter().map(|&i| flat(i)), middle);
    ((value(frame) - middle).abs(), sigma)
}
