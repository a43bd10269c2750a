//! Parts of pictures made unrecognisable.

use super::figure::Figure;
use super::mosaic::Mosaic;
use crate::video::{Picture, PlaneMut};

/// So many blocks lie across the shorter side of a region: of a face, one is as large as an eye and a cheek.
const BLOCKS: f32 = 3.0;

/// So many blocks lie across the shorter side of a picture whose surroundings are hidden.
///
/// # Source
/// Bachmann 1991: a face is no longer identified when it is less than 15 blocks wide. Here not even one that fills the
/// picture is that wide.
const SURROUNDINGS_BLOCKS: f32 = 12.0;

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
            let known =
                if box_px.iter().all(|v| v.is_finite()) { box_samples } else { whole(&plane) };
            if let Some(mosaic) = Mosaic::of(&plane, known, BLOCKS) {
                mosaic.paint(&mut plane, |_| Vec::new());
            }
        }
    }
}

/// Makes everything but a person unrecognisable; all of the picture where there is none.
pub fn blur_around(picture: &mut Picture, kept: Option<&Figure>) {
    for mut plane in picture.planes_mut() {
        let (width, px) = (plane.width, plane.px);
        if let Some(mosaic) = Mosaic::of(&plane, whole(&plane), SURROUNDINGS_BLOCKS) {
            mosaic.paint(&mut plane, |row| kept.map_or_else(Vec::new, |f| f.row(row, width, px)));
        }
    }
}

fn whole(plane: &PlaneMut<'_>) -> [f32; 4] {
    [0.0, 0.0, plane.width as f32, plane.height as f32]
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

    #[test]
    fn around_a_person_nothing_is_left_and_of_nobody_all_is_hidden() {
        let before = blurred(&board(), &[]);
        let around = |kept: Option<&Figure>| {
            let mut picture = Picture::of_rgb(&board());
            blur_around(&mut picture, kept);
            picture.whole().into_rgb()
        };
        let hidden = around(None);
        assert!(detail(&hidden, [0, 0, 120, 90]) * 100 < detail(&before, [0, 0, 120, 90]));
        let kept = around(Some(&Figure::of_line([60.0, 20.0], [60.0, 70.0], 10.0)));
        for (x, y, pixel) in kept.enumerate_pixels() {
            if (52..68).contains(&x) && (20..70).contains(&y) {
                assert_eq!(pixel, before.get_pixel(x, y), "{x} {y}");
            }
        }
        for away in [[0, 0, 46, 90], [74, 0, 120, 90]] {
            assert!(detail(&kept, away) * 100 < detail(&before, away));
        }
    }
}
