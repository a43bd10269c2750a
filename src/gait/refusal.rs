//! What keeps steps from being looked for at all.

use crate::anatomy::{Joint, Side};
use crate::gait::angles::angle::LEAST_HEIGHT_PX;
use crate::gait::context::task_kind::Task;
use crate::motion::{Motion, Pass, View};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a clip has no gait to be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoGait {
    /// The person is too small in the picture.
    TooSmall,
    /// Too few frames a second to time a step.
    RateTooLow,
    /// The pose model took one leg for the other, or drew them together, too often.
    LegsConfused,
    /// The person was seen neither from the side nor from the front or behind.
    WrongView,
    /// The person runs.
    Running,
    /// The person walks backward, or the film runs backward.
    WalkingBackward,
    /// The person goes upstairs.
    StairAscent,
    /// The person steps down and back on one leg; see the repetitions.
    StepDown,
    /// The person stands.
    Standing,
    /// Nobody walks: no foot goes anywhere, or not both in turn, or not for long enough.
    NoSteps,
}

impl NoGait {
    /// Why passes with these tasks have no gait.
    pub(super) fn of(tasks: &[Task]) -> Self {
        let is = |task: Task| tasks.contains(&task);
        match () {
            () if is(Task::Running) => Self::Running,
            () if is(Task::WalkingBackward) => Self::WalkingBackward,
            () if is(Task::StairAscent) => Self::StairAscent,
            () if is(Task::StepDown) => Self::StepDown,
            () if is(Task::Standing) => Self::Standing,
            () => Self::NoSteps,
        }
    }
}

/// A lower rate cannot time events: a step has then a dozen frames.
///
/// # Source
/// `docs/evidence.md` §6: below 24 Hz no timing; film at 23.976 Hz counts as 24.
pub const LEAST_RATE_HZ: f64 = 23.9;

/// What keeps steps from being looked for at all.
pub(super) fn refusal(motion: &Motion) -> Option<NoGait> {
    let is_seen = |p: &Pass| !matches!(p.view, View::Oblique | View::Unknown);
    match motion {
        m if m.height_px < LEAST_HEIGHT_PX => Some(NoGait::TooSmall),
        m if m.rate_hz < LEAST_RATE_HZ => Some(NoGait::RateTooLow),
        m if !m.passes.iter().any(is_seen) => Some(NoGait::WrongView),
        m if confused_ratio(m) > MOST_CONFUSED_RATIO => Some(NoGait::LegsConfused),
        _ => None,
    }
}

/// More of the legs' positions set aside than this, and a step is a guess: in a stride of 33 frames, more than five.
pub const MOST_CONFUSED_RATIO: f64 = 0.16;

/// Share of the legs' positions that had to be set aside.
///
/// Legs that the network exchanged and that are told apart for sure do not count.
#[must_use]
pub fn confused_ratio(motion: &Motion) -> f64 {
    let repairs = &motion.repairs;
    let points = Side::BOTH.len() * Joint::LEG.len();
    let seen = motion.time_s.len().saturating_sub(repairs.frames_without_pose) * points;
    repairs.outliers as f64 / seen.max(1) as f64
}
