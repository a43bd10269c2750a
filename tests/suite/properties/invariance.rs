//! A clip in a mirror, later, or elsewhere in its picture gives the same report: exchanged, later, or the same.

use super::{FIXTURES, down_stairs, fixture, json, report, usual, valgus};
use crate::support::changed::{framed, later, mirrored, moved};
use crate::support::leaves::{Leaves, differences, leaves};
use crate::support::walker::Camera;
use gaitline::report::Report;
use gaitline::track::PoseSequence;
use serde_json::Value;

/// Places are stored in 32 bits: what is rounded otherwise moves a time by less than this, and any other number by less than
/// the second.
const TIME_TOLERANCE_S: f64 = 0.0005;
const TOLERANCE: f64 = 0.1;

fn tolerance(path: &str) -> f64 {
    let is_speed = ["_deg_s", "_heights_s", "_m_s"].iter().any(|unit| path.contains(unit));
    if path.contains("_s/") || path.ends_with("_s") && !is_speed {
        TIME_TOLERANCE_S
    } else {
        TOLERANCE
    }
}

fn clips() -> Vec<PoseSequence> {
    let mut clips: Vec<_> = FIXTURES.map(fixture).into();
    clips.extend([usual(Camera::RightSide), usual(Camera::Front), down_stairs(), valgus()]);
    clips
}

/// Left for right, in a path or a value.
fn exchanged(word: &str) -> String {
    match word.strip_prefix("left").map(|rest| format!("right{rest}")) {
        Some(right) => right,
        None => word.strip_prefix("right").map_or(word.to_owned(), |rest| format!("left{rest}")),
    }
}

/// Angles whose sign says to which side.
const TO_A_SIDE: [&str; 3] = ["trunk_lean_right", "pelvic_obliquity", "waistband_slope"];

/// Whether a number has the other sign in a mirror.
fn has_a_side(path: &str) -> bool {
    let last = path.rsplit('/').find(|part| !part.starts_with('#')).unwrap_or_default();
    let is = |keys: &[&str]| keys.contains(&last);
    let is_to_a_side =
        TO_A_SIDE.iter().any(|angle| path.contains(angle)) && !path.contains("_range_deg");
    let begins = |start: &&&str| path.starts_with(**start);
    match ["/gait/symmetries/", "/angles/", "/gait/measures/", "/gait/curves/"].iter().find(begins)
    {
        // both legs' leans are exchanged and turned round: their difference stays
        Some(&"/gait/symmetries/") if is_to_a_side => is(&["left", "right"]),
        Some(&"/gait/symmetries/") => is(&["difference", "difference_ci95", "symmetry_angle_pct"]),
        Some(_) => {
            is_to_a_side && is(&["mean_deg", "mean", "value", "low_deg", "high_deg", "ci95"])
        }
        // a finding's are those of its leg: toward it +
        None => last == "facing" || path.ends_with("/roll/deg"),
    }
}

/// The report of a mirrored clip, put back.
fn put_back(of_mirrored: Leaves) -> Leaves {
    let put = |(path, value): (String, Value)| {
        let words = path.split_inclusive(['/', ':', '#']);
        let split = |word: &str| {
            let end = word.len() - usize::from(word.ends_with(['/', ':', '#']));
            format!("{}{}", exchanged(&word[..end]), &word[end..])
        };
        let back: String = words.map(split).collect();
        match value {
            // a sentence stays as it is
            Value::String(text) if !text.contains(' ') => (back, exchanged(&text).into()),
            Value::Number(number) if has_a_side(&path) => {
                (other_end(&back), (-number.as_f64().unwrap()).into())
            }
            other => (back, other),
        }
    };
    of_mirrored.into_iter().map(put).collect()
}

/// What is the lower end of an interval becomes the upper one.
fn other_end(path: &str) -> String {
    for (low, high) in [("ci95/#1", "ci95/#2"), ("low_deg", "high_deg")] {
        for (from, to) in [(low, high), (high, low)] {
            if let Some(start) = path.strip_suffix(from) {
                return format!("{start}{to}");
            }
        }
    }
    path.to_owned()
}

#[test]
fn a_mirrored_clip_gives_the_same_report_with_left_and_right_exchanged() {
    for poses in &clips() {
        let [own, mirrored] = [leaves(&json(poses)), leaves(&json(&mirrored(poses)))];
        assert!(own.keys().any(|path| path.contains("/measures/")), "{}", poses.clip.file_name);
        let differ = differences(&own, &put_back(mirrored), tolerance);
        assert_eq!(differ, [] as [String; 0], "{}", poses.clip.file_name);
    }
}

