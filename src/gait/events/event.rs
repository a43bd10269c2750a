//! A foot that meets or leaves the ground.

use crate::anatomy::Side;
use crate::signal::median;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A foot that meets or leaves the ground.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GaitEvent {
    /// Whose foot.
    pub side: Side,
    /// What it does.
    pub kind: EventKind,
    /// When, in seconds of real life after the clip's first frame.
    pub time_s: f64,
    /// Standard deviation of the time.
    pub sd_s: f64,
    /// How surely the foot was seen around that time, 0 to 1: the pose model's own confidence in ankle, heel
    /// and toe, where a position that had to be repaired counts nothing.
    pub confidence: f64,
}

/// What a foot does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// It meets the ground.
    InitialContact,
    /// It leaves the ground.
    FootOff,
}

/// One foot off the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Swing {
    pub(crate) side: Side,
    /// When it is fastest.
    pub(crate) middle_s: f64,
    pub(crate) foot_off: Option<GaitEvent>,
    pub(crate) contact: Option<GaitEvent>,
}

/// A foot stands at least this long: a third of the shortest stance, that of a run. On stairs it is
/// lifted, halts, and then swings.
pub(crate) const LEAST_PLANTED_S: f64 = 0.12;

/// A sole slower than this share of its peak in swing is on the ground.
///
/// # Source
/// `docs/evidence.md` §2 gives 15 % of the swing's peak for a foot that has stopped.
pub const PLANTED_SPEED_RATIO: f64 = 0.15;

/// From one swing of a foot to its next, in the median; NaN where no foot swings twice.
pub(super) fn stride_s(swings: &[Swing]) -> f64 {
    let of_foot = |side: Side| -> Vec<f64> {
        swings.iter().filter(|s| s.side == side).map(|s| s.middle_s).collect()
    };
    let feet = Side::BOTH.map(of_foot);
    median(feet.iter().flat_map(|own| own.windows(2).map(|pair| pair[1] - pair[0])))
}
