//! A movement of the picture.

/// A movement of the background against a key frame, in px of the small copies.
///
/// # Shapes and units
/// Right, down, clockwise turn and growth; the last two as what they shift at half of the longer side from the middle.
pub(super) type Movement = [f64; 4];
