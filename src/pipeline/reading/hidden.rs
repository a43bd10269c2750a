//! Legs and heads that are hidden behind something that stands still in the picture: a text box, a picture in the picture, a chair.
//!
//! A pose network says where a hidden knee must be, and is as sure of it as if it saw it. But a leg that goes by changes what
//! a place shows. Where a place looks exactly the same with the leg and without it, no leg is seen there. Where that is so just above
//! or below a joint, the joint is a guess as well: the network puts it where the leg comes out.

use crate::camera_tracking::BackgroundFrame;
use crate::pipeline::reading::body_places::{Looks, Of, is_away, places};
use crate::pipeline::reading::jobs::SeenFrame;
use crate::pose::Pose;
use std::collections::VecDeque;

/// Pictures so long before and after are compared, in seconds of real life: two steps take a leg out of any place.
const WINDOW_S: f64 = 1.0;

/// Time between the pictures that others are compared with.
const INTERVAL_S: f64 = 1.0 / 15.0;

/// Finds the landmarks of legs that something hides, frame by frame.
pub(super) struct Hidden {
    /// So much slower than life the clip plays.
    slowness: f64,
    /// Frames of the last moments that others are compared with.
    references: VecDeque<Reference>,
    /// What the frames of the last moments show where the joints are.
    looked: VecDeque<Looked>,
}

struct Reference {
    time_s: f64,
    backdrop: BackgroundFrame,
    pose: Pose,
}

struct Looked {
    /// Number of the frame among those that were seen.
    at: usize,
    time_s: f64,
    places: Vec<Looks>,
}

impl Hidden {
    pub(super) fn new(slowness: f64) -> Self {
        Self { slowness, references: VecDeque::new(), looked: VecDeque::new() }
    }

    /// Takes the last of the frames, shown at a time of the clip's own clock, and says of all frames which landmarks are no
    /// longer to be believed.
    pub(super) fn step(&mut self, frames: &mut [SeenFrame], backdrop: &BackgroundFrame) {
        let Some(last) = frames.last() else { return };
        let time_s = last.played_s / self.slowness;
        self.forget(time_s, last.new_part.is_some());
        let Some(pose) = &last.pose else { return };
        let looked = Looked { at: frames.len() - 1, time_s, places: places(pose, backdrop) };
        let hidden = self.hidden(looked, pose, backdrop);
        for (at, of) in hidden {
            if let Some(pose) = frames.get_mut(at).and_then(|frame| frame.pose.as_mut()) {
                of.hide(pose);
            }
        }
    }

    fn forget(&mut self, time_s: f64, is_new_part: bool) {
        let is_recent = |then_s: f64| !is_new_part && time_s - then_s <= WINDOW_S;
        self.references.retain(|reference| is_recent(reference.time_s));
        self.looked.retain(|looked| is_recent(looked.time_s) && !looked.places.is_empty());
    }

    /// What the frames before show of the newest one, and the newest one of those before.
    fn hidden(
        &mut self,
        mut looked: Looked,
        pose: &Pose,
        backdrop: &BackgroundFrame,
    ) -> Vec<(usize, Of)> {
        let mut hidden = looked.hidden_by(&self.references);
        let (time_s, last) = (looked.time_s, self.references.back());
        if last.is_none_or(|last| time_s - last.time_s >= INTERVAL_S) {
            let newest = Reference { time_s, backdrop: backdrop.clone(), pose: pose.clone() };
            let earlier = self.looked.iter_mut();
            hidden.extend(earlier.flat_map(|looked| looked.hidden_by([&newest])));
            self.references.push_back(newest);
        }
        self.looked.push_back(looked);
        hidden
    }
}

impl Looked {
    /// What looks as in one of the other frames, in which nothing of the person is there, or as in all of a whole second
    /// while it was somewhere else in some; it is looked at no more.
    fn hidden_by<'a>(
        &mut self,
        references: impl IntoIterator<Item = &'a Reference>,
    ) -> Vec<(usize, Of)> {
        let (at, time_s) = (self.at, self.time_s);
        let mut hidden = Vec::new();
        for reference in references {
            let is_hidden = |looks: &mut Looks| reference.shows_hidden(looks, time_s);
            hidden.extend(self.places.extract_if(.., is_hidden).map(|looks| (at, looks.of)));
        }
        hidden
    }
}

