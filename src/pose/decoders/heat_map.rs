//! Heat maps, the output of ViTPose and others: for each keypoint one map over the input.

use crate::pose::decoders::found::ScoredPoint;
use crate::pose::decoders::simcc::highest;
use crate::pose::input::affine::Affine;
use crate::pose::input::top_down::PixelGrid;
use serde::Deserialize;

/// How finely a map's maximum is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellRefinement {
    /// The highest cell.
    Argmax,
    /// A quarter of a cell towards the higher neighbour, in each axis.
    ///
    /// # Source
    /// MMPose 1.x, `refine_keypoints`, for maps of `MSRAHeatmap`.
    Quarter,
    /// The top of the Gaussian that the blurred map looks like about its highest cell.
    ///
    /// # Source
    /// rtmlib 0.0.16, `post_dark_udp`, after Zhang et al. 2020 (DARK) and Huang et al. 2020 (UDP).
    #[default]
    Dark,
}

/// The decoder of heat maps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeatMaps {
    /// Width and height of the input.
    pub input: [usize; 2],
    /// Columns and rows of a map.
    pub cells: [usize; 2],
    /// How the maps lie on the input.
    ///
    /// Plain: cell times the ratio of the sizes (MMPose's `MSRAHeatmap`). UDP: the first and the last cells are the first
    /// and the last pixels (MMPose's `UDPHeatmap`, and rtmlib).
    pub grid: PixelGrid,
    /// How finely the maximum is placed.
    pub refinement: CellRefinement,
}

impl HeatMaps {
    /// The keypoints, from (1, keypoints, rows, columns); `None` where the map is nowhere above zero.
    ///
    /// The score is the map's maximum.
    ///
    /// # Source
    /// rtmlib 0.0.16, `ViTPose.postprocess`, and MMPose 1.x, `get_heatmap_maximum`.
    #[must_use]
    pub fn points(&self, maps: &[f32], to_picture: &Affine) -> Vec<Option<ScoredPoint>> {
        let size = (self.cells[0] * self.cells[1]).max(1);
        let maps = maps.chunks_exact(size);
        maps.map(|values| self.point(&Map { values, cells: self.cells }, to_picture)).collect()
    }

    fn point(&self, map: &Map<'_>, to_picture: &Affine) -> Option<ScoredPoint> {
        let best = highest(map.values)?;
        let score = map.values[best];
        let cell = [best % self.cells[0], best / self.cells[0]];
        let offset = match self.refinement {
            CellRefinement::Argmax => [0.0; 2],
            CellRefinement::Quarter => map.quarter(cell),
            CellRefinement::Dark => map.dark(cell).unwrap_or_default(),
        };
        let scale = self.scale();
        let at = [0, 1].map(|i| (cell[i] as f32 + offset[i]) * scale[i]);
        (score > 0.0).then(|| ScoredPoint::mapped(at, score, to_picture))
    }

    /// Input pixels of a cell.
    fn scale(&self) -> [f32; 2] {
        [0, 1].map(|i| {
            let (input, cells) = (self.input[i], self.cells[i]);
            match self.grid {
                PixelGrid::Plain => input as f32 / cells.max(1) as f32,
                PixelGrid::Udp => {
                    input.saturating_sub(1) as f32 / cells.saturating_sub(1).max(1) as f32
                }
            }
        })
    }
}

/// One heat map, row by row.
struct Map<'a> {
    values: &'a [f32],
    cells: [usize; 2],
}

/// Weights of the blur from its middle outwards: a Gaussian of 2 cells, 11 cells wide, before they are scaled to 1.
///
/// # Source
/// rtmlib 0.0.16: `dark_kernel=11`; OpenCV derives the width 0.3 × ((11 − 1) / 2 − 1) + 0.8 = 2 from it.
const BLUR_SIGMA: f32 = 2.0;
const BLUR_RADIUS: isize = 5;

/// Blurred heights are cut to these before their logarithm is taken.
///
/// # Source
/// rtmlib 0.0.16, `post_dark_udp`.
const BLURRED_RANGE: (f32, f32) = (0.001, 50.0);

