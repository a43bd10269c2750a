//! Parts of pictures made unrecognisable.

use image::{Rgb, RgbImage};

/// So many blocks lie across the shorter side of a region: of a face, one is as large as an eye and a cheek.
const BLOCKS: f32 = 3.0;

/// Makes boxes (left, top, right, bottom, in px) unrecognisable: a mosaic of few blocks, and between their middles a
/// smooth run of colour.
///
/// Nothing of a box is left but one mean colour a block, so nothing can be undone. Boxes may lie partly or wholly
/// outside; one that is no box (not finite) makes the whole picture unrecognisable, because it cannot be known what
/// it was to cover.
pub fn blur(picture: &mut RgbImage, boxes_px: &[[f32; 4]]) {
    let (width, height) = picture.dimensions();
    for &box_px in boxes_px {
        let whole = [0.0, 0.0, width as f32, height as f32];
        let known = if box_px.iter().all(|v| v.is_finite()) { box_px } else { whole };
        if let Some(mosaic) = Mosaic::of(picture, known) {
            mosaic.paint(picture);
        }
    }
}

/// The mean colours of a region's blocks.
struct Mosaic {
    /// Left and top of the region, and its width and height.
    left: u32,
    top: u32,
    across_px: u32,
    down_px: u32,
    /// Blocks from left to right, and from top to bottom.
    columns: u32,
    rows: u32,
    colours: Vec<[f32; 3]>,
}

impl Mosaic {
    /// `None` where nothing of the box lies in the picture.
    fn of(picture: &RgbImage, [left, top, right, bottom]: [f32; 4]) -> Option<Self> {
        let inside = |v: f32, limit: u32| v.clamp(0.0, limit as f32);
        let (width, height) = picture.dimensions();
        let (x0, y0) = (inside(left, width).floor() as u32, inside(top, height).floor() as u32);
        let (x1, y1) = (inside(right, width).ceil() as u32, inside(bottom, height).ceil() as u32);
        let (across_px, down_px) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
        // by the whole box, so that a face at the picture's edge has no finer blocks
        let block_px = ((right - left).min(bottom - top) / BLOCKS).max(1.0);
        let blocks = |length: u32| ((length as f32 / block_px).round() as u32).max(1);
        let (columns, rows) = (blocks(across_px), blocks(down_px));
        let mosaic =
            Self { left: x0, top: y0, across_px, down_px, columns, rows, colours: Vec::new() };
        (across_px > 0 && down_px > 0).then(|| Self { colours: mosaic.means(picture), ..mosaic })
    }

    fn means(&self, picture: &RgbImage) -> Vec<[f32; 3]> {
        let mut sums = vec![([0.0_f32; 3], 0.0_f32); (self.columns * self.rows) as usize];
        for y in 0..self.down_px {
            let row = y * self.rows / self.down_px;
            for x in 0..self.across_px {
                let column = x * self.columns / self.across_px;
                let pixel = picture.get_pixel(self.left + x, self.top + y).0;
                let (sum, count) = &mut sums[(row * self.columns + column) as usize];
                (0..3).for_each(|c| sum[c] += f32::from(pixel[c]));
                *count += 1.0;
            }
        }
        sums.into_iter().map(|(sum, count)| sum.map(|s| s / count.max(1.0))).collect()
    }

    fn paint(&self, picture: &mut RgbImage) {
        for y in 0..self.down_px {
            let down = between(y, self.down_px, self.rows);
            for x in 0..self.across_px {
                let across = between(x, self.across_px, self.columns);
                let pixel = Rgb(self.colour(across, down));
                picture.put_pixel(self.left + x, self.top + y, pixel);
            }
        }
    }

    /// The colour between four blocks' middles.
    fn colour(&self, across: (u32, u32, f32), down: (u32, u32, f32)) -> [u8; 3] {
        let at = |column: u32, row: u32| self.colours[(row * self.columns + column) as usize];
        let mix = |a: [f32; 3], b: [f32; 3], share: f32| {
            std::array::from_fn(|c| a[c] + share * (b[c] - a[c]))
        };
        let above: [f32; 3] = mix(at(across.0, down.0), at(across.1, down.0), across.2);
        let below: [f32; 3] = mix(at(across.0, down.1), at(across.1, down.1), across.2);
        mix(above, below, down.2).map(|v: f32| v.round() as u8)
    }
}

/// The blocks to either side of a pixel, and how far it is from the middle of the one to that of the other.
fn between(at: u32, length: u32, blocks: u32) -> (u32, u32, f32) {
    let place = (at as f32 + 0.5) / length as f32 * blocks as f32 - 0.5;
    let place = place.clamp(0.0, (blocks - 1) as f32);
    let first = place as u32;
    (first, (first + 1).min(blocks - 1), place - first as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board() -> RgbImage {
        RgbImage::from_fn(120, 90, |x, y| Rgb([255 * ((x + y) % 2) as u8, (2 * x) as u8, 77]))
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
        let (before, mut after) = (board(), board());
        blur(&mut after, &[[30.0, 20.0, 70.0, 60.0]]);
        assert!(detail(&after, [30, 20, 70, 60]) * 100 < detail(&before, [30, 20, 70, 60]));
        // the mean stays: it is a blur, no patch
        let (_, middle) = (before.get_pixel(50, 40), after.get_pixel(50, 40).0);
        assert!(middle[0].abs_diff(127) < 4 && middle[1].abs_diff(99) < 4 && middle[2] == 77);
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
        let (mut one, mut other) = (picture(false), picture(true));
        for picture in [&mut one, &mut other] {
            blur(picture, &[[0.0, 0.0, 90.0, 90.0]]);
        }
        assert_eq!(one, other);
    }

    #[test]
    fn boxes_at_the_edge_and_outside_are_no_trouble() {
        let mut picture = board();
        let outside =
            [[-50.0, -50.0, -1.0, -1.0], [500.0, 10.0, 600.0, 20.0], [9.0, 9.0, 3.0, 3.0]];
        blur(&mut picture, &outside);
        assert_eq!(picture, board());
        blur(&mut picture, &[[-30.0, -30.0, 30.0, 30.0]]);
        assert!(detail(&picture, [0, 0, 30, 30]) * 20 < detail(&board(), [0, 0, 30, 30]));
        blur(&mut picture, &[[60.2, 60.2, 60.4, 60.4], [-1e30, -1e30, 1e30, 1e30]]);
        blur(&mut RgbImage::new(0, 0), &[[0.0, 0.0, 5.0, 5.0]]);
    }

    #[test]
    fn a_box_that_is_none_covers_everything() {
        let mut picture = board();
        blur(&mut picture, &[[f32::NAN, 0.0, 10.0, 10.0]]);
        assert!(detail(&picture, [0, 0, 120, 90]) * 100 < detail(&board(), [0, 0, 120, 90]));
    }
}
