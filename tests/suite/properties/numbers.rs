//! No number of a report without its unit and its error.

use super::{FIXTURES, down_stairs, fixture, json, usual, valgus};
use crate::support::walker::Camera;
use serde_json::{Map, Value};

/// Endings of a key, or of a measure's name, that are a unit.
const UNITS: [&str; 18] = [
    "_deg_s",
    "_deg",
    "_pct",
    "_px",
    "_m_s",
    "_heights_s",
    "_heights",
    "_hz",
    "_spm",
    "_ratio",
    "_cm",
    "_m",
    "_s",
    "_rad",
    "_ldlj",
    "_levels",
    "_db",
    "_m_s2",
];

/// Keys of numbers that are no measurement, each with the reason.
const NO_MEASUREMENT: [(&str, &str); 37] = [
    ("schema_version", "names a format"),
    ("id", "numbers a person"),
    ("person", "numbers a person"),
    ("cycle", "an index"),
    ("cycles", "an index"),
    ("pass", "an index"),
    ("first_frame", "an index"),
    ("end_frame", "an index"),
    ("frames", "a count"),
    ("container_frames", "a count"),
    ("clip_frames", "a count"),
    ("n", "a count"),
    ("of", "a count"),
    ("steps", "a count"),
    ("stances", "a count"),
    ("partial", "a count"),
    ("out_of_order", "a count"),
    ("out_of_bounds", "a count"),
    ("off_the_steps", "a count"),
    ("frames_without_pose", "a count"),
    ("repeated_frames", "a count"),
    ("outliers", "a count"),
    ("swapped_frames", "a count"),
    ("filled", "a count"),
    ("missing", "a count"),
    ("hand_overs", "a count"),
    ("facing", "a direction"),
    ("confidence", "a share of one, of the network"),
    ("subject_score", "a weight of the choice"),
    ("score", "a weight of evidence"),
    ("points", "a weight of evidence"),
    ("slow_motion_factor", "a factor"),
    ("usual", "a norm, in the unit beside it"),
    ("borderline", "a limit, in the unit beside it"),
    ("flag", "a limit, in the unit beside it"),
    ("low", "a norm, in the unit of the measure's name"),
    ("high", "a norm, in the unit of the measure's name"),
];

/// Keys of numbers in the unit of the measure that they stand beside: its name ends in it, or `unit` says it.
const BESIDE: [&str; 13] = [
    "mean",
    "sd",
    "ci95",
    "systematic_sd",
    "mdc",
    "value",
    "left",
    "right",
    "difference",
    "difference_ci95",
    "ratio",
    "shown",
    "values",
];

/// Numbers whose unit only the schema says.
const IN_SCHEMA: [(&str, &str); 2] = [
    ("/gait/norm_speed/value", "over the root of gravity and leg length: it has none"),
    ("/passes/tilt/camera_height", "in heights of the nose"),
];

fn has_unit(key: &str) -> bool {
    key == "deg" || UNITS.iter().any(|unit| key.ends_with(unit))
}

/// Whether a number has a unit: in its key, in the name of what it is of, or beside it.
fn is_named(key: &str, owners: &[&Map<String, Value>]) -> bool {
    let says_unit = |owner: &&Map<String, Value>| {
        let name = ["name", "measure"].iter().find_map(|k| owner.get(*k)?.as_str());
        owner.contains_key("unit") || name.is_some_and(has_unit)
    };
    has_unit(key)
        || NO_MEASUREMENT.iter().any(|(known, _)| *known == key)
        || BESIDE.contains(&key) && owners.iter().any(says_unit)
}

/// The paths of all numbers whose unit is nowhere.
fn without_unit(
    value: &Value,
    (key, path): (&str, &str),
    owners: &[&Map<String, Value>],
    found: &mut Vec<String>,
) {
    match value {
        Value::Object(fields) => {
            let owners = [owners, &[fields]].concat();
            for (key, field) in fields {
                without_unit(field, (key, &format!("{path}/{key}")), &owners, found);
            }
        }
        Value::Array(list) => {
            list.iter().for_each(|element| without_unit(element, (key, path), owners, found));
        }
        Value::Number(_) if IN_SCHEMA.iter().any(|(known, _)| *known == path) => {}
        Value::Number(_) if !is_named(key, owners) => found.push(path.to_owned()),
        _ => {}
    }
}

/// Where a number is measured: the value, and the key of its interval or error.
const MEASURED: [(&str, &str); 3] =
    [("mean", "ci95"), ("difference", "difference_ci95"), ("value", "ci95")];

/// Every measured value whose interval or error is not there, has no width, or does not hold it.
pub(super) fn without_error(report: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(report, "", &mut |path, fields| {
        for (value, interval) in MEASURED {
            let (Some(value), Some(interval)) = (fields.get(value), fields.get(interval)) else {
                continue;
            };
            // of one stride of a measure whose scatter is not known there is none, and the report says "seen once"
            if interval.is_null() {
                continue;
            }
            let [low, high] = [0, 1].map(|end| interval[end].as_f64().unwrap_or(f64::NAN));
            let value = value.as_f64().unwrap_or(f64::NAN);
            if !(low < high && (low..=high).contains(&value)) {
                found.push(format!("{path}: {value} [{low}, {high}]"));
            }
        }
        for (key, error) in fields {
            let is_error = ["systematic_sd", "error_deg", "sd_s"].contains(&key.as_str());
            if is_error && !error.as_f64().is_some_and(|e| e > 0.0 && e.is_finite()) {
                found.push(format!("{path}/{key}: {error}"));
            }
        }
    });
    found
}

fn walk(value: &Value, path: &str, see: &mut impl FnMut(&str, &Map<String, Value>)) {
    match value {
        Value::Object(fields) => {
            see(path, fields);
            for (key, field) in fields {
                walk(field, &format!("{path}/{key}"), see);
            }
        }
        Value::Array(list) => list.iter().for_each(|element| walk(element, path, see)),
        _ => {}
    }
}

/// Measures that have an interval only from several strides on.
fn unbounded(report: &Value) -> Vec<&Value> {
    let measures = report["gait"]["measures"].as_array().unwrap();
    measures.iter().filter(|m| m["ci95"].is_null()).collect()
}

#[test]
fn every_number_has_a_unit_and_every_measure_an_interval_that_holds_it() {
    let mut clips: Vec<_> = FIXTURES.map(fixture).into();
    clips.extend([usual(Camera::RightSide), usual(Camera::Front), down_stairs(), valgus()]);
    for poses in &clips {
        let report = json(poses);
        assert!(report["gait"]["measures"].as_array().is_some_and(|m| m.len() > 3));
        let mut found = Vec::new();
        without_unit(&report, ("", ""), &[], &mut found);
        found.sort();
        found.dedup();
        assert_eq!(found, [] as [String; 0], "{}", poses.clip.file_name);
        assert_eq!(without_error(&report), [] as [String; 0], "{}", poses.clip.file_name);
        for measure in unbounded(&report) {
            assert_eq!((&measure["n"], &measure["grade"]), (&1.into(), &"insufficient".into()));
        }
    }
}
