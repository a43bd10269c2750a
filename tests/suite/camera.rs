//! The camera's own movement: told from pictures, named, and taken off.

use crate::support::assessed::Assessed;
use crate::support::walker::{Camera, USUAL, Walker};
use crate::support::{gaitline, shared_clip, stderr};
use gaitline::gait::{GaitAnalysis, Ground, UserContext, analyse};
use gaitline::internals::camera_tracking::{BackgroundFrame, BackgroundStep, CameraTracker};
use gaitline::internals::video::Picture;
use gaitline::motion::{CameraKind, reconstruct};
use gaitline::options::Options;
use gaitline::report::NoteCode;
use gaitline::track::PoseSequence;
use image::{Rgb, RgbImage};

const WIDTH: u32 = 640;
const HEIGHT: u32 = 360;

/// A wall of soft spots of many sizes, known at every place: what a camera sees that is moved by `place` (right and down
/// in px, turned clockwise in degrees, grown in percent), with noise of so many levels.
fn wall([right, down, deg, pct]: [f64; 4], noise: f64, seed: u32) -> RgbImage {
    let (turn, growth) = (deg.to_radians(), pct / 100.0);
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let [u, v] = [f64::from(x) - 319.5 - right, f64::from(y) - 179.5 - down];
        let [u, v] = [u + turn * v - growth * u, v - turn * u - growth * v];
        let waves = [(0.11, 0.07), (-0.05, 0.13), (0.19, -0.16), (0.03, 0.041), (-0.23, 0.09)];
        let level = waves.iter().map(|(a, b)| (a * u + b * v + a * b * u * v * 0.04).sin());
        let mut hash = x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663) ^ seed;
        hash = (hash ^ (hash >> 13)).wrapping_mul(0x5bd1_e995);
        let even = f64::from(hash >> 8) / f64::from(1 << 24) - 0.5;
        Rgb([(128.0 + 20.0 * level.sum::<f64>() + 3.46 * noise * even).round() as u8; 3])
    })
}

/// Somebody in a striped shirt.
fn person(picture: &mut RgbImage, x0: u32) -> [f32; 4] {
    for (x, y) in (x0..x0 + 160).flat_map(|x| (40..350).map(move |y| (x, y))) {
        let level = if ((x - x0) / 6 + y / 9).is_multiple_of(2) { 230 } else { 20 };
        picture.put_pixel(x, y, Rgb([level; 3]));
    }
    [x0 as f32, 40.0, x0 as f32 + 160.0, 350.0]
}

fn background(picture: &RgbImage, people_px: &[[f32; 4]]) -> BackgroundFrame {
    BackgroundFrame::of(&Picture::of_rgb(picture), people_px)
}

fn steps(pictures: impl IntoIterator<Item = RgbImage>) -> Vec<Option<BackgroundStep>> {
    let mut watch = CameraTracker::default();
    pictures.into_iter().map(|picture| watch.step(background(&picture, &[]))).collect()
}

/// Right, down, turn and growth since the first picture.
fn added_up(steps: &[Option<BackgroundStep>]) -> [f64; 4] {
    let known = steps.iter().flatten().map(|step| <[f64; 4]>::from(*step));
    known.fold([0.0; 4], |sum, step| std::array::from_fn(|i| sum[i] + step[i]))
}

#[track_caller]
fn assert_near(found: [f64; 4], exact: [f64; 4], most: [f64; 4]) {
    for i in 0..4 {
        assert!((found[i] - exact[i]).abs() <= most[i], "{i}: {found:?}, exact {exact:?}");
    }
}

#[test]
fn a_moved_picture_is_found_to_a_fraction_of_a_pixel() {
    for exact in [
        [0.3, -0.2, 0.0, 0.0],
        [-3.7, 2.4, 0.0, 0.0],
        [1.0, 0.0, 0.4, 0.0],
        [0.0, 0.5, -0.3, 0.6],
        [41.0, -17.5, 0.0, 0.0], // a jerk
    ] {
        let found = steps([wall([0.0; 4], 0.0, 0), wall(exact, 0.0, 0)]);
        assert_eq!(found[0], None, "the first frame has none before it");
        assert_near(added_up(&found), exact, [0.05, 0.05, 0.01, 0.02]);
    }
}

