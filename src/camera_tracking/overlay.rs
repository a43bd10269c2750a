//! What lies on the picture and not in the scene: text, logos, bars. It never moves, and would be taken for a background
//! that stands still.

use crate::camera_tracking::background_frame::{BackgroundFrame, ROUGH_FACTOR};
use crate::camera_tracking::grey::Grey;

/// A pixel of a rough copy has texture where its neighbours differ by so many levels: of what moves, such a pixel changes.
const LEAST_TEXTURE: f32 = 6.0;

/// What stays within so many levels from frame to frame, on the mean of the last frames, does not move.
const MOST_STILL: f32 = 0.5;
/// What changes by more does.
const LEAST_MOVING: f32 = 2.0;

/// Where most of the texture moves, what does not is no background. Passers-by and traffic move less of it.
const LEAST_MOVING_RATIO: f64 = 0.6;

/// Frames that a mean goes back, about.
const MEMORY: f32 = 6.0;

/// Follows which pixels change while the rest of the picture moves.
#[derive(Default)]
pub(super) struct Overlay {
    before: Option<BackgroundFrame>,
    /// How much each pixel of the rough copy changes, on the mean.
    change: Vec<f32>,
}

impl Overlay {
    /// Boxes (left, top, right, bottom, in px of the small copy) around what lies on the picture.
    pub(super) fn step(&mut self, next: &BackgroundFrame) -> Vec<[f32; 4]> {
        let rough = next.rough();
        let count = rough.width * rough.height;
        let before = self.before.replace(next.clone()).filter(|b| b.rough().is_as_large(rough));
        let Some(before) = before else {
            self.change = vec![MOST_STILL + LEAST_MOVING; count];
            return Vec::new();
        };
        for y in 0..rough.height {
            let rows = before.rough().row(y).iter().zip(rough.row(y));
            let start = y * rough.width;
            for ((was, is), mean) in rows.zip(&mut self.change[start..start + rough.width]) {
                *mean += ((is - was).abs() - *mean) / MEMORY;
            }
        }
        let textured: Vec<usize> =
            (0..count).filter(|&i| next.is_free(i) && is_textured(rough, i)).collect();
        let moving = textured.iter().filter(|&&i| self.change[i] > LEAST_MOVING).count();
        if textured.is_empty() || (moving as f64) < LEAST_MOVING_RATIO * textured.len() as f64 {
            return Vec::new();
        }
        let still = textured.into_iter().filter(|&i| self.change[i] < MOST_STILL);
        still.map(|i| box_of(i, rough.width)).collect()
    }
}

fn is_textured(rough: &Grey, i: usize) -> bool {
    let (x, y) = (i % rough.width, i / rough.width);
    let here = rough.row(y)[x];
    let beside = (x + 1 < rough.width).then(|| rough.row(y)[x + 1]);
    let below = (y + 1 < rough.height).then(|| rough.row(y + 1)[x]);
    [beside, below].into_iter().flatten().any(|other| (other - here).abs() >= LEAST_TEXTURE)
}

fn box_of(i: usize, width: usize) -> [f32; 4] {
    let factor = ROUGH_FACTOR as f32;
    let [x, y] = [i % width, i / width].map(|v| v as f32 * factor);
    [x, y, x + factor, y + factor]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::video::Picture;
    use image::{Rgb, RgbImage};

    /// A scene that has gone so far to the left, with or without a bar of text above it.
    fn frame(gone_px: u32, has_bar: bool) -> BackgroundFrame {
        let scene = |x: u32, y: u32| ((x / 24 * 67 + y / 24 * 131) % 200) as u8;
        let text = |x: u32, y: u32| if (x / 16 + y / 16) % 2 == 0 { 250 } else { 0 };
        let picture = RgbImage::from_fn(640, 360, |x, y| {
            let is_bar = has_bar && y < 60;
            Rgb([if is_bar { text(x, y) } else { scene(x + gone_px, y) }; 3])
        });
        BackgroundFrame::of(&Picture::of_rgb(&picture), &[])
    }

    fn last_boxes(step_px: u32, has_bar: bool) -> Vec<[f32; 4]> {
        let mut overlay = Overlay::default();
        (0..20).map(|i| overlay.step(&frame(i * step_px, has_bar))).last().unwrap()
    }

    #[test]
    fn a_bar_that_stands_before_a_moving_scene_is_found() {
        let boxes = last_boxes(7, true);
        assert!(boxes.len() > 50, "{}", boxes.len());
        assert!(boxes.iter().all(|b| b[3] <= 34.0), "only above the scene");
    }

    #[test]
    fn without_a_bar_or_without_movement_nothing_is() {
        assert!(last_boxes(7, false).is_empty());
        assert!(last_boxes(0, true).is_empty());
    }
}
