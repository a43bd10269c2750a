//! Cutting a turned square out of a picture into a network's input tensor.

use crate::pose::look::Look;
use crate::pose::region::Region;
use crate::pose::spec::ValueRange;
use crate::video::Cutout;
use image::RgbImage;
use ndarray::{Array4, ArrayView4};

/// What stands outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Border {
    /// Black: the detector was trained so.
    Black,
    /// The nearest pixel: the landmark network was trained so.
    Replicate,
}

/// A reusable input tensor of one network, filled by cutting regions out of frames.
#[derive(Debug)]
pub(crate) struct Crop {
    tensor: Array4<f32>,
    side: usize,
    border: Border,
    /// The network's value of each grey level.
    levels: [f32; 256],
}

/// The walk over a picture that one row of the tensor takes.
struct Row {
    x: f32,
    y: f32,
    dx: f32,
    dy: f32,
}

impl Crop {
    /// A tensor of (1, 3, side, side), RGB.
    pub(crate) fn new(side: usize, range: ValueRange, border: Border) -> Self {
        let levels = std::array::from_fn(|i| range.map(i as f32 / 255.0));
        Self { tensor: Array4::zeros((1, 3, side, side)), side, border, levels }
    }

    /// Cuts the region out by bilinear sampling; (0, 0) of the tensor is the region's corner, in a mirror
    /// its last column is.
    ///
    /// `picture` must hold all of the region that lies in the picture.
    ///
    /// # Source
    /// MediaPipe 0.10.21's `ImageToTensorCalculator` on the CPU: no half-pixel offset, and values
    /// rounded to whole grey levels before they are scaled.
    pub(crate) fn fill(
        &mut self,
        picture: &Cutout,
        region: &Region,
        look: Look,
    ) -> ArrayView4<'_, f32> {
        let (sin, cos) = region.angle_rad.sin_cos();
        let step = region.size_px / self.side as f32;
        let (start, direction) = match look {
            Look::Straight => (0.0, 1.0),
            Look::Mirrored => (1.0 - 1.0 / self.side as f32, -1.0),
        };
        let [left, top] = picture.origin().map(|v| v as f32);
        let [x, y] = region.to_image(start, 0.0);
        let (corner, picture) = ([x - left, y - top], picture.rgb());
        let plane = self.side * self.side;
        let (border, levels, side) = (self.border, &self.levels, self.side);
        if let Some(values) = self.tensor.as_slice_mut() {
            let (red, rest) = values.split_at_mut(plane);
            let (green, blue) = rest.split_at_mut(plane);
            let rows = red.chunks_mut(side).zip(green.chunks_mut(side)).zip(blue.chunks_mut(side));
            for (j, ((r, g), b)) in rows.enumerate() {
                let v = j as f32 * step;
                let row = Row {
                    x: corner[0] - sin * v,
                    y: corner[1] + cos * v,
                    dx: direction * cos * step,
                    dy: direction * sin * step,
                };
                fill_row(picture, &row, border, levels, [r, g, b]);
            }
        }
        self.tensor.view()
    }
}

/// Samples one row; rows wholly inside the picture take the path without bounds to think about.
fn fill_row(pic: &RgbImage, row: &Row, border: Border, levels: &[f32; 256], out: [&mut [f32]; 3]) {
    let [red, green, blue] = out;
    let pixels = red.iter_mut().zip(green).zip(blue);
    let put = |((r, g), b): ((&mut f32, &mut f32), &mut f32), rgb: [u8; 3]| {
        *r = levels[usize::from(rgb[0])];
        *g = levels[usize::from(rgb[1])];
        *b = levels[usize::from(rgb[2])];
    };
    if row_inside(pic, row, pixels.len()) {
        let to_fixed = |v: f32| (v * FIXED_ONE as f32) as i32;
        let (mut x, mut y) = (to_fixed(row.x), to_fixed(row.y));
        let (dx, dy) = (to_fixed(row.dx), to_fixed(row.dy));
        for pixel in pixels {
            put(pixel, sample_inside(pic, x, y));
            x += dx;
            y += dy;
        }
    } else {
        for (i, pixel) in pixels.enumerate() {
            let (x, y) = (row.x + row.dx * i as f32, row.y + row.dy * i as f32);
            put(pixel, sample_border(pic, x, y, border));
        }
    }
}

