//! Stage 4: noisy landmarks become cleaned positions, and what was filmed from where.

use crate::anatomy::{Landmark, Side};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Spread of the yaw's single-frame readings over the root of their number.
    pub yaw_sd_deg: f64,
    /// +1 when the subject faces the picture's right, −1 when left; 0 in front and rear views.
    pub facing: i8,
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
/// NaN where [`Origin::Missing`].
#[derive(Debug, Clone, PartialEq)]
pub struct Motion {
    /// Real time of each frame.
    pub time_s: Vec<f64>,
    /// Index of each frame in the clip.
    pub frame_index: Vec<usize>,
    /// Median rate.
    pub rate_hz: f64,
    /// One track a landmark, in the order of [`Landmark::ALL`].
    pub tracks: Vec<LandmarkTrack>,
    /// The passes, in time order; frames outside all of them are not measured.
    pub passes: Vec<Pass>,
    /// What was repaired.
    pub repairs: Repairs,
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
    /// Leg landmark positions set aside as outliers.
    pub outliers: usize,
    /// Frames in which left and right were swapped back.
    pub swapped_frames: usize,
    /// Leg landmark positions interpolated over short gaps.
    pub filled: usize,
    /// Leg landmark positions that stay unknown.
    pub missing: usize,
}

impl Motion {
    /// Position of a landmark in a frame; NaN where unknown.
    #[must_use]
    pub fn at(&self, landmark: Landmark, frame: usize) -> [f64; 2] {
        self.tracks[landmark.index()].xy_px[frame]
    }

    /// The pass that a frame belongs to.
    #[must_use]
    pub fn pass_of(&self, frame: usize) -> Option<&Pass> {
        self.passes.iter().find(|p| (p.first_frame..p.end_frame).contains(&frame))
    }
}
