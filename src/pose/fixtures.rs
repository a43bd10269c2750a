//! What the tests share: descriptions of networks, and the files of `tests/pose_models/reference.py` with its formula for tensors and
//! pictures.

use image::{Rgb, RgbImage};
use serde::de::DeserializeOwned;
use std::path::Path;

// Descriptions of the tiny networks of `tests/fixtures/pose_models`, without their hashes.

pub(super) const YOLOX: &str = "[detector]\nfile = 'tiny_yolox.onnx'\ninput = [1, 3, 416, 416]\n\
    pixels = { order = 'bgr', mean = [0.0, 0.0, 0.0], deviation = [1.0, 1.0, 1.0] }\n\
    decoder = { kind = 'yolox', form = 'in_graph', min_score = 0.6 }\noutputs = { dets = [1, 0, 5] }\n";

pub(super) const YOLOX_GRID: &str = "[detector]\nfile = 'tiny_yolox_grid.onnx'\ninput = [1, 3, 416, 416]\n\
    pixels = { order = 'bgr', mean = [0.0, 0.0, 0.0], deviation = [1.0, 1.0, 1.0] }\n\
    decoder = { kind = 'yolox', form = 'grid', min_score = 0.6 }\noutputs = { output = [1, 3549, 6] }\n";

pub(super) const RTMDET: &str = "[detector]\nfile = 'tiny_rtmdet.onnx'\ninput = [1, 3, 320, 320]\n\
    pixels = { order = 'bgr', mean = [103.53, 116.28, 123.675], deviation = [57.375, 57.12, 58.395] }\n\
    decoder = { kind = 'rtmdet', form = 'in_graph', min_score = 0.6 }\noutputs = { dets = [1, 0, 5] }\n";

pub(super) const SIMCC: &str = "[landmarker]\nfile = 'tiny_rtmpose.onnx'\ninput = [1, 3, 256, 192]\n\
    pixels = { order = 'rgb', mean = [123.675, 116.28, 103.53], deviation = [58.395, 57.12, 57.375] }\n\
    decoder = { kind = 'simcc', keypoints = 'halpe26' }\n\
    outputs = { simcc_x = [1, 26, 384], simcc_y = [1, 26, 512] }\n";

pub(super) const HEAT_MAPS: &str = "[landmarker]\nfile = 'tiny_vitpose.onnx'\ninput = [1, 3, 256, 192]\n\
    pixels = { order = 'rgb', mean = [123.675, 116.28, 103.53], deviation = [58.395, 57.12, 57.375] }\n\
    decoder = { kind = 'heat_map', keypoints = 'coco17' }\noutputs = { heatmaps = [1, 17, 64, 48] }\n";

pub(super) const RTMO: &str = "[network]\nfile = 'tiny_rtmo.onnx'\ninput = [1, 3, 640, 640]\n\
    pixels = { order = 'bgr', mean = [0.0, 0.0, 0.0], deviation = [1.0, 1.0, 1.0] }\n\
    decoder = { kind = 'rtmo', keypoints = 'coco17', min_score = 0.6 }\n\
    outputs = { dets = [1, 0, 5], keypoints = [1, 0, 17, 3] }\n";

pub(super) const YOLO_POSE: &str = "[network]\nfile = 'tiny_yolo_pose.onnx'\ninput = [1, 3, 640, 640]\n\
    pixels = { order = 'rgb', mean = [0.0, 0.0, 0.0], deviation = [255.0, 255.0, 255.0] }\n\
    decoder = { kind = 'yolo_pose', form = 'candidates', keypoints = 'coco17', min_score = 0.6 }\n\
    outputs = { output0 = [1, 56, 8400] }\n";

/// Reads a file of `tests/fixtures/pose_models`.
pub(super) fn fixture<T: DeserializeOwned>(name: &str) -> T {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pose_models");
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A whole number from 0 to 65535 that looks random.
pub(super) fn noise(place: usize, seed: u32) -> u32 {
    let mut h = (place as u32).wrapping_mul(0x9E37_79B1).wrapping_add(seed);
    h = (h ^ (h >> 15)).wrapping_mul(0x85EB_CA6B);
    h = (h ^ (h >> 13)).wrapping_mul(0xC2B2_AE35);
    (h ^ (h >> 16)) & 0xFFFF
}

/// Values from 0 to 1.
pub(super) fn tensor(count: usize, seed: u32) -> Vec<f32> {
    (0..count).map(|i| noise(i, seed) as f32 / 65536.0).collect()
}

/// Ramps in three directions with a little noise.
pub(super) fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let place = 3 * (y * width + x) as usize;
        let level = |c: usize, ramp: u32| (ramp + noise(place + c, 7) % 4) as u8;
        Rgb([level(0, 20 + 2 * x), level(1, 30 + 3 * y), level(2, 220 - x - 2 * y)])
    })
}
