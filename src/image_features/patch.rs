//! A part of a picture in perceptual colours.

use crate::image_features::colour::Oklab;
use crate::video::Cutout;

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
    /// The part of a rectangle (left, top, right, bottom, in px) that lies in the cutout; `None` where
    /// nothing does.
    pub(super) fn of(picture: &Cutout, [x0, y0, x1, y1]: [f32; 4]) -> Option<Self> {
        let (start, end) = (picture.origin(), picture.end());
        let within = |v: f32, axis: usize| v.clamp(start[axis] as f32, end[axis] as f32) as u32;
        let (left, right) = (within(x0, 0), within(x1.ceil(), 0));
        let (top, bottom) = (within(y0, 1), within(y1.ceil(), 1));
        if right <= left || bottom <= top {
            return None;
        }
        let pixels = (top..bottom)
            .flat_map(|y| (left..right).map(move |x| (x, y)))
            .map(|(x, y)| Oklab::of(picture.get(x, y).unwrap_or_default()))
            .collect();
        Some(Self { left, top, width: right - left, height: bottom - top, pixels })
    }

    /// A pixel of the patch.
    pub(super) fn at(&self, x: u32, y: u32) -> Oklab {
        self.pixels[(y * self.width + x) as usize]
    }
}