#[test]
fn noise_and_a_change_of_light_move_nothing() {
    let dark = |picture: RgbImage| {
        RgbImage::from_fn(WIDTH, HEIGHT, |x, y| Rgb(picture.get_pixel(x, y).0.map(|v| v - v / 5)))
    };
    let pictures = (0..20).map(|seed| wall([0.0; 4], 3.0, seed));
    let found = steps(pictures.chain([dark(wall([0.0; 4], 3.0, 99))]));
    assert!(found[1..].iter().all(Option::is_some));
    assert_near(added_up(&found), [0.0; 4], [0.1, 0.1, 0.02, 0.03]);
}

#[test]
fn errors_do_not_add_up_on_a_long_way() {
    // over half of the picture: the first frame has long been left behind
    let at = |frame: u32| [3.3 * f64::from(frame), (f64::from(frame) * 0.9).sin(), 0.0, 0.0];
    let found = steps((0..100).map(|frame| wall(at(frame), 1.0, frame)));
    assert!(found[1..].iter().all(Option::is_some));
    assert_near(added_up(&found), at(99), [0.8, 0.4, 0.1, 0.1]);
}

#[test]
fn somebody_who_walks_through_moves_nothing_where_the_box_is_known() {
    let mut watch = CameraTracker::default();
    let mut found = Vec::new();
    for frame in 0..30 {
        let at = [0.4 * (f64::from(frame) * 0.7).sin(), 0.0, 0.0, 0.0];
        let mut picture = wall(at, 1.0, frame);
        let hidden = person(&mut picture, 40 + 12 * frame);
        found.push(watch.step(background(&picture, &[hidden])));
    }
    let exact = 0.4 * (29.0_f64 * 0.7).sin();
    assert_near(added_up(&found), [exact, 0.0, 0.0, 0.0], [0.1, 0.1, 0.03, 0.05]);
}

#[test]
fn a_bystander_whom_nobody_knows_of_is_outvoted() {
    let pictures = (0..12).map(|frame| {
        let mut picture = wall([0.0; 4], 1.0, frame);
        person(&mut picture, 300 + 5 * frame);
        picture
    });
    let found = steps(pictures);
    assert_near(added_up(&found), [0.0; 4], [0.15, 0.15, 0.03, 0.05]);
}

#[test]
fn what_has_no_texture_says_nothing() {
    let white = |seed| {
        let mut picture = RgbImage::from_pixel(WIDTH, HEIGHT, Rgb([210; 3]));
        picture.put_pixel(seed, 5, Rgb([220; 3]));
        picture
    };
    assert_eq!(steps((0..5).map(white)), [None; 5]);
    // an edge tells of the way across it only
    let post = |x0: f64| {
        RgbImage::from_fn(WIDTH, HEIGHT, |x, _| {
            Rgb([(128.0 + 90.0 * (0.2 * (f64::from(x) - x0)).sin()) as u8; 3])
        })
    };
    assert_eq!(steps([post(0.0), post(1.0)]), [None; 2]);
    // another scene is no movement
    let other =
        RgbImage::from_fn(WIDTH, HEIGHT, |x, y| Rgb([((x * x / 9 + y * 7) % 211) as u8; 3]));
    assert_eq!(steps([wall([0.0; 4], 0.0, 0), other])[1], None);
}

#[test]
fn hostile_pictures_are_no_movement() {
    let plain = |width, height| RgbImage::new(width, height);
    let sizes = [(0, 0), (1, 1), (16, 16), (4000, 1), (1, 4000), (64, 48), (640, 360), (37, 900)];
    assert!(steps(sizes.map(|(w, h)| plain(w, h))).iter().all(Option::is_none));
    let cut =
        |size: u32| image::imageops::crop_imm(&wall([0.0; 4], 0.0, 0), 0, 0, size, size).to_image();
    assert!(
        steps([cut(16), cut(16), cut(30), cut(30), cut(300), cut(16)]).iter().all(Option::is_none)
    );
    assert_eq!(steps([wall([0.0; 4], 0.0, 0)]), [None]);
    let mut watch = CameraTracker::default();
    for edges in
        [[f32::NAN; 4], [f32::INFINITY; 4], [-1e30, -1e30, 1e30, 1e30], [5.0, 5.0, 1.0, 1.0]]
    {
        watch.step(background(&wall([0.0; 4], 0.0, 0), &[edges]));
    }
}

