//! What of each picture is made unrecognisable: rather too much than too little.
//!
//! * Heads: those of everybody (`Heads`). A picture in which nobody's head is known is hidden as a whole.
//! * Others: everything but the subject's figure, and the heads of others that lie in it. A picture without the subject's
//!   pose is hidden as a whole, and so is one whose pose jumps away from those around it: it may be somebody else's.

use crate::anatomy::Joint;
use crate::drawing::{Figure, blur, blur_around};
use crate::pipeline::blurring::Blurring;
use crate::pipeline::reading::heads::Heads;
use crate::pipeline::reading::seen_head::{SeenHead, middle};
use crate::pose::Pose;
use crate::signal::median;
use crate::track::PoseFrame;
use crate::video::Picture;

/// A pose is compared with those so long before and after it: about half a stance.
const AROUND_S: f64 = 0.25;

/// Its hips are at most so far from the middle of theirs, in body heights: who walks briskly goes 1.1 heights a second,
/// so the middle one of those around is near.
const MAX_JUMP_HEIGHTS: f64 = 0.25;

/// What is hidden in the pictures of a clip.
pub(crate) struct Blurred<'a> {
    pub(crate) blurring: Blurring,
    pub(crate) frames: &'a [PoseFrame],
    pub(crate) heads: &'a Heads,
}

