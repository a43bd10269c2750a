//! The part of a picture that a network of whole pictures is shown.

use crate::pose::input::letterbox::Letterbox;
use crate::pose::input::placement::Placement;
use crate::pose::region::Region;
use crate::video::Cutout;

/// The part of a square that lies in the picture, placed in an input.
///
/// The whole picture's square is larger than the picture; what is beyond would take up room in the input.
pub(super) fn place(letterbox: &Letterbox, picture: &Cutout, window: &Region) -> Placement {
    let half_px = window.size_px / 2.0;
    let axis = |centre_px: f32, start: u32, end: u32| {
        let inside = |v: f32| v.clamp(start as f32, end as f32);
        let first = inside((centre_px - half_px).floor());
        [first, inside((centre_px + half_px).ceil()) - first]
    };
    let ([left, top], [right, bottom]) = (picture.origin(), picture.end());
    let [x, width] = axis(window.cx_px, left, right);
    let [y, height] = axis(window.cy_px, top, bottom);
    letterbox.place([width as u32, height as u32]).moved([x, y])
}
