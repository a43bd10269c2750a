//! Person detectors that answer with boxes: YOLOX and RTMDet.

use crate::pose::decoders::found::{FoundBox, corners};
use crate::pose::decoders::suppression::{BoxEnds, remaining};
use crate::pose::input::affine::Affine;
use serde::Deserialize;

/// What a detector's output holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoxForm {
    /// Boxes after suppression inside the network, (1, any number, 5): left, top, right, bottom in input pixels, score.
    InGraph,
    /// One row for each cell of the grids, (1, cells, 5 + classes): offsets of the centre and logarithms of the size in
    /// cells, confidence that there is an object, confidences of the classes. The first class is the person.
    Grid,
}

/// Pixels of a cell in each grid.
///
/// # Source
/// MMPose 1.x, `yolox_s_8xb8-300e_humanart.py`, and rtmlib 0.0.16: strides 8, 16 and 32.
const STRIDES: [usize; 3] = [8, 16, 32];

/// Values of a box after suppression inside the network.
const BOX_VALUES: usize = 5;

/// The decoder of a person detector.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonBoxes {
    /// What the output holds.
    pub form: BoxForm,
    /// Width and height of the input.
    pub input: [usize; 2],
    /// Boxes must have more than this score.
    pub min_score: f32,
    /// Boxes that overlap more than this (intersection over union) are one person. Only for [`BoxForm::Grid`].
    pub max_overlap: f32,
}

/// One cell of a grid: column, row, pixels a side.
struct Cell {
    column: f32,
    row: f32,
    stride: f32,
}

impl PersonBoxes {
    /// How many rows the grids have.
    #[must_use]
    pub fn cells(&self) -> usize {
        STRIDES.iter().map(|s| (self.input[0] / s) * (self.input[1] / s)).sum()
    }

    /// People in the picture: those of a grid best first, others in the network's order; `to_picture` maps points of the
    /// input.
    #[must_use]
    pub fn people(&self, output: &[f32], to_picture: &Affine) -> Vec<FoundBox> {
        match self.form {
            BoxForm::InGraph => self.of_boxes(output, to_picture),
            BoxForm::Grid => self.of_grids(output, to_picture),
        }
    }

    fn of_boxes(&self, output: &[f32], to_picture: &Affine) -> Vec<FoundBox> {
        let found = |v: &[f32]| FoundBox::mapped([v[0], v[1], v[2], v[3]], v[4], to_picture);
        let rows = output.chunks_exact(BOX_VALUES).filter_map(found);
        rows.filter(|b| b.score > self.min_score).collect()
    }

    fn of_grids(&self, output: &[f32], to_picture: &Affine) -> Vec<FoundBox> {
        let values = output.len() / self.cells().max(1);
        if values <= BOX_VALUES {
            return vec![];
        }
        let rows = output.chunks_exact(values).zip(self.grids());
        let found = |(v, cell): (&[f32], Cell)| {
            let score = v[4] * v[5];
            let is_person = score > self.min_score;
            is_person.then(|| FoundBox::mapped(corners(cell.spread(v)), score, to_picture))?
        };
        let boxes: Vec<FoundBox> = rows.filter_map(found).collect();
        let kept = remaining(&boxes, self.max_overlap, BoxEnds::Inclusive);
        kept.into_iter().map(|i| boxes[i]).collect()
    }

    /// The cells of all grids, row by row.
    fn grids(&self) -> impl Iterator<Item = Cell> {
        let [width, height] = self.input;
        STRIDES.into_iter().flat_map(move |stride| {
            let columns = width / stride;
            (0..columns * (height / stride)).map(move |i| Cell {
                column: (i % columns) as f32,
                row: (i / columns) as f32,
                stride: stride as f32,
            })
        })
    }
}

impl Cell {
    /// Centre, width and height in input pixels.
    fn spread(&self, v: &[f32]) -> [f32; 4] {
        [
            (v[0] + self.column) * self.stride,
            (v[1] + self.row) * self.stride,
            v[2].exp() * self.stride,
            v[3].exp() * self.stride,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grids_have_as_many_cells_as_the_networks_answer() {
        let cells = |side: usize| {
            let input = [side, side];
            let form = BoxForm::Grid;
            PersonBoxes { form, input, min_score: 0.5, max_overlap: 0.5 }.cells()
        };
        assert_eq!([416, 640, 320].map(cells), [3549, 8400, 2100]);
    }

    #[test]
    fn numbers_that_are_not_finite_are_no_person() {
        let boxes =
            PersonBoxes { form: BoxForm::Grid, input: [32, 32], min_score: 0.1, max_overlap: 0.5 };
        let identity = Affine::stretch([1.0; 2], [0.0; 2]);
        for bad in [f32::NAN, f32::INFINITY, 1e9] {
            let mut rows = [0.0; 6 * 21];
            rows[..6].copy_from_slice(&[0.5, 0.5, bad, 0.0, 1.0, 1.0]);
            rows[6..12].copy_from_slice(&[0.5, 0.5, 0.0, 0.0, bad, f32::NAN]);
            assert_eq!(boxes.people(&rows, &identity), []);
        }
        assert_eq!(boxes.people(&[1.0; 20], &identity), []);
        assert_eq!(boxes.people(&[1.0; 5 * 21], &identity), []);
        assert_eq!(boxes.people(&[], &identity), []);
    }
}
