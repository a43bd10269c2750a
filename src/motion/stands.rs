//! Where each foot stands in a pass that is seen from the side.

use crate::anatomy::{Joint, Side};
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::pass::Pass;
use crate::motion::rests::{SAME_PLACE, rests};
use crate::signal::median;
use std::ops::Range;

/// So much of a rest shows the sole flat: the heel is down and has not risen yet, in percent.
///
/// # Source
/// McFadyen & Winter, J Biomech 1988;21:733: on stairs the heel is down from 14 to some 34 % of the cycle, 22 to 52 % of
/// stance.
const FLAT_PCT: [usize; 2] = [20, 50];

/// One foot's stand.
pub(super) struct Stand {
    /// Ahead and down, in heights.
    pub(super) at: [f64; 2],
    /// How the sole goes, toes down +.
    pub(super) sole_deg: f64,
    pub(super) from_s: f64,
    pub(super) until_s: f64,
}

/// Where the left and the right foot stand; none under a belt or a camera that follows, where the places go back, and in other
/// views.
pub(super) fn stands(
    pass: &Pass,
    tracks: &[LandmarkTrack],
    time_s: &[f64],
    heights_px: &[f64],
) -> [Vec<Stand>; 2] {
    let stands = match pass.facing {
        0 => Default::default(),
        _ => Side::BOTH.map(|side| of_foot(pass, tracks, time_s, heights_px, side)),
    };
    let goes_back = |own: &Vec<Stand>| own.windows(2).any(|p| ahead(p) <= -SAME_PLACE[0]);
    if stands.iter().any(goes_back) { Default::default() } else { stands }
}

/// How far it is from one place to the next.
pub(super) fn ahead(pair: &[Stand]) -> f64 {
    pair[1].at[0] - pair[0].at[0]
}

/// Every place where one foot stands, in time order.
fn of_foot(
    pass: &Pass,
    tracks: &[LandmarkTrack],
    time_s: &[f64],
    heights_px: &[f64],
    side: Side,
) -> Vec<Stand> {
    let frames = pass.first_frame..pass.end_frame;
    let height_px = median(heights_px[frames.clone()].iter().copied());
    let ahead = f64::from(pass.facing);
    let of = |joint: Joint| -> Vec<[f64; 2]> {
        let track = &tracks[joint.on(side).index()].xy_px[frames.clone()];
        track.iter().map(|[x, y]| [ahead * x / height_px, y / height_px]).collect()
    };
    let (heel, toe) = (of(Joint::Heel), of(Joint::Toe));
    let stand = |rest: Range<usize>| {
        let frame = |pct: usize| rest.start + rest.len() * pct / 100;
        let flat = frame(FLAT_PCT[0])..frame(FLAT_PCT[1]) + 1;
        let sole = [0, 1].map(|axis| median(flat.clone().map(|i| toe[i][axis] - heel[i][axis])));
        let at = [0, 1].map(|axis| median(flat.clone().map(|i| toe[i][axis])));
        let [from_s, until_s] = [rest.start, rest.end - 1].map(|i| time_s[pass.first_frame + i]);
        Stand { at, sole_deg: sole[1].atan2(sole[0]).to_degrees(), from_s, until_s }
    };
    rests(&time_s[frames.clone()], &toe).into_iter().map(stand).collect()
}
