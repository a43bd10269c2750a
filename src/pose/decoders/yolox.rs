//! The person detector YOLOX.

use crate::pose::decoders::person_boxes::{BoxForm, PersonBoxes};

/// Scores from which a box is a person: after suppression inside the network, and without it.
///
/// # Source
/// rtmlib 0.0.16, `YOLOX`: 0.3 in `postprocess`, and `score_thr=0.7`.
pub const MIN_SCORE_IN_GRAPH: f32 = 0.3;
/// See [`MIN_SCORE_IN_GRAPH`].
pub const MIN_SCORE_GRID: f32 = 0.7;

/// Boxes that overlap more than this are one person.
///
/// # Source
/// rtmlib 0.0.16, `YOLOX`: `nms_thr=0.45`. MMPose's configuration says 0.65.
pub const MAX_OVERLAP: f32 = 0.45;

/// The decoder with rtmlib's thresholds, for an input of that width and height.
#[must_use]
pub fn yolox(form: BoxForm, input: [usize; 2]) -> PersonBoxes {
    let min_score = match form {
        BoxForm::InGraph => MIN_SCORE_IN_GRAPH,
        BoxForm::Grid => MIN_SCORE_GRID,
    };
    PersonBoxes { form, input, min_score, max_overlap: MAX_OVERLAP }
}
