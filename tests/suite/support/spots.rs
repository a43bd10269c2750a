//! Stickers on the pelvis of a synthetic walker, as spots beside each pose.

use gaitline::anatomy::{Joint, Side, Site};
use gaitline::track::PoseSequence;
use gaitline::{Oklab, Spot, parse_markers};

pub(crate) const GREEN: Oklab = Oklab { l: 0.7, a: -0.18, b: 0.12 };

pub(crate) fn spot(site: Site, [x_px, y_px]: [f64; 2], diameter_px: f64, colour: Oklab) -> Spot {
    let [x_px, y_px, diameter_px] = [x_px, y_px, diameter_px].map(|v| v as f32);
    Spot { site, x_px, y_px, diameter_px, colour, contrast: 0.3 }
}

/// A sticker of 3 cm beside hips that are 18 cm apart.
pub(crate) fn sticker_px(hips: [[f64; 2]; 2]) -> f64 {
    (hips[0][0] - hips[1][0]).abs() / 6.0
}

/// Puts spots into every frame; `place` sees the frame's number and both hips, left first.
pub(crate) fn with_spots(
    mut sequence: PoseSequence,
    markers: &str,
    place: impl Fn(usize, [[f64; 2]; 2]) -> Vec<Spot>,
) -> PoseSequence {
    sequence.reading.markers = parse_markers(markers).unwrap();
    for (i, frame) in sequence.frames.iter_mut().enumerate() {
        let pose = frame.pose.as_ref().unwrap();
        let hips = Side::BOTH.map(|side| {
            let k = pose.keypoint(Joint::Hip.on(side));
            [f64::from(k.x_px), f64::from(k.y_px)]
        });
        frame.marks.spots = place(i, hips);
    }
    sequence
}

/// Both ASIS, or both PSIS, some way above the hips, their line turned by `left_up_deg`.
pub(crate) fn pair(site: Site, left_up_deg: f64, hips: [[f64; 2]; 2]) -> Vec<Spot> {
    let ([left, right], size) = (hips, sticker_px(hips));
    let [mx, my] = [(left[0] + right[0]) / 2.0, (left[1] + right[1]) / 2.0];
    // to the picture's right: there the left side is, seen from the front
    let half = 0.65 * (left[0] - right[0]);
    let rise = half.abs() * left_up_deg.to_radians().tan();
    let above = 0.6 * half.abs();
    vec![
        spot(site, [mx + half, my - above - rise], size, GREEN),
        spot(site, [mx - half, my - above + rise], size, GREEN),
    ]
}

/// Both ASIS of somebody who comes toward the camera.
pub(crate) fn asis(left_up_deg: f64, hips: [[f64; 2]; 2]) -> Vec<Spot> {
    pair(Site::Asis, left_up_deg, hips)
}
