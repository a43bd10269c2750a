//! What networks are given of a picture, held against rtmlib (`tests/pose_models/reference.py`).

use crate::pose::fixtures::{fixture, picture};
use crate::pose::input::case::Case;
use crate::pose::input::placement::{Placement, Surround};
use image::RgbImage;

/// The picture's level in a colour under an input pixel, by exact bilinear sampling.
fn level(picture: &RgbImage, placed: &Placement, colour: usize, row: usize, column: usize) -> f32 {
    let (ground, repeats) = match placed.surround {
        Surround::Black => (0.0, false),
        Surround::Framed { level, shown: [left, top, right, bottom] } => {
            if !(left..right).contains(&column) || !(top..bottom).contains(&row) {
                return f32::from(level);
            }
            (0.0, true)
        }
    };
    let at = |x: f32, y: f32| {
        let (last_x, last_y) = (picture.width() as f32 - 1.0, picture.height() as f32 - 1.0);
        let inside = x >= 0.0 && y >= 0.0 && x <= last_x && y <= last_y;
        if !inside && !repeats {
            return ground;
        }
        let (x, y) = (x.clamp(0.0, last_x) as u32, y.clamp(0.0, last_y) as u32);
        f32::from(picture.get_pixel(x, y).0[colour])
    };
    let [x, y] = placed.sampling.apply([column as f32, row as f32]);
    let (x0, y0) = (x.floor(), y.floor());
    let (u, v) = (x - x0, y - y0);
    let top = at(x0, y0) * (1.0 - u) + at(x0 + 1.0, y0) * u;
    let bottom = at(x0, y0 + 1.0) * (1.0 - u) + at(x0 + 1.0, y0 + 1.0) * u;
    top * (1.0 - v) + bottom * v
}

/// OpenCV rounds to whole levels, and when it resizes it also cuts what is between rows and columns: three quarters of a
/// level. Half a pixel beside would be a level on average, at most scales.
#[test]
fn inputs_are_those_of_rtmlib() {
    let cases: Vec<Case> = fixture("inputs");
    assert_eq!(cases.len(), 8);
    for case in cases {
        let picture = picture(case.picture[0], case.picture[1]);
        let (placed, pixels) = (case.placement(), case.pixels());
        let (mut most, mut sum) = (0.0_f32, 0.0_f32);
        for &(channel, row, column, expected) in &case.samples {
            let colour = pixels.ordered([0, 1, 2])[channel];
            let found = level(&picture, &placed, colour, row, column);
            let apart =
                (found - (expected * pixels.deviation[channel] + pixels.mean[channel])).abs();
            most = most.max(apart);
            sum += apart;
        }
        let mean = sum / case.samples.len() as f32;
        let limit = if case.r#box.is_some() { 0.51 } else { 0.75 };
        assert!(most < limit && mean < 0.27, "{}: {most} {mean}", case.name);
    }
}
