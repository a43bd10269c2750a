//! A pose model earns its intervals: its errors are measured on clips of known truth, and travel with its poses.

use crate::support::assessed::Assessed;
use crate::support::person::{Noise, PERSON, Person};
use crate::support::walker::{Camera, Walker};
use crate::support::{Need, gaitline, shared_clip, shared_file, skip, stderr, stdout};
use gaitline::anatomy::Side;
use gaitline::gait::{Angle, EventKind, MeasureId};
use gaitline::options::Options;
use gaitline::report::NoteCode;
use gaitline::track::PoseSequence;
use gaitline::validation::{ClipErrors, ClipPair, MeasuredClip, Truth, model_errors};
use gaitline::{ErrorQuantity, MeasuredFactor, ModelErrors};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What truth files call the angles, and what turns their signs.
const NAMES: [(Angle, &str, &str, f64); 11] = [
    (Angle::KneeFlexion, "angles", "knee_flexion", 1.0),
    (Angle::Thigh, "angles", "thigh_angle", 1.0),
    (Angle::HipFlexionTrunk, "angles", "hip_flexion_trunk", 1.0),
    (Angle::AnkleDorsiflexion, "angles", "ankle_dorsiflexion", 1.0),
    (Angle::Shank, "angles", "shank_angle", -1.0),
    (Angle::FootPitch, "angles", "foot_pitch", 1.0),
    (Angle::TrunkLeanForward, "angles", "trunk_lean_forward", 1.0),
    (Angle::Fppa, "angles_2d", "knee_fppa", 1.0),
    (Angle::HipAdduction, "angles", "hip_adduction", 1.0),
    (Angle::TrunkLeanRight, "angles", "trunk_lean_right", 1.0),
    (Angle::PelvicObliquity, "angles", "pelvic_obliquity", 1.0),
];

/// The truth of a person without noise: the angles of exact poses, and the events that were walked.
fn truth_of(person: &Person) -> Truth {
    let exact = Person { noise: Noise::default(), ..*person };
    let poses = exact.poses();
    let gait = Assessed::of(&poses, &Options::default()).assessment.gait;
    let mut groups = BTreeMap::from([("angles", Map::new()), ("angles_2d", Map::new())]);
    for series in &gait.angles {
        let Some((_, group, name, sign)) = NAMES.iter().find(|n| n.0 == series.angle) else {
            continue;
        };
        let side = series.side.map_or("", |s| if s == Side::Left { "_L" } else { "_R" });
        let values: Vec<_> = series.values_deg.iter().map(|v| v.map(|deg| sign * deg)).collect();
        groups.get_mut(group).unwrap().insert(format!("{name}{side}"), json!(values));
    }
    let kinds = [(EventKind::InitialContact, "heel_strike"), (EventKind::FootOff, "toe_off")];
    let events = kinds.into_iter().flat_map(|(kind, name)| {
        [(Side::Left, "L"), (Side::Right, "R")].map(|(side, letter)| {
            let times = person.walker.events_s(side, kind).into_iter();
            (
                format!("{name}_{letter}"),
                json!(times.map(|t| json!({ "t": t })).collect::<Vec<_>>()),
            )
        })
    });
    let document = json!({
        "format": "gait-truth/1",
        "fps": person.walker.rate_hz,
        "frames": poses.frames.len(),
        "angles": groups["angles"],
        "angles_2d": groups["angles_2d"],
        "events": events.collect::<Map<String, Value>>(),
    });
    Truth::read(Path::new("made.truth.json"), &document.to_string()).unwrap()
}

/// Somebody who is seen with noise that is the same but for its size.
fn seen(camera: Camera, seed: u64, noise: f64) -> Person {
    let walker = Walker { camera, ..PERSON.walker };
    let noise = Noise { constant: 0.3 * noise, changing: noise, seconds: 0.1 };
    Person { walker, seed, noise, ..PERSON }
}

fn errors(truth: &Truth, person: &Person) -> ClipErrors {
    ClipErrors::of(&MeasuredClip::of(truth.clone(), &person.poses(), &Options::default()))
}

