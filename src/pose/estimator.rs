//! A pose model at work: who is in a frame, and where their joints are.

use crate::anatomy::{Joint, Side};
use crate::error::PoseError;
use crate::pose::appearance::Appearance;
use crate::pose::keypoints::Pose;
use crate::pose::leg_peaks;
use crate::pose::look::Look;
use crate::pose::mean::mean;
use crate::pose::model::{Detection, Located, PoseModel};
use crate::pose::region::Region;
use crate::video::{Cutout, Picture};
use std::borrow::Cow;

/// A detection whose region overlaps one that is known more than this (intersection over union) is
/// not looked at: two people a shoulder's width apart overlap less (0.45 m of some 2.4 m gives 0.68).
const SAME_REGION_OVERLAP: f32 = 0.75;

/// Two poses whose shoulders, hips and feet are nearer than this on average, in region sizes, are one
/// person seen twice. Middles are compared, so that left and right may be confused.
const SAME_POSE_DISTANCE: f32 = 0.08;

/// A walking body leans less than this (30°) against the picture's vertical.
const MAX_LEAN_RAD: f32 = 0.52;

/// A region is corrected at most twice.
const MAX_LOOKS: usize = 3;

/// More people than this in one frame are not looked at; a crowd is no gait clip.
const MAX_PEOPLE: usize = 6;

/// A person in one frame, and where to look for the same person in frames close by.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// The landmarks.
    pub pose: Pose,
    /// The region that the pose itself asks for.
    pub region: Region,
    /// The region in which it was seen.
    pub seen_in: Region,
    /// The clothes.
    pub appearance: Appearance,
}

/// How closely a frame is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoom {
    /// Those who are known; as [`Zoom::Whole`] where one of them is not there, or nobody is known.
    Known,
    /// The whole picture at once: finds people from about a quarter of the picture's longer side.
    Whole,
    /// Where nobody is found so, squares of the picture's shorter side; where still nobody is found,
    /// squares of half of it.
    Deep,
    /// As [`Zoom::Deep`], and squares of the shorter side even where somebody is found.
    Broad,
}

/// The squares that one look at a frame goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Whole,
    ShortSide,
    HalfShortSide,
}

impl Zoom {
    /// Whether a level is looked at, given whether somebody was found on the levels before.
    fn includes(self, level: Level, is_found: bool) -> bool {
        match level {
            Level::Whole => true,
            Level::ShortSide => self == Zoom::Broad || (self == Zoom::Deep && !is_found),
            Level::HalfShortSide => !matches!(self, Zoom::Known | Zoom::Whole) && !is_found,
        }
    }
}

/// The pose model of one worker.
pub struct PoseEstimator {
    model: Box<dyn PoseModel + Send>,
}

impl PoseEstimator {
    /// Looks at pictures with a model.
    #[must_use]
    pub fn new(model: Box<dyn PoseModel + Send>) -> Self {
        Self { model }
    }

    /// The person in a region, or `None` where the network sees none; the mean of several looks.
    ///
    /// # Errors
    /// When a network fails.
    pub fn pose_in(
        &mut self,
        picture: &Picture,
        region: &Region,
        looks: &[Look],
    ) -> Result<Option<Pose>, PoseError> {
        let cut = |bounds_px| Cow::Owned(picture.cutout(bounds_px));
        let cell_px = region.size_px / leg_peaks::CELLS as f32;
        let mut pose: Option<Pose> = None;
        for &look in looks {
            let Some((found, _)) = self.locate(cut, region, look)? else { continue };
            pose = match pose {
                Some(before) => Some(mean(&before, &found.pose, cell_px)),
                None => Some(found.pose),
            };
        }
        Ok(pose)
    }

    /// Everyone in a whole picture, searched as closely as asked, best detection first.
    ///
    /// `known` are the regions in which people are expected, by frames close by. Where all of them are there, and
    /// [`Zoom::Known`] asks for no more, nobody else is looked for: the detector takes as long as the landmarks. `look` is
    /// how the landmark network sees them.
    ///
    /// # Errors
    /// When a network fails.
    pub fn people(
        &mut self,
        picture: &Cutout,
        zoom: Zoom,
        known: &[Region],
        look: Look,
    ) -> Result<Vec<Sighting>, PoseError> {
        let mut people: Vec<Sighting> = Vec::new();
        for region in known.iter().take(MAX_PEOPLE) {
            self.add(picture, region, look, &mut people)?;
        }
        let are_all_there = !known.is_empty() && people.len() == known.len();
        if are_all_there && zoom == Zoom::Known {
            return Ok(people);
        }
        for level in [Level::Whole, Level::ShortSide, Level::HalfShortSide] {
            if !zoom.includes(level, !people.is_empty()) {
                continue;
            }
            for detection in self.detections(picture, level)? {
                let is_known =
                    |s: &Sighting| s.region.overlap_ratio(&detection.region) > SAME_REGION_OVERLAP;
                if people.len() < MAX_PEOPLE && !people.iter().any(is_known) {
                    self.add(picture, &detection.region, look, &mut people)?;
                }
            }
        }
        Ok(people)
    }

    /// All that may be people, small ones too, without a look at their landmarks: quick, and rather too many than too
    /// few; one person may come several times, the most exact first.
    ///
    /// # Errors
    /// When the network fails.
    pub fn candidates(&mut self, picture: &Cutout) -> Result<Vec<Detection>, PoseError> {
        let mut all = self.detections(picture, Level::ShortSide)?;
        all.extend(self.detections(picture, Level::Whole)?);
        Ok(all)
    }

