//! Whatever a network answers, what is made of it is finite: weights may be damaged, or another network than the description says.

use crate::error::PoseError;
use crate::pose::assemble::assemble;
use crate::pose::estimator::{PoseEstimator, Zoom};
use crate::pose::fixtures::{HEAT_MAPS, RTMDET, RTMO, SIMCC, YOLO_POSE, YOLOX, YOLOX_GRID};
use crate::pose::fixtures::{noise, picture};
use crate::pose::keypoints::{Keypoint, Pose};
use crate::pose::look::Look;
use crate::pose::network::{Network, Outputs};
use crate::pose::region::Region;
use crate::pose::spec::{ModelSpec, NetworkSpec};
use crate::video::{Cutout, Picture};
use ndarray::{ArrayD, ArrayView4};
use std::collections::BTreeMap;

const SEEDS: u32 = 6;

/// Answers with its outputs' shapes and any numbers in them.
struct Deranged {
    outputs: BTreeMap<String, Vec<usize>>,
    seed: u32,
    /// What has been given out.
    given: usize,
}

impl Deranged {
    fn below(&mut self, most: u32) -> u32 {
        self.given += 1;
        noise(self.given, self.seed) % most
    }

    /// A number of one of the kinds that the answer has.
    fn number(&mut self, kinds: u32) -> f32 {
        let share = self.below(65_536) as f32 / 65_536.0;
        match self.below(kinds) {
            0 => share,
            1 => 2.0 * share,
            2 => 700.0 * share - 30.0,
            3 => 20.0 * share - 10.0,
            4 => [f32::NAN, f32::INFINITY, f32::NEG_INFINITY][self.below(3) as usize],
            5 => [0.0, -0.0, 1e30, -1e30, f32::MAX, f32::MIN, f32::MIN_POSITIVE]
                [self.below(7) as usize],
            _ => f32::from_bits(self.below(65_536) << 16 | self.below(65_536)),
        }
    }
}

impl Network for Deranged {
    fn run(&mut self, _: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        let kinds = 1 + self.below(7);
        let many = self.below(12) as usize;
        let mut answers = Vec::new();
        for (name, shape) in self.outputs.clone() {
            // zero stands for any number
            let shape: Vec<usize> = shape.iter().map(|&n| if n == 0 { many } else { n }).collect();
            // a few thousand numbers in turn: there are hundred times as many
            let some: Vec<f32> = (0..4099).map(|_| self.number(kinds)).collect();
            let mut in_turn = some.iter().copied().cycle();
            let all = ArrayD::from_shape_simple_fn(shape, || in_turn.next().unwrap_or_default());
            answers.push((name, all));
        }
        Ok(Outputs(answers))
    }
}

fn described(family: &str, networks: &[&str]) -> ModelSpec {
    let mut text =
        format!("name = 'any'\nfamily = '{family}'\nsummary = ''\nlicence = ''\nsource = ''\n");
    for network in networks {
        text.push_str(&format!("{network}sha256 = '{}'\n", "0".repeat(64)));
    }
    ModelSpec::parse(&text).unwrap()
}

fn models() -> Vec<ModelSpec> {
    let blazepose = include_str!("../../models/blazepose-full.toml");
    vec![
        ModelSpec::parse(blazepose).unwrap(),
        described("top_down", &[YOLOX, SIMCC]),
        described("top_down", &[YOLOX_GRID, HEAT_MAPS]),
        described("top_down", &[RTMDET, SIMCC]),
        described("one_stage", &[RTMO]),
        described("one_stage", &[YOLO_POSE]),
    ]
}

fn estimator(model: &ModelSpec, seed: u32) -> PoseEstimator {
    let network =
        |_, spec: &NetworkSpec| Ok(Deranged { outputs: spec.outputs.clone(), seed, given: 0 });
    PoseEstimator::new(assemble(model, network).unwrap())
}

fn require_finite(pose: &Pose) {
    let point = |k: &Keypoint| [k.x_px, k.y_px, k.z_px, k.visibility, k.presence];
    let points = pose.keypoints.iter().flat_map(point);
    let world = pose.world_m.iter().flatten().copied();
    let peaks = pose.leg_peaks.iter().flatten();
    let peaks = peaks.flat_map(|p| [p.x_px, p.y_px, p.left, p.right]);
    let all: Vec<f32> = points.chain(world).chain(peaks).chain([pose.score]).collect();
    assert!(all.iter().all(|v| v.is_finite()), "{pose:?}");
    let shares = pose.keypoints.iter().flat_map(|k| [k.visibility, k.presence]);
    assert!(shares.chain([pose.score]).all(|s| (0.0..=1.0).contains(&s)), "{pose:?}");
}

#[test]
fn whatever_a_network_answers_poses_are_finite() {
    let whole = picture(80, 60);
    let region = Region { cx_px: 40.0, cy_px: 36.0, size_px: 50.0, angle_rad: 0.2 };
    let mut seen = 0;
    for model in models() {
        for seed in 0..SEEDS {
            let mut estimator = estimator(&model, seed);
            let cutout = Cutout::from(whole.clone());
            let people = estimator.people(&cutout, Zoom::Broad, &[region], Look::Straight).unwrap();
            seen += people.len();
            for sighting in people {
                require_finite(&sighting.pose);
                let size_px = sighting.region.size_px;
                assert!(size_px.is_finite() && size_px > 0.0, "{sighting:?}");
            }
            let pose = estimator.pose_in(&Picture::of_rgb(&whole), &region, &[Look::Straight]);
            pose.unwrap().iter().for_each(require_finite);
            estimator.candidates(&cutout).unwrap();
        }
    }
    assert!(seen > 20, "{seen} answers became poses");
}
