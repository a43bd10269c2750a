//! The network's points give way to better ones where stickers show them.
//!
//! A sticker says where a point is, but not in every frame: an arm swings before it. What lasts from frame to frame
//! is how far the network's point is off, so that is what stickers measure and what is carried over gaps.

use super::stickers::StickerTrack;
use super::{LandmarkTrack, Pass, View};
use crate::anatomy::{Joint, Side, Site};
use crate::signal::line_at;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// By what points of the body were seen, the best first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SeenBy {
    /// Stickers on the skin or tight clothes.
    Stickers,
    /// The pose network alone.
    #[default]
    Network,
}

/// By what the points of a pass were seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Sources {
    /// The line between the hips, or from front to back.
    pub pelvis: SeenBy,
    /// Hip, knee and, from the side, ankle of the left leg.
    pub left_leg: SeenBy,
    /// The same of the right leg.
    pub right_leg: SeenBy,
}

impl Sources {
    /// By what a leg was seen.
    #[must_use]
    pub fn leg(&self, side: Side) -> SeenBy {
        match side {
            Side::Left => self.left_leg,
            Side::Right => self.right_leg,
        }
    }

    fn set_leg(&mut self, side: Side, seen_by: SeenBy) {
        match side {
            Side::Left => self.left_leg = seen_by,
            Side::Right => self.right_leg = seen_by,
        }
    }
}

/// Stickers known for less of a pass do not replace the network's point: too much would be carried over.
const LEAST_KNOWN: f64 = 0.5;

/// Hip joint centre from both ASIS, in distances between them: to the middle, and down.
///
/// # Source
/// Bell, Pedersen & Brand, J Biomech 1990;23:617: 14 % medial, 30 % distal (and 22 % to the back, which a view from
/// the front does not show).
const BELL_MEDIAL: f64 = 0.14;
const BELL_DISTAL: f64 = 0.30;

/// Replaces points of a pass by what its stickers show, and notes it in the pass.
pub(super) fn improve(tracks: &mut [LandmarkTrack], stickers: &[StickerTrack], pass: &mut Pass) {
    let known = |site: Site, side: Side| {
        let is_it = |s: &&StickerTrack| {
            (s.site, s.side) == (site, side) && s.known_ratio(pass) >= LEAST_KNOWN
        };
        stickers.iter().find(is_it)
    };
    let mut sources = Sources::default();
    match pass.view {
        View::Front => from_the_front(tracks, pass, &known, &mut sources),
        View::Rear => from_behind(tracks, pass, &known, &mut sources),
        _ => from_the_side(tracks, pass, &known, &mut sources),
    }
    pass.seen_by = sources;
}

type Known<'a> = dyn Fn(Site, Side) -> Option<&'a StickerTrack> + 'a;

/// Both ASIS give the hips, a patella its knee.
fn from_the_front(
    tracks: &mut [LandmarkTrack],
    pass: &Pass,
    known: &Known<'_>,
    sources: &mut Sources,
) {
    if let (Some(left), Some(right)) =
        (known(Site::Asis, Side::Left), known(Site::Asis, Side::Right))
    {
        for (side, own, other) in [(Side::Left, left, right), (Side::Right, right, left)] {
            let hip = |frame: usize| bell(own.at(frame), other.at(frame));
            replace(&mut tracks[Joint::Hip.on(side).index()], pass, hip);
        }
        sources.pelvis = SeenBy::Stickers;
    }
    for side in Side::BOTH {
        let Some(patella) = known(Site::Patella, side) else { continue };
        replace(&mut tracks[Joint::Knee.on(side).index()], pass, |frame| patella.at(frame));
        sources.set_leg(side, sources.pelvis);
    }
}

