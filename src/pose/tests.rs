//! Described models from end to end, with tiny networks that have no weights and the shapes of real ones
//! (`tests/pose_models/tiny_networks.py`).
//!
//! The picture is dark but for three soft spots: green is the middle of the pelvis, red the left hip, blue the right hip.
//! A network puts the keypoints about the spots as they are about a standing person's hips. It knows left from right by
//! colours, which a mirror does not change: so in a mirror it says the wrong side, and the sides come out exchanged.
//!
//! The grey frame of letterboxes is as bright as 0.45 of green, so detectors are asked for more.

use crate::anatomy::{Joint, Landmark, Side};
use crate::error::PoseError;
use crate::pose::estimator::{PoseEstimator, Sighting, Zoom};
use crate::pose::fixtures::{HEAT_MAPS, RTMDET, RTMO, SIMCC, YOLO_POSE, YOLOX, YOLOX_GRID};
use crate::pose::keypoints::Pose;
use crate::pose::look::Look;
use crate::pose::network::Network;
use crate::pose::onnx::runtime::Runtime;
use crate::pose::onnx::session::load_estimator;
use crate::pose::region::Region;
use crate::pose::store::{ModelStore, sha256_of};
use crate::video::{Cutout, Picture};
use image::{Rgb, RgbImage};
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models")
}

/// The runtime; `None`, and said, where it is not prepared.
fn runtime() -> Option<Runtime> {
    let path = ModelStore::find(Some(&models())).and_then(|store| store.runtime_library(None));
    let Ok(path) = path else {
        let _ = writeln!(std::io::stderr(), "skipped: models/prepare has not run");
        return None;
    };
    Some(Runtime::load(&path).unwrap())
}

/// A models folder with the tiny networks, and one model of them.
struct Store(tempfile::TempDir);

impl Store {
    fn with(family: &str, networks: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("weights")).unwrap();
        let default = "blazepose-heavy.toml";
        std::fs::copy(models().join(default), folder.path().join(default)).unwrap();
        let mut text = format!(
            "name = 'tiny'\nfamily = '{family}'\nsummary = ''\nlicence = ''\nsource = ''\n"
        );
        let fixtures = models().with_file_name("tests").join("fixtures/pose_models");
        for network in networks {
            let file = network.split('\'').nth(1).unwrap();
            let weights = folder.path().join("weights").join(file);
            std::fs::copy(fixtures.join(file), &weights).unwrap();
            text.push_str(&format!("{network}sha256 = '{}'\n", sha256_of(&weights).unwrap()));
        }
        std::fs::write(folder.path().join("tiny.toml"), text).unwrap();
        Self(folder)
    }

    fn estimator(&self, runtime: &Runtime) -> Result<PoseEstimator, PoseError> {
        let store = ModelStore::find(Some(self.0.path()))?;
        let verified = store.verified(&store.spec("tiny")?)?;
        let around = |_, network: Box<dyn Network + Send>| network;
        load_estimator(runtime, &verified, None, around)
    }
}

/// Where the hips of somebody are, and how large the spots.
#[derive(Clone, Copy)]
struct Painted {
    left_hip: [f32; 2],
    right_hip: [f32; 2],
    sigma_px: f32,
}

fn painted(size: [u32; 2], people: &[Painted]) -> RgbImage {
    RgbImage::from_fn(size[0], size[1], |x, y| {
        let spot = |at: [f32; 2], sigma: f32| {
            let away = (x as f32 - at[0]).powi(2) + (y as f32 - at[1]).powi(2);
            255.0 * (-away / (2.0 * sigma * sigma)).exp()
        };
        let sum = |at: &dyn Fn(&Painted) -> [f32; 2]| {
            people.iter().map(|p| spot(at(p), p.sigma_px)).fold(0.0, f32::max).round() as u8
        };
        let middle = |p: &Painted| [0, 1].map(|i| (p.left_hip[i] + p.right_hip[i]) / 2.0);
        Rgb([sum(&|p| p.left_hip), sum(&middle), sum(&|p| p.right_hip)])
    })
}

