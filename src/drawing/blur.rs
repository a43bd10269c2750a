//! Parts of pictures made unrecognisable.

use crate::video::{Picture, PlaneMut};

/// So many blocks lie across the shorter side of a region: of a face, one is as large as an eye and a cheek.
const BLOCKS: f32 = 3.0;

/// Makes boxes (left, top, right, bottom, in px) unrecognisable: a mosaic of few blocks, and between their middles a
/// smooth run of colour.
///
/// Nothing of a box is left but one mean colour a block, so nothing can be undone. Boxes may lie partly or wholly
/// outside; one that is no box (not finite) makes the whole picture unrecognisable, because it cannot be known what
/// it was to cover.
pub fn blur(picture: &mut Picture, boxes_px: &[[f32; 4]]) {
    if boxes_px.is_empty() {
        return;
    }
    for mut plane in picture.planes_mut() {
        for &box_px in boxes_px {
            let box_samples = box_px.map(|v| v / plane.px as f32);
            let whole = [0.0, 0.0, plane.width as f32, plane.height as f32];
            let known = if box_px.iter().all(|v| v.is_finite()) { box_samples } else { whole };
            if let Some(mosaic) = Mosaic::of(&plane, known) {
                mosaic.paint(&mut plane);
            }
        }
    }
}

/// The mean levels of a region's blocks, in one plane of a picture.
struct Mosaic {
    /// Left and top of the region, and its width and height.
    left: usize,
    top: usize,
    across: usize,
    down: usize,
    /// Blocks from left to right, and from top to bottom.
    columns: usize,
    rows: usize,
    levels: Vec<f32>,
}

impl Mosaic {
    /// `None` where nothing of the box lies in the plane.
    fn of(plane: &PlaneMut<'_>, [left, top, right, bottom]: [f32; 4]) -> Option<Self> {
        let inside = |v: f32, limit: usize| v.clamp(0.0, limit as f32);
        let (width, height) = (plane.width, plane.height);
        let (x0, y0) = (inside(left, width).floor() as usize, inside(top, height).floor() as usize);
        let (x1, y1) =
            (inside(right, width).ceil() as usize, inside(bottom, height).ceil() as usize);
        let (across, down) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
        // by the whole box, so that a face at the picture's edge has no finer blocks
        let block = ((right - left).min(bottom - top) / BLOCKS).max(1.0);
        let blocks = |length: usize| ((length as f32 / block).round() as usize).max(1);
        let (columns, rows) = (blocks(across), blocks(down));
        let mosaic = Self { left: x0, top: y0, across, down, columns, rows, levels: Vec::new() };
        (across > 0 && down > 0).then(|| Self { levels: mosaic.means(plane), ..mosaic })
    }

    fn means(&self, plane: &PlaneMut<'_>) -> Vec<f32> {
        let mut sums = vec![(0.0_f32, 0.0_f32); self.columns * self.rows];
        for y in 0..self.down {
            let row = y * self.rows / self.down;
            for x in 0..self.across {
                let column = x * self.columns / self.across;
                let (sum, count) = &mut sums[row * self.columns + column];
                *sum += f32::from(plane.levels[(self.top + y) * plane.width + self.left + x]);
                *count += 1.0;
            }
        }
        sums.into_iter().map(|(sum, count)| sum / count.max(1.0)).collect()
    }

    fn paint(&self, plane: &mut PlaneMut<'_>) {
        for y in 0..self.down {
            let down = between(y, self.down, self.rows);
            let start = (self.top + y) * plane.width + self.left;
            for (x, level) in plane.levels[start..start + self.across].iter_mut().enumerate() {
                *level = self.level(between(x, self.across, self.columns), down);
            }
        }
    }

    /// The level between four blocks' middles.
    fn level(&self, across: (usize, usize, f32), down: (usize, usize, f32)) -> u8 {
        let at = |column: usize, row: usize| self.levels[row * self.columns + column];
        let mix = |a: f32, b: f32, share: f32| a + share * (b - a);
        let above = mix(at(across.0, down.0), at(across.1, down.0), across.2);
        let below = mix(at(across.0, down.1), at(across.1, down.1), across.2);
        mix(above, below, down.2).round() as u8
    }
}

