//! Where the pixels of a network's input lie in the picture.

use crate::pose::input::affine::Affine;

/// What stands outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surround {
    /// The picture lies on black, and samples at its edge are a mixture of both.
    Black,
    /// Within the columns and rows `shown` of the input (left, top, right, bottom, the last two not included), samples
    /// repeat the picture's edge. All other input pixels have this level.
    Framed {
        /// The level of the frame.
        level: u8,
        /// The part of the input that shows the picture.
        shown: [usize; 4],
    },
}

/// A picture placed in a network's input.
///
/// The two maps differ by half a pixel where a program resizes by the edges of pixels and then divides the network's
/// coordinates by the scale alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// Which place of the picture an input pixel shows.
    pub sampling: Affine,
    /// Which place of the picture a point of the network's answer means.
    pub points: Affine,
    /// What stands outside the picture.
    pub surround: Surround,
}

impl Placement {
    /// The same for a part of the picture that begins there.
    #[must_use]
    pub fn moved(&self, left_top_px: [f32; 2]) -> Self {
        let (sampling, points) = (self.sampling.moved(left_top_px), self.points.moved(left_top_px));
        Self { sampling, points, ..*self }
    }

    /// The same with the columns of an input of that width in reverse order: the network sees a mirror image, and its
    /// points are brought back. Left and right landmarks are still to be exchanged.
    #[must_use]
    pub fn mirrored(&self, width: usize) -> Self {
        let (sampling, points) = (self.sampling.mirrored(width), self.points.mirrored(width));
        let surround = match self.surround {
            Surround::Framed { level, shown: [left, top, right, bottom] } => {
                let turn = |column: usize| width.saturating_sub(column);
                Surround::Framed { level, shown: [turn(right), top, turn(left), bottom] }
            }
            Surround::Black => Surround::Black,
        };
        Self { sampling, points, surround }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_turns_maps_and_frame() {
        let map = Affine { x: [2.0, 0.0, 7.0], y: [0.0, 2.0, 1.0] };
        let surround = Surround::Framed { level: 114, shown: [0, 0, 40, 64] };
        let placed = Placement { sampling: map, points: map, surround };
        let mirrored = placed.mirrored(64);
        assert_eq!(mirrored.sampling.apply([63.0, 5.0]), map.apply([0.0, 5.0]));
        assert_eq!(mirrored.points.apply([24.0, 5.0]), map.apply([39.0, 5.0]));
        let shown = [24, 0, 64, 64];
        assert_eq!(mirrored.surround, Surround::Framed { level: 114, shown });
        assert_eq!(mirrored.mirrored(64), placed);
    }
}