const SOMEBODY: Painted =
    Painted { left_hip: [452.0, 301.0], right_hip: [428.0, 309.0], sigma_px: 16.0 };

impl Painted {
    /// What comes out of a look at this person.
    fn seen(self, look: Look) -> Self {
        match look {
            Look::Straight => self,
            Look::Mirrored => {
                Self { left_hip: self.right_hip, right_hip: self.left_hip, sigma_px: self.sigma_px }
            }
        }
    }
}

/// In pixels: how far hips may be from the middles of their spots. An input pixel is about two of the picture.
fn assert_hips(pose: &Pose, person: &Painted, tolerance_px: f32, what: &str) {
    for (side, at) in [(Side::Left, person.left_hip), (Side::Right, person.right_hip)] {
        let hip = pose.known(Joint::Hip.on(side)).unwrap();
        let apart = (hip.x_px - at[0]).hypot(hip.y_px - at[1]);
        assert!(apart < tolerance_px, "{what}, {side:?}: {hip:?} {at:?}");
    }
    let [nose, ankle] = [Landmark::Nose, Landmark::LeftAnkle].map(|l| pose.known(l).unwrap());
    assert!(nose.y_px < person.left_hip[1] - 3.0 && ankle.y_px > person.left_hip[1] + 3.0);
}

/// Finds somebody in the whole picture and looks again, straight and in a mirror, as a reading of a clip does.
fn check(family: &str, networks: &[&str], tolerance_px: f32) -> Option<Vec<Sighting>> {
    let mut estimator = Store::with(family, networks).estimator(&runtime()?).unwrap();
    let what =
        networks.iter().map(|n| n.split('\'').nth(1).unwrap()).collect::<Vec<_>>().join(", ");
    let rgb = painted([900, 640], &[SOMEBODY]);
    let people =
        estimator.people(&Cutout::from(rgb.clone()), Zoom::Whole, &[], Look::Straight).unwrap();
    assert_eq!(people.len(), 1, "{what}");
    assert_hips(&people[0].pose, &SOMEBODY, tolerance_px, &what);
    let picture = Picture::of_rgb(&rgb);
    // a network of one pass draws bodies of a fixed size in its input, so each region would be smaller than the one before
    let region = Region { cx_px: 440.0, cy_px: 305.0, size_px: 420.0, angle_rad: 0.0 };
    for look in [Look::Straight, Look::Mirrored] {
        let pose = estimator.pose_in(&picture, &region, &[look]).unwrap().unwrap();
        assert_hips(&pose, &SOMEBODY.seen(look), tolerance_px, &format!("{what}, {look:?}"));
    }
    let nobody = RgbImage::new(900, 640).into();
    assert!(
        estimator.people(&nobody, Zoom::Whole, &[], Look::Straight).unwrap().is_empty(),
        "{what}"
    );
    Some(people)
}

#[test]
fn every_detector_finds_somebody_for_simcc() {
    for detector in [YOLOX, YOLOX_GRID, RTMDET] {
        let Some(people) = check("top_down", &[detector, SIMCC], 2.5) else { return };
        let pose = &people[0].pose;
        assert!(pose.known(Landmark::LeftHeel).is_some(), "Halpe has heels");
        assert!(pose.known(Landmark::LeftThumb).is_none());
        assert!(pose.leg_peaks.is_empty() && pose.world_m.is_empty());
        assert!(pose.keypoints.iter().all(|k| k.visibility <= 1.0));
    }
}

#[test]
fn heat_maps_are_located() {
    let Some(people) = check("top_down", &[YOLOX, HEAT_MAPS], 6.0) else { return };
    assert!(people[0].pose.known(Landmark::LeftHeel).is_none(), "COCO has no heels");
}

#[test]
fn networks_of_one_stage_find_and_locate() {
    for network in [RTMO, YOLO_POSE] {
        if check("one_stage", &[network], 2.5).is_none() {
            return;
        }
    }
}

