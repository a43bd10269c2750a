//! Where the heat maps see the joints of either leg.
//!
//! The landmark head of the network is a regression. Where two answers are possible, because one leg is in front of
//! the other or both are dark, it gives a place between the two or jumps from one to the other. The heat maps keep
//! both places apart.

use crate::anatomy::{Joint, Landmark, Side};
use crate::pose::activation::sigmoid;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Cells a side of the heat maps.
pub(super) const CELLS: usize = 64;
/// A peak is higher than all cells this far around it, and its place is their centre of mass.
const RADIUS: usize = 2;
/// Lower peaks are the floor of the map.
pub(super) const LEAST_HEIGHT: f32 = 0.08;
/// Peaks of the left and of the right map nearer than so many cells are one place.
pub(super) const SAME_CELLS: f32 = 1.5;
/// More places than this are never needed: there are two legs.
pub(super) const MOST_PEAKS: usize = 5;

/// A place where the network sees a joint of one leg or the other.
///
/// `left` and `right` are the heights of the two maps there, 0 to 1: how much the place looks like that joint of the
/// left and of the right leg.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[f32; 4]", into = "[f32; 4]")]
#[schemars(with = "[f32; 4]")]
pub struct LegPeak {
    /// To the right.
    pub x_px: f32,
    /// Downwards.
    pub y_px: f32,
    /// Height of the left leg's map.
    pub left: f32,
    /// Height of the right leg's map.
    pub right: f32,
}

impl From<[f32; 4]> for LegPeak {
    fn from([x_px, y_px, left, right]: [f32; 4]) -> Self {
        Self { x_px, y_px, left, right }
    }
}

impl From<LegPeak> for [f32; 4] {
    fn from(p: LegPeak) -> Self {
        [p.x_px, p.y_px, p.left, p.right]
    }
}

/// The peaks of each joint of [`Joint::LEG`], highest first; `to_picture` brings a place of the region (0 to 1) into
/// the picture, and `own` names the landmark whose map shows a side's joint.
///
/// `heatmap` holds the maps of all landmarks, logits, row by row.
pub(super) fn leg_peaks(
    heatmap: &[f32],
    own: impl Fn(Landmark) -> Landmark,
    to_picture: impl Fn([f32; 2]) -> [f32; 2],
) -> Vec<Vec<LegPeak>> {
    let map = |landmark: Landmark| {
        let start = own(landmark).index() * CELLS * CELLS;
        Map(&heatmap[start..start + CELLS * CELLS])
    };
    let peaks_of = |joint: Joint| {
        let maps = Side::BOTH.map(|side| map(joint.on(side)));
        let mut peaks = places(&maps).into_iter().map(|at| {
            let [x_px, y_px] = to_picture(at.map(|c| c / CELLS as f32));
            let [left, right] = [0, 1].map(|i| maps[i].height_at(at));
            LegPeak { x_px, y_px, left, right }
        });
        peaks.by_ref().take(MOST_PEAKS).collect()
    };
    Joint::LEG.into_iter().map(peaks_of).collect()
}

/// The peaks of both maps, in cells, highest first.
fn places(maps: &[Map<'_>; 2]) -> Vec<[f32; 2]> {
    let mut all: Vec<(f32, [f32; 2])> = maps.iter().flat_map(|map| map.peaks()).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut apart: Vec<[f32; 2]> = Vec::new();
    for (_, at) in all {
        let is_known = |p: &[f32; 2]| (p[0] - at[0]).hypot(p[1] - at[1]) < SAME_CELLS;
        if !apart.iter().any(is_known) {
            apart.push(at);
        }
    }
    apart
}

/// One heat map, logits, row by row. Few cells are above the floor: only these are turned into heights.
struct Map<'a>(&'a [f32]);

