//! What someone wears: enough to know a person again after a gap.

use crate::anatomy::Joint;
use crate::anatomy::Side;
use crate::pose::keypoints::Pose;
use crate::video::Cutout;
use std::array::from_fn;

/// Mean colour of trunk, thighs and shanks.
///
/// # Shapes and units
/// For each part, the brightness (0 to 1) and the red and green shares of the colour (chromaticity),
/// which a change of light leaves nearly alone; `None` where the part is outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Appearance {
    parts: [Option<[f32; 3]>; PARTS],
}

const PARTS: usize = 3;

/// Brightness counts this much against a chromaticity share: lamps and shadow change it.
const BRIGHTNESS_WEIGHT: f32 = 0.5;

impl Appearance {
    /// Reads the colours off a picture along the lines between landmarks.
    #[must_use]
    pub(crate) fn of(picture: &Cutout, pose: &Pose) -> Self {
        let point = |joint: Joint, side: Side| {
            let known = pose.known(joint.on(side));
            known.map(|k| [k.x_px, k.y_px])
        };
        let segments =
            |from: Joint, to: Joint| Side::BOTH.map(|side| (point(from, side), point(to, side)));
        let cross = [
            (point(Joint::Shoulder, Side::Left), point(Joint::Hip, Side::Right)),
            (point(Joint::Shoulder, Side::Right), point(Joint::Hip, Side::Left)),
        ];
        let parts = [cross, segments(Joint::Hip, Joint::Knee), segments(Joint::Knee, Joint::Ankle)];
        Self { parts: parts.map(|lines| mean_colour(picture, &lines)) }
    }

    /// How differently two people are dressed: 0 for the same, about 0.1 for clearly others;
    /// `None` where nothing can be compared.
    #[must_use]
    pub fn distance(&self, other: &Self) -> Option<f32> {
        let pairs = self.parts.iter().zip(&other.parts);
        let distances: Vec<f32> = pairs
            .filter_map(|(a, b)| a.zip(*b))
            .map(|(a, b)| {
                let d: [f32; 3] = from_fn(|i| a[i] - b[i]);
                (d[0] * BRIGHTNESS_WEIGHT).hypot(d[1]).hypot(d[2])
            })
            .collect();
        (!distances.is_empty()).then(|| distances.iter().sum::<f32>() / distances.len() as f32)
    }

    /// The mean over several sightings.
    #[must_use]
    pub fn mean(all: &[Self]) -> Self {
        let part = |i: usize| {
            let seen: Vec<[f32; 3]> = all.iter().filter_map(|a| a.parts[i]).collect();
            let n = seen.len() as f32;
            (!seen.is_empty()).then(|| from_fn(|c| seen.iter().map(|s| s[c]).sum::<f32>() / n))
        };
        Self { parts: from_fn(part) }
    }
}

/// A line between two landmarks, as far as the pose has them.
type Line = (Option<[f32; 2]>, Option<[f32; 2]>);

/// Samples the middle half of each line; the ends touch other parts.
fn mean_colour(picture: &Cutout, lines: &[Line]) -> Option<[f32; 3]> {
    const SAMPLES: usize = 12;
    let mut sum = [0.0f32; 3];
    let mut n = 0.0f32;
    for (from, to) in lines.iter().filter_map(|(from, to)| from.zip(*to)) {
        for i in 0..SAMPLES {
            let t = 0.25 + 0.5 * (i as f32 + 0.5) / SAMPLES as f32;
            let (x, y) = (from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1]));
            if x < 0.0 || y < 0.0 {
                continue;
            }
            if let Some(p) = picture.get(x as u32, y as u32) {
                let [r, g, b] = p.map(|v| f32::from(v) / 255.0);
                let total = (r + g + b).max(1e-3);
                sum = [sum[0] + total / 3.0, sum[1] + r / total, sum[2] + g / total];
                n += 1.0;
            }
        }
    }
    (n > 0.0).then(|| sum.map(|v| v / n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::keypoints::Keypoint;
    use image::{Rgb, RgbImage};

    fn standing() -> Pose {
        let mut keypoints = vec![Keypoint::default(); crate::anatomy::Landmark::COUNT];
        for (joint, y_px) in
            [(Joint::Shoulder, 10.0), (Joint::Hip, 40.0), (Joint::Knee, 65.0), (Joint::Ankle, 90.0)]
        {
            for (side, x_px) in [(Side::Left, 55.0), (Side::Right, 45.0)] {
                keypoints[joint.on(side).index()] = Keypoint { x_px, y_px, ..Keypoint::default() };
            }
        }
        Pose { score: 1.0, keypoints, world_m: vec![], leg_peaks: vec![] }
    }

    fn dressed(shirt: [u8; 3], trousers: [u8; 3]) -> Appearance {
        let picture =
            RgbImage::from_fn(100, 100, |_, y| Rgb(if y < 40 { shirt } else { trousers }));
        Appearance::of(&picture.into(), &standing())
    }

    #[test]
    fn clothes_tell_people_apart_and_light_does_not() {
        let red = dressed([200, 30, 30], [40, 40, 90]);
        let red_in_shadow = dressed([150, 22, 22], [30, 30, 68]);
        let green = dressed([30, 160, 40], [40, 40, 90]);
        let same = red.distance(&red_in_shadow).unwrap();
        let other = red.distance(&green).unwrap();
        assert!(same < 0.06 && other > 2.0 * same, "{same} {other}");
    }

    #[test]
    fn landmarks_that_a_pose_lacks_are_not_taken_from_the_corner() {
        let lines = [(None, Some([30.0, 30.0])), (Some([30.0, 30.0]), None)];
        assert_eq!(mean_colour(&RgbImage::new(60, 60).into(), &lines), None);
    }

    #[test]
    fn outside_the_picture_nothing_is_compared() {
        let tiny = RgbImage::new(1, 1);
        assert_eq!(
            Appearance::of(&tiny.into(), &standing()).distance(&Appearance::default()),
            None
        );
    }
}
