//! Two legs that swing against each other, seen from the side by a network that mixes them up.

use crate::anatomy::{Joint, Landmark, Side};
use crate::motion::clock::Clock;
use crate::motion::landmark_track::{LandmarkTrack, Origin};
use crate::motion::legs::untangle::{Legs, Untangled};
use crate::motion::noise::NOISE_RATIO;
use crate::pose::{Keypoint, LegPeak, Pose};
use crate::video::VideoInfo;

const FRAMES: usize = 90;
const RATE_HZ: f64 = 30.0;
const HEIGHT_PX: f64 = 300.0;

/// What the network draws of a joint of one side in a frame; `None` for nothing.
type Drawn<'a> = &'a dyn Fn(Joint, Side, usize) -> Option<[f64; 2]>;

/// Where a joint truly is.
fn joint_px(joint: Joint, side: Side, frame: usize) -> [f64; 2] {
    let time_s = frame as f64 / RATE_HZ;
    let sign = if side == Side::Left { 1.0 } else { -1.0 };
    let (reach, down) = match joint {
        Joint::Knee => (20.0, 75.0),
        Joint::Ankle => (45.0, 145.0),
        Joint::Heel => (42.0, 155.0),
        Joint::Toe => (58.0, 158.0),
        _ => (0.0, 0.0),
    };
    [300.0 + 60.0 * time_s + sign * reach * (5.7 * time_s).sin(), 100.0 + down]
}

fn as_it_is(joint: Joint, side: Side, frame: usize) -> Option<[f64; 2]> {
    Some(joint_px(joint, side, frame))
}

/// What the heat maps show of a joint in a frame.
type Shown<'a> = &'a dyn Fn(Joint, usize) -> Vec<LegPeak>;

fn no_maps(_: Joint, _: usize) -> Vec<LegPeak> {
    vec![]
}

/// A peak for each leg.
fn both_legs(joint: Joint, frame: usize) -> Vec<LegPeak> {
    Side::BOTH.map(|side| peak(joint, side, frame)).to_vec()
}

/// The pose of a network that draws like that, and whose maps show that.
fn pose(drawn: Drawn<'_>, shown: Shown<'_>, frame: usize) -> Pose {
    let mut keypoints = vec![Keypoint::default(); Landmark::COUNT];
    for (joint, side) in Joint::LEG.iter().flat_map(|&j| Side::BOTH.map(|s| (j, s))) {
        let Some([x_px, y_px]) = drawn(joint, side, frame).map(|p| p.map(|v| v as f32)) else {
            continue;
        };
        keypoints[joint.on(side).index()] =
            Keypoint { x_px, y_px, visibility: 0.9, presence: 0.9, z_px: 0.0 };
    }
    let leg_peaks = Joint::LEG.map(|joint| shown(joint, frame)).to_vec();
    Pose { score: 1.0, keypoints, world_m: vec![], leg_peaks }
}

/// A peak where the joint is; in every fifth frame it looks more like the other leg's.
fn peak(joint: Joint, side: Side, frame: usize) -> LegPeak {
    let [x_px, y_px] = joint_px(joint, side, frame).map(|v| v as f32);
    let (own, other) = if frame.is_multiple_of(5) { (0.4, 0.8) } else { (0.85, 0.1) };
    let [left, right] = if side == Side::Left { [own, other] } else { [other, own] };
    LegPeak { x_px, y_px, left, right }
}

/// The tracks of what the network drew.
fn drawn_tracks(poses: &[Pose]) -> Vec<LandmarkTrack> {
    let track = |landmark: &Landmark| {
        let points = poses.iter().map(|p| p.keypoint(*landmark));
        let at = |k: Keypoint| {
            if k.visibility > 0.0 { [k.x_px, k.y_px].map(f64::from) } else { [f64::NAN; 2] }
        };
        let xy_px: Vec<[f64; 2]> = points.map(at).collect();
        let origin = |p: &[f64; 2]| if p[0].is_nan() { Origin::Missing } else { Origin::Observed };
        LandmarkTrack {
            origin: xy_px.iter().map(origin).collect(),
            confidence: vec![0.9; FRAMES],
            noise_ratio: vec![NOISE_RATIO; FRAMES],
            xy_px,
        }
    };
    Landmark::ALL.iter().map(track).collect()
}

/// The legs after untangling.
fn untangled(drawn: Drawn<'_>, shown: Shown<'_>) -> (Untangled, Vec<LandmarkTrack>) {
    untangled_in(1280, drawn, shown)
}

