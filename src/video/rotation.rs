//! The display matrix: how a stored picture must be turned and mirrored to stand upright.

/// One of the eight ways in which a picture can lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Orientation {
    /// Clockwise turn in quarter turns, 0 to 3, applied after mirroring.
    pub(super) quarter_turns: u8,
    /// Mirrored left to right before turning.
    pub(super) mirrored: bool,
}

impl Orientation {
    /// From a display matrix as containers store it: nine 32-bit integers, row by row, of which the
    /// first two of the first two rows turn and mirror. A matrix at an odd angle goes to the nearest
    /// quarter turn; none at all, or too short a one, leaves the picture as it is.
    pub(super) fn from_display_matrix(bytes: &[u8]) -> Self {
        let at = |i: usize| {
            let four = bytes.get(4 * i..4 * i + 4)?;
            Some(f64::from(i32::from_ne_bytes(four.try_into().ok()?)))
        };
        let (Some(a), Some(b), Some(c), Some(d)) = (at(0), at(1), at(3), at(4)) else {
            return Self::default();
        };
        // the point (x, y) goes to (a x + c y, b x + d y); where x goes tells the turn
        let mirrored = a * d - b * c < 0.0;
        let (to_right, to_down) = if mirrored { (-a, -b) } else { (a, b) };
        let quarter_turns = match (to_right.abs() >= to_down.abs(), to_right >= 0.0, to_down >= 0.0)
        {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        Self { quarter_turns, mirrored }
    }

    /// FFmpeg filters that make the picture upright, each with its comma.
    pub(super) fn filters(self) -> String {
        let turn = ["", "transpose=clock,", "hflip,vflip,", "transpose=cclock,"];
        let mirror = if self.mirrored { "hflip," } else { "" };
        format!("{mirror}{}", turn[usize::from(self.quarter_turns % 4)])
    }

    /// Width and height after turning.
    pub(super) fn upright_size(self, width_px: u32, height_px: u32) -> (u32, u32) {
        if self.quarter_turns % 2 == 1 { (height_px, width_px) } else { (width_px, height_px) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: i32 = 1 << 16;

    fn of(a: i32, b: i32, c: i32, d: i32) -> Orientation {
        let matrix = [a, b, 0, c, d, 0, 0, 0, 1 << 30];
        let bytes: Vec<u8> = matrix.iter().flat_map(|v| v.to_ne_bytes()).collect();
        Orientation::from_display_matrix(&bytes)
    }

    /// Where a picture's right and down arrows point after mirroring and turning.
    fn arrows(o: Orientation) -> [(i32, i32); 2] {
        [(1, 0), (0, 1)].map(|(x, y)| {
            let mut v = if o.mirrored { (-x, y) } else { (x, y) };
            for _ in 0..o.quarter_turns {
                v = (-v.1, v.0);
            }
            v
        })
    }

    #[test]
    fn all_eight_orientations_do_what_their_matrix_says() {
        for (a, b, c, d) in [
            (1, 0, 0, 1),
            (0, 1, -1, 0),
            (-1, 0, 0, -1),
            (0, -1, 1, 0),
            (-1, 0, 0, 1),
            (1, 0, 0, -1),
            (0, 1, 1, 0),
            (0, -1, -1, 0),
        ] {
            let orientation = of(a * ONE, b * ONE, c * ONE, d * ONE);
            assert_eq!(arrows(orientation), [(a, b), (c, d)], "{orientation:?}");
        }
    }

    #[test]
    fn nonsense_leaves_the_picture_as_it_is() {
        assert_eq!(Orientation::from_display_matrix(&[1, 2, 3]), Orientation::default());
        assert_eq!(of(0, 0, 0, 0), Orientation::default());
        assert_eq!(of(ONE, ONE / 100, -ONE / 100, ONE), Orientation::default());
    }
}
