//! Two moments in one picture, line by line: a film of half pictures of which the file says nothing.

use crate::video::Picture;

/// How much rows differ from those beside them, over how much they differ from the next but one; where the boxes (left, top,
/// right, bottom, in px of the picture) around people are. `None` where no box has rows, or all rows are the same.
///
/// In a picture of one moment, rows are more like their neighbours than like the next but one: the ratio is below 1. Where
/// every second row is of another moment, it is above 1 at whatever moves.
#[must_use]
pub fn combing(picture: &Picture, people_px: &[[f32; 4]]) -> Option<f64> {
    let luma = picture.luma();
    let (width, height) = (luma.width_px as usize, luma.height_px as usize);
    let row = |y: usize| &luma.levels[y * width..(y + 1) * width];
    let (mut to_next, mut to_second) = (0_u64, 0_u64);
    for edges in people_px {
        let [left, top, right, bottom] = edges.map(|v| v.max(0.0) as usize);
        let columns = left.min(width)..right.min(width);
        if columns.is_empty() {
            continue;
        }
        for y in top.max(2)..bottom.min(height.saturating_sub(2)) {
            let at = |y: usize| &row(y)[columns.clone()];
            to_next += bends(at(y), at(y - 1), at(y + 1));
            to_second += bends(at(y), at(y - 2), at(y + 2));
        }
    }
    (to_second > 0).then(|| to_next as f64 / to_second as f64)
}

/// How far a row lies from the middle between two others, twice, added up.
fn bends(row: &[u8], above: &[u8], below: &[u8]) -> u64 {
    let bend = |((at, above), below): ((&u8, &u8), &u8)| {
        let [at, above, below] = [at, above, below].map(|v| i64::from(*v));
        (2 * at - above - below).unsigned_abs()
    };
    row.iter().zip(above).zip(below).map(bend).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    /// A leg before a wall, whose odd rows are of a moment in which it was so much farther to the right.
    fn picture(farther: u32) -> Picture {
        Picture::of_rgb(&RgbImage::from_fn(200, 120, |x, y| {
            let middle = 80 + y / 4 + farther * (y % 2);
            let away = x.abs_diff(middle);
            Rgb([if away < 15 { 90 + (away + y) as u8 / 2 } else { 180 + (x / 40 + y / 9) as u8 };
                3])
        }))
    }

    const ALL: [f32; 4] = [-20.0, -5.0, 400.0, 300.0];

    #[test]
    fn only_two_moments_in_one_picture_comb_it() {
        let ratio = |farther, edges| combing(&picture(farther), &[edges]).unwrap();
        assert!(ratio(0, ALL) < 0.7, "{}", ratio(0, ALL));
        assert!(ratio(6, ALL) > 1.5, "{}", ratio(6, ALL));
        assert!(ratio(6, [150.0, 0.0, 200.0, 120.0]) < 1.0, "the wall is of both moments");
    }

    #[test]
    fn nobody_and_nothing_have_no_rows() {
        assert_eq!(combing(&picture(0), &[]), None);
        for edges in [[9.0, 9.0, 9.0, 50.0], [900.0, 0.0, 950.0, 50.0], [f32::NAN; 4]] {
            assert_eq!(combing(&picture(0), &[edges]), None, "{edges:?}");
        }
        for (width, height) in [(1, 1), (3, 4), (5, 400), (400, 3)] {
            let plain = RgbImage::from_pixel(width, height, Rgb([90; 3]));
            assert_eq!(combing(&Picture::of_rgb(&plain), &[ALL]), None);
        }
    }
}
