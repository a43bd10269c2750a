//! Both networks of BlazePose together.

use crate::error::PoseError;
use crate::pose::blazepose::detector::Detector;
use crate::pose::blazepose::landmarker::Landmarker;
use crate::pose::look::Look;
use crate::pose::model::{Detection, Located, PoseModel};
use crate::pose::network::Network;
use crate::pose::region::Region;
use crate::video::Cutout;

/// A pose below this confidence is no person.
///
/// # Source
/// MediaPipe 0.10.21, `pose_landmark_by_roi`: presence threshold 0.5.
const MIN_POSE_SCORE: f32 = 0.5;

/// The detector and the landmark network of BlazePose.
pub(crate) struct BlazePose<N> {
    detector: Detector<N>,
    landmarker: Landmarker<N>,
}

impl<N: Network> BlazePose<N> {
    /// Puts both networks together.
    #[must_use]
    pub(crate) fn new(detector: Detector<N>, landmarker: Landmarker<N>) -> Self {
        Self { detector, landmarker }
    }
}

impl<N: Network> PoseModel for BlazePose<N> {
    fn detect(&mut self, picture: &Cutout, window: &Region) -> Result<Vec<Detection>, PoseError> {
        self.detector.detect(picture, window)
    }

    fn locate(
        &mut self,
        picture: &Cutout,
        region: &Region,
        look: Look,
    ) -> Result<Option<Located>, PoseError> {
        let found = self.landmarker.locate(picture, region, look)?;
        let is_person = found.pose.score > MIN_POSE_SCORE && found.region.is_usable();
        Ok(is_person.then_some(found))
    }
}