/// The same in a picture that is so wide.
fn untangled_in(
    width_px: u32,
    drawn: Drawn<'_>,
    shown: Shown<'_>,
) -> (Untangled, Vec<LandmarkTrack>) {
    let poses: Vec<Pose> = (0..FRAMES).map(|f| pose(drawn, shown, f)).collect();
    let mut tracks = drawn_tracks(&poses);
    let time_s = (0..FRAMES).map(|f| f as f64 / RATE_HZ).collect();
    let legs = Legs {
        poses: poses.iter().map(Some).collect(),
        video: &VideoInfo { width_px, height_px: 720, ..VideoInfo::default() },
        clock: &Clock { time_s, rate_hz: RATE_HZ },
        passes: &[],
        heights_px: &[HEIGHT_PX; FRAMES],
    };
    (legs.untangle(&mut tracks), tracks)
}

/// How far the tracks are from the true places at most, where they are seen, in px.
fn farthest_px(tracks: &[LandmarkTrack]) -> f64 {
    let below_hip = [Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe];
    let joints = below_hip.iter().flat_map(|&j| Side::BOTH.map(|s| (j, s)));
    let off = |(joint, side): (Joint, Side)| {
        let track = &tracks[joint.on(side).index()];
        let off = (0..FRAMES).map(move |f| {
            let ([x, y], [u, v]) = (track.xy_px[f], joint_px(joint, side, f));
            (x - u).hypot(y - v)
        });
        off.fold(0.0, f64::max)
    };
    joints.map(off).fold(0.0, f64::max)
}

/// Where the legs are nearer to each other than the network is exact, it does not matter which is which.
const NOISE_PX: f64 = 0.03 * HEIGHT_PX;

const NOTHING: Untangled = Untangled { exchanged: 0, set_aside: 0 };

#[test]
fn legs_that_are_drawn_as_they_are_stay_where_they_are() {
    for shown in [&no_maps as Shown<'_>, &both_legs] {
        let (done, tracks) = untangled(&as_it_is, shown);
        assert_eq!(done, NOTHING);
        assert!(farthest_px(&tracks) < NOISE_PX);
    }
}

#[test]
fn exchanged_legs_are_put_back_where_they_are_apart_and_where_they_cross() {
    for first in [10, 17, 30, 50] {
        for last in [first + 1, first + 4] {
            let exchanged = |j: Joint, s: Side, f: usize| {
                as_it_is(j, if (first..last).contains(&f) { s.opposite() } else { s }, f)
            };
            let (_, tracks) = untangled(&exchanged, &no_maps);
            assert!(farthest_px(&tracks) < NOISE_PX, "{first}..{last}: {}", farthest_px(&tracks));
        }
    }
}

#[test]
fn maps_tell_the_legs_apart_where_both_are_drawn_between_them() {
    let merged = |j: Joint, s: Side, f: usize| {
        let [own, other] = [s, s.opposite()].map(|side| joint_px(j, side, f));
        let share = if (8..30).contains(&f) { 0.5 } else { 0.0 };
        Some([0, 1].map(|i| own[i] + share * (other[i] - own[i])))
    };
    let (done, tracks) = untangled(&merged, &both_legs);
    assert_eq!(done.set_aside, 0);
    assert!(farthest_px(&tracks) < NOISE_PX, "{}", farthest_px(&tracks));
}

#[test]
fn a_leg_that_is_not_drawn_is_not_guessed() {
    let right_only = |j: Joint, s: Side, f: usize| {
        as_it_is(j, s, f).filter(|_| s == Side::Right || j == Joint::Hip)
    };
    let (_, tracks) = untangled(&right_only, &no_maps);
    let left = &tracks[Joint::Ankle.on(Side::Left).index()];
    let seen = left.origin.iter().filter(|o| **o == Origin::Observed).count();
    // where the seen leg may be either
    assert!(seen < FRAMES / 5, "{seen}");
}

#[test]
fn a_joint_outside_the_picture_is_not_looked_for_on_the_other_leg() {
    let gone = |j: Joint, s: Side, f: usize| {
        let at = joint_px(j, s, f);
        Some(if s == Side::Left && j == Joint::Ankle { [-40.0, at[1]] } else { at })
    };
    let (_, tracks) = untangled(&gone, &no_maps);
    let left = &tracks[Joint::Ankle.on(Side::Left).index()];
    assert!(left.origin.iter().all(|o| *o == Origin::Missing));
}

