//! Truth files that are right, and each thing that can be wrong with one.

use crate::anatomy::Side;
use crate::error::TruthFileError;
use crate::gait::{Angle, EventKind, MeasureId};
use crate::track::PoseSequence;
use crate::validation::truth::{Truth, TruthView};
use serde_json::{Value, json};
use std::path::Path;

/// Four frames a second for two seconds; the left foot lands each second, the right one half a second later.
fn truth() -> Value {
    let events = |times: &[f64]| times.iter().map(|t| json!({ "t": t })).collect::<Vec<_>>();
    json!({
        "format": "gait-truth/1",
        "fps": 4.0,
        "frames": 9,
        "view": "sagittal_left",
        "subject": { "height_m": 1.7 },
        "fully_visible": [true, true, true, true, true, true, true, true, false],
        "angles": {
            "knee_flexion_L": [1.0, null, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0],
            "shank_angle_R": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0],
        },
        "events": {
            "heel_strike_L": events(&[0.0, 1.0, 2.0]),
            "toe_off_L": events(&[0.6, 1.65]),
            "heel_strike_R": events(&[0.4, 1.5]),
        },
    })
}

fn read(truth: &Value) -> Result<Truth, TruthFileError> {
    Truth::read(Path::new("walk.truth.json"), &truth.to_string())
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_truth() {
    let text = format!("\u{feff}{}", truth());
    assert!(Truth::read(Path::new("walk.truth.json"), &text).is_ok());
}

#[test]
fn angles_have_the_signs_of_reports_and_count_where_the_body_is_visible() {
    let truth = read(&truth()).unwrap();
    assert_eq!(truth.view, Some(TruthView::SagittalLeft));
    let knee = |frame| truth.angle(Angle::KneeFlexion, Some(Side::Left), frame);
    assert_eq!(
        [knee(0), knee(1), knee(7), knee(8), knee(99)],
        [Some(1.0), None, Some(8.0), None, None]
    );
    assert_eq!(truth.angle(Angle::Shank, Some(Side::Right), 0), Some(-1.0));
    assert_eq!(truth.angle(Angle::Shank, Some(Side::Left), 0), None);
    assert_eq!(truth.angle(Angle::WaistbandSlope, None, 0), None);
    assert_eq!([truth.known_frames(Angle::KneeFlexion), truth.visible_frames()], [7, 8]);
}

#[test]
fn what_may_be_missing_may_be_missing() {
    let mut short = truth();
    let keys = ["view", "subject", "fully_visible", "angles"];
    keys.iter().for_each(|key| drop(short.as_object_mut().unwrap().remove(*key)));
    let short = read(&short).unwrap();
    assert_eq!((short.visible_frames(), short.height_scale()), (9, None));
    assert_eq!(short.events(EventKind::InitialContact, Side::Right).len(), 2);
    assert!(read(&truth()).unwrap().height_scale().is_some());
}

#[test]
fn means_come_from_the_events_where_the_file_does_not_state_them() {
    let mut document = truth();
    let mean = |document: &Value, id, side| read(document).unwrap().measure(id, side);
    let is_about = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found}");
    is_about(mean(&document, MeasureId::StepTime, Side::Right), 0.45);
    is_about(mean(&document, MeasureId::StepTime, Side::Left), 0.55);
    is_about(mean(&document, MeasureId::StanceTime, Side::Left), 0.625);
    is_about(mean(&document, MeasureId::SwingTime, Side::Left), 0.375);
    assert!(mean(&document, MeasureId::StanceTime, Side::Right).is_nan(), "it has no foot off");
    document["spatiotemporal"] = json!({ "step_time_R_s": 0.5, "speed_m_s": null });
    is_about(mean(&document, MeasureId::StepTime, Side::Right), 0.5);
    assert!(mean(&document, MeasureId::WalkingSpeed, Side::Left).is_nan());
}

