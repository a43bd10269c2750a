//! What decoders find.

use crate::pose::input::affine::Affine;

/// A point of a body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoredPoint {
    /// To the right.
    pub x_px: f32,
    /// Downwards.
    pub y_px: f32,
    /// The network's confidence. That of SimCC and heat maps is no probability and may exceed 1.
    pub score: f32,
}

/// A box around a person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FoundBox {
    /// Left, top, right, bottom.
    pub bounds_px: [f32; 4],
    /// Confidence, 0 to 1.
    pub score: f32,
}

/// A person with box and points.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPerson {
    /// The box and its confidence.
    pub found: FoundBox,
    /// One point for each of the network's keypoints, in its order.
    pub points: Vec<ScoredPoint>,
}

impl FoundBox {
    /// A box of the network's input, brought into the picture; `None` where a number is not finite.
    pub(super) fn mapped(bounds: [f32; 4], score: f32, to_picture: &Affine) -> Option<Self> {
        let [left, top] = to_picture.apply([bounds[0], bounds[1]]);
        let [right, bottom] = to_picture.apply([bounds[2], bounds[3]]);
        // a mirror exchanges the sides
        let (left, right) = if to_picture.x[0] < 0.0 { (right, left) } else { (left, right) };
        let bounds_px = [left, top, right, bottom];
        let is_finite = score.is_finite() && bounds_px.iter().all(|v| v.is_finite());
        is_finite.then_some(Self { bounds_px, score })
    }
}

impl ScoredPoint {
    /// A point of the network's input, brought into the picture.
    pub(super) fn mapped(at: [f32; 2], score: f32, to_picture: &Affine) -> Self {
        let [x_px, y_px] = to_picture.apply(at);
        Self { x_px, y_px, score }
    }

    /// Points that a network gives as x, y and score, one after the other.
    pub(super) fn triples(values: &[f32], to_picture: &Affine) -> Vec<Self> {
        let point = |v: &[f32]| Self::mapped([v[0], v[1]], v[2], to_picture);
        values.chunks_exact(3).map(point).collect()
    }
}

/// Corners of a box from its centre, width and height.
pub(super) fn corners([cx, cy, width, height]: [f32; 4]) -> [f32; 4] {
    [cx - width / 2.0, cy - height / 2.0, cx + width / 2.0, cy + height / 2.0]
}
