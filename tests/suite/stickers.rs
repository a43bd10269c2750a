//! Stickers on the body: what they show is read, what they do not show is not made up.

use crate::support::spots::{GREEN, asis, spot, sticker_px, with_spots};
use crate::support::walker::{Camera, USUAL, Walker};
use gaitline::anatomy::{Side, Site};
use gaitline::assessment::{Assessment, assess};
use gaitline::gait::{Angle, Reason};
use gaitline::motion::SeenBy;
use gaitline::options::Options;
use gaitline::track::PoseSequence;
use gaitline::{Oklab, Spot};

fn see(sequence: &PoseSequence) -> Assessment {
    assess(sequence, &Options::default())
}

fn front() -> Walker {
    Walker { camera: Camera::Front, seconds: 8.0, even: 0.1, ..USUAL }
}

fn mid_stance(seen: &Assessment, side: Side) -> Option<(f64, SeenBy)> {
    let name = "pelvic_obliquity_mid_stance_deg";
    let found =
        seen.reliability.measures.iter().find(|m| m.measure.name() == name && m.side == Some(side));
    found.map(|m| (m.mean, m.seen_by))
}

#[test]
fn both_asis_give_the_obliquity_that_the_hips_of_the_network_do_not() {
    for deg in [-8.0, 0.0, 5.0] {
        let seen = see(&with_spots(front().poses(), "asis=green", |_, hips| asis(deg, hips)));
        for side in Side::BOTH {
            let (mean, seen_by) = mid_stance(&seen, side).unwrap();
            assert!((mean - deg).abs() < 0.3, "{deg}: {side:?} {mean}");
            assert_eq!(seen_by, SeenBy::Stickers);
        }
    }
    let bare = see(&front().poses());
    assert_eq!(mid_stance(&bare, Side::Left), None, "without stickers it is refused");
    assert!(
        bare.reliability.refused.iter().any(|r| r.measure.name().starts_with("pelvic_obliquity"))
    );
}

#[test]
fn a_picture_in_the_mirror_gives_the_mirrored_obliquity() {
    let straight = with_spots(front().poses(), "asis=green", |_, hips| asis(6.0, hips));
    let width = straight.clip.video.width_px as f32;
    let mut mirrored = straight.clone();
    for frame in &mut mirrored.frames {
        let pose = frame.pose.as_mut().unwrap();
        let before = pose.clone();
        for l in gaitline::anatomy::Landmark::ALL {
            let mut k = before.keypoint(l.mirrored());
            k.x_px = width - k.x_px;
            pose.keypoints[l.index()] = k;
            if let Some(w) = pose.world_m.get_mut(l.index()) {
                let [x, y, z] = before.world_m[l.mirrored().index()];
                *w = [-x, y, z];
            }
        }
        frame.marks.spots.iter_mut().for_each(|s| s.x_px = width - s.x_px);
    }
    let [a, b] = [see(&straight), see(&mirrored)];
    let (left, _) = mid_stance(&a, Side::Left).unwrap();
    let (right, _) = mid_stance(&b, Side::Right).unwrap();
    assert!((left + right).abs() < 0.05, "{left} {right}");
}

#[test]
fn a_sticker_is_known_again_among_others_and_after_it_was_hidden() {
    let crowded = |i: usize, hips: [[f64; 2]; 2]| {
        let (mut spots, size) = (asis(4.0, hips), sticker_px(hips));
        // a ring on a swinging hand, a lamp's reflex, and a hand before the left sticker now and then
        let swing = 60.0 * (i as f64 / 9.0).sin();
        spots.push(spot(Site::Asis, [hips[0][0] + 30.0 + swing, hips[0][1] + 5.0], size, GREEN));
        spots.push(spot(
            Site::Asis,
            [hips[1][0], hips[1][1] - 30.0],
            size,
            Oklab { l: 0.9, a: -0.02, b: 0.1 },
        ));
        if i % 40 < 9 {
            spots.remove(0);
        }
        spots.reverse();
        spots
    };
    let seen = see(&with_spots(front().poses(), "asis=green", crowded));
    let known = |side: Side| {
        let sticker = seen.motion.stickers.iter().find(|s| s.side == side).unwrap();
        sticker.known_ratio(&seen.motion.passes[0])
    };
    assert!(known(Side::Right) > 0.99 && (0.6..0.95).contains(&known(Side::Left)));
    for side in Side::BOTH {
        let (mean, _) = mid_stance(&seen, side).unwrap();
        assert!((mean - 4.0).abs() < 0.5, "{side:?} {mean}");
    }
}

