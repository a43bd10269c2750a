//! Whatever finite numbers a file of poses holds, there is a report that keeps its own schema, or a named error.

use super::{down_stairs, fixture, usual};
use crate::support::walker::Camera;
use gaitline::report::report_schema;
use gaitline::track::PoseSequence;
use gaitline::{Keypoint, Spot};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

/// Numbers that no place, confidence or time should be.
const ODD: [f32; 11] = [
    0.0,
    -0.0,
    -1.0,
    0.5,
    1e30,
    -1e30,
    1e-40,
    f32::MAX,
    f32::MIN_POSITIVE,
    f32::EPSILON,
    16_777_217.0,
];

/// One thing that is wrong with poses.
#[derive(Debug, Clone)]
enum Fault {
    /// A landmark is not there, for some frames.
    Missing,
    /// One of its five numbers is odd.
    Odd(usize, f32),
    /// It moves by that much.
    Moved(f32),
    /// It is where another one is.
    Swapped(Index),
    /// Nobody is there.
    Nobody,
    /// The picture before is shown again.
    Repeated,
    /// The clock goes on by so much, or stands almost still.
    Late(f64),
    /// The background moves by an odd number.
    Background(usize, f64),
    /// The world landmarks are odd, or not there.
    World(Option<f32>),
    /// The heat maps show odd peaks.
    Peaks(f32),
    /// Odd spots, as of stickers.
    Spots(f32),
}

type Spoiled = (Fault, Index, usize, usize);

fn fault() -> impl Strategy<Value = Fault> {
    let odd = || select(ODD.to_vec());
    prop_oneof![
        Just(Fault::Missing),
        (0_usize..5, odd()).prop_map(|(number, odd)| Fault::Odd(number, odd)),
        (-500.0_f32..500.0).prop_map(Fault::Moved),
        any::<Index>().prop_map(Fault::Swapped),
        Just(Fault::Nobody),
        Just(Fault::Repeated),
        select(vec![1e-9, 0.1, 1.0, 3600.0, 1e5]).prop_map(Fault::Late),
        (0_usize..4, odd()).prop_map(|(number, odd)| Fault::Background(number, odd.into())),
        prop::option::of(odd()).prop_map(Fault::World),
        odd().prop_map(Fault::Peaks),
        odd().prop_map(Fault::Spots),
    ]
}

/// How often one thing is wrong, in frames.
const LONG: [usize; 5] = [1, 3, 12, 45, usize::MAX];

fn spoil(poses: &mut PoseSequence, (fault, at, long, landmark): Spoiled) {
    let count = poses.frames.len();
    let from = at.index(count);
    for index in from..from.saturating_add(LONG[long]).min(count) {
        match &fault {
            Fault::Late(by_s) if index == from => {
                poses.frames[index..].iter_mut().for_each(|frame| frame.time_s += by_s);
            }
            Fault::Repeated if index > 0 => {
                poses.frames[index].pose = poses.frames[index - 1].pose.clone();
                poses.frames[index].change = Some(0.0);
            }
            fault => spoil_frame(&mut poses.frames[index], fault, landmark),
        }
    }
}

fn spoil_frame(frame: &mut gaitline::track::PoseFrame, fault: &Fault, landmark: usize) {
    match fault {
        Fault::Nobody => frame.pose = None,
        Fault::Background(number, odd) => {
            let mut step: [f64; 4] = frame.background.map_or([0.0; 4], Into::into);
            step[*number] = *odd;
            frame.background = Some(step.into());
        }
        Fault::Spots(odd) => {
            let site = gaitline::anatomy::Site::ALL[landmark % 6];
            frame.marks.spots.push(Spot::from((site, [*odd; 7])));
        }
        _ => {}
    }
    let Some(pose) = &mut frame.pose else { return };
    let point = &mut pose.keypoints[landmark];
    match fault {
        Fault::Missing => *point = Keypoint::ABSENT,
        Fault::Odd(number, odd) => {
            let mut numbers: [f32; 5] = (*point).into();
            numbers[*number] = *odd;
            *point = numbers.into();
        }
        Fault::Moved(by_px) => (point.x_px, point.y_px) = (point.x_px + by_px, point.y_px - by_px),
        Fault::Swapped(other) => pose.keypoints.swap(landmark, other.index(33)),
        Fault::World(None) => pose.world_m.clear(),
        Fault::World(Some(odd)) => pose.world_m.iter_mut().for_each(|at| at[0] = *odd),
        Fault::Peaks(odd) => {
            pose.leg_peaks.iter_mut().flatten().for_each(|p| (p.x_px, p.left) = (*odd, *odd));
        }
        _ => {}
    }
}

/// A string that is a number which is none.
fn is_no_number(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c == '+' || c == '-' || c == '−').to_lowercase();
    ["nan", "inf", "infinity"].contains(&text.as_str())
}

fn strings<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter().for_each(|v| strings(v, found)),
        Value::Object(fields) => fields.values().for_each(|v| strings(v, found)),
        _ => {}
    }
}

fn clips() -> Vec<PoseSequence> {
    let mut fixture = fixture("normal_sagittal_left");
    fixture.reading.markers = gaitline::parse_markers("asis=green,knee=red").unwrap();
    vec![usual(Camera::RightSide), usual(Camera::Front), down_stairs(), fixture]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_finite_or_missing_input_gives_a_report_that_keeps_its_schema_or_an_error(
        which in 0_usize..4,
        faults in prop::collection::vec((fault(), any::<Index>(), 0..LONG.len(), 0_usize..33), 1..8),
    ) {
        thread_local! {
            static CLIPS: Vec<PoseSequence> = clips();
            static SCHEMA: jsonschema::Validator = jsonschema::validator_for(&report_schema()).unwrap();
        }
        let mut poses = CLIPS.with(|clips| clips[which].clone());
        faults.into_iter().for_each(|fault| spoil(&mut poses, fault));
        // as from a file: what no clip can be is refused there, in words
        let poses = match PoseSequence::parse(&serde_json::to_string(&poses).unwrap()) {
            Ok(poses) => poses,
            Err(why) => {
                prop_assert!(why.contains("frame") || why.contains("must"), "{}", why);
                return Ok(());
            }
        };
        let report = super::json(&poses);
        let gait = &report["gait"];
        let is_empty = |list: &str| gait[list].as_array().is_none_or(Vec::is_empty);
        let standing = gait["tasks"].as_array().is_some_and(|all| all.contains(&"standing".into()));
        prop_assert!(
            !is_empty("measures") || !is_empty("cycles") || standing || !gait["refused"].is_null(),
            "nothing is measured, and nobody says why"
        );
        let broken: Vec<String> =
            SCHEMA.with(|schema| schema.iter_errors(&report).map(|e| e.to_string()).collect());
        prop_assert!(broken.is_empty(), "{:?}", broken);
        let mut texts = Vec::new();
        strings(&report, &mut texts);
        prop_assert_eq!(texts.into_iter().find(|text| is_no_number(text)), None);
        let missing = super::numbers::without_error(&report);
        prop_assert!(missing.is_empty(), "{:?}", missing);
    }
}