impl Blurred<'_> {
    /// Hides what is to be hidden in the picture of a row of the poses, which is so many times as large as the clip's.
    pub(crate) fn hide(&self, picture: &mut Picture, row: usize, scale: f64) {
        let Some(frame) = self.frames.get(row) else { return blur_around(picture, None) };
        let pose = frame.pose.as_ref();
        let scaled = |boxes: Vec<[f32; 4]>| -> Vec<[f32; 4]> {
            boxes.into_iter().map(|b| b.map(|v| v * scale as f32)).collect()
        };
        if self.blurring.others {
            let figure = self.figure(row).map(|figure| figure.scaled(scale));
            blur_around(picture, figure.as_ref());
            blur(picture, &scaled(self.heads.of_others_px(frame.time_s, pose)));
        }
        if self.blurring.faces {
            match scaled(self.heads.boxes_px(frame.time_s, pose)) {
                boxes if boxes.is_empty() => blur_around(picture, None),
                boxes => blur(picture, &boxes),
            }
        }
    }

    /// The subject with the head, where the pose is surely the subject's.
    fn figure(&self, row: usize) -> Option<Figure> {
        let pose = self.frames[row].pose.as_ref()?;
        let head = SeenHead::of_pose(pose)?;
        if !self.is_steady(row, pose, head.height_px) {
            return None;
        }
        let mut figure = Figure::of(pose, head.height_px);
        figure.add(middle(pose, Joint::Shoulder), head.centre_px, head.radius_px);
        Some(figure)
    }

    fn is_steady(&self, row: usize, pose: &Pose, height_px: f64) -> bool {
        let time_s = self.frames[row].time_s;
        let is_near = |frame: &&PoseFrame| (frame.time_s - time_s).abs() <= AROUND_S;
        let before = self.frames[..row].iter().rev().take_while(is_near);
        let after = self.frames[row..].iter().take_while(is_near);
        let hips: Vec<[f64; 2]> = before
            .chain(after)
            .filter_map(|f| f.pose.as_ref())
            .map(|p| middle(p, Joint::Hip))
            .collect();
        let [x, y] = [0, 1].map(|i| median(hips.iter().map(|p| p[i]).filter(|v| v.is_finite())));
        let [own_x, own_y] = middle(pose, Joint::Hip);
        (own_x - x).hypot(own_y - y) <= MAX_JUMP_HEIGHTS * height_px
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::Landmark;
    use crate::pose::Keypoint;
    use image::{Rgb, RgbImage};

    const RATE_HZ: f64 = 30.0;

    /// Somebody of 160 px whose middle is at x, in a picture of 400 x 220 px.
    fn pose(x: f64) -> Pose {
        let keypoint = |landmark: &Landmark| {
            let y = match landmark.index() {
                0..=10 => 30.0,
                11..=22 => 60.0,
                23 | 24 => 105.0,
                25 | 26 => 145.0,
                _ => 185.0,
            };
            let is_left = landmark.mirrored().index() > landmark.index();
            let dx = if is_left { 8.0 } else { -8.0 };
            Keypoint { x_px: (x + dx) as f32, y_px: y, ..Keypoint::default() }
        };
        Pose {
            score: 1.0,
            keypoints: Landmark::ALL.iter().map(keypoint).collect(),
            world_m: vec![],
            leg_peaks: vec![],
        }
    }

    fn frames(x: impl Fn(usize) -> Option<f64>) -> Vec<PoseFrame> {
        let frame = |index: usize| PoseFrame {
            index,
            time_s: index as f64 / RATE_HZ,
            pose: x(index).map(pose),
            ..PoseFrame::default()
        };
        (0..30).map(frame).collect()
    }

    /// How much of the picture's detail is left about a place.
    fn left_at(frames: &[PoseFrame], blurring: Blurring, row: usize, [x, y]: [u32; 2]) -> f64 {
        let board = RgbImage::from_fn(400, 220, |x, y| Rgb([255 * ((x / 2 + y / 2) % 2) as u8; 3]));
        let mut picture = Picture::of_rgb(&board);
        Blurred { blurring, frames, heads: &Heads::default() }.hide(&mut picture, row, 1.0);
        let rgb = picture.whole().into_rgb();
        let level = |x: u32, y: u32| f64::from(rgb.get_pixel(x, y).0[0]);
        let steps = (y - 4..y + 4).flat_map(|y| (x - 4..x + 4).map(move |x| (x, y)));
        steps.map(|(x, y)| (level(x + 1, y) - level(x, y)).abs()).sum::<f64>() / 64.0
    }

    const OTHERS: Blurring = Blurring { faces: false, others: true };
    const FACES: Blurring = Blurring { faces: true, others: false };

    #[test]
    fn nothing_but_the_subject_is_left() {
        let walk = frames(|k| Some(60.0 + 4.0 * k as f64));
        let x = 60 + 4 * 20;
        for own in [[x, 30], [x, 80], [x, 105], [x + 8, 145], [x - 8, 183]] {
            assert!(left_at(&walk, OTHERS, 20, own) > 60.0, "{own:?}");
        }
        for other in [[20, 30], [x + 60, 80], [x - 60, 145], [380, 200]] {
            assert!(left_at(&walk, OTHERS, 20, other) < 3.0, "{other:?}");
        }
        let both = Blurring { faces: true, others: true };
        assert!(left_at(&walk, both, 20, [x, 30]) < 12.0);
        assert!(left_at(&walk, both, 20, [x, 105]) > 60.0);
    }

    #[test]
    fn a_picture_without_the_subject_or_with_a_pose_that_jumps_is_hidden_as_a_whole() {
        let gone = frames(|k| (k != 15).then_some(200.0));
        let jumps = frames(|k| Some(if k == 15 { 320.0 } else { 200.0 }));
        for (walk, x) in [(gone, 200), (jumps, 320)] {
            for at in [[x, 80], [x, 145], [40, 100]] {
                assert!(left_at(&walk, OTHERS, 15, at) < 3.0, "{at:?}");
            }
            assert!(left_at(&walk, OTHERS, 14, [200, 80]) > 60.0);
        }
    }

    #[test]
    fn where_no_head_is_known_everything_may_be_one() {
        let gone = frames(|k| (k < 15).then_some(200.0));
        assert!(left_at(&gone, FACES, 20, [200, 80]) < 3.0);
        assert!(left_at(&gone, FACES, 10, [200, 30]) < 12.0);
        assert!(left_at(&gone, FACES, 10, [200, 145]) > 60.0);
        assert!(left_at(&gone, FACES, 99, [200, 145]) < 3.0, "a picture beyond the poses");
    }
}
