//! SimCC, the output of RTMPose: for each keypoint one curve over the columns and one over the rows of the input.

use crate::pose::decoders::found::ScoredPoint;
use crate::pose::input::affine::Affine;
use serde::Deserialize;

/// How finely a curve's maximum is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BinRefinement {
    /// The highest bin, as rtmlib and MMPose do: half an input pixel with the usual two bins a pixel.
    Argmax,
    /// The top of the parabola through the highest bin and its two neighbours. The networks are trained to answer with a
    /// Gaussian about the keypoint, whose top is nearly a parabola.
    #[default]
    Parabola,
}

/// Bins of the usual networks in each input pixel.
///
/// # Source
/// MMPose 1.x, all configurations of RTMPose: `simcc_split_ratio=2.0`; rtmlib 0.0.16 has it fixed.
pub const SPLIT: f32 = 2.0;

/// The decoder of SimCC.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimCc {
    /// Bins in each input pixel.
    pub split: f32,
    /// How finely the maximum is placed.
    pub refinement: BinRefinement,
}

impl SimCc {
    /// The keypoints, from (1, keypoints, width × split) and (1, keypoints, height × split); `None` where the score is
    /// not above zero.
    ///
    /// The score is the mean of both maxima. Bin 0 is the centre of the input's first pixel.
    ///
    /// # Source
    /// rtmlib 0.0.16, `get_simcc_maximum`. MMPose 1.x takes the smaller maximum instead of the mean.
    #[must_use]
    pub fn points(
        &self,
        x: &[f32],
        y: &[f32],
        keypoints: usize,
        to_picture: &Affine,
    ) -> Vec<Option<ScoredPoint>> {
        let curves = |values: &'_ [f32]| (values.len() / keypoints.max(1)).max(1);
        let pairs = x.chunks_exact(curves(x)).zip(y.chunks_exact(curves(y))).take(keypoints);
        pairs.map(|(columns, rows)| self.point(columns, rows, to_picture)).collect()
    }

    fn point(&self, columns: &[f32], rows: &[f32], to_picture: &Affine) -> Option<ScoredPoint> {
        let ((column, high_x), (row, high_y)) = (self.top(columns)?, self.top(rows)?);
        let score = 0.5 * (high_x + high_y);
        let at = [column / self.split, row / self.split];
        (score > 0.0).then(|| ScoredPoint::mapped(at, score, to_picture))
    }

    /// Place and height of a curve's maximum, in bins.
    fn top(&self, curve: &[f32]) -> Option<(f32, f32)> {
        let best = highest(curve)?;
        let offset = match self.refinement {
            BinRefinement::Argmax => 0.0,
            BinRefinement::Parabola => parabola_offset(curve, best),
        };
        Some((best as f32 + offset, curve[best]))
    }
}

/// The first of the highest values.
pub(super) fn highest(values: &[f32]) -> Option<usize> {
    let mut best = None;
    for (i, &value) in values.iter().enumerate() {
        if value.is_finite() && best.is_none_or(|b: usize| value > values[b]) {
            best = Some(i);
        }
    }
    best
}

/// How far the top of a parabola lies from the highest bin: at most half a bin, none at either end of the curve.
fn parabola_offset(curve: &[f32], best: usize) -> f32 {
    let neighbours = best.checked_sub(1).and_then(|i| curve.get(i..i + 3));
    let Some(&[before, top, after]) = neighbours else { return 0.0 };
    let bend = before - 2.0 * top + after;
    let offset = 0.5 * (before - after) / bend;
    if offset.is_finite() { offset.clamp(-0.5, 0.5) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INPUT: Affine = Affine { x: [1.0, 0.0, 0.0], y: [0.0, 1.0, 0.0] };

    fn gaussian(bins: usize, centre: f32, sigma: f32) -> Vec<f32> {
        (0..bins).map(|i| (-0.5 * ((i as f32 - centre) / sigma).powi(2)).exp()).collect()
    }

    /// With the widths of the curves that RTMPose is trained with (4.9 and 5.66 bins, in its configuration).
    #[test]
    fn the_parabola_finds_the_centre_of_a_gaussian() {
        let refined = SimCc { split: 2.0, refinement: BinRefinement::Parabola };
        let plain = SimCc { split: 2.0, refinement: BinRefinement::Argmax };
        for centre in [100.0, 100.2, 100.45, 100.7] {
            let (x, y) = (gaussian(384, centre, 4.9), gaussian(512, 2.0 * centre, 5.66));
            let fine = refined.points(&x, &y, 1, &INPUT)[0].unwrap();
            let coarse = plain.points(&x, &y, 1, &INPUT)[0].unwrap();
            assert!((fine.x_px - centre / 2.0).abs() < 2e-3, "{fine:?}");
            assert!((fine.y_px - centre).abs() < 2e-3, "{fine:?}");
            assert_eq!(coarse.x_px, centre.round() / 2.0);
        }
    }

    #[test]
    fn ends_plateaus_and_numbers_that_are_not_finite_stay_where_they_are() {
        assert_eq!(parabola_offset(&[3.0, 2.0, 1.0], 0), 0.0);
        assert_eq!(parabola_offset(&[1.0, 2.0, 3.0], 2), 0.0);
        assert_eq!(parabola_offset(&[2.0, 2.0, 2.0], 1), 0.0);
        assert_eq!(parabola_offset(&[1.0, 2.0, 2.0], 1), 0.5);
        assert_eq!(parabola_offset(&[f32::NAN, 2.0, 1.0], 1), 0.0);
        assert_eq!(highest(&[f32::NAN, 1.0, f32::INFINITY, 1.0]), Some(1));
        assert_eq!(highest(&[]), None);
    }

    #[test]
    fn tensors_of_a_wrong_length_do_no_harm() {
        let decoder = SimCc { split: 2.0, refinement: BinRefinement::Parabola };
        assert_eq!(decoder.points(&[], &[], 17, &INPUT), []);
        assert_eq!(decoder.points(&[1.0; 5], &[1.0; 3], 0, &INPUT), []);
        assert!(decoder.points(&[1.0; 5], &[1.0; 3], 17, &INPUT).len() <= 17);
    }
}