/// Whether every sample of a row of `n` has all four neighbours in the picture.
fn row_inside(pic: &RgbImage, row: &Row, n: usize) -> bool {
    let last = n.saturating_sub(1) as f32;
    let (max_x, max_y) = (pic.width() as f32 - 2.0, pic.height() as f32 - 2.0);
    [(row.x, row.y), (row.x + row.dx * last, row.y + row.dy * last)]
        .iter()
        .all(|&(x, y)| x >= 0.0 && y >= 0.0 && x < max_x && y < max_y)
}

/// Coordinates have this many bits below the pixel: pictures of 8192 px fit, and over a row of 256
/// steps the rounding adds up to less than a hundredth of a pixel.
const FIXED_BITS: u32 = 16;
const FIXED_ONE: i32 = 1 << FIXED_BITS;

/// Weights have this many bits: the precision of the reference's fixed-point sampler is lower (5).
const WEIGHT_BITS: u32 = 10;
const WEIGHT_ONE: u32 = 1 << WEIGHT_BITS;

/// The picture at fixed-point coordinates, all four neighbours of which are inside.
#[inline]
fn sample_inside(pic: &RgbImage, x: i32, y: i32) -> [u8; 3] {
    let stride = pic.width() as usize * 3;
    let weight = |v: i32| (v as u32 >> (FIXED_BITS - WEIGHT_BITS)) & (WEIGHT_ONE - 1);
    let (fx, fy) = (weight(x), weight(y));
    let at = (y >> FIXED_BITS) as usize * stride + (x >> FIXED_BITS) as usize * 3;
    let data = pic.as_raw();
    let (Some(top), Some(bottom)) = (data.get(at..at + 6), data.get(at + stride..at + stride + 6))
    else {
        return [0; 3];
    };
    let mix = |p: &[u8], c: usize| u32::from(p[c]) * (WEIGHT_ONE - fx) + u32::from(p[c + 3]) * fx;
    std::array::from_fn(|c| {
        let sum = mix(top, c) * (WEIGHT_ONE - fy) + mix(bottom, c) * fy;
        ((sum + (1 << (2 * WEIGHT_BITS - 1))) >> (2 * WEIGHT_BITS)) as u8
    })
}

fn sample_border(pic: &RgbImage, x: f32, y: f32, border: Border) -> [u8; 3] {
    let (x0, y0) = (x.floor(), y.floor());
    let (fx, fy) = (x - x0, y - y0);
    let corners = [
        (x0, y0, (1.0 - fx) * (1.0 - fy)),
        (x0 + 1.0, y0, fx * (1.0 - fy)),
        (x0, y0 + 1.0, (1.0 - fx) * fy),
        (x0 + 1.0, y0 + 1.0, fx * fy),
    ];
    let mut sum = [0.0f32; 3];
    for (cx, cy, weight) in corners {
        if let Some(p) = pixel(pic, cx, cy, border) {
            for c in 0..3 {
                sum[c] += weight * f32::from(p[c]);
            }
        }
    }
    sum.map(|v| (v + 0.5) as u8)
}

