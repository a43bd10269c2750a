//! A picture as videos store it, without a copy in another form that nobody may need.

use crate::video::cutout::Cutout;
use image::RgbImage;
use yuv::{
    YuvChromaSubsampling, YuvConversionMode, YuvPlanarImage, YuvPlanarImageMut, YuvRange,
    YuvStandardMatrix,
};

/// One picture: the brightness of every pixel, and the colour of every square of two by two.
///
/// # Shapes and units
/// `luma` has `height_px` rows of `width_px`; the two `chroma` planes have half of that both ways, rounded up. Rows
/// follow each other without padding.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    pub(super) width_px: u32,
    pub(super) height_px: u32,
    pub(super) luma: Vec<u8>,
    pub(super) chroma: [Vec<u8>; 2],
    pub(super) colours: Colours,
}

/// How a picture's numbers stand for colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Colours {
    /// The weights of red, green and blue in the brightness.
    pub matrix: Matrix,
    /// The numbers of black and white.
    pub range: Range,
}

/// The weights of red, green and blue in the brightness; what is not stated is taken for BT.601, as FFmpeg does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Matrix {
    /// ITU-R BT.601.
    #[default]
    Bt601,
    /// ITU-R BT.709.
    Bt709,
    /// ITU-R BT.2020.
    Bt2020,
}

/// The numbers of black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Range {
    /// 16 and 235.
    #[default]
    Limited,
    /// 0 and 255.
    Full,
}

/// The brightness of a picture's pixels, row by row.
#[derive(Debug, Clone, Copy)]
pub struct Luma<'a> {
    /// Width of a row.
    pub width_px: u32,
    /// Number of rows.
    pub height_px: u32,
    /// The rows.
    pub levels: &'a [u8],
    /// The level of black.
    pub black: u8,
    /// The level of white less that of black.
    pub span: u8,
}

/// One plane of a picture, to be changed: row by row.
#[derive(Debug)]
pub struct PlaneMut<'a> {
    /// Samples of a row.
    pub width: usize,
    /// Number of rows.
    pub height: usize,
    /// Px of the picture a sample: 1, or 2 for the colours.
    pub px: usize,
    /// The rows.
    pub levels: &'a mut [u8],
}

impl Picture {
    /// A picture of an RGB image.
    #[must_use]
    pub fn of_rgb(rgb: &RgbImage) -> Self {
        let (width_px, height_px) = rgb.dimensions();
        let colours = Colours::default();
        if width_px == 0 || height_px == 0 {
            let (luma, chroma) = (Vec::new(), [Vec::new(), Vec::new()]);
            return Self { width_px, height_px, luma, chroma, colours };
        }
        let mut planes =
            YuvPlanarImageMut::<u8>::alloc(width_px, height_px, YuvChromaSubsampling::Yuv420);
        // it fails on sizes that do not fit each other, which an image's do
        let _ = yuv::rgb_to_yuv420(
            &mut planes,
            rgb.as_raw(),
            3 * width_px,
            colours.range.of_crate(),
            colours.matrix.of_crate(),
            YuvConversionMode::Balanced,
        );
        let owned = |plane: yuv::BufferStoreMut<'_, u8>| plane.borrow().to_vec();
        Self {
            width_px,
            height_px,
            luma: owned(planes.y_plane),
            chroma: [owned(planes.u_plane), owned(planes.v_plane)],
            colours,
        }
    }

    /// Width.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width_px
    }

    /// Height.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height_px
    }

    /// How its numbers stand for colours.
    #[must_use]
    pub fn colours(&self) -> Colours {
        self.colours
    }

    /// The brightness alone.
    #[must_use]
    pub fn luma(&self) -> Luma<'_> {
        let [black, white] = match self.colours.range {
            Range::Limited => [16, 235],
            Range::Full => [0, 255],
        };
        Luma {
            width_px: self.width_px,
            height_px: self.height_px,
            levels: &self.luma,
            black,
            span: white - black,
        }
    }

    /// Brightness and colours, to be changed.
    pub fn planes_mut(&mut self) -> [PlaneMut<'_>; 3] {
        let (width, height) = (self.width_px as usize, self.height_px as usize);
        let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
        let [blue, red] = &mut self.chroma;
        let colour = |levels| PlaneMut { width: half_width, height: half_height, px: 2, levels };
        let luma = PlaneMut { width, height, px: 1, levels: &mut self.luma };
        [luma, colour(blue), colour(red)]
    }

    /// The whole picture in RGB.
    #[must_use]
    pub fn whole(&self) -> Cutout {
        self.cutout([0.0, 0.0, self.width_px as f32, self.height_px as f32])
    }

    /// The part of a box (left, top, right, bottom, in px) that lies in the picture, in RGB, and the pixels that a
    /// bilinear sample at its border needs; the whole picture for a box that is none (not finite), and the picture's
    /// nearest pixels for one that lies outside.
    #[must_use]
    pub fn cutout(&self, box_px: [f32; 4]) -> Cutout {
        let whole = [0.0, 0.0, self.width_px as f32, self.height_px as f32];
        let [left, top, right, bottom] =
            if box_px.iter().all(|v| v.is_finite()) { box_px } else { whole };
        let [x0, x1] = span(left, right, self.width_px);
        let [y0, y1] = span(top, bottom, self.height_px);
        Cutout::new(self.rgb(x0, y0, x1 - x0, y1 - y0), x0, y0)
    }

    /// A rectangle that lies inside, in RGB; its corner has even coordinates.
    fn rgb(&self, left: u32, top: u32, width: u32, height: u32) -> RgbImage {
        let mut rgb = RgbImage::new(width, height);
        if rgb.is_empty() {
            return rgb;
        }
        let chroma_px = self.width_px.div_ceil(2);
        let start = |stride: u32, x: u32, y: u32| stride as usize * y as usize + x as usize;
        let [blue, red] = [0, 1].map(|i| &self.chroma[i][start(chroma_px, left / 2, top / 2)..]);
        let planes = YuvPlanarImage {
            y_plane: &self.luma[start(self.width_px, left, top)..],
            y_stride: self.width_px,
            u_plane: blue,
            u_stride: chroma_px,
            v_plane: red,
            v_stride: chroma_px,
            width,
            height,
        };
        // it fails on sizes that do not fit each other, which these do
        let _ = yuv::yuv420_to_rgb(
            &planes,
            &mut rgb,
            3 * width,
            self.colours.range.of_crate(),
            self.colours.matrix.of_crate(),
        );
        rgb
    }
}

