//! The person detector RTMDet.
//!
//! The published networks suppress inside. A [`BoxForm::Grid`] of RTMDet is read as one of YOLOX, as rtmlib does; the
//! head of RTMDet itself has no confidence for objects and gives distances to the sides.

use crate::pose::decoders::person_boxes::{BoxForm, PersonBoxes};

/// Boxes must have more than this score.
///
/// # Source
/// rtmlib 0.0.16, `RTMDet`: `score_thr=0.3`, for either form of output.
pub const MIN_SCORE: f32 = 0.3;

/// Boxes that overlap more than this are one person.
///
/// # Source
/// rtmlib 0.0.16, `RTMDet`: `nms_thr=0.45`.
pub const MAX_OVERLAP: f32 = 0.45;

/// The decoder with rtmlib's thresholds, for an input of that width and height.
#[must_use]
pub fn rtmdet(form: BoxForm, input: [usize; 2]) -> PersonBoxes {
    PersonBoxes { form, input, min_score: MIN_SCORE, max_overlap: MAX_OVERLAP }
}
