//! Small grey copies of pictures.

use crate::video::Luma;

/// Longer side of a copy, about: enough for a hundredth of a body height of somebody who fills a third of the picture,
/// and a copy and its comparison take a twentieth of what the networks take.
const LONGER_SIDE_PX: f64 = 320.0;

/// More rows than this do not fit a sum of 16 bits.
const MOST_FACTOR: u32 = 256;

/// A grey picture: row by row, levels with their fractions, 0 for black and 255 for white.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Grey {
    pub(super) width: usize,
    pub(super) height: usize,
    levels: Vec<f32>,
}

impl Grey {
    /// A picture made smaller by a whole number, and that number. What is over at the right and at the bottom is cut off.
    pub(super) fn shrunk(picture: Luma<'_>) -> (Self, u32) {
        let longer_px = f64::from(picture.width_px.max(picture.height_px));
        let factor = ((longer_px / LONGER_SIDE_PX).round() as u32).clamp(1, MOST_FACTOR);
        let [width, height] =
            [picture.width_px, picture.height_px].map(|side| (side / factor) as usize);
        if width == 0 || height == 0 {
            return (Self::default(), factor);
        }
        let (n, across) = (factor as usize, picture.width_px as usize);
        let step = 255.0 / f32::from(picture.span);
        let (mean, black) = (step / (n * n) as f32, step * f32::from(picture.black));
        let mut sums = vec![0_u16; across];
        let mut levels = Vec::with_capacity(width * height);
        for rows in picture.levels.chunks_exact(n * across).take(height) {
            sums.fill(0);
            for row in rows.chunks_exact(across) {
                sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += u16::from(*value));
            }
            let sum = |under: &[u16]| under.iter().map(|s| u32::from(*s)).sum::<u32>() as f32;
            levels.extend(sums.chunks_exact(n).take(width).map(|under| mean * sum(under) - black));
        }
        (Self { width, height, levels }, factor)
    }

    /// Softened by (1 2 1) / 4 both ways, so that what lies between two pixels is known.
    pub(super) fn softened(&self) -> Self {
        let soft = |a: f32, b: f32, c: f32| 0.25 * a + 0.5 * b + 0.25 * c;
        let mut across = self.levels.clone();
        let rows = self.levels.chunks_exact(self.width.max(1));
        for (old, new) in rows.zip(across.chunks_exact_mut(self.width.max(1))) {
            let inner = new.iter_mut().skip(1);
            inner.zip(old.windows(3)).for_each(|(n, w)| *n = soft(w[0], w[1], w[2]));
        }
        let mut levels = across.clone();
        for y in 1..self.height.saturating_sub(1) {
            let row = |y: usize| &across[y * self.width..(y + 1) * self.width];
            let ([above, at, below], start) = ([row(y - 1), row(y), row(y + 1)], y * self.width);
            for (x, new) in levels[start..start + self.width].iter_mut().enumerate() {
                *new = soft(above[x], at[x], below[x]);
            }
        }
        Self { levels, ..*self }
    }

    /// Made smaller once more, by a whole number.
    pub(super) fn divided(&self, factor: usize) -> Self {
        let (width, height) = (self.width / factor, self.height / factor);
        let level = |i: usize| {
            let (x, y) = (factor * (i % width), factor * (i / width));
            let row = |k: usize| &self.row(y + k)[x..x + factor];
            (0..factor).flat_map(row).sum::<f32>() / (factor * factor) as f32
        };
        Self { width, height, levels: (0..width * height).map(level).collect() }
    }

    pub(super) fn is_as_large(&self, other: &Self) -> bool {
        (self.width, self.height) == (other.width, other.height)
    }

    pub(super) fn row(&self, y: usize) -> &[f32] {
        &self.levels[y * self.width..(y + 1) * self.width]
    }

    /// The middle, in px from the first pixel's middle.
    pub(super) fn middle(&self) -> [f64; 2] {
        [self.width, self.height].map(|side| (side as f64 - 1.0) / 2.0)
    }

    /// What a turn and a growth are measured at: half of the longer side.
    pub(super) fn reach(&self) -> f64 {
        (self.width.max(self.height) as f64 / 2.0).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luma(levels: &[u8], width_px: u32, height_px: u32) -> Luma<'_> {
        Luma { width_px, height_px, levels, black: 0, span: 255 }
    }

    #[test]
    fn a_copy_is_the_mean_of_what_lies_under_it() {
        let level = |i: u32| (i % 643 / 4 + i / 643 / 4 + 8 * (i % 2)) as u8;
        let levels: Vec<u8> = (0..643 * 362).map(level).collect();
        let (grey, factor) = Grey::shrunk(luma(&levels, 643, 362));
        assert_eq!((grey.width, grey.height, factor), (321, 181, 2));
        assert!((grey.row(50)[30] - (15.0 + 25.0 + 4.0)).abs() < 1e-4);
        let quarter = grey.divided(4);
        assert_eq!((quarter.width, quarter.height), (80, 45));
        assert!((quarter.row(2)[3] - (6.5 + 4.5 + 4.0)).abs() < 1.1, "{}", quarter.row(2)[3]);
    }

    #[test]
    fn black_and_white_are_the_same_in_every_range() {
        let of = |level, black, span| {
            let levels = [level; 4];
            Grey::shrunk(Luma { black, span, ..luma(&levels, 2, 2) }).0.row(0)[0]
        };
        let is_about = |found: f32, expected: f32| assert!((found - expected).abs() < 1e-3);
        is_about(of(16, 16, 219), 0.0);
        is_about(of(235, 16, 219), 255.0);
        is_about(of(0, 0, 255), 0.0);
        is_about(of(255, 0, 255), 255.0);
    }

    #[test]
    fn softening_keeps_slopes() {
        let levels: Vec<u8> = (0..200).map(|i| 10 * (i % 20)).collect();
        let (grey, _) = Grey::shrunk(luma(&levels, 20, 10));
        let soft = grey.softened();
        assert!((1..19).all(|x| (soft.row(5)[x] - 10.0 * x as f32).abs() < 1e-3));
    }

    #[test]
    fn pictures_of_no_size_are_copied() {
        for (width, height) in [(0, 0), (1, 1), (4000, 1), (1, 4000)] {
            let levels = vec![0; (width * height) as usize];
            let (grey, _) = Grey::shrunk(luma(&levels, width, height));
            let soft = grey.softened().divided(4);
            assert!(soft.width == 0 || soft.height == 0, "{width} {height}");
        }
    }
}