    fn detections(&mut self, picture: &Cutout, level: Level) -> Result<Vec<Detection>, PoseError> {
        let mut all = Vec::new();
        let [width_px, height_px] = picture.end();
        for window in windows(width_px, height_px, level) {
            all.extend(self.model.detect(picture, &window)?);
        }
        all.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(all)
    }

    /// Adds the person in a region unless it is one that is there already.
    fn add(
        &mut self,
        picture: &Cutout,
        region: &Region,
        look: Look,
        people: &mut Vec<Sighting>,
    ) -> Result<(), PoseError> {
        let Some((found, seen_in)) = self.locate_upright(picture, region, look)? else {
            return Ok(());
        };
        let same = |s: &Sighting| {
            let apart_px = middles_distance_px(&s.pose, &found.pose);
            apart_px < SAME_POSE_DISTANCE * s.region.size_px.min(found.region.size_px)
        };
        if !people.iter().any(same) {
            let appearance = Appearance::of(picture, &found.pose);
            let Located { pose, region } = found;
            people.push(Sighting { pose, region, seen_in, appearance });
        }
        Ok(())
    }

    /// The pose in a region; where it comes out lying, the one found by an upright look, if that one
    /// stands. The detector often turns a small person's region at random.
    fn locate_upright(
        &mut self,
        picture: &Cutout,
        region: &Region,
        look: Look,
    ) -> Result<Option<(Located, Region)>, PoseError> {
        let stands = |(l, _): &(Located, Region)| l.region.angle_rad.abs() < MAX_LEAN_RAD;
        let whole = |_| Cow::Borrowed(picture);
        let found = self.locate(whole, region, look)?;
        if found.as_ref().is_some_and(stands) {
            return Ok(found);
        }
        let upright = self.locate(whole, &Region { angle_rad: 0.0, ..*region }, look)?;
        Ok(upright.filter(stands).or(found))
    }

    /// The pose in a region; where the pose itself asks for quite another region, the one found there, and the region in
    /// which it was found. `cut` gives the pixels of a box.
    fn locate<'a>(
        &mut self,
        cut: impl Fn([f32; 4]) -> Cow<'a, Cutout>,
        region: &Region,
        look: Look,
    ) -> Result<Option<(Located, Region)>, PoseError> {
        let mut region = *region;
        let mut best = None;
        for _ in 0..MAX_LOOKS {
            let pixels = cut(self.model.bounds_px(&region));
            let found = self.model.locate(&pixels, &region, look)?;
            let Some(found) = found.filter(|f| f.pose.is_usable()) else { break };
            let next = found.region;
            best = Some((found, region));
            if next.is_near(&region) {
                break;
            }
            region = next;
        }
        Ok(best)
    }
}

/// Mean distance between the middles of shoulders, hips and ankles of two poses, as far as both have them.
fn middles_distance_px(a: &Pose, b: &Pose) -> f32 {
    let middle = |pose: &Pose, joint: Joint| {
        let [l, r] = Side::BOTH.map(|side| pose.known(joint.on(side)));
        let (l, r) = l.zip(r)?;
        Some([(l.x_px + r.x_px) / 2.0, (l.y_px + r.y_px) / 2.0])
    };
    let apart = |joint: Joint| {
        let ([ax, ay], [bx, by]) = middle(a, joint).zip(middle(b, joint))?;
        Some((ax - bx).hypot(ay - by))
    };
    let joints = [Joint::Shoulder, Joint::Hip, Joint::Ankle];
    let all: Vec<f32> = joints.into_iter().filter_map(apart).collect();
    // nothing in common says nothing of whether they are one
    if all.is_empty() { f32::INFINITY } else { all.iter().sum::<f32>() / all.len() as f32 }
}

/// The squares of a picture that the detector looks at.
fn windows(width_px: u32, height_px: u32, level: Level) -> Vec<Region> {
    let short = width_px.min(height_px) as f32;
    match level {
        Level::Whole => vec![Region::whole(width_px, height_px)],
        Level::ShortSide if width_px == height_px => vec![],
        Level::ShortSide => tiles(width_px, height_px, short),
        Level::HalfShortSide => tiles(width_px, height_px, short / 2.0),
    }
}

/// Squares of one size over the whole picture, neighbours sharing about half.
fn tiles(width_px: u32, height_px: u32, size_px: f32) -> Vec<Region> {
    let centres = |length: u32| {
        let free = (length as f32 - size_px).max(0.0);
        let steps = (free / (size_px / 2.0)).ceil().max(0.0) as usize;
        let at = move |i: usize| size_px / 2.0 + free * i as f32 / steps.max(1) as f32;
        (0..=steps).map(at).collect::<Vec<f32>>()
    };
    let mut all = Vec::new();
    for cy_px in centres(height_px) {
        for cx_px in centres(width_px) {
            all.push(Region { cx_px, cy_px, size_px, angle_rad: 0.0 });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_cover_the_picture_and_share_half() {
        let near = windows(1280, 720, Level::ShortSide);
        assert_eq!(near.len(), 3);
        assert_eq!((near[0].cx_px, near[2].cx_px), (360.0, 920.0));
        let far = windows(720, 1280, Level::HalfShortSide);
        assert_eq!(far.len(), 3 * 7);
        assert!(far.iter().all(|r| r.size_px == 360.0));
        assert!(windows(500, 500, Level::ShortSide).is_empty());
    }
}
