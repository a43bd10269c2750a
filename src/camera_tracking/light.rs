//! How light the people in a clip are.

use crate::camera_tracking::background_frame::BackgroundFrame;
use crate::signal::{median, quantile, rounded};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A level from which on nothing is told apart, of 255: sensors and encoders clip a little below white.
const BURNT_OUT_LEVEL: f64 = 250.0;

/// Of the pixels, the dark ones are clothes and shadows; a tenth is at least skin, floor or wall.
const LIGHT_SHARE: f64 = 0.9;

/// How light the people in a clip are, and what is around them in their boxes.
///
/// # Errors
/// Told by a small copy whose pixels are means of some hundred: single bright spots do not count.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Light {
    /// Only a tenth is lighter than this, of 255; median over the frames.
    pub light_level: f64,
    /// Share that is burnt out, in percent; median over the frames.
    pub burnt_out_pct: f64,
}

impl Light {
    /// Of one frame; `None` where nobody is in it.
    #[must_use]
    pub fn of(frame: &BackgroundFrame) -> Option<Self> {
        let levels: Vec<f64> =
            frame.levels_of_people().map(|level| f64::from(level).min(255.0)).collect();
        let burnt_out = levels.iter().filter(|level| **level >= BURNT_OUT_LEVEL).count();
        (!levels.is_empty()).then(|| Self {
            light_level: quantile(levels.iter().copied(), LIGHT_SHARE),
            burnt_out_pct: 100.0 * burnt_out as f64 / levels.len() as f64,
        })
    }

    /// Of the frames of a clip; `None` where nobody is in any.
    #[must_use]
    pub fn of_clip(frames: impl Iterator<Item = Option<Self>>) -> Option<Self> {
        let known: Vec<Self> = frames.flatten().collect();
        let of = |value: fn(&Self) -> f64| rounded(median(known.iter().map(value)), 1);
        (!known.is_empty()).then(|| Self {
            light_level: of(|light| light.light_level),
            burnt_out_pct: of(|light| light.burnt_out_pct),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::video::Picture;
    use image::{Rgb, RgbImage};

    /// Somebody of one grey before a wall of another.
    fn light(person: u8, wall: u8) -> Option<Light> {
        let inside = |x: u32, y: u32| (100..200).contains(&x) && (40..440).contains(&y);
        let rgb =
            RgbImage::from_fn(640, 480, |x, y| Rgb([if inside(x, y) { person } else { wall }; 3]));
        Light::of(&BackgroundFrame::of(&Picture::of_rgb(&rgb), &[[100.0, 40.0, 200.0, 440.0]]))
    }

    #[test]
    fn only_what_is_about_the_person_counts() {
        let dark = light(30, 240).unwrap();
        assert!((20.0..60.0).contains(&dark.light_level), "{dark:?}");
        assert_eq!(dark.burnt_out_pct, 0.0);
        let bright = light(255, 0).unwrap();
        assert!(bright.burnt_out_pct > 70.0 && bright.light_level > 240.0, "{bright:?}");
    }

    #[test]
    fn a_clip_has_the_light_of_most_of_its_frames() {
        let frames = [light(30, 30), light(120, 120), light(124, 124), None];
        let clip = Light::of_clip(frames.into_iter()).unwrap();
        assert!((118.0..123.0).contains(&clip.light_level), "{clip:?}");
        assert_eq!(Light::of_clip([None].into_iter()), None);
    }
}