/// The walker as a camera sees it whose background has gone so far (right, down in px, turned in degrees).
fn filmed(walker: Walker, place: impl Fn(f64) -> [f64; 3]) -> PoseSequence {
    let mut poses = walker.poses();
    let mut before = [0.0; 3];
    for (index, frame) in poses.frames.iter_mut().enumerate() {
        let [right, down, deg] = place(frame.time_s);
        for k in frame.pose.iter_mut().flat_map(|pose| &mut pose.keypoints) {
            let [x, y] = [f64::from(k.x_px) - 666.5, f64::from(k.y_px) - 500.0];
            k.x_px += (right - deg.to_radians() * y) as f32;
            k.y_px += (down + deg.to_radians() * x) as f32;
        }
        frame.background = (index > 0).then(|| BackgroundStep {
            right_px: right - before[0],
            down_px: down - before[1],
            turn_deg: deg - before[2],
            growth_pct: 0.0,
        });
        before = [right, down, deg];
    }
    poses
}

/// A hand's tremor and sway.
fn tremor(time_s: f64) -> [f64; 3] {
    let wave = |hz: f64, start: f64| (std::f64::consts::TAU * hz * time_s + start).sin();
    let start = [4.0 * 0.4_f64.sin() + 1.5 * 1.0_f64.sin(), 3.0 * 0.9_f64.sin()];
    [
        4.0 * wave(1.9, 0.4) + 1.5 * wave(3.3, 1.0) - start[0],
        3.0 * wave(2.6, 0.9) - start[1],
        0.1 * wave(1.1, 0.0),
    ]
}

fn gait_of(poses: &PoseSequence) -> GaitAnalysis {
    analyse(&reconstruct(poses, None), &UserContext::default())
}

fn kind_of(poses: &PoseSequence) -> CameraKind {
    reconstruct(poses, None).passes[0].camera.kind
}

/// How far the events of a walk lie from those of the same walk before a still camera, root mean square; some may be
/// missing.
fn off_ms(poses: &PoseSequence, still: &PoseSequence) -> f64 {
    let (events, exact) = (gait_of(poses).events, gait_of(still).events);
    let off = exact.iter().map(|e| {
        let same = events.iter().filter(|f| (f.side, f.kind) == (e.side, e.kind));
        same.map(|f| 1000.0 * (f.time_s - e.time_s).abs()).fold(200.0, f64::min).powi(2)
    });
    (off.sum::<f64>() / exact.len() as f64).sqrt()
}

#[test]
fn a_hands_shake_is_named_and_taken_off() {
    for camera in [Camera::RightSide, Camera::Front] {
        let walker = Walker { camera, ..USUAL };
        let still = filmed(walker, |_| [0.0; 3]);
        let shaken = filmed(walker, tremor);
        assert_eq!((kind_of(&still), kind_of(&shaken)), (CameraKind::Still, CameraKind::Handheld));
        let mut unknown = shaken.clone();
        unknown.frames.iter_mut().for_each(|f| f.background = None);
        assert_eq!(kind_of(&unknown), CameraKind::Unknown);
        let [off, as_shaken] = [&shaken, &unknown].map(|poses| off_ms(poses, &still));
        assert!(off < 1.0 && as_shaken > 2.0, "{camera:?}: {off} {as_shaken} ms");
    }
}

#[test]
fn a_steadied_walker_is_drawn_where_the_picture_shows_it() {
    let poses = filmed(USUAL, tremor);
    let motion = reconstruct(&poses, None);
    let hip = gaitline::anatomy::Landmark::LeftHip;
    for (frame, seen) in poses.frames.iter().enumerate().skip(10).take(300) {
        let drawn = motion.in_picture(motion.at(hip, frame), frame);
        let k = seen.pose.as_ref().unwrap().keypoint(hip);
        let off = (drawn[0] - f64::from(k.x_px)).hypot(drawn[1] - f64::from(k.y_px));
        assert!(off < 1.5, "{frame}: {off}");
    }
}

