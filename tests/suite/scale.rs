//! One known length turns body heights into metres, with its error; or says why it cannot.

use crate::support::assessed::Assessed;
use crate::support::walker::{Camera, USUAL, Walker};
use crate::support::{gaitline, stderr};
use gaitline::catalogue::Catalogue;
use gaitline::gait::{GivenScale, KnownLength, NoScale, ScaleSource};
use gaitline::options::Options;
use gaitline::report::{NoteCode, Report};
use gaitline::track::PoseSequence;

/// The walker's height, as no picture tells it.
const HEIGHT_M: f64 = 1.7;

/// Pixels a body height on the walking line, 4.2 heights from a camera of 1000 px.
const HEIGHT_PX: f64 = 1000.0 / 4.2;

/// Where the floor of the walking line is in the picture.
const FLOOR_PX: f64 = 360.0 + 0.5 * HEIGHT_PX;

fn report(sequence: &PoseSequence, scale: Option<GivenScale>) -> Report {
    Assessed::of(sequence, &Options { scale, ..Options::default() }).report
}

/// A thing of 0.8 heights in the middle of the picture, moved and turned.
fn thing(right_px: f64, down_px: f64, turn_deg: f64) -> KnownLength {
    let (sin, cos) = turn_deg.to_radians().sin_cos();
    let half_px = 0.4 * HEIGHT_PX;
    let end =
        |s: f64| [666.0 + right_px + s * half_px * cos, FLOOR_PX + down_px + s * half_px * sin];
    KnownLength { length_cm: 80.0 * HEIGHT_M, ends_px: [end(-1.0), end(1.0)] }
}

fn by_thing(length: KnownLength) -> Option<GivenScale> {
    Some(GivenScale::KnownLength(length))
}

fn mean_of(report: &Report, name: &str) -> f64 {
    let found = report.gait.measures.iter().find(|m| m.measure.name() == name);
    found.unwrap_or_else(|| panic!("no {name}")).mean
}

#[test]
fn each_of_three_lengths_gives_metres() {
    let scales = [
        (ScaleSource::Height, GivenScale::Height { height_cm: 100.0 * HEIGHT_M }),
        (ScaleSource::LegLength, GivenScale::LegLength { leg_length_cm: 53.0 * HEIGHT_M }),
        (ScaleSource::KnownLength, GivenScale::KnownLength(thing(0.0, 0.0, 0.0))),
    ];
    for camera in [Camera::LeftSide, Camera::RightSide] {
        let walker = Walker { camera, ..USUAL };
        for (set_by, given) in scales {
            let report = report(&walker.poses(), Some(given));
            let scale = report.gait.scale.unwrap();
            assert_eq!(scale.set_by, set_by);
            assert!((scale.height_m / HEIGHT_M - 1.0).abs() < 0.03, "{scale:?}");
            let stride_m = mean_of(&report, "stride_length_m");
            let exact_m = walker.stride_length * HEIGHT_M;
            assert!((stride_m / exact_m - 1.0).abs() < 0.03, "{given:?}: {stride_m} {exact_m}");
            let speed_m_s = mean_of(&report, "walking_speed_m_s");
            assert!((speed_m_s * walker.stride_s / stride_m - 1.0).abs() < 0.01);
        }
    }
    assert_eq!(report(&USUAL.poses(), None).gait.scale, None);
}

#[test]
fn the_end_of_a_thing_that_comes_first_does_not_matter_nor_does_the_part_of_the_clip() {
    let whole = USUAL.poses();
    let scale = |sequence: &PoseSequence, length| {
        report(sequence, by_thing(length)).gait.scale.unwrap().height_m
    };
    let straight = thing(40.0, 0.0, 0.0);
    let [a, b] = straight.ends_px;
    let turned = KnownLength { ends_px: [b, a], ..straight };
    assert_eq!(scale(&whole, straight), scale(&whole, turned));
    let mut part = whole.clone();
    part.frames.retain(|f| (1.5..5.0).contains(&f.time_s));
    let off = scale(&part, straight) / scale(&whole, straight) - 1.0;
    assert!(off.abs() < 0.01, "{off}");
}

#[test]
fn the_error_of_the_scale_is_in_every_length_and_in_nothing_else() {
    let poses = USUAL.poses();
    let reports =
        [GivenScale::Height { height_cm: 170.0 }, GivenScale::LegLength { leg_length_cm: 90.1 }]
            .map(|s| report(&poses, Some(s)));
    let systematic = |report: &Report, name: &str| {
        report.gait.measures.iter().find(|m| m.measure.name() == name).unwrap().systematic_sd
    };
    for (report, sd) in reports.iter().zip([0.022 / 1.7, 0.026_f64.hypot(0.015 / 0.901)]) {
        assert!((report.gait.scale.unwrap().sd_pct - 100.0 * sd).abs() < 0.06);
        for (name, own) in
            [("step_length_m", 0.016), ("stride_length_m", 0.019), ("walking_speed_m_s", 0.016)]
        {
            let expected = f64::hypot(own, sd * mean_of(report, name));
            let found = systematic(report, name);
            assert!((found - expected).abs() < 2e-4, "{name}: {found} {expected}");
        }
    }
    let [height, leg] = &reports;
    assert_eq!(systematic(height, "step_time_s"), systematic(leg, "step_time_s"));
    // the scale is in both legs, so it hardly adds to their difference
    let half = |report: &Report| {
        let found =
            report.gait.symmetries.iter().find(|s| s.values.measure.name() == "step_length_m");
        let [low, high] = found.unwrap().difference_ci95.unwrap();
        high - low
    };
    assert!((half(height) - half(leg)).abs() < 1e-3);
}

