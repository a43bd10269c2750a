//! What the person does: the gait of a clip.

use super::angles::{AngleSeries, LEAST_HEIGHT_PX, measure};
use super::curves::{self, CycleCurve};
use super::cycles::{DroppedCycles, GaitCycle, cycles};
use super::events::{GaitEvent, events};
use super::feet::Feet;
use super::measures::Measure;
use super::symmetry::{Symmetry, symmetries};
use super::{coupling, foot, spatial, temporal};
use crate::motion::{Motion, Pass, View};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The gait of a clip.
#[derive(Debug, Clone, PartialEq)]
pub struct GaitAnalysis {
    /// Why there is no gait, where there is none.
    pub refused: Option<NoGait>,
    /// When each foot lands and leaves, in time order.
    pub events: Vec<GaitEvent>,
    /// The whole cycles, in time order.
    pub cycles: Vec<GaitCycle>,
    /// What was left out.
    pub dropped: DroppedCycles,
    /// What each pass was walked on.
    pub grounds: Vec<Ground>,
    /// The angles of every frame, with all that the steps tell about them.
    pub angles: Vec<AngleSeries>,
    /// Every quantity, cycle by cycle.
    pub measures: Vec<Measure>,
    /// Left against right.
    pub symmetries: Vec<Symmetry>,
    /// The angles over the mean cycle.
    pub curves: Vec<CycleCurve>,
}

/// Why a clip has no gait to be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoGait {
    /// The person is too small in the picture.
    TooSmall,
    /// Too few frames a second to time a step.
    RateTooLow,
    /// The person was seen neither from the side nor from the front or behind.
    WrongView,
    /// Nobody walks: no foot goes anywhere, or not both in turn, or not for long enough.
    NoSteps,
}

/// A lower rate cannot time events: a step has then a dozen frames.
///
/// # Source
/// `evidence/clinical.md` §9: below 24 Hz no timing; film at 23.976 Hz counts as 24.
pub const LEAST_RATE_HZ: f64 = 23.9;

/// How the ground under the feet moves through the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It stands still: the camera does, and the person walks over the floor.
    Still,
    /// It moves: a treadmill, or a camera that follows.
    Moving,
    /// This view cannot tell.
    Unknown,
}

/// From cleaned positions to gait.
///
/// With the body's height lengths are in metres, else in body heights.
#[must_use]
pub fn analyse(motion: &Motion, height_m: Option<f64>) -> GaitAnalysis {
    let grounds = motion.passes.iter().map(|pass| ground(motion, pass)).collect();
    let mut dropped = DroppedCycles::default();
    let refusal = refusal(motion);
    let (events, cycles) =
        if refusal.is_none() { walk(motion, &mut dropped) } else { Default::default() };
    let refused = refusal.or(events.is_empty().then_some(NoGait::NoSteps));
    let mut angles = measure(motion);
    foot::refine(motion, &cycles, &mut angles);
    let sampled = curves::sample(&motion.time_s, &angles, &cycles);
    let measures: Vec<Measure> = [
        temporal::measures(&cycles),
        spatial::measures(motion, &cycles, height_m),
        curves::key_values(&sampled),
        coupling::measures(&sampled, &cycles),
    ]
    .concat();
    GaitAnalysis {
        refused,
        events,
        angles,
        dropped,
        grounds,
        symmetries: symmetries(&measures),
        measures,
        curves: curves::means(&sampled),
        cycles,
    }
}

/// What keeps steps from being looked for at all.
fn refusal(motion: &Motion) -> Option<NoGait> {
    let is_seen = |p: &Pass| !matches!(p.view, View::Oblique | View::Unknown);
    match motion {
        m if m.height_px < LEAST_HEIGHT_PX => Some(NoGait::TooSmall),
        m if m.rate_hz < LEAST_RATE_HZ => Some(NoGait::RateTooLow),
        m if !m.passes.iter().any(is_seen) => Some(NoGait::WrongView),
        _ => None,
    }
}

/// Events and cycles, pass by pass.
fn walk(motion: &Motion, dropped: &mut DroppedCycles) -> (Vec<GaitEvent>, Vec<GaitCycle>) {
    let (mut all_events, mut all_cycles) = (Vec::new(), Vec::new());
    for (index, pass) in motion.passes.iter().enumerate() {
        let of_pass = events(motion, pass);
        all_cycles.extend(cycles(&of_pass, index, dropped));
        all_events.extend(of_pass);
    }
    (all_events, all_cycles)
}

fn ground(motion: &Motion, pass: &Pass) -> Ground {
    match Feet::of(motion, pass).ground_speed {
        _ if pass.facing == 0 => Ground::Unknown,
        0.0 => Ground::Still,
        _ => Ground::Moving,
    }
}