impl Map<'_> {
    /// Its peaks: height, and place in cells (column, row).
    fn peaks(&self) -> Vec<(f32, [f32; 2])> {
        let floor = (LEAST_HEIGHT / (1.0 - LEAST_HEIGHT)).ln();
        let cells = (0..CELLS * CELLS).filter(|&i| self.0[i] > floor);
        let is_peak = |i: &usize| {
            let mut around = around(i % CELLS, i / CELLS, RADIUS);
            around.all(|j| self.0[j] < self.0[*i] || (self.0[j] == self.0[*i] && j >= *i))
        };
        let found = cells.filter(is_peak);
        found.map(|i| (sigmoid(self.0[i]), self.centre(i % CELLS, i / CELLS))).collect()
    }

    /// Centre of mass about a cell.
    fn centre(&self, column: usize, row: usize) -> [f32; 2] {
        let mut sums = [0.0f32; 3];
        for i in around(column, row, RADIUS) {
            let height = sigmoid(self.0[i]);
            sums = [
                sums[0] + height,
                sums[1] + height * (i % CELLS) as f32,
                sums[2] + height * (i / CELLS) as f32,
            ];
        }
        [sums[1] / sums[0], sums[2] / sums[0]]
    }

    /// The greatest height in the cell of a place and its neighbours.
    fn height_at(&self, at: [f32; 2]) -> f32 {
        let [column, row] = at.map(|c| (c.round() as usize).min(CELLS - 1));
        sigmoid(around(column, row, 1).map(|i| self.0[i]).fold(f32::NEG_INFINITY, f32::max))
    }
}

/// The cells within a distance of one, it included.
fn around(column: usize, row: usize, radius: usize) -> impl Iterator<Item = usize> {
    let span = move |c: usize| c.saturating_sub(radius)..(c + radius + 1).min(CELLS);
    span(row).flat_map(move |r| span(column).map(move |c| r * CELLS + c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Maps of all landmarks, dark but for soft spots: landmark, column, row, logit at the centre.
    fn maps(spots: &[(Landmark, usize, usize, f32)]) -> Vec<f32> {
        let mut all = vec![-20.0; Landmark::COUNT * CELLS * CELLS];
        for &(landmark, column, row, logit) in spots {
            for cell in around(column, row, 1) {
                let off = column.abs_diff(cell % CELLS) + row.abs_diff(cell / CELLS);
                all[landmark.index() * CELLS * CELLS + cell] = logit - 3.0 * off as f32;
            }
        }
        all
    }

    fn knees(spots: &[(Landmark, usize, usize, f32)]) -> Vec<LegPeak> {
        let peaks = leg_peaks(&maps(spots), |l| l, |at| at.map(|v| v * CELLS as f32));
        assert_eq!(peaks.len(), Joint::LEG.len());
        peaks[1].clone()
    }

    use Landmark::{LeftKnee, RightKnee};

    #[test]
    fn both_legs_are_found_in_both_maps() {
        let found =
            knees(&[(LeftKnee, 20, 40, 2.0), (LeftKnee, 30, 41, 0.0), (RightKnee, 30, 41, 3.0)]);
        let places: Vec<[f32; 2]> =
            found.iter().map(|p| [p.x_px.round(), p.y_px.round()]).collect();
        assert_eq!(places, [[30.0, 41.0], [20.0, 40.0]]);
        assert!((found[0].left - 0.5).abs() < 1e-3 && (found[0].right - 0.953).abs() < 1e-3);
        assert!((found[1].left - 0.881).abs() < 1e-3 && found[1].right < 1e-3);
    }

    #[test]
    fn the_floor_of_a_map_has_no_peaks_and_a_plateau_has_one() {
        assert!(knees(&[(LeftKnee, 20, 40, -3.0)]).is_empty());
        assert_eq!(knees(&[(LeftKnee, 20, 40, 2.0), (RightKnee, 21, 40, 2.0)]).len(), 1);
        let mut flat = maps(&[]);
        let start = LeftKnee.index() * CELLS * CELLS;
        flat[start..start + CELLS * CELLS].fill(1.0);
        assert_eq!(leg_peaks(&flat, |l| l, |at| at)[1].len(), 1);
    }

    #[test]
    fn a_peak_at_the_edge_is_found() {
        let found = knees(&[(RightKnee, 0, 63, 2.0)]);
        assert_eq!(found.len(), 1);
        assert!(found[0].x_px < 0.5 && found[0].y_px > 62.5);
    }
}
