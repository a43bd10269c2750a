//! A person detector that answers with boxes.

use crate::error::PoseError;
use crate::pose::crop::Crop;
use crate::pose::decoders::found::FoundBox;
use crate::pose::decoders::person_boxes::PersonBoxes;
use crate::pose::described::window::place;
use crate::pose::input::letterbox::Letterbox;
use crate::pose::network::Network;
use crate::pose::reader::Reader;
use crate::pose::region::Region;
use crate::pose::spec::NetworkSpec;
use crate::video::Cutout;

/// The chin is this far below the top of a body's box, in heights of the box. There BlazePose's detector sees the middle of
/// a head too.
///
/// # Source
/// Drillis & Contini 1966: the head is 0.13 of the height.
const CHIN: f32 = 0.13;

/// A detector network with what is around it.
pub(super) struct BoxFinder<N> {
    network: N,
    crop: Crop,
    decoder: PersonBoxes,
    letterbox: Letterbox,
    output: String,
}

impl<N: Network> BoxFinder<N> {
    /// Wraps a network that answers as `spec` says.
    pub(super) fn new(network: N, spec: &NetworkSpec) -> Result<Self, PoseError> {
        let Some(Reader::Boxes(decoder, letterbox)) = spec.reader()? else {
            return Err(spec.unusable("a detector has a decoder of boxes: yolox, rtmdet"));
        };
        let crop = Crop::of_pixels(letterbox.width, letterbox.height, &spec.pixel_values()?);
        let output = spec.only_output()?.0.to_owned();
        Ok(Self { network, crop, decoder, letterbox, output })
    }

    /// Everyone in a square of the picture, best first.
    pub(super) fn find(
        &mut self,
        picture: &Cutout,
        window: &Region,
    ) -> Result<Vec<FoundBox>, PoseError> {
        let placed = place(&self.letterbox, picture, window);
        let outputs = self.network.run(self.crop.fill_placed(picture, &placed))?;
        let mut found = self.decoder.people(outputs.all_values(&self.output)?, &placed.points);
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(found)
    }
}

/// Where the head of the person in a box is, in px: so that faces can be blurred.
pub(super) fn head_px([left, top, right, bottom]: [f32; 4]) -> [f32; 2] {
    [(left + right) / 2.0, top + CHIN * (bottom - top)]
}
