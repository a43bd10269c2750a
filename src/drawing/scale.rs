//! Pictures made smaller.

use image::RgbImage;
use std::ops::Range;

/// Weights of one new pixel add up to this, so that sums of bytes fit 16 bits.
const WHOLE: f64 = 256.0;

/// The picture at `scale` times its size, cut to `width_px` × `height_px`: the new pixel x is the mean of the old
/// ones from x / `scale` to (x + 1) / `scale`.
///
/// What lies beyond the old picture repeats its edge; a scale above 1 is taken as 1.
#[must_use]
pub fn scaled_down(picture: &RgbImage, scale: f64, width_px: u32, height_px: u32) -> RgbImage {
    let mut small = RgbImage::new(width_px, height_px);
    if picture.is_empty() || small.is_empty() {
        return small;
    }
    match whole_factor(picture, scale, width_px, height_px) {
        Some(2) => shrink::<2>(picture, &mut small),
        Some(4) => shrink::<4>(picture, &mut small),
        _ => average(picture, scale, &mut small),
    }
    small
}

/// The whole number by which sides are divided, where it is one and nothing is repeated.
fn whole_factor(picture: &RgbImage, scale: f64, width_px: u32, height_px: u32) -> Option<u32> {
    let factor = (1.0 / scale).round();
    let is_whole = factor.is_finite() && (factor * scale - 1.0).abs() < 1e-9;
    let fits = |old: u32, new: u32| f64::from(new) * factor <= f64::from(old);
    let is_inside = fits(picture.width(), width_px) && fits(picture.height(), height_px);
    (is_whole && is_inside).then_some(factor as u32)
}

/// Usual clips are two or four times as large (1080p, 4K): so it takes less than half of the time.
fn shrink<const N: usize>(picture: &RgbImage, small: &mut RgbImage) {
    let (across, width) = (3 * picture.width() as usize, 3 * small.width() as usize);
    let mut sums = vec![0_u16; across];
    let old = picture.as_raw().chunks_exact(N * across);
    for (rows, new) in old.zip(small.chunks_exact_mut(width)) {
        sums.fill(0);
        for row in rows.chunks_exact(across) {
            add(&mut sums, row, 1);
        }
        for (pixel, under) in new.chunks_exact_mut(3).zip(sums.chunks_exact(3 * N)) {
            for (c, value) in pixel.iter_mut().enumerate() {
                let sum: u16 = (0..N).map(|k| under[3 * k + c]).sum();
                *value = ((usize::from(sum) + N * N / 2) / (N * N)) as u8;
            }
        }
    }
}

/// Any other scale.
fn average(picture: &RgbImage, scale: f64, small: &mut RgbImage) {
    let (across, down) = (picture.width() as usize, picture.height() as usize);
    let (width_px, height_px) = small.dimensions();
    let (columns, rows) = (spans(across, scale, width_px), spans(down, scale, height_px));
    let old = picture.as_raw();
    let mut sums = vec![0_u16; 3 * across];
    for (span, new) in rows.iter().zip(small.chunks_exact_mut(3 * width_px as usize)) {
        sums.fill(0);
        for (y, &weight) in span.over.clone().zip(&span.weights) {
            add(&mut sums, &old[3 * across * y..3 * across * (y + 1)], weight);
        }
        for (span, pixel) in columns.iter().zip(new.chunks_exact_mut(3)) {
            pixel.copy_from_slice(&mean(&sums, span));
        }
    }
}

/// The old pixels under a new one, and how much each counts.
struct Span {
    over: Range<usize>,
    weights: Vec<u16>,
}

