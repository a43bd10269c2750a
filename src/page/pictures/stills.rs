//! The still pictures of a report, and the moments that it wants them of.

use image::RgbImage;

/// A picture of one frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Still {
    /// Index into the sequence's frames.
    pub frame: usize,
    /// Real time of the frame.
    pub time_s: f64,
    /// The picture.
    pub rgb: RgbImage,
}

/// Pictures of the clip; none where only poses are at hand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stills {
    /// The subject and some room, with the skeleton, in time order.
    pub moments: Vec<Still>,
    /// The whole picture with everybody's number: who was chosen.
    pub chosen: Option<Still>,
}

impl Stills {
    /// The subject's picture that is nearest to a time.
    #[must_use]
    pub fn nearest(&self, time_s: f64) -> Option<&Still> {
        let off = |still: &&Still| (still.time_s - time_s).abs();
        self.moments.iter().min_by(|a, b| off(a).total_cmp(&off(b)))
    }
}