/// The blocks to either side of a sample, and how far it is from the middle of the one to that of the other.
fn between(at: usize, length: usize, blocks: usize) -> (usize, usize, f32) {
    let place = (at as f32 + 0.5) / length as f32 * blocks as f32 - 0.5;
    let place = place.clamp(0.0, (blocks - 1) as f32);
    let first = place as usize;
    (first, (first + 1).min(blocks - 1), place - first as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    fn board() -> RgbImage {
        RgbImage::from_fn(120, 90, |x, y| Rgb([255 * ((x + y) % 2) as u8, (2 * x) as u8, 77]))
    }

    fn blurred(rgb: &RgbImage, boxes_px: &[[f32; 4]]) -> RgbImage {
        let mut picture = Picture::of_rgb(rgb);
        blur(&mut picture, boxes_px);
        picture.whole().into_rgb()
    }

    /// How much neighbours differ inside a box.
    fn detail(picture: &RgbImage, [x0, y0, x1, y1]: [u32; 4]) -> u32 {
        let differs = |x: u32, y: u32| {
            let (a, b) = (picture.get_pixel(x, y).0, picture.get_pixel(x + 1, y).0);
            (0..3).map(|c| u32::from(a[c].abs_diff(b[c])).pow(2)).sum::<u32>()
        };
        (y0..y1).flat_map(|y| (x0..x1 - 1).map(move |x| (x, y))).map(|(x, y)| differs(x, y)).sum()
    }

    #[test]
    fn nothing_but_a_few_colours_is_left_inside_and_all_outside() {
        let before = blurred(&board(), &[]);
        let after = blurred(&board(), &[[30.0, 20.0, 70.0, 60.0]]);
        assert!(detail(&after, [30, 20, 70, 60]) * 100 < detail(&before, [30, 20, 70, 60]));
        // the mean stays: it is a blur, no patch
        let middle = after.get_pixel(50, 40).0;
        assert!(middle[0].abs_diff(127) < 6 && middle[1].abs_diff(99) < 6, "{middle:?}");
        assert!(middle[2].abs_diff(77) < 6, "{middle:?}");
        for (x, y, pixel) in after.enumerate_pixels() {
            let is_inside = (30..70).contains(&x) && (20..60).contains(&y);
            assert!(is_inside || pixel == before.get_pixel(x, y), "{x} {y}");
        }
    }

    #[test]
    fn pictures_that_differ_only_inside_a_block_come_out_alike() {
        let picture = |swap: bool| {
            RgbImage::from_fn(90, 90, |x, y| Rgb([200 * u8::from((x % 2 == 0) ^ swap), y as u8, 9]))
        };
        let [one, other] =
            [false, true].map(|swap| blurred(&picture(swap), &[[0.0, 0.0, 90.0, 90.0]]));
        assert_eq!(one, other);
    }

    #[test]
    fn boxes_at_the_edge_and_outside_are_no_trouble() {
        let plain = blurred(&board(), &[]);
        let outside =
            [[-50.0, -50.0, -1.0, -1.0], [500.0, 10.0, 600.0, 20.0], [9.0, 9.0, 3.0, 3.0]];
        assert_eq!(blurred(&board(), &outside), plain);
        let edge = blurred(&board(), &[[-30.0, -30.0, 30.0, 30.0]]);
        assert!(detail(&edge, [0, 0, 30, 30]) * 20 < detail(&plain, [0, 0, 30, 30]));
        let _ = blurred(&board(), &[[60.2, 60.2, 60.4, 60.4], [-1e30, -1e30, 1e30, 1e30]]);
        let _ = blurred(&RgbImage::new(0, 0), &[[0.0, 0.0, 5.0, 5.0]]);
    }

    #[test]
    fn a_box_that_is_none_covers_everything() {
        let after = blurred(&board(), &[[f32::NAN, 0.0, 10.0, 10.0]]);
        assert!(detail(&after, [0, 0, 120, 90]) * 100 < detail(&board(), [0, 0, 120, 90]));
    }
}
