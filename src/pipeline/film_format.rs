//! The film: the clip scaled down, nothing drawn on it, written while the subject is followed.

use crate::drawing::{blur, scaled_down};
use image::RgbImage;

/// Longer side of the film: a joint is seen, and a clip of ten seconds has a few MB.
const LONGER_SIDE_PX: f64 = 960.0;

/// Who takes the pictures of a clip, scaled down, in their order.
pub trait FilmSink: Send {
    /// Called before the first picture: how large all will be, and about how many come a second.
    fn begin(&mut self, size: FilmSize, rate_hz: f64);

    /// The next picture and its time, in seconds of the clip's own clock after the first one.
    fn take(&mut self, picture: RgbImage, played_s: f64);
}

/// A film that is asked for.
pub struct Filming<'a> {
    /// Who takes it.
    pub sink: &'a mut dyn FilmSink,
    /// Heads are made unrecognisable.
    pub blurs_faces: bool,
}

/// The size of a film.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FilmSize {
    /// Width, even.
    pub width_px: u32,
    /// Height, even.
    pub height_px: u32,
    /// Film px a clip px, at most 1.
    pub scale: f64,
}

impl FilmSize {
    /// That of a clip of this size. H.264 wants even sides: an odd row or column is cut off.
    #[must_use]
    pub fn of(width_px: u32, height_px: u32) -> Self {
        let scale = (LONGER_SIDE_PX / f64::from(width_px.max(height_px)).max(1.0)).min(1.0);
        let even = |side_px: u32| ((f64::from(side_px) * scale + 1e-6) as u32) & !1;
        Self { width_px: even(width_px), height_px: even(height_px), scale }
    }

    /// A picture of the clip as it comes into the film; boxes (left, top, right, bottom, in px of the clip) are made
    /// unrecognisable.
    #[must_use]
    pub fn picture(&self, rgb: &RgbImage, blurred_px: &[[f32; 4]]) -> RgbImage {
        let mut small = scaled_down(rgb, self.scale, self.width_px, self.height_px);
        let scaled: Vec<_> = blurred_px.iter().map(|b| b.map(|v| v * self.scale as f32)).collect();
        blur(&mut small, &scaled);
        small
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn films_are_even_and_no_larger_than_needed() {
        let size = |w, h| {
            let s = FilmSize::of(w, h);
            (s.width_px, s.height_px)
        };
        assert_eq!(size(1920, 1080), (960, 540));
        assert_eq!(size(1080, 1920), (540, 960));
        assert_eq!(size(1768, 994), (960, 538));
        assert_eq!(size(641, 481), (640, 480), "small clips stay as they are");
        assert_eq!(size(3840, 2), (960, 0), "which no encoder takes");
        assert_eq!(FilmSize::of(0, 0).scale, 1.0);
        assert_eq!(FilmSize::of(3840, 2160).scale, 0.25);
    }

    #[test]
    fn the_blurred_place_is_the_same_in_the_film() {
        let clip = RgbImage::from_fn(1920, 1080, |x, y| {
            image::Rgb([255 * ((x / 2 + y / 2) % 2) as u8; 3])
        });
        let size = FilmSize::of(1920, 1080);
        let plain = size.picture(&clip, &[]);
        let blurred = size.picture(&clip, &[[800.0, 400.0, 1000.0, 600.0]]);
        for (x, y, pixel) in blurred.enumerate_pixels() {
            let is_inside = (400..500).contains(&x) && (200..300).contains(&y);
            assert_eq!(pixel != plain.get_pixel(x, y), is_inside, "{x} {y}");
        }
    }
}
