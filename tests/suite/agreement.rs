//! Whether an accelerator agrees with the CPU, on a machine that has one; "skipped" elsewhere.
//!
//! `GAITLINE_ONNXRUNTIME=FILE cargo test --features cuda --test suite agreement::` checks CUDA with the library FILE. The
//! tolerances and what they were derived from stand in ARCHITECTURE.md, under "Devices".

use crate::support::{Need, demo_clip, gaitline, skip, stderr};
use gaitline::error::PoseError;
use gaitline::internals::pose::{
    Accelerated, AskedDevice, Look, Network, Outputs, PoseEstimator, Runtime, VerifiedModel, Zoom,
    load_estimator,
};
use gaitline::internals::video::{Decoder, FrameSource, Picture, TimeRange};
use gaitline::track::PoseSequence;
use gaitline::{DEFAULT_MODEL, Device, ModelStore, devices_in_build};
use ndarray::ArrayView4;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// How far an output of a network may be from that of the CPU for the same input: a landmark as a share of the input's side,
/// any other output as a share of its largest value.
fn tolerance(device: Device, output: &str) -> f32 {
    match (device, output) {
        // TensorRT rounds to 11 bits (TensorFloat-32)
        (Device::TensorRt, LANDMARKS) => 1.0 / INPUT_PX,
        (Device::TensorRt, _) => 0.04,
        _ => 0.05 / INPUT_PX,
    }
}

/// The side of the default model's input.
const INPUT_PX: f32 = 256.0;

/// The output with the places of landmarks: right and down in px of the input, then three further values of each.
const LANDMARKS: &str = "landmarks";

/// How far the landmarks of a whole clip may be from those of the CPU, in percent of the body height: half of them, and
/// 95 of 100.
const CLIP_TOLERANCE_PCT: [f64; 2] = [0.3, 1.5];

/// The accelerators of this build; says so where there is none.
fn accelerators() -> Vec<Device> {
    let all = devices_in_build();
    if all.is_empty() {
        skip(Need::Accelerator, "this build has no accelerator");
    }
    all
}

struct Loaded {
    runtime: Runtime,
    model: VerifiedModel,
}

impl Loaded {
    fn default_model() -> Self {
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
        let store = ModelStore::find(Some(&models)).unwrap();
        let runtime = Runtime::load(&store.runtime_library(None).unwrap()).unwrap();
        Self { runtime, model: store.verified(&store.spec(DEFAULT_MODEL).unwrap()).unwrap() }
    }

    /// The networks on a device; `None`, and says why, where it does not start.
    fn on(&self, device: Device) -> Option<Accelerated> {
        if !self.runtime.devices().contains(&device) {
            let library = self.runtime.path().display();
            skip(Need::Accelerator, &format!("{library} was built without {device}"));
            return None;
        }
        let asked = AskedDevice::Only(device);
        let started = Accelerated::start(&self.runtime, &self.model, device, asked);
        started
            .map_err(|why| skip(Need::Accelerator, &format!("{device} does not start: {why}")))
            .ok()
    }

    /// An estimator on the CPU, whose networks are compared with those of an accelerator whenever they run.
    fn compared(&self, accelerated: &Accelerated, found: &Found) -> PoseEstimator {
        let others = Mutex::new(Vec::new());
        let keep = |role, network| -> Box<dyn Network + Send> {
            others.lock().unwrap().push((role, network));
            Box::new(Nothing)
        };
        load_estimator(&self.runtime, &self.model, Some(accelerated), keep).unwrap();
        let beside = |role, own| -> Box<dyn Network + Send> {
            let mut others = others.lock().unwrap();
            let place = others.iter().position(|(of, _)| *of == role).unwrap();
            let other = others.swap_remove(place).1;
            Box::new(Compared { own, other, found: Arc::clone(found) })
        };
        load_estimator(&self.runtime, &self.model, None, beside).unwrap()
    }
}

/// For each output the largest difference so far, in the unit of [`tolerance`].
type Found = Arc<Mutex<BTreeMap<String, f32>>>;

/// In the place of a network that was taken out of an estimator.
struct Nothing;

impl Network for Nothing {
    fn run(&mut self, _input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        Ok(Outputs::default())
    }
}

/// Two networks that get the same input; the first one answers.
struct Compared {
    own: Box<dyn Network + Send>,
    other: Box<dyn Network + Send>,
    found: Found,
}

impl Network for Compared {
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        let (own, other) = (self.own.run(input)?, self.other.run(input)?);
        assert_eq!(own.0.len(), other.0.len());
        for ((name, a), (other_name, b)) in own.0.iter().zip(&other.0) {
            assert_eq!((name, a.shape()), (other_name, b.shape()));
            assert!(b.iter().all(|v| v.is_finite()), "{name} has values that are no numbers");
            let is_place = |i: &usize| name != LANDMARKS || i % 5 < 2;
            let scale = match name.as_str() {
                LANDMARKS => INPUT_PX,
                _ => a.iter().fold(1.0_f32, |most, v| most.max(v.abs())),
            };
            let values = a.iter().zip(b).enumerate().filter(|(i, _)| is_place(i));
            let apart = values.map(|(_, (a, b))| (a - b).abs() / scale).fold(0.0, f32::max);
            let mut found = self.found.lock().unwrap();
            let largest = found.entry(name.clone()).or_default();
            *largest = largest.max(apart);
        }
        Ok(own)
    }
}

