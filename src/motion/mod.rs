//! Stage 4: noisy landmarks become cleaned positions, and what was filmed from where.

mod camera;
mod gate;
mod heading;
mod passes;
mod points;
mod smooth;
mod stickers;
mod swaps;
mod tilt;
mod waist;
mod way;

use crate::anatomy::{Joint, Landmark, Side, Site};
use crate::pose::Pose;
use crate::signal::{median, rolling_median};
use crate::track::PoseSequence;
pub use camera::{CameraKind, CameraMotion, MOST_STILL_PCT};
use heading::{headings, progress};
pub use passes::{MAX_FRONT_YAW_DEG, MAX_SIDE_YAW_DEG};
pub use points::{SeenBy, Sources};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
pub use smooth::{CUTOFF_HZ, MAX_GAP_S};
use std::borrow::Cow;
pub use stickers::{StickerTrack, shows_sticker};
pub use tilt::{AngleEstimate, Tilt};
use way::Way;

/// From where the subject was filmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// The camera stands at the subject's left.
    LeftSide,
    /// The camera stands at the subject's right.
    RightSide,
    /// The camera sees the face.
    Front,
    /// The camera sees the back.
    Rear,
    /// Between side and front or rear: neither plane can be measured.
    Oblique,
    /// Too little was seen to tell.
    Unknown,
}

impl View {
    /// The side of the body that is nearer to the camera, in a side view.
    #[must_use]
    pub fn near_side(self) -> Option<Side> {
        match self {
            View::LeftSide => Some(Side::Left),
            View::RightSide => Some(Side::Right),
            _ => None,
        }
    }
}

/// A stretch of the clip in which the subject goes one way and is seen from one side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pass {
    /// First frame, as an index into the sequence.
    pub first_frame: usize,
    /// One after the last frame.
    pub end_frame: usize,
    /// When it begins.
    pub start_s: f64,
    /// When it ends (half-open).
    pub end_s: f64,
    /// From where it was seen.
    pub view: View,
    /// Angle between the camera's axis and the subject's facing: 0 is frontal, 90 is side on.
    pub yaw_deg: f64,
    /// Standard deviation of the yaw within the pass, averaged over a stride; the heading itself is
    /// only known to some 4°.
    pub yaw_sd_deg: f64,
    /// +1 when the subject faces the picture's right, −1 when left; 0 in front and rear views.
    pub facing: i8,
    /// How the camera is tilted, and whether the way goes down.
    pub tilt: Tilt,
    /// By what the points were seen.
    #[serde(default)]
    pub seen_by: Sources,
    /// What the camera did.
    #[serde(default)]
    pub camera: CameraMotion,
}

/// How a position came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Seen by the network.
    Observed,
    /// Interpolated over a short gap.
    Filled,
    /// Not known.
    Missing,
}

/// Cleaned landmark positions of one person.
///
/// # Shapes and units
/// Series have one entry a frame of the sequence. Positions are image space in px, x right, y down;
/// NaN where [`Origin::Missing`]. Where the camera was held by hand they are those of the first frame's picture, as if it
/// had stood: [`Motion::in_picture`] puts them back.
#[derive(Debug, Clone, PartialEq)]
pub struct Motion {
    /// Real time of each frame.
    pub time_s: Vec<f64>,
    /// Index of each frame in the clip.
    pub frame_index: Vec<usize>,
    /// Median rate.
    pub rate_hz: f64,
    /// Median height of the person in the picture, from the nose to the lower foot; NaN where nobody
    /// is seen.
    pub height_px: f64,
    /// The same around each frame; NaN where nobody is seen.
    pub heights_px: Vec<f64>,
    /// Focal length that the camera has if its lens is a usual one.
    pub focal_px: f64,
    /// Middle of the picture, from its left.
    pub middle_px: f64,
    /// One track a landmark, in the order of [`Landmark::ALL`].
    pub tracks: Vec<LandmarkTrack>,
    /// Where each shank ends: the outer ankle bone where a sticker shows it, else the ankle; left, right.
    pub shank_ends: [LandmarkTrack; 2],
    /// The passes, in time order; frames outside all of them are not measured.
    pub passes: Vec<Pass>,
    /// The stickers that were declared and found.
    pub stickers: Vec<StickerTrack>,
    /// Slope of the waistband where it was seen, left side up +, in degrees.
    pub waistband_deg: Vec<Option<f64>>,
    /// What was repaired.
    pub repairs: Repairs,
    /// The camera's movement that was taken off, where it was held by hand.
    shaken: Option<Way>,
}

