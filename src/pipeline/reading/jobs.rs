//! What workers do with frames: they search them, or look at the subject in them.

use crate::camera_tracking::{BackgroundFrame, BackgroundStep, Light, combing};
use crate::error::AnalysisError;
use crate::image_features;
use crate::image_features::Marks;
use crate::pipeline::reading::schedule::Search;
use crate::pipeline::reading::seen_head::SeenHead;
use crate::pose::{Look, Pose, PoseEstimator, Region, Sighting};
use crate::track::ReadingOptions;
use crate::video::{Frame, NewPart};
use std::sync::Arc;

/// Hair, shoes and loose clothes lie beyond the landmarks, by a share of the height.
const BOX_ROOM: f32 = 0.08;

/// What was seen in a frame, by a guess whom the clip is about.
#[derive(Debug)]
pub(super) struct SeenFrame {
    /// Number in the clip.
    pub(super) index: usize,
    /// When it is shown, by the clip's own clock.
    pub(super) played_s: f64,
    /// Where the subject was looked for.
    pub(super) region: Option<Region>,
    pub(super) pose: Option<Pose>,
    pub(super) marks: Marks,
    pub(super) background: Option<BackgroundStep>,
    pub(super) change: Option<f64>,
    pub(super) light: Option<Light>,
    /// See [`combing`].
    pub(super) combing: Option<f64>,
    pub(super) new_part: Option<NewPart>,
}

/// What a worker is to do.
pub(super) enum Job {
    Search { frame: Arc<Frame>, at: usize, search: Search, known: Vec<Region> },
    Look { frame: Arc<Frame>, at: usize, where_to: WhereTo, boxes_px: Vec<[f32; 4]> },
}

/// Where the subject is in a frame.
pub(super) enum WhereTo {
    /// Nowhere.
    Nowhere,
    /// Expected in this region.
    Expected(Region),
    /// The frame was searched, and the subject seen where it was expected.
    Seen(Region, Box<Pose>),
}

/// What it did.
pub(super) enum Done {
    Searched(Searched),
    Seen(Box<SeenFrame>, Box<BackgroundFrame>),
}

/// What was found in a searched frame, of what was looked for.
pub(super) struct Searched {
    pub(super) played_s: f64,
    pub(super) people: Option<Vec<Sighting>>,
    pub(super) heads: Option<Vec<SeenHead>>,
}

pub(super) fn done(
    estimator: &mut PoseEstimator,
    job: Job,
    reading: &ReadingOptions,
) -> Result<Done, AnalysisError> {
    match job {
        Job::Search { frame, at, search, known } => {
            searched(estimator, &frame, search, &known, reading.looks.at(at)).map(Done::Searched)
        }
        Job::Look { frame, at, where_to, boxes_px } => {
            let looks = reading.looks.at(at);
            let (region, pose) = match where_to {
                WhereTo::Nowhere => (None, None),
                // the search looked once
                WhereTo::Seen(region, pose) if looks.len() == 1 => (Some(region), Some(*pose)),
                WhereTo::Expected(region) | WhereTo::Seen(region, _) => {
                    (Some(region), estimator.pose_in(&frame.picture, &region, looks)?)
                }
            };
            let marks = pose
                .as_ref()
                .map(|pose| image_features::look(&frame.picture, pose, &reading.markers, at));
            let boxes_px = boxes_px.into_iter().chain(pose.as_ref().map(Pose::bounds_px));
            let boxes_px: Vec<[f32; 4]> = boxes_px.map(with_room).collect();
            let backdrop = BackgroundFrame::of(&frame.picture, &boxes_px);
            let combing = combing(&frame.picture, &boxes_px);
            let (index, marks, new_part) = (frame.index, marks.unwrap_or_default(), frame.new_part);
            let light = Light::of(&backdrop);
            let (background, change) = (None, None); // they need the frame before
            let played_s = frame.time_s;
            let seen = SeenFrame {
                index,
                played_s,
                region,
                pose,
                marks,
                background,
                change,
                light,
                combing,
                new_part,
            };
            Ok(Done::Seen(Box::new(seen), Box::new(backdrop)))
        }
    }
}

fn searched(
    estimator: &mut PoseEstimator,
    frame: &Frame,
    search: Search,
    known: &[Region],
    looks: &[Look],
) -> Result<Searched, AnalysisError> {
    let whole = frame.picture.whole();
    let look = looks.first().copied().unwrap_or(Look::Straight);
    let look_for = |zoom| estimator.people(&whole, zoom, known, look);
    let people = search.people.map(look_for).transpose()?;
    let candidates = search.heads.then(|| estimator.candidates(&whole)).transpose()?;
    let heads = candidates.map(|all| all.iter().filter_map(SeenHead::of_candidate).collect());
    Ok(Searched { played_s: frame.time_s, people, heads })
}

fn with_room([left, top, right, bottom]: [f32; 4]) -> [f32; 4] {
    let room_px = BOX_ROOM * (bottom - top).max(0.0);
    [left - room_px, top - room_px, right + room_px, bottom + room_px]
}