/// Every fifth picture of the first three seconds.
fn pictures(clip: &Path) -> Vec<Picture> {
    let range = TimeRange { start_s: None, end_s: Some(3.0) };
    let mut decoder = Decoder::open(clip, range).unwrap();
    let all = std::iter::from_fn(|| decoder.next_frame().unwrap()).map(|f| f.picture);
    all.step_by(5).collect()
}

#[test]
fn networks_agree_with_the_cpu_on_the_same_pictures() {
    let accelerators = accelerators();
    let Some(clip) = demo_clip().filter(|_| !accelerators.is_empty()) else { return };
    let (loaded, pictures) = (Loaded::default_model(), pictures(&clip));
    for device in accelerators {
        let Some(accelerated) = loaded.on(device) else { continue };
        let found = Found::default();
        let mut estimator = loaded.compared(&accelerated, &found);
        let mut seen = 0;
        for picture in &pictures {
            for person in
                estimator.people(&picture.whole(), Zoom::Whole, &[], Look::Straight).unwrap()
            {
                estimator.pose_in(picture, &person.region, &[Look::Mirrored]).unwrap();
                seen += 1;
            }
        }
        assert!(seen > 3, "{device}: hardly anybody was seen");
        let found = found.lock().unwrap();
        for (output, apart) in found.iter() {
            println!("{device}: {output} is off by {:.4} of {INPUT_PX}", apart * INPUT_PX);
        }
        let agrees = found.iter().all(|(output, apart)| *apart <= tolerance(device, output));
        assert!(found.contains_key(LANDMARKS) && agrees, "{device}: {found:?}");
        // not a bit differs only where the CPU computed both
        assert!(found.values().any(|apart| *apart > 0.0), "{device} computed nothing");
    }
}

#[test]
fn poses_of_a_clip_agree_with_the_cpu() {
    let accelerators = accelerators();
    let Some(clip) = demo_clip().filter(|_| !accelerators.is_empty()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let poses_by = |device: Device| {
        let out = folder.path().join(device.name());
        let of = ["analyze", clip.to_str().unwrap(), "--no-film", "--end", "3", "--out"];
        let more = [out.to_str().unwrap(), "--device", device.name()];
        let done = gaitline(&[&of[..], &more[..]].concat());
        assert!(done.status.success(), "{}", stderr(&done));
        let poses = PoseSequence::read(&out.join("sports2d-demo/poses.json")).unwrap();
        (poses, stderr(&done))
    };
    let (cpu, _) = poses_by(Device::Cpu);
    assert_eq!(cpu.model.as_ref().unwrap().device, Some(Device::Cpu));
    for device in accelerators {
        let (others, said) = poses_by(device);
        if others.model.as_ref().unwrap().device != Some(device) {
            skip(Need::Accelerator, said.lines().next().unwrap_or_default());
            continue;
        }
        let apart_pct = apart_pct(&cpu, &others);
        let at = |pct: usize| apart_pct[(apart_pct.len() - 1) * pct / 100];
        let found = [at(50), at(95)];
        println!("{device}: half within {:.3} %, 95 of 100 within {:.3} %", found[0], found[1]);
        let agrees = found.iter().zip(CLIP_TOLERANCE_PCT).all(|(found, most)| *found <= most);
        assert!(agrees, "{device}: {found:?} % of the body height");
    }
}

/// Distances of all landmarks between two readings of a clip in percent of the median body height, ascending.
fn apart_pct(one: &PoseSequence, other: &PoseSequence) -> Vec<f64> {
    assert_eq!(one.frames.len(), other.frames.len());
    let both = one.frames.iter().zip(&other.frames);
    let both = both.filter_map(|(a, b)| a.pose.as_ref().zip(b.pose.as_ref()));
    let mut heights_px = Vec::new();
    let mut apart_px = Vec::new();
    for (a, b) in both {
        let ys = a.keypoints.iter().map(|k| k.y_px);
        let (top, bottom) = ys.fold((f32::MAX, f32::MIN), |(t, b), y| (t.min(y), b.max(y)));
        heights_px.push(bottom - top);
        let pairs = a.keypoints.iter().zip(&b.keypoints);
        apart_px.extend(pairs.map(|(a, b)| (a.x_px - b.x_px).hypot(a.y_px - b.y_px)));
    }
    assert!(2 * heights_px.len() > one.frames.len(), "hardly anybody was seen by both");
    heights_px.sort_by(f32::total_cmp);
    apart_px.sort_by(f32::total_cmp);
    let height_px = heights_px[heights_px.len() / 2];
    apart_px.iter().map(|px| 100.0 * f64::from(px / height_px)).collect()
}
