//! The blocks of a key frame: what each has of texture, and how far it has gone.

use crate::camera_tracking::background_frame::BackgroundFrame;
use crate::camera_tracking::grey::Grey;

/// Side of a block: a twentieth of the picture.
pub(super) const SIDE: usize = 16;

/// From a block to the picture's edge, so that gradients are known.
const MARGIN: usize = 2;

/// A block has texture where the gradient is so many grey levels a pixel, root mean square: a camera's noise leaves
/// some 0.2 in a small copy, and what moves below that is swallowed by the codec.
const LEAST_GRADIENT: f32 = 1.5;

/// Where more than this share of a block's texture does not come back, something else is there.
const MOST_CHANGED: f32 = 0.5;

/// A block of a key frame.
pub(super) struct Block {
    /// Its first pixel.
    corner: [usize; 2],
    /// Its middle.
    pub(super) middle: [f64; 2],
    /// Grey levels, less their mean.
    levels: Vec<f32>,
    /// Their slopes to the right and down, less their means.
    slopes: Vec<[f32; 2]>,
    /// Sums of the slopes' products: right², right × down, down².
    texture: [f32; 3],
}

/// How far a block lies from where it was looked for, in px.
pub(super) struct Offset {
    /// Of the block's texture: right², right × down, down², so that both squares add up to 1.
    pub(super) share: [f64; 3],
    /// Right and down, as seen through that texture: the share's matrix times the offset.
    pub(super) seen: [f64; 2],
    /// Whether the block looks as it did.
    pub(super) is_found: bool,
}

impl Offset {
    /// About how far, along the directions in which there is texture.
    pub(super) fn distance(&self) -> f64 {
        self.rows().map(|(_, value)| value * value).sum::<f64>().sqrt()
    }

    /// The same as equations of equal errors, one or two: how much of right and down add up to what.
    ///
    /// They are the rows of the share's square root: texture tells of a direction as far as it has slopes along it.
    pub(super) fn rows(&self) -> impl Iterator<Item = ([f64; 2], f64)> {
        let [a, b, c] = self.share;
        // both squares add up to 1: so the sizes along the axes lie as far above a half as below it
        let beyond = (a - c).hypot(2.0 * b) / 2.0;
        let (sin, cos) = ((2.0 * b).atan2(a - c) / 2.0).sin_cos();
        let axes = [([cos, sin], 0.5 + beyond), ([-sin, cos], 0.5 - beyond)];
        axes.into_iter().filter(|(_, size)| *size >= LEAST_SHARE).map(|(axis, size)| {
            let root = size.sqrt();
            let seen = axis[0] * self.seen[0] + axis[1] * self.seen[1];
            (axis.map(|v| root * v), seen / root)
        })
    }
}

/// Less of the texture than this is the noise along an edge.
const LEAST_SHARE: f64 = 0.05;

/// The blocks that have texture and hide nobody.
pub(super) fn blocks(grey: &Grey, hidden: &[[f32; 4]]) -> Vec<Block> {
    let starts = |side: usize| (MARGIN..(side + 1).saturating_sub(SIDE + MARGIN)).step_by(SIDE);
    let corners = starts(grey.height).flat_map(|y| starts(grey.width).map(move |x| [x, y]));
    let free = corners.filter(|corner| !is_hidden(corner.map(|c| c as f64), hidden));
    free.filter_map(|corner| Block::of(grey, corner)).collect()
}

/// Whether a block with this corner overlaps one of the boxes (left, top, right, bottom).
fn is_hidden([x, y]: [f64; 2], hidden: &[[f32; 4]]) -> bool {
    let [right, bottom] = [x, y].map(|start| start + SIDE as f64);
    let overlaps = |b: &[f64; 4]| x <= b[2] && right >= b[0] && y <= b[3] && bottom >= b[1];
    hidden.iter().any(|b| overlaps(&b.map(f64::from)))
}

impl Block {
    fn of(grey: &Grey, corner: [usize; 2]) -> Option<Self> {
        let [x0, y0] = corner;
        let mut levels = Vec::with_capacity(SIDE * SIDE);
        let mut slopes = Vec::with_capacity(SIDE * SIDE);
        for y in y0..y0 + SIDE {
            let (above, at, below) = (grey.row(y - 1), grey.row(y), grey.row(y + 1));
            for x in x0..x0 + SIDE {
                levels.push(at[x]);
                slopes.push([(at[x + 1] - at[x - 1]) / 2.0, (below[x] - above[x]) / 2.0]);
            }
        }
        let count = (SIDE * SIDE) as f32;
        let mean = levels.iter().sum::<f32>() / count;
        levels.iter_mut().for_each(|level| *level -= mean);
        let means = [0, 1].map(|axis| slopes.iter().map(|s| s[axis]).sum::<f32>() / count);
        slopes.iter_mut().for_each(|s| *s = [s[0] - means[0], s[1] - means[1]]);
        let sum = |i: usize, j: usize| slopes.iter().map(|s| s[i] * s[j]).sum::<f32>();
        let texture = [sum(0, 0), sum(0, 1), sum(1, 1)];
        let is_textured = texture[0] + texture[2] >= count * LEAST_GRADIENT * LEAST_GRADIENT;
        let half = (SIDE as f64 - 1.0) / 2.0;
        let middle = [x0 as f64 + half, y0 as f64 + half];
        is_textured.then_some(Self { corner, middle, levels, slopes, texture })
    }

    /// How far the block lies in another picture from where a shift puts it; `None` where that is outside of the
    /// picture or under somebody.
    pub(super) fn offset(&self, picture: &BackgroundFrame, by: [f64; 2]) -> Option<Offset> {
        let grey = &picture.grey;
        let place = [0, 1].map(|axis| self.corner[axis] as f64 + by[axis]);
        let last = [grey.width, grey.height].map(|side| side as f64 - (SIDE + 1) as f64);
        let is_inside = (0..2).all(|axis| (0.0..=last[axis]).contains(&place[axis]));
        if !is_inside || is_hidden(place, &picture.hidden) {
            return None;
        }
        let there = patch(grey, place);
        let mean = there.iter().sum::<f32>() / there.len() as f32;
        let (mut changed, mut whole, mut along) = (0.0, 0.0, [0.0; 2]);
        for ((there, here), slope) in there.iter().zip(&self.levels).zip(&self.slopes) {
            let change = there - mean - here;
            changed += change * change;
            whole += here * here;
            along = [along[0] + slope[0] * change, along[1] + slope[1] * change];
        }
        let size = self.texture[0] + self.texture[2];
        Some(Offset {
            share: self.texture.map(|t| f64::from(t / size)),
            seen: along.map(|a| -f64::from(a / size)),
            is_found: changed <= MOST_CHANGED * whole,
        })
    }
}

/// The pixels of a block between pixels; the block and a pixel more lie in the picture.
fn patch(grey: &Grey, place: [f64; 2]) -> Vec<f32> {
    let whole = place.map(f64::floor);
    let [right, down] = [0, 1].map(|axis| (place[axis] - whole[axis]) as f32);
    let [x, y] = whole.map(|p| p as usize);
    let row = |at: usize| {
        let row = &grey.row(at)[x..=x + SIDE];
        let mix = |pair: &[f32]| pair[0] + right * (pair[1] - pair[0]);
        row.windows(2).map(mix).collect::<Vec<f32>>()
    };
    let mut patch = Vec::with_capacity(SIDE * SIDE);
    let mut above = row(y);
    for at in y + 1..=y + SIDE {
        let below = row(at);
        patch.extend(above.iter().zip(&below).map(|(a, b)| a + down * (b - a)));
        above = below;
    }
    patch
}
