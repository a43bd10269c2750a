//! What of a frame is compared with other frames.

use crate::camera_tracking::bars::bars;
use crate::camera_tracking::grey::Grey;
use crate::video::Picture;
use std::sync::Arc;

/// The rough copy is so many times smaller than the small one.
pub(super) const ROUGH_FACTOR: usize = 4;

/// In a rough copy a level that differs by more than this is something else.
const MOST_DIFFERENT: f32 = 24.0;

/// The small copy of a frame, and where people or bars hide the background.
///
/// # Shapes and units
/// Some 320 px on the longer side; boxes are left, top, right, bottom in its px.
#[derive(Debug, Clone, PartialEq)]
pub struct BackgroundFrame {
    pub(super) grey: Arc<Grey>,
    pub(super) hidden: Vec<[f32; 4]>,
    /// Px of the frame a px of the copy.
    pub(super) factor: u32,
    rough: Arc<Grey>,
    /// Which pixels of the rough copy show the background.
    is_free: Arc<[bool]>,
    /// Which show no people.
    shows_nobody: Arc<[bool]>,
    /// The mean of those.
    brightness: f32,
}

impl BackgroundFrame {
    /// Of a picture and the boxes (left, top, right, bottom, in its px) around the people in it.
    #[must_use]
    pub fn of(picture: &Picture, people_px: &[[f32; 4]]) -> Self {
        let (small, factor) = Grey::shrunk(picture.luma());
        let people: Vec<[f32; 4]> =
            people_px.iter().map(|edges| edges.map(|v| v / factor as f32)).collect();
        let rough = small.divided(ROUGH_FACTOR);
        let shows_nobody = free(&rough, &people);
        let hidden = [people, bars(&small)].concat();
        let is_free = free(&rough, &hidden);
        let brightness = brightness(&rough, &is_free);
        Self {
            grey: Arc::new(small.softened()),
            hidden,
            factor,
            rough: Arc::new(rough),
            is_free: is_free.into(),
            shows_nobody: shows_nobody.into(),
            brightness,
        }
    }

    /// Root mean square of the differences of the rough copies, where either shows people, or everywhere where none does;
    /// `None` where they cannot be compared.
    pub(super) fn change_to(&self, next: &Self) -> Option<f32> {
        if !self.rough.is_as_large(&next.rough) {
            return None;
        }
        let pixels = || self.shows_nobody.iter().zip(next.shows_nobody.iter());
        let has_people = pixels().any(|(before, after)| !before || !after);
        let levels = (0..self.rough.height)
            .flat_map(|y| self.rough.row(y).iter().zip(next.rough.row(y)))
            .zip(pixels());
        let (mut sum, mut count) = (0.0, 0);
        for ((before, after), (showed_nobody, shows_nobody)) in levels {
            if !has_people || !showed_nobody || !shows_nobody {
                sum += (after - before).powi(2);
                count += 1;
            }
        }
        (count > 0).then(|| (sum / count as f32).sqrt())
    }

    /// The levels of the rough copy where people are, 255 from black to white.
    pub(super) fn levels_of_people(&self) -> impl Iterator<Item = f32> {
        let levels = (0..self.rough.height).flat_map(|y| self.rough.row(y));
        levels
            .zip(self.shows_nobody.iter())
            .filter(|(_, nobody)| !**nobody)
            .map(|(level, _)| *level)
    }

    /// How much the rough copies differ, the other one shifted by so many of its px: the mean of what shows in both;
    /// infinite where little does.
    pub(super) fn difference(&self, other: &Self, by: [isize; 2]) -> f32 {
        let brighter = other.brightness - self.brightness;
        let (mut sum, mut count) = (0.0, 0);
        for y in 0..self.rough.height {
            let Some(there) = y.checked_add_signed(by[1]).filter(|y| *y < other.rough.height)
            else {
                continue;
            };
            let (here_row, there_row) = (self.rough.row(y), other.rough.row(there));
            let width = self.rough.width as isize;
            let shown = (-by[0]).clamp(0, width) as usize..(width - by[0]).clamp(0, width) as usize;
            for x in shown {
                let x_there = (x as isize + by[0]) as usize;
                let is_free = self.is_free[y * self.rough.width + x]
                    && other.is_free[there * other.rough.width + x_there];
                if is_free {
                    let off = (there_row[x_there] - here_row[x] - brighter).abs();
                    sum += off.min(MOST_DIFFERENT);
                    count += 1;
                }
            }
        }
        // a tenth of the picture, or the corner that is left may look alike by chance
        let is_enough = 10 * count >= self.is_free.len().max(1);
        if is_enough { sum / count as f32 } else { f32::INFINITY }
    }
}

fn brightness(rough: &Grey, is_free: &[bool]) -> f32 {
    let levels = (0..rough.height).flat_map(|y| rough.row(y)).zip(is_free);
    let shown: Vec<f32> =
        levels.filter(|(_, is_free)| **is_free).map(|(level, _)| *level).collect();
    shown.iter().sum::<f32>() / shown.len().max(1) as f32
}

fn free(rough: &Grey, hidden: &[[f32; 4]]) -> Vec<bool> {
    let factor = ROUGH_FACTOR as f32;
    let is_free = |i: usize| {
        let at = [i % rough.width, i / rough.width].map(|v| v as f32 * factor);
        let covers = |b: &&[f32; 4]| {
            (0..2).all(|axis| at[axis] + factor > b[axis] && at[axis] < b[axis + 2])
        };
        !hidden.iter().any(|b| covers(&b))
    };
    (0..rough.width * rough.height).map(is_free).collect()
}