#[test]
fn a_model_with_twice_the_noise_has_factors_of_two() {
    const DEFAULT: f64 = 0.003;
    let pair = |(camera, seed): (Camera, u64)| {
        let truth = truth_of(&seen(camera, seed, 0.0));
        let of = |noise| errors(&truth, &seen(camera, seed, noise));
        ClipPair { default: of(DEFAULT), model: of(2.0 * DEFAULT) }
    };
    let cameras = [Camera::RightSide, Camera::LeftSide, Camera::Front];
    let all = cameras.into_iter().flat_map(|camera| (1..=5).map(move |seed| (camera, seed)));
    let pairs: Vec<ClipPair> = all.map(pair).collect();
    let measured = model_errors(&pairs, "blazepose-heavy", "gaitline 0");
    assert_eq!(measured.clips, 15);
    for &quantity in ErrorQuantity::ALL {
        let MeasuredFactor { factor, clips } = measured.factors[&quantity];
        let expected = match quantity {
            ErrorQuantity::FrontalPlane => 5,
            ErrorQuantity::Times => 15,
            _ => 10,
        };
        assert_eq!(clips, expected, "{quantity:?}");
        // so little noise hardly moves events: what factors of times are is proved where they are computed
        let is_twice = quantity == ErrorQuantity::Times || (1.7..=2.3).contains(&factor);
        assert!(is_twice, "{quantity:?}: {factor}");
    }
}

#[test]
fn poses_without_feet_have_no_ankle_and_no_foot() {
    let pair = |seed: u64| {
        let person = seen(Camera::RightSide, seed, 0.003);
        let truth = truth_of(&person);
        let mut bare = person.poses();
        for frame in &mut bare.frames {
            let points = &mut frame.pose.as_mut().unwrap().keypoints;
            for joint in [gaitline::anatomy::Joint::Heel, gaitline::anatomy::Joint::Toe] {
                Side::BOTH
                    .iter()
                    .for_each(|s| points[joint.on(*s).index()] = gaitline::Keypoint::ABSENT);
            }
        }
        let model = MeasuredClip::of(truth.clone(), &bare, &Options::default());
        ClipPair { default: errors(&truth, &person), model: ClipErrors::of(&model) }
    };
    let pairs: Vec<ClipPair> = (1..=5).map(pair).collect();
    for of in gaitline::validation::compare_errors(&pairs) {
        let name = of.quantity.name();
        let is_of_foot = name.starts_with("ankle") || name.starts_with("foot");
        assert_eq!(of.is_lacking, is_of_foot, "{name}");
        assert!(!is_of_foot || of.factor().is_none(), "{name}");
    }
}

fn fixture(name: &str) -> PoseSequence {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    PoseSequence::read(&folder.join(format!("{name}.poses.json"))).unwrap()
}

fn measured(factors: &[(ErrorQuantity, f64)]) -> ModelErrors {
    let factor = |&(quantity, factor)| (quantity, MeasuredFactor { factor, clips: 12 });
    ModelErrors {
        compared_with: "blazepose-heavy".to_owned(),
        clips: 12,
        frames: 1640,
        program: "gaitline 0.2.0".to_owned(),
        factors: factors.iter().map(factor).collect(),
    }
}

/// Poses of a model of that name with these errors.
fn poses_of(name: &str, errors: Option<ModelErrors>) -> PoseSequence {
    let mut poses = fixture("normal_sagittal_left");
    let model = poses.model.as_mut().unwrap();
    model.name = name.to_owned();
    if name != "blazepose-heavy" {
        model.landmarker_sha256 = "other weights".to_owned();
    }
    model.errors = errors;
    poses
}

fn all_factors(factor: f64) -> Vec<(ErrorQuantity, f64)> {
    ErrorQuantity::ALL.iter().map(|&quantity| (quantity, factor)).collect()
}

#[test]
fn a_measured_model_has_intervals_by_its_own_errors_and_the_report_says_of_what() {
    let notes = |poses: &PoseSequence| {
        let report = Assessed::of(poses, &Options::default()).report;
        let codes = [NoteCode::UnmeasuredModel, NoteCode::PartlyMeasuredModel];
        let found = report.quality.into_iter().filter(|note| codes.contains(&note.code));
        found.collect::<Vec<_>>()
    };
    let width = |poses: &PoseSequence, id| {
        let report = Assessed::of(poses, &Options::default()).report;
        let [low, high] =
            report.gait.measures.iter().filter(|m| m.measure == id).find_map(|m| m.ci95).unwrap();
        high - low
    };
    let unmeasured = poses_of("somebody-s-own", None);
    assert_eq!(notes(&unmeasured)[0].code, NoteCode::UnmeasuredModel);
    let exact = poses_of("somebody-s-own", Some(measured(&all_factors(1.0))));
    assert_eq!(notes(&exact), []);
    let knee = MeasureId::KneeFlexionSwingPeak;
    let heavy = poses_of("blazepose-heavy", None);
    assert_eq!(width(&exact, knee), width(&heavy, knee));
    assert!(width(&exact, knee) < width(&unmeasured, knee));
    let wide = poses_of("somebody-s-own", Some(measured(&all_factors(5.0))));
    assert!(width(&wide, knee) > width(&unmeasured, knee));
    // quantities that the clip does not show are of no interest: this one is seen from the side
    let partly = |left_out: &[ErrorQuantity]| {
        let mut factors = all_factors(1.0);
        factors.retain(|(quantity, _)| !left_out.contains(quantity));
        notes(&poses_of("somebody-s-own", Some(measured(&factors))))
    };
    let [note] = &partly(&[ErrorQuantity::ShankFar, ErrorQuantity::Times])[..] else { panic!() };
    assert_eq!(note.code, NoteCode::PartlyMeasuredModel);
    assert_eq!(
        note.values["quantities"],
        "shank to the vertical, far leg; step, stance and swing times"
    );
    assert_eq!(partly(&[ErrorQuantity::FrontalPlane]), []);
}

