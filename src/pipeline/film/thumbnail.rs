//! Small pictures of the subject for the report.

use crate::drawing::draw_pose;
use crate::pose::Pose;
use image::RgbImage;
use image::imageops;

/// Longer side of a thumbnail.
const THUMBNAIL_PX: u32 = 320;

/// The subject with some room, scaled down, and the skeleton that was measured; the whole picture where nobody was found.
///
/// The room is that of the pose as the network saw it: it is whole where little of it could be measured.
pub(crate) fn thumbnail(rgb: &RgbImage, seen: Option<&Pose>, measured: Option<&Pose>) -> RgbImage {
    let (width, height) = (rgb.width() as f32, rgb.height() as f32);
    let bounds = seen.map(Pose::bounds_px).filter(|b| b.iter().all(|v| v.is_finite()));
    let [left, top, right, bottom] = bounds.unwrap_or([0.0, 0.0, width, height]);
    let room_px = 0.15 * (bottom - top).max(right - left).max(0.0);
    let clamp = |v: f32, limit: f32| v.clamp(0.0, limit - 1.0) as u32;
    let (x0, y0) = (clamp(left - room_px, width), clamp(top - room_px, height));
    let (x1, y1) = (clamp(right + room_px, width), clamp(bottom + room_px, height));
    let (w, h) = (x1 - x0 + 1, y1 - y0 + 1);
    let scale = (THUMBNAIL_PX as f32 / w.max(h) as f32).min(1.0);
    let to = |length: u32| ((length as f32 * scale).round() as u32).max(1);
    let mut small = imageops::thumbnail(&*imageops::crop_imm(rgb, x0, y0, w, h), to(w), to(h));
    if let Some(pose) = measured {
        draw_pose(&mut small, &moved(pose, [x0 as f32, y0 as f32], scale));
    }
    small
}

/// A pose in the coordinates of a cut and scaled picture.
pub(crate) fn moved(pose: &Pose, origin_px: [f32; 2], scale: f32) -> Pose {
    let mut moved = pose.clone();
    for keypoint in moved.keypoints.iter_mut().filter(|k| !k.is_absent()) {
        keypoint.x_px = (keypoint.x_px - origin_px[0]) * scale;
        keypoint.y_px = (keypoint.y_px - origin_px[1]) * scale;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thumbnails_stay_inside_the_picture() {
        let rgb = RgbImage::new(640, 480);
        let keypoint = |x_px, y_px| crate::pose::Keypoint { x_px, y_px, ..Default::default() };
        let pose = Pose {
            score: 1.0,
            keypoints: vec![keypoint(-50.0, 20.0), keypoint(700.0, 900.0)],
            world_m: vec![],
            leg_peaks: vec![],
        };
        let small = thumbnail(&rgb, Some(&pose), Some(&pose));
        assert!(small.width().max(small.height()) == THUMBNAIL_PX);
    }

    #[test]
    fn the_whole_person_is_shown_where_little_was_measured() {
        let rgb = RgbImage::new(640, 480);
        let keypoint = |x_px, y_px| crate::pose::Keypoint { x_px, y_px, ..Default::default() };
        let pose = |keypoints| Pose { score: 1.0, keypoints, world_m: vec![], leg_peaks: vec![] };
        let seen = pose(vec![keypoint(300.0, 100.0), keypoint(340.0, 400.0)]);
        let measured = pose(vec![keypoint(300.0, 100.0), keypoint(f32::NAN, f32::NAN)]);
        let whole = thumbnail(&rgb, Some(&seen), Some(&seen)).dimensions();
        assert_eq!(thumbnail(&rgb, Some(&seen), Some(&measured)).dimensions(), whole);
    }
}
