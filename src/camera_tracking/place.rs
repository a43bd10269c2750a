//! A small place of a picture, and whether it looks the same in another one.

use crate::camera_tracking::background_frame::BackgroundFrame;

/// Pictures have whole levels: what differs by less than half of one everywhere is the same picture. Noise of a camera,
/// and whatever comes between, differ by more in some pixel.
const SAME_LEVELS: f32 = 0.5;

/// What a small square of a frame's copy shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    left: usize,
    top: usize,
    side: usize,
    /// Row by row.
    levels: Vec<f32>,
}

impl Place {
    /// The square about a place in px of the frame, from its middle to its sides; `None` where it is not inside the picture.
    #[must_use]
    pub fn of(frame: &BackgroundFrame, at_px: [f64; 2], radius_px: f64) -> Option<Self> {
        let factor = f64::from(frame.factor.max(1));
        let radius = (radius_px / factor).round().max(1.0);
        let [left, top] = at_px.map(|v| (v / factor).floor() - radius);
        let side = 2.0 * radius + 1.0;
        let is_inside = left >= 0.0
            && top >= 0.0
            && left + side <= frame.grey.width as f64
            && top + side <= frame.grey.height as f64;
        let (left, top, side) = (left as usize, top as usize, side as usize);
        is_inside.then(|| Self { left, top, side, levels: levels(frame, left, top, side) })
    }

    /// Whether another frame shows exactly the same there.
    #[must_use]
    pub fn is_same_in(&self, other: &BackgroundFrame) -> bool {
        let is_inside =
            self.left + self.side <= other.grey.width && self.top + self.side <= other.grey.height;
        let there = || levels(other, self.left, self.top, self.side);
        is_inside && self.levels.iter().zip(there()).all(|(a, b)| (a - b).abs() < SAME_LEVELS)
    }
}

fn levels(frame: &BackgroundFrame, left: usize, top: usize, side: usize) -> Vec<f32> {
    let rows = top..top + side;
    rows.flat_map(|y| &frame.grey.row(y)[left..left + side]).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::video::Picture;
    use image::{Rgb, RgbImage};

    /// A wall with somebody's leg, its middle so far to the right.
    fn frame(leg: u32) -> BackgroundFrame {
        let level = |x: u32, y: u32| match x.abs_diff(leg) < 20 {
            true => 90 + (x.abs_diff(leg) / 2) as u8,
            false => 160 + (x / 32 + y / 32) as u8,
        };
        let rgb = RgbImage::from_fn(640, 480, |x, y| Rgb([level(x, y); 3]));
        BackgroundFrame::of(&Picture::of_rgb(&rgb), &[])
    }

    #[test]
    fn a_place_is_the_same_until_something_comes_before_it() {
        let place = Place::of(&frame(400), [200.0, 240.0], 10.0).unwrap();
        assert!(place.is_same_in(&frame(300)) && !place.is_same_in(&frame(205)));
        let leg = Place::of(&frame(400), [400.0, 240.0], 10.0).unwrap();
        assert!(leg.is_same_in(&frame(400)) && !leg.is_same_in(&frame(300)));
    }

    #[test]
    fn what_is_not_all_inside_is_no_place() {
        for at_px in [[2.0, 240.0], [638.0, 240.0], [200.0, 1.0], [200.0, 479.0], [f64::NAN; 2]] {
            assert_eq!(Place::of(&frame(400), at_px, 10.0), None, "{at_px:?}");
        }
        let place = Place::of(&frame(400), [600.0, 400.0], 10.0).unwrap();
        let small = RgbImage::from_pixel(64, 48, Rgb([160; 3]));
        assert!(!place.is_same_in(&BackgroundFrame::of(&Picture::of_rgb(&small), &[])));
    }
}