/// One span a new pixel of a line.
fn spans(old: usize, scale: f64, new: u32) -> Vec<Span> {
    let length = if scale > 0.0 && scale < 1.0 { 1.0 / scale } else { 1.0 };
    let last = old - 1;
    let span = |i: u32| {
        let (from, to) = (f64::from(i) * length, f64::from(i + 1) * length);
        let first = (from as usize).min(last);
        let end = (to.ceil() as usize).clamp(first + 1, old);
        // shares are rounded where they meet, so that they always add up
        let until = |k: usize| {
            let share = ((k as f64).min(to) - from).max(0.0) / length;
            if k == end { WHOLE } else { (WHOLE * share).round() }
        };
        let weights = (first..end).map(|k| {
            let before = if k == first { 0.0 } else { until(k) };
            (until(k + 1) - before) as u16
        });
        Span { over: first..end, weights: weights.collect() }
    };
    (0..new).map(span).collect()
}

fn add(sums: &mut [u16], row: &[u8], weight: u16) {
    for (sum, &value) in sums.iter_mut().zip(row) {
        *sum += weight * u16::from(value);
    }
}

fn mean(sums: &[u16], span: &Span) -> [u8; 3] {
    let mut total = [1_u32 << 15; 3]; // rounds
    let mut count = |pixel: &[u16; 3], weight: u16| {
        for (total, &sum) in total.iter_mut().zip(pixel) {
            *total += u32::from(weight) * u32::from(sum);
        }
    };
    let (pixels, _) = sums[3 * span.over.start..3 * span.over.end].as_chunks::<3>();
    match (pixels, span.weights.as_slice()) {
        // the usual halving, without a loop in the loop: which is quicker
        ([a, b], [u, v]) => [(a, *u), (b, *v)].into_iter().for_each(|(p, w)| count(p, w)),
        (pixels, weights) => pixels.iter().zip(weights).for_each(|(p, &w)| count(p, w)),
    }
    total.map(|t| (t >> 16) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn a_new_pixel_is_the_mean_of_those_under_it() {
        let picture = RgbImage::from_fn(8, 4, |x, y| Rgb([10 * x as u8, 50 * y as u8, 255]));
        let half = scaled_down(&picture, 0.5, 4, 2);
        assert_eq!(half.get_pixel(1, 0).0, [25, 25, 255]);
        assert_eq!(half.get_pixel(3, 1).0, [65, 125, 255]);
        // a pixel and a half: two thirds of the one, one third of the other
        let two_thirds = scaled_down(&picture, 2.0 / 3.0, 4, 2);
        assert_eq!([0, 1].map(|x| two_thirds.get_pixel(x, 0).0[0]), [3, 17]);
        assert_eq!(scaled_down(&picture, 1.0, 8, 4), picture);
    }

    #[test]
    fn whole_factors_give_what_any_scale_gives() {
        let noise = |x: u32, y: u32| (x * 37 + y * y * 11 + x * y) as u8;
        let picture = RgbImage::from_fn(41, 26, |x, y| Rgb([noise(x, y), noise(y, x), x as u8]));
        for (scale, width, height) in [(0.5, 20, 13), (0.5, 18, 12), (0.25, 10, 6)] {
            let mut slow = RgbImage::new(width, height);
            average(&picture, scale, &mut slow);
            assert_eq!(scaled_down(&picture, scale, width, height), slow, "{scale}");
        }
    }

    #[test]
    fn odd_requests_give_a_picture_of_their_size() {
        let picture = RgbImage::from_pixel(5, 3, Rgb([7, 8, 9]));
        for (scale, width, height) in [(0.1, 1, 1), (0.3, 4, 4), (f64::NAN, 6, 2), (3.0, 9, 9)] {
            let small = scaled_down(&picture, scale, width, height);
            assert!(small.dimensions() == (width, height));
            assert!(small.pixels().all(|p| p.0 == [7, 8, 9]), "{scale}");
        }
        assert_eq!(scaled_down(&RgbImage::new(0, 0), 0.5, 2, 2).dimensions(), (2, 2));
        assert_eq!(scaled_down(&picture, 0.5, 0, 0).dimensions(), (0, 0));
    }
}