#[test]
fn two_people_are_told_apart_by_their_regions() {
    let Some(runtime) = runtime() else { return };
    let mut estimator = Store::with("top_down", &[YOLOX, SIMCC]).estimator(&runtime).unwrap();
    let other = Painted { left_hip: [152.0, 311.0], right_hip: [128.0, 303.0], ..SOMEBODY };
    let rgb = painted([900, 640], &[SOMEBODY, other]);
    let people = estimator.people(&rgb.clone().into(), Zoom::Whole, &[], Look::Straight).unwrap();
    assert_eq!(people.len(), 2);
    for person in [SOMEBODY, other] {
        let away = |s: &&Sighting| (s.region.cx_px - person.left_hip[0]).abs() < 60.0;
        assert_hips(&people.iter().find(away).unwrap().pose, &person, 2.5, "of two");
    }
    let candidates = estimator.candidates(&rgb.into()).unwrap();
    assert!(
        candidates.iter().all(|d| d.head_px[1] < 260.0 && d.head_px[1] > 100.0),
        "{candidates:?}"
    );
}

/// Somebody half outside the picture is looked at with black beyond its edge.
#[test]
fn a_region_may_reach_beyond_the_picture() {
    let Some(runtime) = runtime() else { return };
    let person = Painted { left_hip: [42.0, 301.0], right_hip: [18.0, 309.0], sigma_px: 16.0 };
    let rgb = painted([300, 340], &[person]);
    let region = Region { cx_px: 30.0, cy_px: 300.0, size_px: 500.0, angle_rad: 0.0 };
    for (family, networks) in
        [("top_down", [YOLOX, SIMCC].as_slice()), ("one_stage", [RTMO].as_slice())]
    {
        let mut estimator = Store::with(family, networks).estimator(&runtime).unwrap();
        for look in [Look::Straight, Look::Mirrored] {
            let pose =
                estimator.pose_in(&Picture::of_rgb(&rgb), &region, &[look]).unwrap().unwrap();
            assert_hips(&pose, &person.seen(look), 2.5, &format!("{family} {look:?}"));
        }
    }
}

#[test]
fn networks_that_answer_otherwise_than_described_are_named() {
    let Some(runtime) = runtime() else { return };
    let said = |family: &str, networks: &[&str], parts: &[&str]| {
        let error = Store::with(family, networks).estimator(&runtime).err().unwrap();
        let text = error.to_string();
        assert!(parts.iter().all(|part| text.contains(part)), "{text}");
        assert!(!error.hint().is_empty());
    };
    let fewer = SIMCC.replace("halpe26", "coco17").replace("26,", "17,");
    said("top_down", &[YOLOX, &fewer], &["tiny_rtmpose.onnx", "simcc_x", "[1, 17, 384]", "26"]);
    let other = YOLOX.replace("dets", "boxes");
    said("top_down", &[&other, SIMCC], &["tiny_yolox.onnx", "boxes", "dets, labels"]);
    let labels = YOLOX.replace("dets = [1, 0, 5]", "labels = [1, 0, 5]");
    said("top_down", &[&labels, SIMCC], &["tiny_yolox.onnx", "labels", "not of 32-bit numbers"]);
    let larger = YOLO_POSE.replace("640, 640", "320, 320").replace("8400", "2100");
    said("one_stage", &[&larger], &["tiny_yolo_pose.onnx", "input", "640"]);
    let mixed = SIMCC.replace("[landmarker]", "[network]");
    said("one_stage", &[&mixed], &["tiny_rtmpose.onnx", "rtmo, yolo_pose"]);
}

#[test]
fn weights_whose_hash_is_not_known_are_not_used() {
    let store = Store::with("one_stage", &[RTMO]);
    let path = store.0.path().join("tiny.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, _) = text.split_once("sha256 = ").unwrap();
    std::fs::write(&path, format!("{before}sha256 = 'unknown'\n")).unwrap();
    let found = ModelStore::find(Some(store.0.path())).unwrap();
    let error = found.verified(&found.spec("tiny").unwrap()).unwrap_err();
    assert!(matches!(&error, PoseError::UnknownHash { file } if file == "tiny_rtmo.onnx"));
    assert!(error.hint().contains("gaitline models add"));
}