/// The pixel at whole coordinates, or what stands outside.
fn pixel(pic: &RgbImage, x: f32, y: f32, border: Border) -> Option<[u8; 3]> {
    let (max_x, max_y) = (pic.width() as f32 - 1.0, pic.height() as f32 - 1.0);
    let outside = x < 0.0 || y < 0.0 || x > max_x || y > max_y;
    if outside && border == Border::Black {
        return None;
    }
    let (x, y) = (x.clamp(0.0, max_x) as u32, y.clamp(0.0, max_y) as u32);
    pic.get_pixel_checked(x, y).map(|p| p.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    fn ramp(w: u32, h: u32) -> RgbImage {
        RgbImage::from_fn(w, h, |x, y| Rgb([(x * 4) as u8, (y * 4) as u8, 200]))
    }

    const UNIT: ValueRange = ValueRange { low: 0.0, high: 255.0 };

    #[test]
    fn an_upright_region_of_the_same_size_copies_pixels() {
        let pic = ramp(60, 40);
        let region = Region { cx_px: 28.0, cy_px: 18.0, size_px: 16.0, angle_rad: 0.0 };
        let mut crop = Crop::new(16, UNIT, Border::Black);
        let t = crop.fill(&pic.clone().into(), &region, Look::Straight);
        assert_eq!(t[[0, 0, 0, 0]], 80.0); // x = 20
        assert_eq!(t[[0, 1, 5, 0]], 60.0); // y = 10 + 5
        assert_eq!(t[[0, 2, 9, 9]], 200.0);
    }

    #[test]
    fn a_quarter_turn_reads_along_columns() {
        let pic = ramp(60, 60);
        let region = Region {
            cx_px: 30.0,
            cy_px: 30.0,
            size_px: 16.0,
            angle_rad: std::f32::consts::FRAC_PI_2,
        };
        let mut crop = Crop::new(16, UNIT, Border::Black);
        let t = crop.fill(&pic.clone().into(), &region, Look::Straight);
        // the region's top left corner is the picture's top right of the square
        assert!((t[[0, 0, 0, 0]] - 38.0 * 4.0).abs() <= 1.0);
        assert!((t[[0, 1, 0, 0]] - 22.0 * 4.0).abs() <= 1.0);
        assert!((t[[0, 1, 0, 8]] - 30.0 * 4.0).abs() <= 1.0);
    }

    #[test]
    fn a_mirror_turns_the_columns_round() {
        let pic = ramp(60, 60);
        for angle_rad in [0.0, 0.3] {
            let region = Region { cx_px: 28.0, cy_px: 31.0, size_px: 20.0, angle_rad };
            let mut crop = Crop::new(16, UNIT, Border::Black);
            let straight = crop.fill(&pic.clone().into(), &region, Look::Straight).to_owned();
            let mut mirrored = crop.fill(&pic.clone().into(), &region, Look::Mirrored).to_owned();
            mirrored.invert_axis(ndarray::Axis(3));
            let most = (&straight - &mirrored).iter().fold(0.0_f32, |m, d| m.max(d.abs()));
            assert!(most <= 1.0, "{angle_rad}: {most}");
        }
    }

    #[test]
    fn both_paths_agree_and_borders_differ() {
        let pic = ramp(60, 60);
        for (x, y) in [(3.3, 7.8), (20.0, 20.5), (57.9, 1.01)] {
            let fixed = |v: f32| (v * FIXED_ONE as f32) as i32;
            let a = sample_inside(&pic, fixed(x), fixed(y));
            let b = sample_border(&pic, x, y, Border::Black);
            assert!(a.iter().zip(b).all(|(&a, b)| a.abs_diff(b) <= 1), "{a:?} {b:?}");
        }
        assert_eq!(sample_border(&pic, -5.0, 10.0, Border::Black), [0, 0, 0]);
        assert_eq!(sample_border(&pic, -5.0, 10.0, Border::Replicate), [0, 40, 200]);
    }

    #[test]
    fn a_region_far_outside_is_filled_not_refused() {
        let pic = ramp(8, 8);
        let region = Region { cx_px: 1e6, cy_px: -1e6, size_px: 3.0, angle_rad: 1.0 };
        let mut crop = Crop::new(4, UNIT, Border::Black);
        assert!(crop.fill(&pic.clone().into(), &region, Look::Straight).iter().all(|&v| v == 0.0));
    }
}
