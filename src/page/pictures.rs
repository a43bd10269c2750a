//! The pictures of a report.

use image::RgbImage;

/// A small picture of the subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Thumbnail {
    /// Index into the sequence's frames.
    pub frame: usize,
    /// Real time of the frame.
    pub time_s: f64,
    /// The subject and some room.
    pub rgb: RgbImage,
}

/// Pictures from the whole clip; none where only poses are at hand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pictures {
    /// Small ones, in time order.
    pub thumbnails: Vec<Thumbnail>,
    /// The one that shows who was chosen, with its time in seconds.
    pub still: Option<(f64, RgbImage)>,
}