/// Both PSIS turn the line of the network's hips about its middle.
fn from_behind(
    tracks: &mut [LandmarkTrack],
    pass: &Pass,
    known: &Known<'_>,
    sources: &mut Sources,
) {
    let (Some(left), Some(right)) = (known(Site::Psis, Side::Left), known(Site::Psis, Side::Right))
    else {
        return;
    };
    let hips = Side::BOTH.map(|side| tracks[Joint::Hip.on(side).index()].clone());
    for (side, sign) in [(Side::Left, -0.5), (Side::Right, 0.5)] {
        let hip = |frame: usize| {
            let [l, r] = [&hips[0], &hips[1]].map(|t| t.xy_px[frame]);
            let along =
                [right.at(frame)[0] - left.at(frame)[0], right.at(frame)[1] - left.at(frame)[1]];
            let scale = sign * (r[0] - l[0]).hypot(r[1] - l[1]) / along[0].hypot(along[1]);
            [(l[0] + r[0]) / 2.0 + scale * along[0], (l[1] + r[1]) / 2.0 + scale * along[1]]
        };
        replace(&mut tracks[Joint::Hip.on(side).index()], pass, hip);
    }
    sources.pelvis = SeenBy::Stickers;
}

/// The stickers of the near leg lie over its joints.
fn from_the_side(
    tracks: &mut [LandmarkTrack],
    pass: &Pass,
    known: &Known<'_>,
    sources: &mut Sources,
) {
    let Some(side) = pass.view.near_side() else { return };
    let sites = [Site::Trochanter, Site::Knee, Site::Malleolus];
    for sticker in sites.iter().filter_map(|&site| known(site, side)) {
        let track = &mut tracks[sticker.site.joint().on(side).index()];
        replace(track, pass, |frame| sticker.at(frame));
    }
    if sites.iter().all(|&site| known(site, side).is_some()) {
        sources.set_leg(side, SeenBy::Stickers);
    }
    if known(Site::Asis, side).is_some() && known(Site::Psis, side).is_some() {
        sources.pelvis = SeenBy::Stickers;
    }
}

/// The hip joint below an ASIS, where the other one is known too.
fn bell(own: [f64; 2], other: [f64; 2]) -> [f64; 2] {
    let inward = [other[0] - own[0], other[1] - own[1]];
    // down, whichever of the two lies to the right
    let down = if inward[0] > 0.0 { [-inward[1], inward[0]] } else { [inward[1], -inward[0]] };
    [0, 1].map(|i| own[i] + BELL_MEDIAL * inward[i] + BELL_DISTAL * down[i])
}

/// Moves a track to where a better point is, where that is known; between, by as much as before and after.
fn replace(track: &mut LandmarkTrack, pass: &Pass, better: impl Fn(usize) -> [f64; 2]) {
    let off = |frame: usize| {
        let (is, should) = (track.xy_px[frame], better(frame));
        Some([should[0] - is[0], should[1] - is[1]])
            .filter(|o| o[0].is_finite() && o[1].is_finite())
    };
    let known: Vec<(usize, [f64; 2])> =
        (pass.first_frame..pass.end_frame).filter_map(|f| Some((f, off(f)?))).collect();
    for frame in pass.first_frame..pass.end_frame {
        let after = known.partition_point(|k| k.0 < frame);
        let shift = match (after.checked_sub(1).and_then(|i| known.get(i)), known.get(after)) {
            (_, Some((f, off))) if *f == frame => *off,
            (Some((a, from)), Some((b, to))) => {
                [0, 1].map(|i| line_at((*a as f64, from[i]), (*b as f64, to[i]), frame as f64))
            }
            (Some((_, off)), None) | (None, Some((_, off))) => *off,
            (None, None) => return,
        };
        track.xy_px[frame] = [0, 1].map(|i| track.xy_px[frame][i] + shift[i]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hip_lies_below_and_inside_its_asis_on_both_sides() {
        // 100 px apart, the left one 20 px higher
        let (left, right) = ([300.0, 180.0], [200.0, 200.0]);
        let [hip_l, hip_r] = [bell(left, right), bell(right, left)];
        assert!(hip_l[0] < left[0] && hip_l[1] > left[1] && hip_r[1] > right[1]);
        let slope = |a: [f64; 2], b: [f64; 2]| (a[1] - b[1]) / (a[0] - b[0]);
        assert!(
            (slope(hip_l, hip_r) - slope(left, right)).abs() < 1e-9,
            "the line keeps its slope"
        );
    }
}