#[test]
fn a_shorter_thing_and_a_nearer_camera_are_a_less_certain_scale() {
    let sd_pct =
        |length: KnownLength| report(&USUAL.poses(), by_thing(length)).gait.scale.unwrap().sd_pct;
    let long = thing(0.0, 0.0, 0.0);
    let [a, b] = long.ends_px;
    let short = KnownLength {
        length_cm: long.length_cm / 8.0,
        ends_px: [a, [a[0] + (b[0] - a[0]) / 8.0, a[1]]],
    };
    // 0.2 m of 4.2 heights (7.1 m); 2 px at each end of 190 and of 24 px
    assert!((sd_pct(long) - 100.0 * f64::hypot(0.2 / 7.14, 2.83 / 190.5)).abs() < 0.3);
    assert!((sd_pct(short) - 100.0 * f64::hypot(0.2 / 7.14, 2.83 / 23.8)).abs() < 0.6);
}

#[test]
fn what_is_no_scale_says_why_and_lengths_stay_in_body_heights() {
    let lying = || thing(0.0, 0.0, 0.0);
    let treadmill = Walker { treadmill: true, ..USUAL };
    let front = Walker { camera: Camera::Front, ..USUAL };
    let ten_times = KnownLength { length_cm: 10.0 * lying().length_cm, ..lying() };
    for (walker, length, why) in [
        (front, lying(), NoScale::NotFromTheSide),
        (treadmill, lying(), NoScale::GroundMoves),
        (USUAL, thing(2000.0, 0.0, 0.0), NoScale::NotPassed),
        (USUAL, thing(0.0, -0.15 * HEIGHT_PX, 0.0), NoScale::OffTheWay),
        (USUAL, thing(0.0, 0.0, 60.0), NoScale::OffTheWay),
        (USUAL, ten_times, NoScale::NoSuchHeight),
    ] {
        let report = report(&walker.poses(), by_thing(length));
        assert_eq!((report.gait.scale, report.gait.no_scale), (None, Some(why)));
        let note = report.quality.iter().find(|n| n.code == NoteCode::NoScale).unwrap();
        assert_eq!(note.advice, why.advice());
        assert!(report.gait.measures.iter().all(|m| !m.measure.name().ends_with("_m")), "{why:?}");
    }
}

#[test]
fn the_page_says_by_what_lengths_are_told() {
    let page = |scale| {
        let poses = USUAL.poses();
        let judged = Assessed::of(&poses, &Options { scale, ..Options::default() });
        judged.page(&poses)
    };
    let text = |key: &str| Catalogue::english().text(&format!("page_gait.table.{key}"));
    assert!(page(None).contains(text("no_scale")));
    let known = page(by_thing(thing(0.0, 0.0, 0.0)));
    assert!(known.contains(text("scale_known_length")));
    assert!(known.contains(r#"data-at="/gait/scale/sd_pct""#));
    let leg = page(Some(GivenScale::LegLength { leg_length_cm: 90.0 }));
    assert!(leg.contains(text("scale_leg_length")));
}

#[test]
fn poses_are_analysed_again_with_a_known_length() {
    let folder = tempfile::tempdir().unwrap();
    let poses = folder.path().join("walk.json");
    std::fs::write(&poses, serde_json::to_string(&USUAL.poses()).unwrap()).unwrap();
    let out = folder.path().join("out");
    let run = |typed: &str| {
        let (poses, out) = (poses.to_str().unwrap(), out.to_str().unwrap());
        gaitline(&["analyze", poses, "--out", out, "--json", "--known-length", typed])
    };
    let [[x1, y1], [x2, y2]] = thing(0.0, 0.0, 0.0).ends_px;
    let done = run(&format!("136={x1},{y1},{x2},{y2}"));
    assert!(done.status.success(), "{}", stderr(&done));
    let again: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let expected = report(&USUAL.poses(), by_thing(thing(0.0, 0.0, 0.0)));
    assert_eq!(again["gait"]["scale"], serde_json::to_value(expected.gait.scale).unwrap());
    assert_eq!(again["options"]["scale"]["by"], "known_length");
    // the walker's picture is 1333 x 1000 px
    for typed in ["200=100,900,1334,900", "200=100,1001,900,900"] {
        let done = run(typed);
        assert_eq!(done.status.code(), Some(2), "{typed}");
        assert!(stderr(&done).contains("1333 x 1000"), "{}", stderr(&done));
    }
}

#[test]
fn step_width_has_the_scale_of_a_height_too() {
    let front = Walker { camera: Camera::Front, even: 0.1, ..USUAL }.poses();
    let given = |height_cm| report(&front, Some(GivenScale::Height { height_cm }));
    let (short, tall) = (given(150.0), given(190.0));
    let ratio = mean_of(&tall, "step_width_m") / mean_of(&short, "step_width_m");
    assert!((ratio - 190.0 / 150.0).abs() < 0.02, "{ratio}");
}