/// One landmark through time.
#[derive(Debug, Clone, PartialEq)]
pub struct LandmarkTrack {
    /// Position, or NaN.
    pub xy_px: Vec<[f64; 2]>,
    /// How each position came about.
    pub origin: Vec<Origin>,
    /// The network's own confidence, 0 to 1.
    pub confidence: Vec<f64>,
}

/// How much cleaning had to do.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Repairs {
    /// Frames in which no person was found.
    pub frames_without_pose: usize,
    /// Leg landmark positions set aside: far from their curve, or drawn between both legs.
    pub outliers: usize,
    /// Frames in which left and right were swapped back.
    pub swapped_frames: usize,
    /// Leg landmark positions interpolated over short gaps.
    pub filled: usize,
    /// Leg landmark positions that stay unknown.
    pub missing: usize,
}

/// Cleans a sequence: nothing is invented where the network saw nothing for long, and every repair is
/// counted.
///
/// Where the user knows the view, the whole clip has it.
#[must_use]
pub fn reconstruct(sequence: &PoseSequence, view: Option<View>) -> Motion {
    let clock = Clock::of(sequence);
    let mut tracks = gate::gate(sequence);
    let heights_px = body_heights_px(sequence, &clock.time_s);
    let progress = progress(sequence, &clock.time_s, &heights_px, passes::HALF_STRIDE_S);
    let mut passes = passes::split(&headings(sequence), &progress, &clock, view);
    let way = Way::of(sequence, &clock);
    for pass in &mut passes {
        pass.camera = camera::camera(sequence, &way, &clock, &heights_px, pass);
    }
    let shaken = Some(way).filter(|_| camera::is_to_be_steadied(&passes));
    let sequence = &steadied(sequence, shaken.as_ref(), &mut tracks);
    for pass in &mut passes {
        pass.tilt = tilt::tilt(sequence, &heights_px, pass);
    }
    let untangled = swaps::untangle(&mut tracks, &clock, &passes, &heights_px);
    let outliers = smooth::fill_and_smooth(&mut tracks, &clock, &passes, &heights_px);
    let stickers = stickers::stickers(sequence, &tracks, &clock, &passes, &heights_px);
    for pass in &mut passes {
        points::improve(&mut tracks, &stickers, pass);
    }
    let shank_ends = Side::BOTH.map(|side| points::shank_end(&tracks, &stickers, &passes, side));
    let waistband_deg = waist::waistband(sequence, &passes);
    let repairs = Repairs {
        frames_without_pose: sequence.frames.iter().filter(|f| f.pose.is_none()).count(),
        outliers: outliers + untangled.set_aside,
        swapped_frames: untangled.exchanged,
        filled: count_leg_points(&tracks, Origin::Filled),
        missing: count_leg_points(&tracks, Origin::Missing),
    };
    let frame_index = sequence.frames.iter().map(|f| f.index).collect();
    Motion {
        time_s: clock.time_s,
        frame_index,
        rate_hz: clock.rate_hz,
        height_px: median(heights_px.iter().copied()),
        heights_px,
        focal_px: tilt::usual_focal_px(&sequence.clip.video),
        middle_px: f64::from(sequence.clip.video.width_px) / 2.0,
        tracks,
        shank_ends,
        passes,
        stickers,
        waistband_deg,
        repairs,
        shaken,
    }
}