#[test]
fn a_leg_that_has_gone_out_of_the_picture_is_not_looked_for_on_the_other_one() {
    const WIDTH_PX: u32 = 395;
    let is_out = |joint: Joint, side: Side, frame: usize| {
        joint_px(joint, side, frame)[0] > f64::from(WIDTH_PX)
    };
    // there the network draws both legs on the one that it sees, and its maps show that one only
    let drawn_side = |joint: Joint, side: Side, frame: usize| match is_out(joint, side, frame) {
        true => side.opposite(),
        false => side,
    };
    let drawn = |j: Joint, s: Side, f: usize| as_it_is(j, drawn_side(j, s, f), f);
    let shown = |joint: Joint, frame: usize| {
        let seen = Side::BOTH.into_iter().filter(|&s| !is_out(joint, s, frame));
        let peaks: Vec<LegPeak> = seen.map(|side| peak(joint, side, frame)).collect();
        match peaks[..] {
            [alone] => vec![LegPeak { left: 0.8, right: 0.8, ..alone }],
            _ => peaks,
        }
    };
    let (_, tracks) = untangled_in(WIDTH_PX, &drawn, &shown);
    for joint in [Joint::Ankle, Joint::Toe] {
        let left = &tracks[joint.on(Side::Left).index()];
        // until the other leg leaves the picture, too
        let out: Vec<usize> = (0..70).filter(|&f| is_out(joint, Side::Left, f)).collect();
        assert!(out.len() > 5, "{joint:?} {out:?}");
        let known = out.iter().filter(|&&f| left.origin[f] == Origin::Observed);
        assert_eq!(known.collect::<Vec<_>>(), Vec::<&usize>::new(), "{joint:?} of {out:?}");
    }
}

#[test]
fn one_peak_of_both_knees_says_next_to_nothing_of_either() {
    // around frame 16 the knees cross; the map shows one of them only
    let merged = 14..19;
    let shown = |joint: Joint, frame: usize| match merged.contains(&frame) && joint == Joint::Knee {
        true => vec![LegPeak { left: 0.8, right: 0.8, ..peak(joint, Side::Left, frame) }],
        false => both_legs(joint, frame),
    };
    let (_, tracks) = untangled(&as_it_is, &shown);
    for side in Side::BOTH {
        let noise = &tracks[Joint::Knee.on(side).index()].noise_ratio;
        assert!(merged.clone().all(|f| noise[f] > 0.1), "{side:?} {:?}", &noise[12..21]);
        assert!((0..12).chain(21..FRAMES).all(|f| noise[f] < 0.03), "{side:?}");
    }
}

#[test]
fn where_both_ways_through_time_disagree_nothing_is_known() {
    // long unseen, then one leg only: it may be either
    let hidden = 30..60;
    let shown = |joint: Joint, frame: usize| match hidden.contains(&frame) {
        true => vec![LegPeak { left: 0.5, right: 0.5, ..peak(joint, Side::Left, frame) }],
        false => both_legs(joint, frame),
    };
    let (done, tracks) = untangled(&as_it_is, &shown);
    let off_px = |side: Side, f: usize| {
        let [is, was] =
            [tracks[Joint::Ankle.on(side).index()].xy_px[f], joint_px(Joint::Ankle, side, f)];
        (is[0] - was[0]).hypot(is[1] - was[1])
    };
    assert!(done.set_aside > 0);
    // what is given is not the other leg far away, or is given as a place of both
    for side in Side::BOTH {
        let noise = &tracks[Joint::Ankle.on(side).index()].noise_ratio;
        let wrong = (0..FRAMES).filter(|&f| off_px(side, f) > 2.0 * NOISE_PX && noise[f] < 0.1);
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<usize>::new(), "{side:?}");
    }
}

#[test]
fn no_peaks_are_too_many_or_too_far() {
    let flood = |joint: Joint, frame: usize| {
        let peak = peak(joint, Side::Left, frame);
        let far = |i: usize| LegPeak { x_px: 1e30 * i as f32, y_px: -1e30, ..peak };
        (0..5000).map(far).collect()
    };
    let (_, tracks) = untangled(&as_it_is, &flood);
    let ankle = &tracks[Joint::Ankle.on(Side::Left).index()];
    assert!(ankle.origin.iter().all(|o| *o == Origin::Missing), "nothing lies in the picture");
}
