//! Models of two networks: a detector of boxes, and landmarks of the person in a box.

use crate::error::PoseError;
use crate::pose::crop::Crop;
use crate::pose::decoders::found::{FoundBox, ScoredPoint};
use crate::pose::decoders::heat_map::HeatMaps;
use crate::pose::decoders::simcc::SimCc;
use crate::pose::described::body;
use crate::pose::described::boxes::{BoxFinder, head_px};
use crate::pose::input::affine::Affine;
use crate::pose::input::top_down::TopDown;
use crate::pose::landmark_sets::LandmarkSet;
use crate::pose::look::Look;
use crate::pose::model::{Detection, Located, PoseModel};
use crate::pose::network::{Network, Outputs};
use crate::pose::reader::Reader;
use crate::pose::region::Region;
use crate::pose::spec::NetworkSpec;
use crate::video::Cutout;

/// A detector and a landmark network.
///
/// A region's size is the height of the rectangle that the landmark network sees.
pub(crate) struct TopDownModel<N> {
    detector: BoxFinder<N>,
    network: N,
    crop: Crop,
    decoder: PointDecoder,
    set: LandmarkSet,
    place: TopDown,
}

/// How the landmark network's answer is read.
enum PointDecoder {
    SimCc(SimCc),
    /// With the name of the maps.
    HeatMaps(HeatMaps, String),
}

impl<N: Network> TopDownModel<N> {
    /// Wraps a detector and a landmark network that answer as described.
    ///
    /// # Errors
    /// When a description is not one of its kind.
    pub(crate) fn new(
        (detector, boxes): (N, &NetworkSpec),
        (network, spec): (N, &NetworkSpec),
    ) -> Result<Self, PoseError> {
        let (decoder, set, place) = match spec.reader()? {
            Some(Reader::SimCc(decoder, set, place)) => (PointDecoder::SimCc(decoder), set, place),
            Some(Reader::HeatMaps(decoder, set, place)) => {
                let name = spec.only_output()?.0.to_owned();
                (PointDecoder::HeatMaps(decoder, name), set, place)
            }
            _ => {
                let why = "a landmarker has a decoder of one person: simcc, heat_map";
                return Err(spec.unusable(why));
            }
        };
        let detector = BoxFinder::new(detector, boxes)?;
        let crop = Crop::of_pixels(place.width, place.height, &spec.pixel_values()?);
        Ok(Self { detector, network, crop, decoder, set, place })
    }

    fn detection(&self, found: &FoundBox) -> Detection {
        let FoundBox { bounds_px, score } = *found;
        Detection { score, region: self.place.region(bounds_px), head_px: head_px(bounds_px) }
    }
}

impl<N: Network> PoseModel for TopDownModel<N> {
    fn detect(&mut self, picture: &Cutout, window: &Region) -> Result<Vec<Detection>, PoseError> {
        let found = self.detector.find(picture, window)?;
        let all = found.iter().map(|found| self.detection(found));
        Ok(all.filter(|d| d.region.is_usable()).collect())
    }

    fn locate(
        &mut self,
        picture: &Cutout,
        region: &Region,
        look: Look,
    ) -> Result<Option<Located>, PoseError> {
        let placed = self.place.place_region(region);
        let placed = match look {
            Look::Straight => placed,
            Look::Mirrored => placed.mirrored(self.place.width),
        };
        let outputs = self.network.run(self.crop.fill_placed(picture, &placed))?;
        let points = self.decoder.points(&outputs, self.set.count(), &placed.points)?;
        let found = body::pose(self.set, &points, look).map(|pose| {
            let region = self.place.region(body::bounds_px(&pose));
            Located { pose, region }
        });
        Ok(found.filter(|found| found.region.is_usable()))
    }

    fn bounds_px(&self, region: &Region) -> [f32; 4] {
        self.place.bounds_px(region)
    }
}

impl PointDecoder {
    fn points(
        &self,
        outputs: &Outputs,
        count: usize,
        to_picture: &Affine,
    ) -> Result<Vec<Option<ScoredPoint>>, PoseError> {
        match self {
            Self::SimCc(decoder) => {
                let (x, y) = (outputs.all_values("simcc_x")?, outputs.all_values("simcc_y")?);
                Ok(decoder.points(x, y, count, to_picture))
            }
            Self::HeatMaps(decoder, name) => {
                Ok(decoder.points(outputs.all_values(name)?, to_picture))
            }
        }
    }
}
