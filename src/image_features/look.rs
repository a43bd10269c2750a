//! Looks at one picture.

use crate::image_features::blobs;
use crate::image_features::markers::Marker;
use crate::image_features::marks::Marks;
use crate::image_features::waist;
use crate::pose::Pose;
use crate::video::Picture;

/// The waistband is looked for in every so many frames of a clip: it is read of people who stand still.
pub const WAIST_EVERY: usize = 3;

/// What a picture shows of the body whose pose is known; `frame` is its number in the clip.
#[must_use]
pub fn look(picture: &Picture, pose: &Pose, markers: &[Marker], frame: usize) -> Marks {
    Marks {
        spots: markers.iter().flat_map(|marker| blobs::spots(picture, pose, marker)).collect(),
        waist: match frame.is_multiple_of(WAIST_EVERY) {
            true => waist::waist_edges(picture, pose),
            false => Vec::new(),
        },
    }
}