/// The report with its times counted from another start.
fn counted_from(mut report: Report, start_s: f64) -> Value {
    let back = |time_s: &mut f64| *time_s -= start_s;
    for pass in &mut report.passes {
        [&mut pass.start_s, &mut pass.end_s].into_iter().for_each(back);
    }
    report.events.iter_mut().for_each(|event| back(&mut event.time_s));
    for cycle in &mut report.gait.cycles {
        [&mut cycle.start_s, &mut cycle.end_s].into_iter().for_each(back);
        cycle.seen_s.iter_mut().for_each(back);
        let inner =
            [&mut cycle.opposite_foot_off_s, &mut cycle.opposite_contact_s, &mut cycle.foot_off_s];
        inner.into_iter().flatten().for_each(back);
    }
    for r in &mut report.gait.repetitions {
        let all = [&mut r.start_s, &mut r.half_s, &mut r.lowered_s, &mut r.rises_s, &mut r.end_s];
        all.into_iter().for_each(back);
    }
    for flight in &mut report.gait.flights {
        flight.ends_s.iter_mut().for_each(back);
        flight.stops_s.iter_mut().flatten().for_each(back);
    }
    for finding in &mut report.findings {
        for event in &mut finding.events {
            let all =
                [&mut event.contact_s, &mut event.start_s, &mut event.peak_s, &mut event.end_s];
            all.into_iter().for_each(back);
        }
        let shown = finding.comparisons.iter_mut().filter_map(|c| c.exemplar.as_mut());
        shown.for_each(|exemplar| back(&mut exemplar.time_s));
    }
    serde_json::to_value(report).unwrap()
}

/// A time of four decimals and the start have each their own last digit.
const ROUNDING: f64 = 0.0011;

#[test]
fn a_clip_that_begins_later_gives_the_same_report_later() {
    for poses in &clips() {
        let own = leaves(&json(poses));
        for by_s in [0.1, 1.0 / 3.0, 7.25, 1e4] {
            let later = leaves(&counted_from(report(&later(poses, by_s)), by_s));
            // notes name times in words
            let differ: Vec<String> = differences(&own, &later, |_| ROUNDING)
                .into_iter()
                .filter(|path| !path.starts_with("/quality/"))
                .collect();
            assert_eq!(differ, [] as [String; 0], "{} {by_s} s", poses.clip.file_name);
        }
    }
}

/// Of each measure how far it moves, as a share of half of its interval; whether findings are the same.
fn moves(one: &Report, other: &Report) -> Vec<(String, f64)> {
    let statuses =
        |r: &Report| r.findings.iter().map(|f| (f.id, f.side, f.status)).collect::<Vec<_>>();
    assert_eq!(statuses(one), statuses(other));
    let [ours, theirs] = [one, other].map(|r| &r.gait.measures);
    let ids = |r: &Report| {
        r.gait.measures.iter().map(|m| (m.measure, m.side, m.task)).collect::<Vec<_>>()
    };
    assert_eq!(ids(one), ids(other));
    let both = ours.iter().zip(theirs).filter_map(|(a, b)| {
        let [low, high] = a.ci95?;
        Some((
            format!("{:?} {:?}", a.measure, a.side),
            2.0 * (a.mean - b.mean).abs() / (high - low),
        ))
    });
    both.collect()
}

/// A camera sees somebody beside its axis a little from ahead or behind. Lengths are corrected for that, so moving the
/// person in the picture may change them, but by little against their error.
const MOST_MOVED: f64 = 0.2;

#[test]
fn the_same_walk_elsewhere_in_the_picture_is_measured_the_same() {
    for poses in [usual(Camera::RightSide), usual(Camera::Front), valgus()] {
        let own = report(&poses);
        for to_px in [[0.0, 40.0], [-32.0, 0.0], [24.0, -56.0]] {
            for (measure, share) in moves(&own, &report(&moved(&poses, to_px))) {
                assert!(share < MOST_MOVED, "{measure}: {share} {to_px:?}");
            }
        }
    }
}

#[test]
fn a_border_around_the_picture_changes_nothing_but_the_lens() {
    // the usual lens goes with the picture's size: lengths in depth differ, and nothing else
    for poses in [usual(Camera::RightSide), usual(Camera::Front), valgus()] {
        for (measure, share) in moves(&report(&poses), &report(&framed(&poses, 64))) {
            assert!(share < MOST_MOVED, "{measure}: {share}");
        }
    }
}
