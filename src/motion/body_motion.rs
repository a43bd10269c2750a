//! Cleaned landmark positions of one person.

use crate::anatomy::{Joint, Landmark, Side, Site};
use crate::motion::camera_path::CameraPath;
use crate::motion::clock::FrameRate;
use crate::motion::framing::Framing;
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::parts::Tear;
use crate::motion::pass::Pass;
use crate::motion::picture_shape::PictureShape;
use crate::motion::stickers::StickerTrack;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The points of a foot that land.
pub(super) const LANDING: [Joint; 2] = [Joint::Heel, Joint::Toe];

/// Cleaned landmark positions of one person.
///
/// # Shapes and units
/// Series have one entry a frame of the sequence. Positions are image space in px, x right, y down;
/// NaN where [`Origin::Missing`](crate::motion::Origin::Missing). Where the camera was held by hand they are those of
/// the first frame's picture, as if it had stood: [`Motion::in_picture`] puts them back.
#[derive(Debug, Clone, PartialEq)]
pub struct Motion {
    /// Real time of each frame.
    pub time_s: Vec<f64>,
    /// Index of each frame in the clip.
    pub frame_index: Vec<usize>,
    /// Pictures a second that show something new.
    pub rate_hz: f64,
    /// By whom it is known.
    pub frame_rate: FrameRate,
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
    /// Heels and toes, as [`Motion::landing_px`] gives them: left, right, each heel and toe.
    pub(super) landing: [[LandmarkTrack; 2]; 2],
    /// The passes, in time order; frames outside all of them are not measured.
    pub passes: Vec<Pass>,
    /// The stickers that were declared and found.
    pub stickers: Vec<StickerTrack>,
    /// Slope of the waistband where it was seen, left side up +, in degrees.
    pub waistband_deg: Vec<Option<f64>>,
    /// What was repaired.
    pub repairs: Repairs,
    /// Whether the nose is inside the picture, in each frame; `false` where nobody is seen.
    pub head_inside: Vec<bool>,
    /// Which parts of the body are inside the picture.
    pub framing: Framing,
    /// What is wrong with the picture's shape, by the body in it.
    pub wrong_shape: Option<PictureShape>,
    /// Where the clip does not go on, in time order; no pass goes across.
    pub tears: Vec<Tear>,
    /// Landmarks that no pose of the clip has: the tool that made the poses does not have them, or found them nowhere.
    pub absent: Vec<Landmark>,
    /// The camera's movement that was taken off, where it was held by hand.
    pub(super) shaken: Option<CameraPath>,
}

impl Motion {
    /// Position of a landmark in a frame; NaN where unknown.
    #[must_use]
    pub fn at(&self, landmark: Landmark, frame: usize) -> [f64; 2] {
        self.tracks[landmark.index()].xy_px[frame]
    }

    /// The positions of a heel or toe smoothed less, for the time at which it lands; those of every other landmark as they
    /// are.
    #[must_use]
    pub fn landing_px(&self, landmark: Landmark) -> &[[f64; 2]] {
        let mut of = self.landing.iter().zip(Side::BOTH).flat_map(|(tracks, side)| {
            tracks.iter().zip(LANDING).map(move |(track, joint)| (joint.on(side), track))
        });
        let own = of.find(|(l, _)| *l == landmark).map(|(_, track)| track);
        &own.unwrap_or(&self.tracks[landmark.index()]).xy_px
    }

    /// Whether no pose of the clip has a landmark of one of these joints, of one side or the other.
    #[must_use]
    pub fn lacks(&self, joints: &[Joint]) -> bool {
        let mut landmarks =
            Side::BOTH.iter().flat_map(|&side| joints.iter().map(move |j| j.on(side)));
        landmarks.any(|landmark| self.absent.contains(&landmark))
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

/// How much cleaning had to do.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Repairs {
    /// Frames in which no person was found.
    pub frames_without_pose: usize,
    /// Frames that show the picture before again; they count as frames without a person.
    #[serde(default)]
    pub repeated_frames: usize,
    /// Leg landmark positions set aside: far from their curve, or drawn between both legs.
    pub outliers: usize,
    /// Frames in which left and right were swapped back.
    pub swapped_frames: usize,
    /// Leg landmark positions interpolated over short gaps.
    pub filled: usize,
    /// Leg landmark positions that stay unknown, of landmarks that the poses have at all.
    pub missing: usize,
    /// How often one foot took the place of the other as that left it: the legs were exchanged, and were not swapped back.
    pub hand_overs: usize,
}