#[test]
fn what_is_seldom_or_wanders_is_no_sticker() {
    let seldom = |i: usize, hips| if i.is_multiple_of(5) { asis(4.0, hips) } else { vec![] };
    let wandering = |i: usize, hips: [[f64; 2]; 2]| {
        let [x, y] = hips[0];
        let a = i as f64 * 2.4;
        vec![spot(Site::Asis, [x + 40.0 * a.sin(), y + 40.0 * (1.7 * a).cos()], 6.0, GREEN)]
    };
    let other_colours = |i: usize, hips: [[f64; 2]; 2]| {
        let a = i as f64 * 2.4;
        let colour = Oklab { l: 0.5, a: 0.2 * a.sin() as f32, b: 0.2 * a.cos() as f32 };
        vec![spot(Site::Asis, hips[0], 6.0, colour)]
    };
    let found = |place: &dyn Fn(usize, [[f64; 2]; 2]) -> Vec<Spot>| {
        let seen = see(&with_spots(front().poses(), "asis=green", place));
        assert_eq!(mid_stance(&seen, Side::Left), None);
        seen.motion.stickers.len()
    };
    assert_eq!([found(&seldom), found(&wandering), found(&other_colours)], [0, 0, 0]);
}

#[test]
fn the_tilt_is_read_from_the_side_and_only_from_stickers() {
    let tilted = |ahead: f64| {
        move |_: usize, hips: [[f64; 2]; 2]| {
            let [x, y] = hips[1];
            let down = 30.0 * 12_f64.to_radians().tan();
            vec![
                spot(Site::Asis, [x + ahead * 30.0, y - 25.0 + down], 6.0, GREEN),
                spot(
                    Site::Psis,
                    [x - ahead * 30.0, y - 25.0 - down],
                    6.0,
                    Oklab { l: 0.6, a: 0.25, b: -0.12 },
                ),
            ]
        }
    };
    for (camera, ahead) in [(Camera::RightSide, 1.0), (Camera::LeftSide, -1.0)] {
        let walker = Walker { camera, ..USUAL };
        let marked = with_spots(walker.poses(), "asis=green,psis=magenta", tilted(ahead));
        let seen = see(&marked);
        let tilt = seen
            .reliability
            .measures
            .iter()
            .find(|m| m.measure.name() == "pelvic_tilt_mean_deg")
            .unwrap();
        assert!((tilt.mean - 12.0).abs() < 0.5, "{camera:?} {}", tilt.mean);
        let bare = see(&walker.poses());
        let series = bare.gait.angles.iter().find(|s| s.angle == Angle::PelvicTilt).unwrap();
        assert_eq!(series.unavailable, Some(Reason::NoStickers));
    }
}

#[test]
fn exchanged_colours_give_no_tilt() {
    let exchanged = |_: usize, hips: [[f64; 2]; 2]| {
        let [x, y] = hips[1];
        vec![
            spot(Site::Asis, [x - 30.0, y - 25.0], 6.0, GREEN),
            spot(Site::Psis, [x + 30.0, y - 25.0], 6.0, Oklab { l: 0.6, a: 0.25, b: -0.12 }),
        ]
    };
    let seen = see(&with_spots(USUAL.poses(), "asis=green,psis=magenta", exchanged));
    assert_eq!(seen.motion.stickers.len(), 2);
    assert!(!seen.reliability.measures.iter().any(|m| m.measure.name().starts_with("pelvic_tilt")));
}

#[test]
fn impossible_spots_do_no_harm() {
    let wild = |i: usize, _: [[f64; 2]; 2]| {
        let far = [f64::from(f32::MAX), f64::NAN, f64::INFINITY, -1e30][i % 4];
        let mut s = spot(Site::Asis, [far, far], 6.0, GREEN);
        (s.diameter_px, s.contrast) = (far as f32, f32::NAN);
        vec![s, s, spot(Site::Psis, [0.0, 0.0], 6.0, Oklab { l: f32::NAN, a: 0.0, b: 0.0 })]
    };
    let seen = see(&with_spots(front().poses(), "asis=green,psis=magenta", wild));
    assert_eq!(seen.motion.stickers.len(), 0);
}
