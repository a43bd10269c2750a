//! A gait cycle: contact to next contact of the same foot.

use crate::anatomy::Side;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// One gait cycle: from a foot's initial contact to its next.
///
/// Its interval is half-open. All times in seconds of real life after the clip's first frame. Of a cycle that the edge
/// of the clip or of the picture cuts, the contact that was not seen stands where the pass's usual stride puts it, and
/// only what lies within `seen_s` is measured.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GaitCycle {
    /// Whose.
    pub side: Side,
    /// The pass in which it was walked, as an index into the report's passes.
    pub pass: usize,
    /// Initial contact.
    pub start_s: f64,
    /// The other foot leaves the ground; absent where that was not seen.
    pub opposite_foot_off_s: Option<f64>,
    /// The other foot's initial contact; absent where that was not seen.
    pub opposite_contact_s: Option<f64>,
    /// This foot leaves the ground; absent where that was not seen.
    pub foot_off_s: Option<f64>,
    /// The next initial contact.
    pub end_s: f64,
    /// From when until when the cycle was seen: from start to end where it is whole.
    pub seen_s: [f64; 2],
}

/// What was left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct DroppedCycles {
    /// Cut by the edge of the clip or of the picture, with too little left to be used.
    pub partial: usize,
    /// An event is missing, or the events do not follow each other as in walking.
    pub out_of_order: usize,
    /// Shorter or longer than a stride can be, or with a stance that no walking has.
    pub out_of_bounds: usize,
    /// On the floor after a flight of stairs, or with a stop on it.
    pub off_the_steps: usize,
}

/// Mid-stance: the foot lies flat below the body, in percent of the cycle.
///
/// # Source
/// Perry & Burnfield 2010: 12 to 31 %.
pub(crate) const MID_STANCE_PCT: RangeInclusive<f64> = 12.0..=31.0;

impl GaitCycle {
    /// From contact to the same foot's next contact; of a cut cycle the pass's usual one.
    #[must_use]
    pub fn stride_s(&self) -> f64 {
        self.end_s - self.start_s
    }

    /// Initial contact, where it was seen.
    #[must_use]
    pub fn contact_s(&self) -> Option<f64> {
        (self.seen_s[0] <= self.start_s).then_some(self.start_s)
    }

    /// The next initial contact, where it was seen.
    #[must_use]
    pub fn next_contact_s(&self) -> Option<f64> {
        (self.seen_s[1] >= self.end_s).then_some(self.end_s)
    }

    /// From contact to contact, where both were seen.
    #[must_use]
    pub fn whole_stride_s(&self) -> Option<f64> {
        Some(self.next_contact_s()? - self.contact_s()?)
    }

    /// Whether it was seen from contact to contact.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.whole_stride_s().is_some()
    }

    /// A time inside, in percent of the cycle.
    #[must_use]
    pub fn percent(&self, time_s: f64) -> f64 {
        100.0 * (time_s - self.start_s) / self.stride_s()
    }

    /// When a percent of the cycle is reached.
    #[must_use]
    pub fn time_s(&self, percent: f64) -> f64 {
        self.start_s + self.stride_s() * percent / 100.0
    }

    /// Whether all from one percent to another was seen.
    pub(crate) fn shows(&self, window_pct: &RangeInclusive<f64>) -> bool {
        [window_pct.start(), window_pct.end()].iter().all(|pct| self.saw(self.time_s(**pct)))
    }

    /// Whether a time lies in what was seen of it.
    pub(crate) fn saw(&self, time_s: f64) -> bool {
        // the percents of a whole cycle reach its ends but for rounding
        let tolerance_s = 1e-9;
        (self.seen_s[0] - tolerance_s..=self.seen_s[1] + tolerance_s).contains(&time_s)
    }

    /// Whether a time lies in what was seen of mid-stance.
    pub(crate) fn is_mid_stance(&self, time_s: f64) -> bool {
        MID_STANCE_PCT.contains(&self.percent(time_s)) && self.saw(time_s)
    }
}