#[test]
fn a_following_camera_is_told_from_a_treadmill() {
    // both show the same poses: a person who stays, and ground that goes
    let treadmill = filmed(Walker { treadmill: true, ..USUAL }, |_| [0.0; 3]);
    let mut following = treadmill.clone();
    for step in following.frames.iter_mut().filter_map(|f| f.background.as_mut()) {
        step.right_px = -3.0;
    }
    assert_eq!(
        (kind_of(&treadmill), kind_of(&following)),
        (CameraKind::Still, CameraKind::Following)
    );
    let [belt, camera] = [&treadmill, &following].map(gait_of);
    assert_eq!(belt.grounds, [Ground::Moving]);
    assert_eq!(belt, camera, "the feet tell the ground better than a background behind it");
    let codes = |poses: &PoseSequence| {
        let report = Assessed::of(poses, &Options::default()).report;
        report.quality.iter().map(|n| n.code).collect::<Vec<_>>()
    };
    assert!(codes(&treadmill).contains(&NoteCode::Treadmill));
    assert!(codes(&following).contains(&NoteCode::CameraFollows));
    assert!(!codes(&following).contains(&NoteCode::Treadmill));
}

#[test]
fn a_camera_that_goes_toward_the_person_follows_too() {
    let mut poses = Walker { camera: Camera::Rear, treadmill: true, ..USUAL }.poses();
    let step = [0.0, 0.0, 0.0, 0.1]; // 6 % a second
    poses.frames.iter_mut().skip(1).for_each(|f| f.background = Some(step.into()));
    assert_eq!(kind_of(&poses), CameraKind::Following);
}

#[test]
fn a_background_known_for_half_of_the_time_is_unknown() {
    let mut poses = filmed(USUAL, tremor);
    poses.frames.iter_mut().step_by(2).for_each(|f| f.background = None);
    assert_eq!(kind_of(&poses), CameraKind::Unknown);
}

#[test]
fn poses_without_a_background_are_read_and_those_with_one_come_back() {
    let poses = filmed(USUAL, tremor);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("poses.json");
    let mut value = serde_json::to_value(&poses).unwrap();
    std::fs::write(&path, value.to_string()).unwrap();
    assert_eq!(PoseSequence::read(&path).unwrap(), poses);
    for frame in value["frames"].as_array_mut().unwrap() {
        frame.as_object_mut().unwrap().remove("background");
    }
    std::fs::write(&path, value.to_string()).unwrap();
    assert!(PoseSequence::read(&path).unwrap().frames.iter().all(|f| f.background.is_none()));
}

#[test]
fn absurd_steps_do_no_harm() {
    for step in [[1e300; 4], [-1e300, 1e300, 1e9, -1e9], [0.0, 0.0, 90.0, 100.0]] {
        let mut poses = USUAL.poses();
        poses.frames.iter_mut().for_each(|f| f.background = Some(step.into()));
        let report = Assessed::of(&poses, &Options::default()).report;
        let is_number = |v: Option<f64>| v.is_none_or(f64::is_finite);
        assert!(report.passes.iter().all(|p| is_number(p.camera.shake_px)));
    }
}

/// The camera of each pass of a shared clip; `None` where it is not there.
fn cameras(clip: &str) -> Option<Vec<serde_json::Value>> {
    let path = shared_clip(clip)?;
    let out = tempfile::tempdir().unwrap();
    let folders = [path.to_str().unwrap(), "--out", out.path().to_str().unwrap()];
    let done = gaitline(
        &[&["analyze"], &folders[..], &["--quiet", "--model", "blazepose-full", "--end", "3"]]
            .concat(),
    );
    assert!(done.status.success(), "{}", stderr(&done));
    let text = std::fs::read_to_string(out.path().join(clip).join("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    Some(report["passes"].as_array().unwrap().iter().map(|p| p["camera"].clone()).collect())
}

#[test]
fn rendered_hands_shake_and_rendered_tripods_do_not() {
    let shake = |camera: &serde_json::Value| camera["shake_height_pct"].as_f64().unwrap();
    for (clip, kind) in [
        ("rotated_phone_sagittal_handheld_blur", "handheld"),
        ("rotated_phone_frontal", "handheld"),
        ("bystander_crossing_sagittal_right", "still"),
        ("treadmill_sagittal", "still"),
    ] {
        for camera in cameras(clip).unwrap_or_default() {
            assert_eq!(camera["kind"], kind, "{clip}: {camera}");
            let is_as_known =
                if kind == "still" { shake(&camera) < 0.03 } else { shake(&camera) > 0.3 };
            assert!(is_as_known, "{clip}: {camera}");
        }
    }
}
