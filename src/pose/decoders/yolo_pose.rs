//! YOLO-pose of Ultralytics: boxes and keypoints of everyone in one pass.
//!
//! The weights of Ultralytics are under the AGPL-3.0; gaitline has none of them and reads those that a user brings.

use crate::pose::decoders::found::{FoundBox, FoundPerson, ScoredPoint, corners};
use crate::pose::decoders::suppression::{BoxEnds, remaining};
use crate::pose::input::affine::Affine;
use serde::Deserialize;

/// People must have more than this score.
///
/// # Source
/// Ultralytics 8, documentation of `predict`: `conf` 0.25.
pub const MIN_SCORE: f32 = 0.25;

/// Boxes that overlap more than this are one person.
///
/// # Source
/// Ultralytics 8, documentation of `predict`: `iou` 0.7.
pub const MAX_OVERLAP: f32 = 0.7;

/// Values before the keypoints in each form: a box and its score, and the class behind them.
const CANDIDATE_VALUES: usize = 5;
const IN_GRAPH_VALUES: usize = 6;
/// Values of a keypoint: x, y, score.
const POINT_VALUES: usize = 3;

/// What the output holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YoloForm {
    /// All candidates, one a column, (1, 5 + 3 × keypoints, candidates): centre, width, height, score, then x, y and
    /// score of each keypoint. With 17 keypoints and an input of 640 × 640 it is (1, 56, 8400).
    Candidates,
    /// People, one a row, (1, people, 6 + 3 × keypoints): left, top, right, bottom, score, class, then the keypoints. So
    /// exports with `nms=True` answer, with rows of zeros behind the last person.
    InGraph,
}

/// The decoder of YOLO-pose. All lengths of the output are input pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct YoloPose {
    /// What the output holds.
    pub form: YoloForm,
    /// Keypoints of a person.
    pub keypoints: usize,
    /// People must have more than this score.
    pub min_score: f32,
    /// Boxes that overlap more than this are one person. Only for [`YoloForm::Candidates`].
    pub max_overlap: f32,
}

impl YoloPose {
    /// The decoder with the thresholds of Ultralytics.
    #[must_use]
    pub fn new(form: YoloForm, keypoints: usize) -> Self {
        Self { form, keypoints, min_score: MIN_SCORE, max_overlap: MAX_OVERLAP }
    }

    /// Values of one candidate or person.
    #[must_use]
    pub fn values(&self) -> usize {
        let before = match self.form {
            YoloForm::Candidates => CANDIDATE_VALUES,
            YoloForm::InGraph => IN_GRAPH_VALUES,
        };
        before + POINT_VALUES * self.keypoints
    }

    /// People in the picture: candidates best first, others in the network's order.
    #[must_use]
    pub fn people(&self, output: &[f32], to_picture: &Affine) -> Vec<FoundPerson> {
        match self.form {
            YoloForm::Candidates => self.of_candidates(output, to_picture),
            YoloForm::InGraph => self.of_rows(output, to_picture),
        }
    }

    fn of_rows(&self, output: &[f32], to_picture: &Affine) -> Vec<FoundPerson> {
        let person = |v: &[f32]| {
            let found = FoundBox::mapped([v[0], v[1], v[2], v[3]], v[4], to_picture)?;
            let points = ScoredPoint::triples(&v[IN_GRAPH_VALUES..], to_picture);
            (found.score > self.min_score).then_some(FoundPerson { found, points })
        };
        output.chunks_exact(self.values()).filter_map(person).collect()
    }

    fn of_candidates(&self, output: &[f32], to_picture: &Affine) -> Vec<FoundPerson> {
        let count = output.len() / self.values();
        let column = |i: usize| output.iter().skip(i).step_by(count).copied();
        let found = |i: usize| {
            let score = output[4 * count + i];
            let centred = || [0, 1, 2, 3].map(|row| output[row * count + i]);
            let is_person = score > self.min_score;
            let found = is_person.then(|| FoundBox::mapped(corners(centred()), score, to_picture));
            Some((found??, i))
        };
        let (boxes, columns): (Vec<FoundBox>, Vec<usize>) = (0..count).filter_map(found).unzip();
        let kept = remaining(&boxes, self.max_overlap, BoxEnds::Exclusive);
        let person = |k: usize| {
            let values: Vec<f32> =
                column(columns[k]).take(self.values()).skip(CANDIDATE_VALUES).collect();
            FoundPerson { found: boxes[k], points: ScoredPoint::triples(&values, to_picture) }
        };
        kept.into_iter().map(person).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_56_values_and_rows_have_a_class_more() {
        assert_eq!(YoloPose::new(YoloForm::Candidates, 17).values(), 56);
        assert_eq!(YoloPose::new(YoloForm::InGraph, 17).values(), 57);
    }

    #[test]
    fn an_output_that_is_too_short_has_nobody() {
        let identity = Affine::stretch([1.0; 2], [0.0; 2]);
        for form in [YoloForm::Candidates, YoloForm::InGraph] {
            assert_eq!(YoloPose::new(form, 17).people(&[0.9; 10], &identity), []);
            assert_eq!(YoloPose::new(form, 17).people(&[], &identity), []);
        }
    }

    #[test]
    fn rows_of_zeros_are_nobody() {
        let decoder = YoloPose::new(YoloForm::InGraph, 1);
        let mut rows = [0.0; 18];
        rows[..9].copy_from_slice(&[10.0, 20.0, 30.0, 40.0, 0.9, 0.0, 15.0, 25.0, 0.5]);
        let people = decoder.people(&rows, &Affine::stretch([2.0; 2], [1.0; 2]));
        assert_eq!(people.len(), 1);
        assert_eq!(people[0].found.bounds_px, [21.0, 41.0, 61.0, 81.0]);
        assert_eq!(people[0].points, [ScoredPoint { x_px: 31.0, y_px: 51.0, score: 0.5 }]);
    }
}
