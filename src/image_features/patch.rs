//! A part of a picture in perceptual colours.

use crate::image_features::colour::Oklab;
use image::RgbImage;

/// A rectangle of a picture.
///
/// # Shapes and units
/// `pixels` has `height` rows of `width`, row by row; `left` and `top` are the picture's pixel of the first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Patch {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    pixels: Vec<Oklab>,
}

impl Patch {
    /// The part of a rectangle (left, top, right, bottom, in px) that lies in the picture; `None` where
    /// nothing does.
    pub(super) fn of(picture: &RgbImage, [x0, y0, x1, y1]: [f32; 4]) -> Option<Self> {
        let within = |v: f32, size: u32| v.clamp(0.0, size as f32) as u32;
        let (left, right) = (within(x0, picture.width()), within(x1.ceil(), picture.width()));
        let (top, bottom) = (within(y0, picture.height()), within(y1.ceil(), picture.height()));
        if right <= left || bottom <= top {
            return None;
        }
        let pixels = (top..bottom)
            .flat_map(|y| (left..right).map(move |x| (x, y)))
            .map(|(x, y)| Oklab::of(picture.get_pixel(x, y).0))
            .collect();
        Some(Self { left, top, width: right - left, height: bottom - top, pixels })
    }

    /// A pixel of the patch.
    pub(super) fn at(&self, x: u32, y: u32) -> Oklab {
        self.pixels[(y * self.width + x) as usize]
    }
}
