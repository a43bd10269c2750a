//! What the tests share with `tests/pose_models/reference.py`: its files, and its formula for tensors and pictures.

use image::{Rgb, RgbImage};
use serde::de::DeserializeOwned;
use std::path::Path;

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
