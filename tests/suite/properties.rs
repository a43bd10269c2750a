//! What holds of every report, whatever the clip: made-up people and fixtures, changed at random from fixed seeds.

mod any_input;
mod invariance;
mod less;
mod numbers;
mod rounding;
mod same_bytes;

use crate::support::assessed::Assessed;
use crate::support::person::{PERSON, Person, Unusual};
use crate::support::walker::{Camera, USUAL, Walker};
use gaitline::options::Options;
use gaitline::report::Report;
use gaitline::track::PoseSequence;
use std::path::Path;

fn fixture(name: &str) -> PoseSequence {
    let path = format!("tests/fixtures/{name}.poses.json");
    PoseSequence::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Clips as the network saw them, with heat maps, world landmarks and background.
const FIXTURES: [&str; 5] = [
    "normal_rear",
    "normal_sagittal_left",
    "stairs_descent_sagittal_normal",
    "step_down_frontal_valgus_right",
    "valgus_left_frontal_15",
];

/// Somebody usual, seen from somewhere.
fn usual(camera: Camera) -> PoseSequence {
    let treadmill = matches!(camera, Camera::Rear | Camera::Front);
    let walker = Walker { camera, treadmill, rate_hz: 30.0, seconds: 5.0, ..PERSON.walker };
    Person { walker, ..PERSON }.poses()
}

/// Somebody whose left knee goes inward, from behind.
fn valgus() -> PoseSequence {
    let walker = Walker { camera: Camera::Rear, treadmill: true, rate_hz: 30.0, ..PERSON.walker };
    Person { walker, unusual: Unusual { valgus_deg: 14.0, ..PERSON.unusual }, ..PERSON }.poses()
}

/// Somebody who goes down stairs, from the side.
fn down_stairs() -> PoseSequence {
    let rate_hz = 30.0;
    Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, rate_hz, ..USUAL }.poses()
}

fn report(poses: &PoseSequence) -> Report {
    Assessed::of(poses, &Options::default()).report
}

fn json(poses: &PoseSequence) -> serde_json::Value {
    serde_json::to_value(report(poses)).unwrap()
}