impl Reference {
    /// Whether, after this frame as well, what a place of a frame at a time belongs to is hidden there.
    fn shows_hidden(&self, looks: &mut Looks, time_s: f64) -> bool {
        let is_same = looks.place.is_same_in(&self.backdrop);
        if is_same && is_away(&self.pose, looks.at_px) {
            return true;
        }
        // on a treadmill the legs never leave a place, but what they do there changes it
        looks.unchanged.see(time_s, true, false);
        looks.unchanged.see(self.time_s, is_same, looks.of.has_left(&self.pose, looks.at_px));
        looks.unchanged.lasts_s() >= WINDOW_S - INTERVAL_S
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::{Joint, Landmark, Side};
    use crate::image_features::Marks;
    use crate::pipeline::reading::body_places::distance_px;
    use crate::track::PoseSequence;
    use crate::video::{NewPart, Picture};
    use image::{Rgb, RgbImage};

    const RATE_HZ: f64 = 30.0;

    /// Somebody who walks through a picture of 1280 × 720 px.
    fn walker() -> Vec<Pose> {
        let file =
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/normal_sagittal_left.poses.json");
        let text = std::fs::read_to_string(file).unwrap();
        let sequence: PoseSequence = serde_json::from_str(&text).unwrap();
        sequence.frames.into_iter().filter_map(|frame| frame.pose).collect()
    }

    /// The same person on a treadmill: the hips stay where they are.
    fn on_a_belt() -> Vec<Pose> {
        let mut poses = walker();
        for pose in &mut poses {
            let away_px = 640.0 - pose.middle_px(Joint::Hip).unwrap()[0] as f32;
            pose.keypoints.iter_mut().for_each(|keypoint| keypoint.x_px += away_px);
        }
        poses
    }

    /// Legs and a head before a wall, and a box before them.
    fn picture(pose: &Pose, box_px: Option<[f64; 4]>) -> Picture {
        let radius_px = 0.03 * f64::from(pose.nose_to_foot_px());
        let legs =
            Side::BOTH.map(|side| Joint::LEG.map(|joint| pose.at_px(joint.on(side)).unwrap()));
        let head = pose.head_px().unwrap();
        let away_px = |at: [f64; 2]| {
            let lines = legs.iter().flat_map(|leg| leg.windows(2)).map(|line| [line[0], line[1]]);
            let all = lines.chain([[head, head]]);
            all.map(|line| distance_px(at, line)).fold(f64::INFINITY, f64::min)
        };
        let is_in = |[x, y]: [f64; 2], b: [f64; 4]| x >= b[0] && y >= b[1] && x < b[2] && y < b[3];
        Picture::of_rgb(&RgbImage::from_fn(1280, 720, |x, y| {
            let at = [f64::from(x), f64::from(y)];
            let level = match away_px(at) {
                _ if box_px.is_some_and(|b| is_in(at, b)) => 230,
                away_px if away_px < radius_px => 80 + away_px as u8,
                _ => 150 + (x / 64 + y / 64) as u8,
            };
            Rgb([level; 3])
        }))
    }

    fn seen(index: usize, pose: Pose, new_part: Option<NewPart>) -> SeenFrame {
        SeenFrame {
            index,
            played_s: index as f64 / RATE_HZ,
            region: None,
            pose: Some(pose),
            marks: Marks::default(),
            background: None,
            change: None,
            light: None,
            combing: None,
            new_part,
        }
    }

    /// Every second frame of a second and a half, as it is after all were looked at.
    fn looked(poses: Vec<Pose>, box_px: Option<[f64; 4]>, part: Option<usize>) -> Vec<SeenFrame> {
        let (mut legs, mut frames) = (Hidden::new(1.0), Vec::new());
        for (index, pose) in poses.into_iter().enumerate().skip(30).take(44).step_by(2) {
            let picture = picture(&pose, box_px);
            frames.push(seen(index, pose, (part == Some(index)).then_some(NewPart::Shape)));
            legs.step(&mut frames, &BackgroundFrame::of(&picture, &[]));
        }
        frames
    }

    /// The frames in which a landmark counts as hidden.
    fn hidden(frames: &[SeenFrame], landmark: Landmark) -> Vec<usize> {
        let is_hidden =
            |f: &&SeenFrame| f.pose.as_ref().unwrap().keypoint(landmark).visibility == 0.0;
        frames.iter().filter(is_hidden).map(|f| f.index).collect()
    }

    const NEVER: [usize; 0] = [];

    #[test]
    fn a_leg_is_seen_where_it_changes_the_picture() {
        for poses in [walker(), on_a_belt()] {
            let frames = looked(poses, None, None);
            for joint in Joint::LEG {
                for side in Side::BOTH {
                    assert_eq!(hidden(&frames, joint.on(side)), NEVER, "{side:?} {joint:?}");
                }
            }
            assert_eq!(hidden(&frames, Landmark::Nose), NEVER);
        }
    }

    #[test]
    fn a_knee_that_is_drawn_where_the_leg_comes_out_is_not_seen() {
        let lower_edge_px = 425.0;
        let frames = looked(walker(), Some([0.0, 330.0, 1280.0, lower_edge_px]), None);
        let poses = walker();
        let found = hidden(&frames, Landmark::LeftKnee);
        let below = |f: &&usize| poses[**f].at_px(Landmark::LeftKnee).unwrap()[1] > lower_edge_px;
        assert!(found.iter().filter(below).count() >= 15, "{found:?} of 22");
        assert_eq!(hidden(&frames, Landmark::LeftAnkle), NEVER);
    }

    #[test]
    fn a_head_behind_a_bar_is_not_seen() {
        let frames = looked(walker(), Some([0.0, 0.0, 1280.0, 330.0]), None);
        for landmark in [Landmark::Nose, Landmark::LeftEar] {
            let found = hidden(&frames, landmark);
            assert!(found.len() >= 20, "{landmark:?}: {found:?} of 22");
        }
        assert_eq!(hidden(&frames, Landmark::LeftKnee), NEVER);
    }

    #[test]
    fn a_knee_behind_a_box_is_not_seen_nor_on_a_treadmill() {
        let band = Some([0.0, 390.0, 1280.0, 480.0]);
        for poses in [walker(), on_a_belt()] {
            let frames = looked(poses, band, None);
            let found = hidden(&frames, Landmark::LeftKnee);
            assert!(found.len() >= 20, "{found:?} of 22");
            assert_eq!(hidden(&frames, Landmark::LeftAnkle), NEVER, "it shows below");
        }
        // nobody knows what the place showed in another part of the clip
        let parted = hidden(&looked(walker(), band, Some(32)), Landmark::LeftKnee);
        assert!(!parted.contains(&30), "{parted:?}");
    }

    #[test]
    fn the_foot_of_a_hidden_ankle_is_hidden_too() {
        let frames = looked(walker(), Some([0.0, 485.0, 1280.0, 720.0]), None);
        for landmark in [Landmark::LeftAnkle, Landmark::LeftHeel, Landmark::LeftFootIndex] {
            assert!(hidden(&frames, landmark).len() >= 12, "{landmark:?}");
        }
        assert_eq!(hidden(&frames, Landmark::LeftKnee), NEVER);
    }
}
