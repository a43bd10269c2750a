//! RTMO: boxes and keypoints of everyone in one pass.

use crate::pose::decoders::found::{FoundBox, FoundPerson, ScoredPoint};
use crate::pose::decoders::suppression::{BoxEnds, remaining};
use crate::pose::input::affine::Affine;

/// Values of a box: left, top, right, bottom, score.
const BOX_VALUES: usize = 5;
/// Values of a keypoint: x, y, score.
const POINT_VALUES: usize = 3;

/// People must have more than this score.
///
/// # Source
/// rtmlib 0.0.16, `RTMO`: `score_thr=0.7`. MMPose's configuration says 0.1.
pub const MIN_SCORE: f32 = 0.7;

/// Boxes that overlap more than this are one person.
///
/// # Source
/// rtmlib 0.0.16, `RTMO`: `nms_thr=0.45`, after the suppression inside the network.
pub const MAX_OVERLAP: f32 = 0.45;

/// The decoder of RTMO.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rtmo {
    /// Keypoints of a person.
    pub keypoints: usize,
    /// People must have more than this score.
    pub min_score: f32,
    /// Boxes that overlap more than this (intersection over union) are one person.
    pub max_overlap: f32,
}

impl Rtmo {
    /// The decoder with rtmlib's thresholds.
    #[must_use]
    pub fn new(keypoints: usize) -> Self {
        Self { keypoints, min_score: MIN_SCORE, max_overlap: MAX_OVERLAP }
    }

    /// People in the picture, best first, from boxes (1, any number, 5) and keypoints (1, that number, keypoints, 3).
    ///
    /// Where nobody is found the list is empty. rtmlib then returns one person whose points are all zero.
    #[must_use]
    pub fn people(
        &self,
        boxes: &[f32],
        keypoints: &[f32],
        to_picture: &Affine,
    ) -> Vec<FoundPerson> {
        let rows = keypoints.chunks_exact((self.keypoints * POINT_VALUES).max(1));
        let found = |(v, points): (&[f32], _)| {
            let found = FoundBox::mapped([v[0], v[1], v[2], v[3]], v[4], to_picture)?;
            (found.score > self.min_score).then_some((found, points))
        };
        let people = boxes.chunks_exact(BOX_VALUES).zip(rows).filter_map(found);
        let (boxes, rows): (Vec<FoundBox>, Vec<&[f32]>) = people.unzip();
        let kept = remaining(&boxes, self.max_overlap, BoxEnds::Inclusive);
        let person = |i: usize| FoundPerson {
            found: boxes[i],
            points: ScoredPoint::triples(rows[i], to_picture),
        };
        kept.into_iter().map(person).collect()
    }
}
