//! Cutting a turned square out of a picture into a network's input tensor.

use super::{Region, ValueRange};
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

    /// Cuts the region out by bilinear sampling; (0, 0) of the tensor is the region's corner.
    ///
    /// # Source
    /// MediaPipe 0.10.21's `ImageToTensorCalculator` on the CPU: no half-pixel offset, and values
    /// rounded to whole grey levels before they are scaled.
    pub(crate) fn fill(&mut self, picture: &RgbImage, region: &Region) -> ArrayView4<'_, f32> {
        let (sin, cos) = region.angle_rad.sin_cos();
        let step = region.size_px / self.side as f32;
        let corner = region.to_image(0.0, 0.0);
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
                    dx: cos * step,
                    dy: sin * step,
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
    let inside = row_inside(pic, row, red.len());
    for (i, ((r, g), b)) in red.iter_mut().zip(green).zip(blue).enumerate() {
        let (x, y) = (row.x + row.dx * i as f32, row.y + row.dy * i as f32);
        let rgb = if inside { sample_inside(pic, x, y) } else { sample_border(pic, x, y, border) };
        *r = levels[usize::from(rgb[0])];
        *g = levels[usize::from(rgb[1])];
        *b = levels[usize::from(rgb[2])];
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

/// Weights have this many bits: the precision of the reference's fixed-point sampler is lower (5).
const WEIGHT_BITS: u32 = 10;
const WEIGHT_ONE: u32 = 1 << WEIGHT_BITS;

fn sample_inside(pic: &RgbImage, x: f32, y: f32) -> [u8; 3] {
    let stride = pic.width() as usize * 3;
    let (x0, y0) = (x as usize, y as usize); // both are >= 0: truncation is floor
    let fx = ((x - x0 as f32) * WEIGHT_ONE as f32) as u32;
    let fy = ((y - y0 as f32) * WEIGHT_ONE as f32) as u32;
    let at = y0 * stride + x0 * 3;
    let data = pic.as_raw();
    let (Some(top), Some(bottom)) = (data.get(at..at + 6), data.get(at + stride..at + stride + 6))
    else {
        return [0; 3];
    };
    let mut rgb = [0; 3];
    for (c, value) in rgb.iter_mut().enumerate() {
        let mix = |p: &[u8]| u32::from(p[c]) * (WEIGHT_ONE - fx) + u32::from(p[c + 3]) * fx;
        let sum = mix(top) * (WEIGHT_ONE - fy) + mix(bottom) * fy;
        *value = ((sum + (1 << (2 * WEIGHT_BITS - 1))) >> (2 * WEIGHT_BITS)) as u8;
    }
    rgb
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
        let t = crop.fill(&pic, &region);
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
        let t = crop.fill(&pic, &region);
        // the region's top left corner is the picture's top right of the square
        assert!((t[[0, 0, 0, 0]] - 38.0 * 4.0).abs() <= 1.0);
        assert!((t[[0, 1, 0, 0]] - 22.0 * 4.0).abs() <= 1.0);
        assert!((t[[0, 1, 0, 8]] - 30.0 * 4.0).abs() <= 1.0);
    }

    #[test]
    fn both_paths_agree_and_borders_differ() {
        let pic = ramp(60, 60);
        for (x, y) in [(3.3, 7.8), (20.0, 20.5), (57.9, 1.01)] {
            let (a, b) = (sample_inside(&pic, x, y), sample_border(&pic, x, y, Border::Black));
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
        assert!(crop.fill(&pic, &region).iter().all(|&v| v == 0.0));
    }
}
