//! A part of a picture in RGB.

use image::RgbImage;

/// A part of a picture in RGB. Places are those of the whole picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Cutout {
    rgb: RgbImage,
    left_px: u32,
    top_px: u32,
}

impl Cutout {
    /// Pixels whose first one is at (`left_px`, `top_px`) of the whole picture.
    #[must_use]
    pub fn new(rgb: RgbImage, left_px: u32, top_px: u32) -> Self {
        Self { rgb, left_px, top_px }
    }

    /// The pixels.
    #[must_use]
    pub fn rgb(&self) -> &RgbImage {
        &self.rgb
    }

    /// The pixels, for those who want nothing else.
    #[must_use]
    pub fn into_rgb(self) -> RgbImage {
        self.rgb
    }

    /// Where the first pixel lies in the whole picture: from the left, from the top.
    #[must_use]
    pub fn origin(&self) -> [u32; 2] {
        [self.left_px, self.top_px]
    }

    /// Where it ends in the whole picture: the first column and row that are not in it.
    #[must_use]
    pub fn end(&self) -> [u32; 2] {
        [self.left_px + self.rgb.width(), self.top_px + self.rgb.height()]
    }

    /// The pixel at a place of the whole picture, if it is in this part.
    #[must_use]
    pub fn get(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        let (x, y) = (x.checked_sub(self.left_px)?, y.checked_sub(self.top_px)?);
        self.rgb.get_pixel_checked(x, y).map(|p| p.0)
    }
}

impl From<RgbImage> for Cutout {
    /// The whole picture.
    fn from(rgb: RgbImage) -> Self {
        Self::new(rgb, 0, 0)
    }
}
