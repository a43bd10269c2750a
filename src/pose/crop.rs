//! Cutting a part of a picture out into a network's input tensor.

use crate::pose::input::affine::Affine;
use crate::pose::input::pixels::{ChannelOrder, Pixels};
use crate::pose::input::placement::{Placement, Surround};
use crate::pose::look::Look;
use crate::pose::region::Region;
use crate::pose::spec::ValueRange;
use crate::video::Cutout;
use image::RgbImage;
use ndarray::{Array4, ArrayView4};
use std::ops::Range;

/// What stands outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Border {
    /// Black: BlazePose's detector and the landmark networks of boxes were trained so.
    Black,
    /// The nearest pixel: BlazePose's landmark network was trained so.
    Replicate,
}

/// A reusable input tensor of one network, filled by cutting parts out of frames.
#[derive(Debug)]
pub(crate) struct Crop {
    tensor: Array4<f32>,
    width: usize,
    order: ChannelOrder,
    /// The network's value of each grey level of red, green and blue.
    levels: [[f32; 256]; 3],
}

/// The walk over a picture that one row of the tensor takes.
struct Row {
    x: f32,
    y: f32,
    dx: f32,
    dy: f32,
}

impl Crop {
    /// A tensor of (1, 3, side, side), red first, in which all colours have one range.
    pub(crate) fn square(side: usize, range: ValueRange) -> Self {
        let levels = std::array::from_fn(|i| range.map(i as f32 / 255.0));
        let tensor = Array4::zeros((1, 3, side, side));
        Self { tensor, width: side, order: ChannelOrder::Rgb, levels: [levels; 3] }
    }

    /// A tensor of (1, 3, height, width).
    pub(crate) fn of_pixels(width: usize, height: usize, pixels: &Pixels) -> Self {
        let tensor = Array4::zeros((1, 3, height, width));
        // what the channels have in their order, the colours have in the same order turned round
        Self { tensor, width, order: pixels.order, levels: pixels.ordered(pixels.levels()) }
    }

    /// Cuts the region out by bilinear sampling into a square tensor; (0, 0) of the tensor is the region's corner, in a
    /// mirror its last column is.
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
        border: Border,
    ) -> ArrayView4<'_, f32> {
        let (sin, cos) = region.angle_rad.sin_cos();
        let step = region.size_px / self.width as f32;
        let (start, direction) = match look {
            Look::Straight => (0.0, 1.0),
            Look::Mirrored => (1.0 - 1.0 / self.width as f32, -1.0),
        };
        let [left, top] = picture.origin().map(|v| v as f32);
        let [x, y] = region.to_image(start, 0.0);
        let corner = [x - left, y - top];
        let row = |j: usize| {
            let v = j as f32 * step;
            Row {
                x: corner[0] - sin * v,
                y: corner[1] + cos * v,
                dx: direction * cos * step,
                dy: direction * sin * step,
            }
        };
        let width = self.width;
        self.each_row(|j, levels, out| {
            fill_row(picture.rgb(), &row(j), border, levels, out, 0..width);
        })
    }

    /// Fills the tensor as placed, by bilinear sampling, with values rounded to whole grey levels.
    ///
    /// `picture` must hold all that the tensor shows of the picture.
    pub(crate) fn fill_placed(
        &mut self,
        picture: &Cutout,
        placement: &Placement,
    ) -> ArrayView4<'_, f32> {
        let [left, top] = picture.origin().map(|v| v as f32);
        let map = placement.sampling.moved([-left, -top]);
        let width = self.width;
        let (border, level, [first, above, end, below]) = match placement.surround {
            Surround::Black => (Border::Black, 0, [0, 0, width, usize::MAX]),
            Surround::Framed { level, shown } => (Border::Replicate, level, shown),
        };
        let columns = first.min(width)..end.min(width).max(first.min(width));
        self.each_row(|j, levels, mut out| {
            let is_shown = (above..below).contains(&j) && !columns.is_empty();
            for (plane, levels) in out.iter_mut().zip(levels) {
                let frame = levels[usize::from(level)];
                if is_shown {
                    plane[..columns.start].fill(frame);
                    plane[columns.end..].fill(frame);
                } else {
                    plane.fill(frame);
                }
            }
            if is_shown {
                let row = row_of(&map, columns.start, j);
                fill_row(picture.rgb(), &row, border, levels, out, columns.clone());
            }
        })
    }

    /// Gives the rows of red, green and blue to be filled, with the values of the levels.
    fn each_row(
        &mut self,
        mut fill: impl FnMut(usize, &[[f32; 256]; 3], [&mut [f32]; 3]),
    ) -> ArrayView4<'_, f32> {
        let (width, levels) = (self.width, &self.levels);
        let plane = self.tensor.len() / 3;
        if let Some(values) = self.tensor.as_slice_mut() {
            let (mut red, rest) = values.split_at_mut(plane);
            let (green, mut blue) = rest.split_at_mut(plane);
            if self.order == ChannelOrder::Bgr {
                std::mem::swap(&mut red, &mut blue);
            }
            let planes = [red, green, blue].map(|plane| plane.chunks_exact_mut(width));
            let [red, green, blue] = planes;
            for (j, ((r, g), b)) in red.zip(green).zip(blue).enumerate() {
                fill(j, levels, [r, g, b]);
            }
        }
        self.tensor.view()
    }
}

/// The walk of row `j` from a column on.
fn row_of(map: &Affine, column: usize, j: usize) -> Row {
    let [x, y] = map.apply([column as f32, j as f32]);
    Row { x, y, dx: map.x[0], dy: map.y[0] }
}

/// Samples some columns of a row; rows wholly inside the picture take the path without bounds to think about.
fn fill_row(
    pic: &RgbImage,
    row: &Row,
    border: Border,
    levels: &[[f32; 256]; 3],
    out: [&mut [f32]; 3],
    columns: Range<usize>,
) {
    let [red, green, blue] = out.map(|plane| &mut plane[columns.clone()]);
    let pixels = red.iter_mut().zip(green).zip(blue);
    let put = |((r, g), b): ((&mut f32, &mut f32), &mut f32), rgb: [u8; 3]| {
        *r = levels[0][usize::from(rgb[0])];
        *g = levels[1][usize::from(rgb[1])];
        *b = levels[2][usize::from(rgb[2])];
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
        let mut crop = Crop::square(16, UNIT);
        let t = crop.fill(&pic.clone().into(), &region, Look::Straight, Border::Black);
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
        let mut crop = Crop::square(16, UNIT);
        let t = crop.fill(&pic.clone().into(), &region, Look::Straight, Border::Black);
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
            let mut crop = Crop::square(16, UNIT);
            let straight =
                crop.fill(&pic.clone().into(), &region, Look::Straight, Border::Black).to_owned();
            let mut mirrored =
                crop.fill(&pic.clone().into(), &region, Look::Mirrored, Border::Black).to_owned();
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
        let mut crop = Crop::square(4, UNIT);
        assert!(
            crop.fill(&pic.clone().into(), &region, Look::Straight, Border::Black)
                .iter()
                .all(|&v| v == 0.0)
        );
    }
}
