//! The seam between the networks of a model and what is made of their answers.

use crate::error::PoseError;
use crate::pose::keypoints::Pose;
use crate::pose::look::Look;
use crate::pose::region::Region;
use crate::video::Cutout;

/// A person found in a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// Confidence, 0 to 1.
    pub score: f32,
    /// Where the landmark network should look.
    pub region: Region,
    /// Middle of the head: x, y in px.
    pub head_px: [f32; 2],
}

/// A pose, and where the same person should be looked for in a frame close by.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    /// The landmarks.
    pub pose: Pose,
    /// The region that the pose itself asks for.
    pub region: Region,
}

/// A pose model of whatever family: finds people, and the landmarks of one of them.
///
/// Both are one trait because the networks of some families do both at once.
pub trait PoseModel {
    /// Looks for people in a square of the picture; best first.
    ///
    /// # Errors
    /// When the network fails.
    fn detect(&mut self, picture: &Cutout, window: &Region) -> Result<Vec<Detection>, PoseError>;

    /// The person in a region, or `None` where the network sees nobody there. `picture` holds at least
    /// [`PoseModel::bounds_px`].
    ///
    /// # Errors
    /// When the network fails.
    fn locate(
        &mut self,
        picture: &Cutout,
        region: &Region,
        look: Look,
    ) -> Result<Option<Located>, PoseError>;

    /// The part of the picture that a look at a region needs: left, top, right, bottom.
    fn bounds_px(&self, region: &Region) -> [f32; 4] {
        region.bounds_px()
    }
}