/// Pixels around a span, the first one even, within a length; at least one where there is any.
fn span(from: f32, to: f32, length: u32) -> [u32; 2] {
    let last = length.saturating_sub(1);
    let first = (from.floor().clamp(0.0, last as f32) as u32) & !1;
    let end = ((to.ceil() + 2.0).clamp(0.0, length as f32) as u32).max((first + 1).min(length));
    [first, end]
}

impl Range {
    fn of_crate(self) -> YuvRange {
        match self {
            Self::Limited => YuvRange::Limited,
            Self::Full => YuvRange::Full,
        }
    }
}

impl Matrix {
    fn of_crate(self) -> YuvStandardMatrix {
        match self {
            Self::Bt601 => YuvStandardMatrix::Bt601,
            Self::Bt709 => YuvStandardMatrix::Bt709,
            Self::Bt2020 => YuvStandardMatrix::Bt2020,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    fn blocks(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x / 2 * 9) as u8, (y / 2 * 7) as u8, ((x / 2 + y / 2) * 5) as u8])
        })
    }

    fn assert_near(a: [u8; 3], b: [u8; 3], what: &str) {
        assert!(a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 4), "{what}: {a:?} {b:?}");
    }

    #[test]
    fn a_picture_gives_back_its_colours() {
        for (width, height) in [(40, 30), (41, 31), (2, 2), (1, 1), (1, 7)] {
            let rgb = blocks(width, height);
            let back = Picture::of_rgb(&rgb).whole();
            for (x, y, pixel) in rgb.enumerate_pixels() {
                assert_near(back.get(x, y).unwrap(), pixel.0, &format!("{width} {height} {x} {y}"));
            }
        }
        assert!(Picture::of_rgb(&RgbImage::new(0, 5)).whole().rgb().is_empty());
    }

    #[test]
    fn a_cutout_is_the_same_place_of_the_whole() {
        let picture = Picture::of_rgb(&blocks(61, 43));
        let whole = picture.whole();
        for box_px in [
            [10.5, 7.2, 30.0, 20.9],
            [-20.0, -5.0, 12.0, 500.0],
            [58.0, 41.0, 90.0, 90.0],
            [1e9, 1e9, 2e9, 2e9],
            [-9.0, -9.0, -3.0, -3.0],
            [30.0, 30.0, 10.0, 10.0],
            [f32::NAN, 0.0, 1.0, 1.0],
        ] {
            let part = picture.cutout(box_px);
            let [left, top] = part.origin();
            assert!(!part.rgb().is_empty(), "{box_px:?}");
            for (x, y, pixel) in part.rgb().enumerate_pixels() {
                assert_eq!(whole.get(left + x, top + y), Some(pixel.0), "{box_px:?}");
            }
        }
        let inside = picture.cutout([10.5, 7.2, 30.0, 20.9]);
        assert!((10..=31).all(|x| (7..=21).all(|y| inside.get(x, y).is_some())));
    }

    #[test]
    fn ranges_and_matrices_are_told_apart() {
        let grey = |range, level: u8| {
            let colours = Colours { matrix: Matrix::Bt709, range };
            let (luma, chroma) = (vec![level; 4], [vec![128; 1], vec![128; 1]]);
            let picture = Picture { width_px: 2, height_px: 2, luma, chroma, colours };
            picture.whole().get(0, 0).unwrap()
        };
        assert_near(grey(Range::Limited, 235), [255; 3], "white");
        assert_near(grey(Range::Limited, 16), [0; 3], "black");
        assert_near(grey(Range::Full, 235), [235; 3], "light grey");
        let green = |matrix| {
            let colours = Colours { matrix, range: Range::Limited };
            let (luma, chroma) = (vec![145; 4], [vec![54; 1], vec![34; 1]]);
            Picture { width_px: 2, height_px: 2, luma, chroma, colours }.whole().get(0, 0).unwrap()
        };
        assert_near(green(Matrix::Bt601), [0, 255, 0], "green of BT.601");
        assert_ne!(green(Matrix::Bt709), green(Matrix::Bt601));
    }
}