impl Map<'_> {
    /// A quarter of a cell towards the higher neighbour; none near the edge, in the cells that MMPose leaves out.
    fn quarter(&self, cell: [usize; 2]) -> [f32; 2] {
        [0, 1].map(|axis| {
            let other = 1 - axis;
            let inside = cell[axis] > 1 && cell[axis] + 1 < self.cells[axis] && cell[other] > 0;
            if !inside {
                return 0.0;
            }
            let beside = |step: isize| self.beside(cell, axis, step);
            match beside(1).partial_cmp(&beside(-1)) {
                Some(std::cmp::Ordering::Greater) => 0.25,
                Some(std::cmp::Ordering::Less) => -0.25,
                _ => 0.0,
            }
        })
    }

    /// Newton's step to the top of the logarithm of the blurred map; `None` where it has no top there.
    ///
    /// # Deviations
    /// rtmlib also takes the step where the map bends upwards, and may then leave the map.
    fn dark(&self, cell: [usize; 2]) -> Option<[f32; 2]> {
        let log = |dx: isize, dy: isize| self.log_height(cell, dx, dy);
        let (centre, left, right) = (log(0, 0), log(-1, 0), log(1, 0));
        let (above, below) = (log(0, -1), log(0, 1));
        let slope = [0.5 * (right - left), 0.5 * (below - above)];
        let bend = [right - 2.0 * centre + left, below - 2.0 * centre + above];
        let corners = log(1, 1) + log(-1, -1);
        let twist = 0.5 * (corners - right - below + 2.0 * centre - left - above);
        // rtmlib adds the machine's epsilon so that the matrix can always be inverted
        let bend = bend.map(|b| b + f32::EPSILON);
        let determinant = bend[0] * bend[1] - twist * twist;
        (bend[0] < 0.0 && determinant > 0.0).then(|| {
            [
                (twist * slope[1] - bend[1] * slope[0]) / determinant,
                (twist * slope[0] - bend[0] * slope[1]) / determinant,
            ]
        })
    }

    /// Logarithm of the blurred height beside a cell; outside the map that of its edge.
    fn log_height(&self, cell: [usize; 2], dx: isize, dy: isize) -> f32 {
        let column = clamped(cell[0], dx, self.cells[0]);
        let row = clamped(cell[1], dy, self.cells[1]);
        self.blurred([column, row]).clamp(BLURRED_RANGE.0, BLURRED_RANGE.1).ln()
    }

    fn blurred(&self, cell: [usize; 2]) -> f32 {
        let weight = |d: isize| (-0.5 * (d as f32 / BLUR_SIGMA).powi(2)).exp();
        let span = || -BLUR_RADIUS..=BLUR_RADIUS;
        let total: f32 = span().map(weight).sum();
        let across = |row: usize| {
            let height = |d: isize| self.at(reflected(cell[0], d, self.cells[0]), row);
            span().map(|d| weight(d) * height(d)).sum::<f32>()
        };
        let down = |d: isize| weight(d) * across(reflected(cell[1], d, self.cells[1]));
        span().map(down).sum::<f32>() / (total * total)
    }

    fn beside(&self, mut cell: [usize; 2], axis: usize, step: isize) -> f32 {
        cell[axis] = clamped(cell[axis], step, self.cells[axis]);
        self.at(cell[0], cell[1])
    }

    fn at(&self, column: usize, row: usize) -> f32 {
        self.values.get(row * self.cells[0] + column).copied().unwrap_or_default()
    }
}

/// A cell some steps on, at most the last one.
fn clamped(cell: usize, step: isize, cells: usize) -> usize {
    cell.saturating_add_signed(step).min(cells.saturating_sub(1))
}

/// A cell some steps on; beyond the edge the map is its own mirror image about the last cell, as OpenCV blurs.
fn reflected(cell: usize, step: isize, cells: usize) -> usize {
    let last = cells.saturating_sub(1) as isize;
    let mut at = cell as isize + step;
    // maps narrower than the blur are reflected more than once
    while last > 0 && !(0..=last).contains(&at) {
        at = if at < 0 { -at } else { 2 * last - at };
    }
    at.clamp(0, last) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const INPUT: Affine = Affine { x: [1.0, 0.0, 0.0], y: [0.0, 1.0, 0.0] };

    fn decoder(grid: PixelGrid, refinement: CellRefinement) -> HeatMaps {
        HeatMaps { input: [192, 256], cells: [48, 64], grid, refinement }
    }

    /// A Gaussian of two cells, as ViTPose is trained with.
    fn gaussian(centre: [f32; 2]) -> Vec<f32> {
        let height = |i: usize| {
            let (dx, dy) = ((i % 48) as f32 - centre[0], (i / 48) as f32 - centre[1]);
            (-(dx * dx + dy * dy) / 8.0).exp()
        };
        (0..48 * 64).map(height).collect()
    }

    #[test]
    fn dark_finds_the_centre_of_a_gaussian() {
        let decoder = decoder(PixelGrid::Udp, CellRefinement::Dark);
        for centre in [[20.0, 30.0], [20.3, 30.45], [11.6, 50.2]] {
            let at = decoder.points(&gaussian(centre), &INPUT)[0].unwrap();
            assert!((at.x_px - centre[0] * 191.0 / 47.0).abs() < 0.02, "{at:?}");
            assert!((at.y_px - centre[1] * 255.0 / 63.0).abs() < 0.02, "{at:?}");
        }
    }

    #[test]
    fn a_quarter_is_taken_towards_the_higher_neighbour() {
        let decoder = decoder(PixelGrid::Plain, CellRefinement::Quarter);
        let at = decoder.points(&gaussian([20.3, 29.8]), &INPUT)[0].unwrap();
        assert_eq!((at.x_px, at.y_px), (4.0 * 20.25, 4.0 * 29.75));
        let at = decoder.points(&gaussian([0.3, 63.2]), &INPUT)[0].unwrap();
        assert_eq!((at.x_px, at.y_px), (0.0, 4.0 * 63.0));
    }

    #[test]
    fn dark_maps_have_no_point_and_flat_ones_stay_in_their_cell() {
        let decoder = decoder(PixelGrid::Udp, CellRefinement::Dark);
        assert_eq!(decoder.points(&[0.0; 48 * 64], &INPUT), [None]);
        let flat = decoder.points(&[0.5; 48 * 64], &INPUT)[0].unwrap();
        assert_eq!((flat.x_px, flat.y_px), (0.0, 0.0));
        let broken = decoder.points(&[f32::NAN; 48 * 64], &INPUT);
        assert_eq!(broken, [None]);
    }

    #[test]
    fn small_maps_are_reflected_more_than_once() {
        assert_eq!([-1, -3, -5, 4].map(|step| reflected(0, step, 3)), [1, 1, 1, 0]);
        assert_eq!(reflected(0, -5, 1), 0);
        let tiny = HeatMaps { cells: [1, 2], ..decoder(PixelGrid::Udp, CellRefinement::Dark) };
        assert!(tiny.points(&[0.1, 0.9], &INPUT)[0].unwrap().y_px.is_finite());
    }
}
