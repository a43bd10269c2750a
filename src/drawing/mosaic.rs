//! Regions of pictures reduced to a few mean colours.

use crate::video::PlaneMut;

/// The mean levels of a region's blocks, in one plane of a picture.
pub(super) struct Mosaic {
    /// Left and top of the region, and its width and height.
    left: usize,
    top: usize,
    across: usize,
    down: usize,
    /// Blocks from left to right, and from top to bottom.
    columns: usize,
    rows: usize,
    levels: Vec<f32>,
}

impl Mosaic {
    /// That of a box (left, top, right, bottom, in samples) with so many blocks across its shorter side; `None` where
    /// nothing of the box lies in the plane.
    pub(super) fn of(plane: &PlaneMut<'_>, box_samples: [f32; 4], blocks: f32) -> Option<Self> {
        let [left, top, right, bottom] = box_samples;
        let inside = |v: f32, limit: usize| v.clamp(0.0, limit as f32);
        let (width, height) = (plane.width, plane.height);
        let (x0, y0) = (inside(left, width).floor() as usize, inside(top, height).floor() as usize);
        let (x1, y1) =
            (inside(right, width).ceil() as usize, inside(bottom, height).ceil() as usize);
        let (across, down) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
        // by the whole box, so that a face at the picture's edge has no finer blocks
        let block = ((right - left).min(bottom - top) / blocks).max(1.0);
        let count = |length: usize| ((length as f32 / block).round() as usize).max(1);
        let (columns, rows) = (count(across), count(down));
        let mosaic = Self { left: x0, top: y0, across, down, columns, rows, levels: Vec::new() };
        (across > 0 && down > 0).then(|| Self { levels: mosaic.means(plane), ..mosaic })
    }

    fn means(&self, plane: &PlaneMut<'_>) -> Vec<f32> {
        let mut sums = vec![(0.0_f32, 0.0_f32); self.columns * self.rows];
        for y in 0..self.down {
            let row = y * self.rows / self.down;
            for x in 0..self.across {
                let column = x * self.columns / self.across;
                let (sum, count) = &mut sums[row * self.columns + column];
                *sum += f32::from(plane.levels[(self.top + y) * plane.width + self.left + x]);
                *count += 1.0;
            }
        }
        sums.into_iter().map(|(sum, count)| sum / count.max(1.0)).collect()
    }

    /// Paints the region, but for the samples that `kept` gives for a row, each from one to before another.
    pub(super) fn paint(&self, plane: &mut PlaneMut<'_>, kept: impl Fn(usize) -> Vec<[usize; 2]>) {
        for y in 0..self.down {
            let down = between(y, self.down, self.rows);
            let start = (self.top + y) * plane.width;
            let row = &mut plane.levels[start..start + plane.width];
            let (mut from, until) = (self.left, self.left + self.across);
            let mut spans = kept(self.top + y);
            spans.sort_unstable();
            for [kept_from, kept_until] in spans.into_iter().chain([[until, until]]) {
                let painted = row.iter_mut().enumerate().take(kept_from.min(until)).skip(from);
                for (x, level) in painted {
                    *level = self.level(between(x - self.left, self.across, self.columns), down);
                }
                from = from.max(kept_until);
            }
        }
    }

    /// The level between four blocks' middles.
    fn level(&self, across: (usize, usize, f32), down: (usize, usize, f32)) -> u8 {
        let at = |column: usize, row: usize| self.levels[row * self.columns + column];
        let mix = |a: f32, b: f32, share: f32| a + share * (b - a);
        let above = mix(at(across.0, down.0), at(across.1, down.0), across.2);
        let below = mix(at(across.0, down.1), at(across.1, down.1), across.2);
        mix(above, below, down.2).round() as u8
    }
}

/// The blocks to either side of a sample, and how far it is from the middle of the one to that of the other.
fn between(at: usize, length: usize, blocks: usize) -> (usize, usize, f32) {
    let place = (at as f32 + 0.5) / length as f32 * blocks as f32 - 0.5;
    let place = place.clamp(0.0, (blocks - 1) as f32);
    let first = place as usize;
    (first, (first + 1).min(blocks - 1), place - first as f32)
}