/// The sequence as a still camera would have seen it, and its tracks; as it is where the camera stood.
fn steadied<'a>(
    sequence: &'a PoseSequence,
    shaken: Option<&Way>,
    tracks: &mut [LandmarkTrack],
) -> Cow<'a, PoseSequence> {
    let Some(way) = shaken else { return Cow::Borrowed(sequence) };
    way.steady_tracks(tracks);
    Cow::Owned(way.steadied(sequence))
}

/// When the frames were taken.
struct Clock {
    time_s: Vec<f64>,
    rate_hz: f64,
}

impl Clock {
    fn of(sequence: &PoseSequence) -> Self {
        let time_s: Vec<f64> = sequence.frames.iter().map(|f| f.time_s).collect();
        let interval_s = median(time_s.windows(2).map(|w| w[1] - w[0]));
        let rate_hz = if interval_s > 0.0 { 1.0 / interval_s } else { 0.0 };
        Self { time_s, rate_hz }
    }
}

/// Standard deviation of one position of the network, as a share of the person's height: two
/// pixels of the 256 that the network sees, with the body over four fifths of them.
const NOISE_RATIO: f64 = 0.01;

/// Within half a second of walking the height of the head above the feet hardly changes.
const HEIGHT_WINDOW_S: f64 = 0.5;

/// How tall the person is in each frame, from the nose to the lower foot; NaN where nobody is seen.
fn body_heights_px(sequence: &PoseSequence, time_s: &[f64]) -> Vec<f64> {
    let height = |pose: &Pose| f64::from(pose.nose_to_foot_px());
    let single: Vec<f64> =
        sequence.frames.iter().map(|f| f.pose.as_ref().map_or(f64::NAN, height)).collect();
    rolling_median(time_s, &single, HEIGHT_WINDOW_S)
}

fn count_leg_points(tracks: &[LandmarkTrack], origin: Origin) -> usize {
    let legs = Side::BOTH.iter().flat_map(|&s| Joint::LEG.map(|j| j.on(s).index()));
    legs.map(|i| tracks[i].origin.iter().filter(|&&o| o == origin).count()).sum()
}

impl Motion {
    /// Position of a landmark in a frame; NaN where unknown.
    #[must_use]
    pub fn at(&self, landmark: Landmark, frame: usize) -> [f64; 2] {
        self.tracks[landmark.index()].xy_px[frame]
    }

    /// The middle of the hips in a frame; NaN where one is unknown.
    #[must_use]
    pub fn hips(&self, frame: usize) -> [f64; 2] {
        let [left, right] = Side::BOTH.map(|side| self.at(Joint::Hip.on(side), frame));
        [(left[0] + right[0]) / 2.0, (left[1] + right[1]) / 2.0]
    }

    /// How long a segment of a leg looks in a frame, in heights of the person in the picture; NaN where unknown.
    #[must_use]
    pub fn length_heights(&self, from: Joint, to: Joint, side: Side, frame: usize) -> f64 {
        let [a, b] = [from, to].map(|joint| self.at(joint.on(side), frame));
        (b[0] - a[0]).hypot(b[1] - a[1]) / self.heights_px[frame]
    }

    /// A position as it lies in a frame's own picture.
    #[must_use]
    pub fn in_picture(&self, at_px: [f64; 2], frame: usize) -> [f64; 2] {
        self.shaken.as_ref().map_or(at_px, |way| way.in_picture(frame, at_px))
    }

    /// A sticker in a frame; NaN where it is not known.
    #[must_use]
    pub fn sticker(&self, site: Site, side: Side, frame: usize) -> [f64; 2] {
        let found = self.stickers.iter().find(|s| (s.site, s.side) == (site, side));
        found.map_or([f64::NAN; 2], |s| s.at(frame))
    }

    /// The pass that a frame belongs to.
    #[must_use]
    pub fn pass_of(&self, frame: usize) -> Option<&Pass> {
        self.passes.iter().find(|p| (p.first_frame..p.end_frame).contains(&frame))
    }
}
