//! Pictures along the clip, with everybody in them.

use crate::error::AnalysisError;
use crate::pose::{Look, PoseEstimator, Zoom};
use crate::video::Frame;
use image::codecs::jpeg::JpegEncoder;
use image::{RgbImage, imageops};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Longer side of a still: wide enough to recognise somebody by.
const LONGER_SIDE_PX: u32 = 960;

/// Enough to recognise somebody by; some 60 kB a picture.
const QUALITY: u8 = 75;

/// Hair, hands and shoes lie beyond the landmarks, by a share of the box's height.
const ROOM: f32 = 0.06;

/// A picture of the clip, and who is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PreviewStill {
    /// When it is shown, in seconds of the clip's own clock.
    pub time_s: f64,
    /// Name of its JPEG file.
    pub file: String,
    /// Everybody who was found in it, the surest first.
    pub people: Vec<PersonBox>,
}

/// Where somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonBox {
    /// Left, top, right, bottom, as shares of the picture's width and height.
    #[serde(rename = "box")]
    pub edges: [f32; 4],
    /// Whether this is the subject, who is analysed unless somebody else is asked for; known for the pictures of the excerpt alone.
    #[serde(default)]
    pub is_subject: bool,
}

/// The still of a frame, and its JPEG file.
pub(super) fn still(
    frame: &Frame,
    number: usize,
    estimator: &mut PoseEstimator,
) -> Result<(PreviewStill, Vec<u8>), AnalysisError> {
    let whole = frame.picture.whole();
    let people = estimator.people(&whole, Zoom::Deep, &[], Look::Straight)?;
    let size_px = [frame.picture.width(), frame.picture.height()].map(|px| px as f32);
    let people = people.iter().map(|seen| person_box(seen.pose.bounds_px(), size_px)).collect();
    let file = format!("{number}.jpg");
    Ok((PreviewStill { time_s: frame.time_s, file, people }, jpeg(&whole.into_rgb())?))
}

fn person_box([left, top, right, bottom]: [f32; 4], [width, height]: [f32; 2]) -> PersonBox {
    let room_px = ROOM * (bottom - top).max(0.0);
    let edges = [
        (left - room_px) / width,
        (top - room_px) / height,
        (right + room_px) / width,
        (bottom + room_px) / height,
    ];
    PersonBox { edges: edges.map(|share| share.clamp(0.0, 1.0)), is_subject: false }
}

/// Boxes that overlap by less, as intersection over union, are of two people.
const LEAST_OVERLAP: f32 = 0.3;

impl PreviewStill {
    /// Marks the subject, by the box around that person's landmarks in the same picture.
    pub(super) fn mark_subject(&mut self, bounds_px: [f32; 4], size_px: [f32; 2]) {
        let subject = person_box(bounds_px, size_px).edges;
        let overlaps = self.people.iter_mut().map(|one| (overlap(one.edges, subject), one));
        let best = overlaps.max_by(|(a, _), (b, _)| a.total_cmp(b));
        if let Some((_, one)) = best.filter(|(overlap, _)| *overlap >= LEAST_OVERLAP) {
            one.is_subject = true;
        }
    }
}

/// Intersection over union, 0 to 1.
fn overlap(a: [f32; 4], b: [f32; 4]) -> f32 {
    let area =
        |[left, top, right, bottom]: [f32; 4]| (right - left).max(0.0) * (bottom - top).max(0.0);
    let common = area([a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]);
    common / (area(a) + area(b) - common).max(f32::MIN_POSITIVE)
}

fn jpeg(rgb: &RgbImage) -> Result<Vec<u8>, AnalysisError> {
    let longer_px = rgb.width().max(rgb.height()).max(1);
    let scale = (f64::from(LONGER_SIDE_PX) / f64::from(longer_px)).min(1.0);
    let to = |px: u32| ((f64::from(px) * scale).round() as u32).max(1);
    let small = imageops::thumbnail(rgb, to(rgb.width()), to(rgb.height()));
    let mut jpeg = Vec::new();
    small
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY))
        .map_err(|e| AnalysisError::Render { what: "a still", why: e.to_string() })?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_has_room_and_stays_in_the_picture() {
        let inside = person_box([100.0, 100.0, 200.0, 300.0], [1000.0, 500.0]).edges;
        let expected = [0.088, 0.176, 0.212, 0.624];
        assert!(inside.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6), "{inside:?}");
        assert_eq!(
            person_box([-9.0, 0.0, 1200.0, 600.0], [1000.0, 500.0]).edges,
            [0.0, 0.0, 1.0, 1.0]
        );
    }

    #[test]
    fn the_subject_is_the_box_in_the_same_place_and_nobody_where_there_is_none() {
        let size_px = [1000.0, 1000.0];
        let [left, right] = [[100.0, 200.0, 300.0, 900.0], [600.0, 200.0, 800.0, 900.0]];
        let marked = |bounds_px| {
            let people = [left, right].map(|bounds_px| person_box(bounds_px, size_px)).to_vec();
            let mut still = PreviewStill { time_s: 0.0, file: String::new(), people };
            still.mark_subject(bounds_px, size_px);
            still.people.iter().map(|one| one.is_subject).collect::<Vec<_>>()
        };
        assert_eq!(marked([610.0, 220.0, 790.0, 890.0]), [false, true]);
        assert_eq!(marked([380.0, 200.0, 560.0, 900.0]), [false, false]);
    }

    #[test]
    fn a_still_is_no_larger_than_it_must_be() {
        let size = |width, height| {
            let bytes = jpeg(&RgbImage::new(width, height)).unwrap();
            image::load_from_memory(&bytes).unwrap().to_rgb8().dimensions()
        };
        assert_eq!((size(1920, 1080), size(320, 240)), ((960, 540), (320, 240)));
    }
}
