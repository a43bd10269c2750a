//! The network's points give way to better ones where stickers show them.
//!
//! A sticker says where a point is, but not in every frame: an arm swings before it. What lasts from frame to frame
//! is how far the network's point is off, so that is what stickers measure and what is carried over gaps.

use crate::anatomy::{Joint, Side, Site};
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::pass::Pass;
use crate::motion::seen_by::SeenBy;
use crate::motion::seen_by::Sources;
use crate::motion::stickers::StickerTrack;
use crate::motion::view::View;
use crate::signal::{line_at, median};

/// Stickers known for less of a pass do not replace the network's point: too much would be carried over.
const LEAST_KNOWN: f64 = 0.5;

/// Distance between the hip joints, in distances between both ASIS.
///
/// # Source
/// Bell, Pedersen & Brand, J Biomech 1990;23:617: each hip lies 14 % of the distance inside its ASIS.
const BELL_WIDTH: f64 = 0.72;

/// Replaces points of a pass by what its stickers show, and notes it in the pass.
pub(super) fn improve(tracks: &mut [LandmarkTrack], stickers: &[StickerTrack], pass: &mut Pass) {
    let known = |site: Site, side: Side| known_in(stickers, pass, site, side);
    let mut sources = Sources::default();
    match pass.view {
        View::Front => from_the_front(tracks, pass, &known, &mut sources),
        View::Rear => from_behind(tracks, pass, &known, &mut sources),
        _ => from_the_side(tracks, pass, &known, &mut sources),
    }
    pass.seen_by = sources;
}

/// A sticker that is known for enough of a pass.
fn known_in<'a>(
    stickers: &'a [StickerTrack],
    pass: &Pass,
    site: Site,
    side: Side,
) -> Option<&'a StickerTrack> {
    let found = stickers.iter().find(|s| (s.site, s.side) == (site, side));
    found.filter(|s| s.known_ratio(pass) >= LEAST_KNOWN)
}

type Known<'a> = dyn Fn(Site, Side) -> Option<&'a StickerTrack> + 'a;

/// Both ASIS turn and stretch the line of the hips, a patella moves its knee.
fn from_the_front(
    tracks: &mut [LandmarkTrack],
    pass: &Pass,
    known: &Known<'_>,
    sources: &mut Sources,
) {
    if let Some([left, right]) = pair(known, Site::Asis) {
        lay_hips(tracks, pass, |_, f| across(left, right, f).map(|v| BELL_WIDTH * v));
        sources.pelvis = SeenBy::Stickers;
    }
    for side in Side::BOTH {
        let Some(patella) = known(Site::Patella, side) else { continue };
        let knee = &mut tracks[Joint::Knee.on(side).index()];
        // the kneecap lies some 5 cm before the joint, so a turned leg shows it aside of it by an amount that
        // nobody knows: its movement is taken, its place is not
        let aside = median_off(knee, pass, |frame| patella.at(frame));
        replace(knee, pass, |frame| [0, 1].map(|i| patella.at(frame)[i] - aside[i]));
        sources.set_leg(side, sources.pelvis);
    }
}

/// Both PSIS turn the line of the hips: they are too near to each other to tell its length.
fn from_behind(
    tracks: &mut [LandmarkTrack],
    pass: &Pass,
    known: &Known<'_>,
    sources: &mut Sources,
) {
    if let Some([left, right]) = pair(known, Site::Psis) {
        let turned = |hips: [f64; 2], f: usize| {
            let along = across(left, right, f);
            along.map(|v| v * hips[0].hypot(hips[1]) / along[0].hypot(along[1]))
        };
        lay_hips(tracks, pass, turned);
        sources.pelvis = SeenBy::Stickers;
    }
}

/// The left and the right sticker of a place, where both are known.
fn pair<'a>(known: &Known<'a>, site: Site) -> Option<[&'a StickerTrack; 2]> {
    Some([known(site, Side::Left)?, known(site, Side::Right)?])
}

/// From the left sticker to the right one.
fn across(left: &StickerTrack, right: &StickerTrack, frame: usize) -> [f64; 2] {
    [0, 1].map(|i| right.at(frame)[i] - left.at(frame)[i])
}

/// Lays the line of the hips through its own middle, which the network knows well: the stickers' middle moves aside of it
/// when the pelvis turns. `line` makes, from the vector from the left hip to the right one, the better one.
fn lay_hips(tracks: &mut [LandmarkTrack], pass: &Pass, line: impl Fn([f64; 2], usize) -> [f64; 2]) {
    let hips = Side::BOTH.map(|side| tracks[Joint::Hip.on(side).index()].clone());
    for (side, sign) in [(Side::Left, -0.5), (Side::Right, 0.5)] {
        let hip = |frame: usize| {
            let [l, r] = [&hips[0], &hips[1]].map(|t| t.xy_px[frame]);
            let line = line([r[0] - l[0], r[1] - l[1]], frame);
            [0, 1].map(|i| (l[i] + r[i]) / 2.0 + sign * line[i])
        };
        replace(&mut tracks[Joint::Hip.on(side).index()], pass, hip);
    }
}

/// The lower end of a leg's shank: the outer ankle bone's sticker in side views, else the network's ankle, which
/// also stays the foot's: its errors are those of the network's toes, and go out of the line between them.
pub(super) fn shank_end(
    tracks: &[LandmarkTrack],
    stickers: &[StickerTrack],
    passes: &[Pass],
    side: Side,
) -> LandmarkTrack {
    let mut end = tracks[Joint::Ankle.on(side).index()].clone();
    for pass in passes {
        if let Some(malleolus) = known_in(stickers, pass, Site::Malleolus, side) {
            replace(&mut end, pass, |frame| malleolus.at(frame));
        }
    }
    end
}

/// The stickers of the near leg lie over its joints.
fn from_the_side(
    tracks: &mut [LandmarkTrack],
    pass: &Pass,
    known: &Known<'_>,
    sources: &mut Sources,
) {
    let Some(side) = pass.view.near_side() else { return };
    for sticker in [Site::Trochanter, Site::Knee].iter().filter_map(|&site| known(site, side)) {
        let track = &mut tracks[sticker.site.joint().on(side).index()];
        replace(track, pass, |frame| sticker.at(frame));
    }
    let sites = [Site::Trochanter, Site::Knee, Site::Malleolus];
    if sites.iter().all(|&site| known(site, side).is_some()) {
        sources.set_leg(side, SeenBy::Stickers);
    }
    if known(Site::Asis, side).is_some() && known(Site::Psis, side).is_some() {
        sources.pelvis = SeenBy::Stickers;
    }
}

/// By how much a track is off from a better point, in the middle.
fn median_off(track: &LandmarkTrack, pass: &Pass, better: impl Fn(usize) -> [f64; 2]) -> [f64; 2] {
    [0, 1].map(|i| {
        median((pass.first_frame..pass.end_frame).map(|f| better(f)[i] - track.xy_px[f][i]))
    })
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