#[test]
fn a_report_made_again_from_its_poses_has_the_same_intervals_and_names_its_errors() {
    let poses = poses_of("somebody-s-own", Some(measured(&all_factors(1.25))));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("poses.json");
    std::fs::write(&path, serde_json::to_string(&poses).unwrap()).unwrap();
    let out = folder.path().join("out");
    let [path, out_text] = [&path, &out].map(|p| p.to_str().unwrap());
    let done = gaitline(&["batch", path, "--out", out_text, "--quiet"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let read = |file: &str| {
        let clip = std::fs::read_dir(out.join("clips")).unwrap().next().unwrap().unwrap().path();
        std::fs::read_to_string(if file.contains('/') { out.join(file) } else { clip.join(file) })
    };
    let report: Value = serde_json::from_str(&read("report.json").unwrap()).unwrap();
    assert_eq!(report["model"]["errors"]["clips"], 12);
    let expected = Assessed::of(&poses, &Options::default()).report;
    let intervals = json!(expected.gait.measures.iter().map(|m| m.ci95).collect::<Vec<_>>());
    let found = report["gait"]["measures"].as_array().unwrap().iter().map(|m| m["ci95"].clone());
    assert_eq!(Value::from_iter(found), intervals);
    assert!(read("report.html").unwrap().contains("of known truth"));
    let again: Value = serde_json::from_str(&read("poses.json").unwrap()).unwrap();
    assert_eq!(again["model"]["errors"], json!(poses.model.unwrap().errors));
    let methods = std::fs::read_to_string(out.join("methods.md")).unwrap();
    assert!(methods.contains("on 12 clips of known motion (1640 frames)"), "{methods}");
    let page = std::fs::read_to_string(out.join("group.html")).unwrap();
    assert!(page.contains("errors measured on 12 clips"));
}

#[test]
fn old_poses_are_written_as_they_were_and_wrong_factors_are_refused() {
    let text = serde_json::to_string(&fixture("normal_sagittal_left")).unwrap();
    let read = |text: &str| {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        PoseSequence::read(file.path())
    };
    assert!(!text.contains("\"errors\""));
    assert_eq!(serde_json::to_string(&read(&text).unwrap()).unwrap(), text);
    let mut wrong = measured(&all_factors(2.0));
    wrong.factors.get_mut(&ErrorQuantity::Times).unwrap().factor = 0.5;
    let wrong = poses_of("somebody-s-own", Some(wrong));
    let error = read(&serde_json::to_string(&wrong).unwrap()).unwrap_err().to_string();
    assert!(error.contains("model.errors: factor of times is 0.5"), "{error}");
}

/// A model folder of its own, into which may be written.
fn models_folder(at: &Path) -> PathBuf {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let own = at.join("models");
    std::fs::create_dir(&own).unwrap();
    for name in ["blazepose-heavy.toml", "blazepose-full.toml"] {
        std::fs::copy(models.join(name), own.join(name)).unwrap();
    }
    for name in ["weights", "runtime"] {
        #[cfg(unix)]
        std::os::unix::fs::symlink(models.join(name), own.join(name)).unwrap();
    }
    own
}

/// Files of a rendered clip that differ in an empty part at their end, with its truth, in a folder of their own; `None` where the clip or the models are not there.
fn rendered_clips(at: &Path, count: usize) -> Option<PathBuf> {
    let (clip, truth) = (shared_clip(CLIP)?, shared_file(&format!("{CLIP}.truth.json"))?);
    let folder = at.join("clips");
    std::fs::create_dir(&folder).unwrap();
    for number in 1..=count {
        let mut bytes = std::fs::read(&clip).unwrap();
        bytes.extend([0, 0, 0, 9]);
        bytes.extend(b"free");
        bytes.push(number as u8);
        std::fs::write(folder.join(format!("{number}.mp4")), bytes).unwrap();
        std::fs::copy(&truth, folder.join(format!("{number}.truth.json"))).unwrap();
    }
    Some(folder)
}

const CLIP: &str = "normal_sagittal_right";

/// The report of the first two seconds of a clip, and what was said of it.
fn analysed(clip: &Path, models: &Path) -> (Value, String) {
    let out = tempfile::tempdir().unwrap();
    let [clip, models, folder] = [clip, models, out.path()].map(|p| p.to_str().unwrap());
    let end = ["--end", "2", "--no-film", "--out", folder, "--models", models];
    let done = gaitline(&[&["analyze", clip, "--model", "blazepose-full"], &end[..]].concat());
    assert!(done.status.success(), "{}", stderr(&done));
    let report = std::fs::read_to_string(out.path().join("1/report.json")).unwrap();
    (serde_json::from_str(&report).unwrap(), stderr(&done))
}

#[test]
#[cfg(unix)]
fn a_model_is_measured_on_rendered_clips_and_its_reports_follow() {
    let folder = tempfile::tempdir().unwrap();
    let Some(clips) = rendered_clips(folder.path(), 5) else { return };
    if !Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("models/weights/pose_landmark_full.onnx")
        .is_file()
    {
        return skip(Need::Models, "models/prepare has not run for blazepose-full");
    }
    let models = models_folder(folder.path());
    let first = clips.join("1.mp4");
    let errors = models.join("blazepose-full.errors.toml");
    let [clips_text, models_text] = [&clips, &models].map(|p| p.to_str().unwrap());
    let check = |clips: &str, more: &[&str]| {
        let asked = ["models", "check", "blazepose-full", clips, "--models", models_text];
        gaitline(&[&asked[..], more].concat())
    };
    let twice = folder.path().join("twice");
    std::fs::create_dir(&twice).unwrap();
    for name in ["a", "b"] {
        std::fs::copy(&first, twice.join(format!("{name}.mp4"))).unwrap();
        let truth = clips.join("1.truth.json");
        std::fs::copy(truth, twice.join(format!("{name}.truth.json"))).unwrap();
    }
    let one = check(twice.to_str().unwrap(), &[]);
    assert!(one.status.success(), "{}", stderr(&one));
    let said = stdout(&one);
    assert!(said.contains("clips of known truth: 1,") && said.contains("again: 1"), "{said}");
    assert!(said.contains("not measured (1.25)"), "{said}");
    assert!(!errors.exists(), "nothing is written unless that is asked for");

    let saved = check(clips_text, &["--save"]);
    assert!(saved.status.success(), "{}", stderr(&saved));
    let table = stdout(&saved);
    assert!(table.contains("clips of known truth: 5, frames: 630"), "{table}");
    assert!(!table.contains("counted again"), "{table}");
    let (report, said) = analysed(&first, &models);
    assert!(!said.contains("other weights"), "{said}");
    let factor =
        report["model"]["errors"]["factors"]["knee_flexion_far"]["factor"].as_f64().unwrap();
    let row = table.lines().find(|line| line.starts_with("knee flexion, far leg")).unwrap();
    assert!(row.contains(&format!("  {factor:.2}  ")), "{row}");
    assert!((1.0..4.0).contains(&factor), "{factor}");

    let text = std::fs::read_to_string(&errors).unwrap();
    let weights = text.find("landmarker = \"").unwrap() + "landmarker = \"".len();
    let (before, after) = text.split_at(weights);
    std::fs::write(&errors, format!("{before}00{}", &after[2..])).unwrap();
    let list = gaitline(&["models", "--models", models_text]);
    assert!(stdout(&list).contains("blazepose-full.errors.toml is of other weights"));
    let (report, said) = analysed(&first, &models);
    assert!(said.contains("warning: ") && said.contains("of other weights"), "{said}");
    assert_eq!(report["model"]["errors"], Value::Null);
    let (_, said) = analysed(&first, &Path::new(env!("CARGO_MANIFEST_DIR")).join("models"));
    assert!(!said.contains("other weights"), "{said}");
}

#[test]
fn what_cannot_be_checked_is_named_before_a_model_runs() {
    let folder = tempfile::tempdir().unwrap();
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let refused = |model: &str, clip: &str| {
        let clip = folder.path().join(clip);
        let [clip, models] = [&clip, &models].map(|p| p.to_str().unwrap());
        let done = gaitline(&["models", "check", model, clip, "--models", models, "--save"]);
        assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
        assert!(stderr(&done).contains(" hint: "), "{}", stderr(&done));
        stderr(&done)
    };
    assert!(refused("blazepose-heavy", "").contains("others are compared with"));
    assert!(refused("none", "").contains("there is no model \"none\""));
    assert!(refused("blazepose-full", "").contains("no clip with a truth file"));
    std::fs::write(folder.path().join("walk.mp4"), "").unwrap();
    assert!(refused("blazepose-full", "walk.mp4").contains("walk.truth.json"));
    std::fs::write(folder.path().join("walk.truth.json"), "{\"fps\": 30}").unwrap();
    assert!(refused("blazepose-full", "").contains("missing field `format`"));
}
