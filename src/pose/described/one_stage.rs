//! Models of one network, which finds everyone with their landmarks.

use crate::error::PoseError;
use crate::pose::crop::Crop;
use crate::pose::decoders::found::{FoundPerson, ScoredPoint};
use crate::pose::decoders::rtmo::Rtmo;
use crate::pose::decoders::yolo_pose::YoloPose;
use crate::pose::described::body;
use crate::pose::described::boxes::head_px;
use crate::pose::described::window::place;
use crate::pose::input::affine::Affine;
use crate::pose::input::letterbox::Letterbox;
use crate::pose::input::top_down::PADDING;
use crate::pose::keypoints::Pose;
use crate::pose::landmark_sets::LandmarkSet;
use crate::pose::look::Look;
use crate::pose::model::{Detection, Located, PoseModel};
use crate::pose::network::{Network, Outputs};
use crate::pose::reader::Reader;
use crate::pose::region::Region;
use crate::pose::spec::NetworkSpec;
use crate::video::Cutout;

/// A network that finds everyone.
///
/// A region is the square around a body's box with the room that other families have.
pub(crate) struct OneStage<N> {
    network: N,
    crop: Crop,
    decoder: PeopleDecoder,
    set: LandmarkSet,
    letterbox: Letterbox,
}

/// How the network's answer is read.
enum PeopleDecoder {
    Rtmo(Rtmo),
    /// With the name of the output.
    YoloPose(YoloPose, String),
}

impl<N: Network> OneStage<N> {
    /// Wraps a network that answers as `spec` says.
    ///
    /// # Errors
    /// When the description is not one of its kind.
    pub(crate) fn new(network: N, spec: &NetworkSpec) -> Result<Self, PoseError> {
        let (decoder, set, letterbox) = match spec.reader()? {
            Some(Reader::Rtmo(decoder, set, place)) => (PeopleDecoder::Rtmo(decoder), set, place),
            Some(Reader::YoloPose(decoder, set, place)) => {
                let name = spec.only_output()?.0.to_owned();
                (PeopleDecoder::YoloPose(decoder, name), set, place)
            }
            _ => {
                let why = "a network of everyone has such a decoder: rtmo, yolo_pose";
                return Err(spec.unusable(why));
            }
        };
        let crop = Crop::of_pixels(letterbox.width, letterbox.height, &spec.pixel_values()?);
        Ok(Self { network, crop, decoder, set, letterbox })
    }

    /// Everyone in a square of the picture.
    fn people(
        &mut self,
        picture: &Cutout,
        window: &Region,
        look: Look,
    ) -> Result<Vec<FoundPerson>, PoseError> {
        let placed = place(&self.letterbox, picture, window);
        let placed = match look {
            Look::Straight => placed,
            Look::Mirrored => placed.mirrored(self.letterbox.width),
        };
        let outputs = self.network.run(self.crop.fill_placed(picture, &placed))?;
        self.decoder.people(&outputs, &placed.points)
    }

    /// The pose of somebody who was found, if it is one.
    fn pose(&self, person: &FoundPerson, look: Look) -> Option<Pose> {
        let points: Vec<Option<ScoredPoint>> = person.points.iter().copied().map(Some).collect();
        body::pose(self.set, &points, look)
    }

    fn detection(&self, person: &FoundPerson) -> Detection {
        let FoundPerson { found, .. } = person;
        let pose = self.pose(person, Look::Straight);
        let head = pose.and_then(|pose| pose.head_px()).map(|head| head.map(|v| v as f32));
        Detection {
            score: found.score,
            region: region(found.bounds_px),
            head_px: head.unwrap_or_else(|| head_px(found.bounds_px)),
        }
    }
}

impl<N: Network> PoseModel for OneStage<N> {
    fn detect(&mut self, picture: &Cutout, window: &Region) -> Result<Vec<Detection>, PoseError> {
        let people = self.people(picture, window, Look::Straight)?;
        let all = people.iter().map(|person| self.detection(person));
        let mut usable: Vec<Detection> = all.filter(|d| d.region.is_usable()).collect();
        usable.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(usable)
    }

    /// Of several people in the region it is the one who fills it best.
    fn locate(
        &mut self,
        picture: &Cutout,
        asked: &Region,
        look: Look,
    ) -> Result<Option<Located>, PoseError> {
        let people = self.people(picture, asked, look)?;
        let located = people.iter().filter_map(|person| {
            let pose = self.pose(person, look)?;
            let region = region(body::bounds_px(&pose));
            region.is_usable().then_some(Located { pose, region })
        });
        let fit = |found: &Located| found.region.overlap_ratio(asked);
        Ok(located.max_by(|a, b| fit(a).total_cmp(&fit(b))))
    }
}

/// The square around a body's box: left, top, right, bottom in px.
fn region([left, top, right, bottom]: [f32; 4]) -> Region {
    Region {
        cx_px: (left + right) / 2.0,
        cy_px: (top + bottom) / 2.0,
        size_px: (right - left).max(bottom - top) * PADDING,
        angle_rad: 0.0,
    }
}

impl PeopleDecoder {
    fn people(&self, outputs: &Outputs, map: &Affine) -> Result<Vec<FoundPerson>, PoseError> {
        Ok(match self {
            Self::Rtmo(decoder) => {
                let (boxes, points) =
                    (outputs.all_values("dets")?, outputs.all_values("keypoints")?);
                decoder.people(boxes, points, map)
            }
            Self::YoloPose(decoder, name) => decoder.people(outputs.all_values(name)?, map),
        })
    }
}