/// The error of a changed file, which names the file and says what to do.
fn refused(change: impl Fn(&mut Value)) -> String {
    let mut document = truth();
    change(&mut document);
    let error = read(&document).unwrap_err();
    let said = error.to_string();
    assert!(said.contains("walk.truth.json"), "{said}");
    assert!(!error.hint().is_empty());
    said
}

#[test]
fn each_thing_that_can_be_wrong_is_named_with_its_place() {
    let said = |what: &str, change: &dyn Fn(&mut Value)| {
        let error = refused(change);
        assert!(error.contains(what), "{what}: {error}");
    };
    said("missing field `format`", &|t| drop(t.as_object_mut().unwrap().remove("format")));
    said("missing field `fps`", &|t| drop(t.as_object_mut().unwrap().remove("fps")));
    said("gait-truth/2", &|t| t["format"] = json!("gait-truth/2"));
    said("invalid type", &|t| t["angles"]["knee_flexion_L"][2] = json!("3"));
    said("unknown variant", &|t| t["view"] = json!("left"));
    said("fps is 0; it must be above 0", &|t| t["fps"] = json!(0.0));
    said("fps is -30", &|t| t["fps"] = json!(-30.0));
    said("frames is 1; ", &|t| t["frames"] = json!(1));
    said("subject.height_m is 170; it is in metres", &|t| t["subject"]["height_m"] = json!(170.0));
    for (key, value, what) in [
        ("step_time_L_s", 550.0, "it is in seconds"),
        ("stride_time_s", 0.0, "it is in seconds"),
        ("stance_percent_R", 0.6, "it is in percent"),
        ("stance_percent_L", 1e308, "it is in percent"),
    ] {
        said(what, &|t| t["spatiotemporal"] = json!({ key: value }));
    }
    said("fully_visible has 2 values, frames is 9", &|t| t["fully_visible"] = json!([true, true]));
    said("angles.knee_flexion_L has 1 values", &|t| t["angles"]["knee_flexion_L"] = json!([1.0]));
    said("phase.L has 1 values", &|t| t["phase"] = json!({ "L": [0.5] }));
    said("joints_3d.mid_hip has 0 values", &|t| t["joints_3d"] = json!({ "mid_hip": [] }));
    said("angles.shank_angle_R, frame 3: 400°", &|t| {
        t["angles"]["shank_angle_R"][3] = json!(400.0)
    });
    said("events.heel_strike_left is unknown", &|t| t["events"]["heel_strike_left"] = json!([]));
    said("events.toe_off_L, entry 1: 0.6 s; it must be later", &|t| {
        t["events"]["toe_off_L"][1]["t"] = json!(0.6);
    });
    said("entry 2: 90 s; it lies outside", &|t| t["events"]["heel_strike_L"][2]["t"] = json!(90.0));
    said("no event, and no angle", &|t| {
        t["events"] = json!({});
        t["angles"] = json!({ "knee_L": vec![1.0; 9], "thigh_angle_L": vec![Value::Null; 9] });
    });
    assert!(Truth::read(Path::new("walk.truth.json"), "walk").is_err());
}

#[test]
fn a_clip_of_other_frames_is_not_the_clip_of_its_truth() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let path = folder.join("normal_sagittal_left.truth.json");
    let truth = Truth::read(&path, &std::fs::read_to_string(&path).unwrap()).unwrap();
    let mut poses = PoseSequence::read(&folder.join("normal_sagittal_left.poses.json")).unwrap();
    assert!(truth.check_clip(&path, &poses).is_ok());
    poses.clip.timing.rate_hz = 60.0;
    let error = truth.check_clip(&path, &poses).unwrap_err();
    assert!(error.to_string().contains("fps is 30; its clip has 60.00"), "{error}");
    poses.frames.pop();
    let error = truth.check_clip(&path, &poses).unwrap_err();
    assert!(error.to_string().contains("frames is 126; its clip has 125"), "{error}");
}
