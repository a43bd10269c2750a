//! What keeps steps from being looked for at all.

use crate::anatomy::{Joint, Side};
use crate::gait::angles::angle::LEAST_HEIGHT_PX;
use crate::gait::anthropometry::MIN_STEPPING_RATIO;
use crate::gait::context::task_kind::Task;
use crate::gait::events::movement::STRIDE_S;
use crate::motion::{CameraKind, Motion, Pass, View};
use crate::signal::{period_s, quantile};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a clip has no gait to be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoGait {
    /// No pose was found in any frame.
    NobodySeen,
    /// The feet are outside the picture most of the time.
    FeetOutside,
    /// The poses have no heel or toe landmarks.
    NoFootLandmarks,
    /// Head and shoulders are outside the picture most of the time.
    OnlyLegs,
    /// The person lies across the picture: the film lies on its side, or upside down.
    OnItsSide,
    /// The picture is squeezed or stretched sideways.
    WrongShape,
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
    /// The person goes up stairs and is not seen from the side, or down and is seen from behind.
    StairsFromEnd,
    /// The person steps down and back on one leg; see the repetitions.
    StepDown,
    /// The person stands.
    Standing,
    /// The feet take turns more slowly than in any walk that can be timed from this view: slow motion, or a very slow walk.
    StepsTooSlow,
    /// The film does not play at the speed of life, or does not say at which; see [`TimeDoubt`](crate::gait::TimeDoubt).
    TimeInDoubt,
    /// The person steps, but the camera goes along, and no foot is seen to stand.
    CameraFollows,
    /// The person walks, but no cycle was seen whole and in order.
    NoWholeStride,
    /// Nobody walks: no foot goes anywhere, or not both in turn, or not for long enough.
    NoSteps,
}

impl NoGait {
    /// Whether the network places bodies that it does not see whole: from where they are seen is a guess as well.
    pub(crate) fn guesses_the_body(self) -> bool {
        matches!(self, Self::OnItsSide | Self::OnlyLegs)
    }

    /// Why passes with these tasks have no gait: what the person does instead, else what the eye sees is wrong with the film.
    pub(super) fn of(motion: &Motion, tasks: &[Task]) -> Self {
        let is = |task: Task| tasks.contains(&task);
        let lasts_s = |task: Task| lasts_s(motion, tasks, task);
        match () {
            () if is(Task::Running) => Self::Running,
            () if is(Task::WalkingBackward) => Self::WalkingBackward,
            () if motion.passes.iter().zip(tasks).any(hides_steps) => Self::StairsFromEnd,
            () if is(Task::StepDown) => Self::StepDown,
            () if cut_off(motion) == Some(Self::OnlyLegs) => Self::OnlyLegs,
            () if lasts_s(Task::Standing) > lasts_s(Task::Other) => Self::Standing,
            () => Self::of_film(motion),
        }
    }

    /// What the eye sees that keeps steps from being found.
    fn of_film(motion: &Motion) -> Self {
        match cut_off(motion) {
            Some(cut_off) => cut_off,
            None if is_mostly_oblique(motion) => Self::WrongView,
            None if motion.passes.iter().any(|p| steps_too_slowly(motion, p)) => Self::StepsTooSlow,
            None if motion.passes.iter().any(|p| is_followed_stepping(motion, p)) => {
                Self::CameraFollows
            }
            None => Self::NoSteps,
        }
    }
}

/// Whether the steps of a flight hide the feet, or these hardly move in the picture.
pub(super) fn hides_steps((pass, task): (&Pass, &Task)) -> bool {
    match task {
        Task::StairDescent => pass.view == View::Rear,
        Task::StairAscent => pass.facing == 0,
        _ => false,
    }
}

/// A lower rate cannot time events: a step has then a dozen frames.
///
/// # Source
/// `docs/evidence.md` §6: below 24 Hz no timing; film at 23.976 Hz counts as 24.
pub const LEAST_RATE_HZ: f64 = 23.9;

/// What keeps steps from being looked for at all.
pub(super) fn refusal(motion: &Motion) -> Option<NoGait> {
    let cut_off = cut_off(motion);
    match motion {
        m if m.heights_px.iter().all(|h| h.is_nan()) => Some(NoGait::NobodySeen),
        m if m.lacks(&[Joint::Heel, Joint::Toe]) => Some(NoGait::NoFootLandmarks),
        m if m.framing.lies().is_some() => Some(NoGait::OnItsSide),
        m if m.wrong_shape.is_some() => Some(NoGait::WrongShape),
        m if m.height_px < LEAST_HEIGHT_PX => Some(NoGait::TooSmall),
        m if m.rate_hz < LEAST_RATE_HZ => Some(NoGait::RateTooLow),
        m if !m.passes.iter().any(is_square) => cut_off.or(Some(NoGait::WrongView)),
        m if confused_ratio(m) > MOST_CONFUSED_RATIO => cut_off.or(Some(NoGait::LegsConfused)),
        m if m.repairs.hand_overs >= LEAST_HAND_OVERS => cut_off.or(Some(NoGait::LegsConfused)),
        _ => None,
    }
}

/// So often one foot took the other's place: once may be an error of a rest.
const LEAST_HAND_OVERS: usize = 2;

/// What is inside the picture for less of the time than this, in percent, is missing for most of it.
pub(crate) const LEAST_INSIDE_PCT: f64 = 50.0;

/// Which part of the body that gait needs is outside the picture.
fn cut_off(motion: &Motion) -> Option<NoGait> {
    let framing = motion.framing;
    match () {
        () if framing.head_and_shoulders_pct < LEAST_INSIDE_PCT => Some(NoGait::OnlyLegs),
        () if framing.feet_pct < LEAST_INSIDE_PCT => Some(NoGait::FeetOutside),
        () => None,
    }
}

/// How long a task is done in all.
fn lasts_s(motion: &Motion, tasks: &[Task], task: Task) -> f64 {
    let own = motion.passes.iter().zip(tasks).filter(|(_, t)| **t == task);
    own.map(|(pass, _)| pass.end_s - pass.start_s).sum()
}

/// Whether the person is seen obliquely for longer than from all other sides together.
fn is_mostly_oblique(motion: &Motion) -> bool {
    let (oblique, square): (Vec<&Pass>, Vec<&Pass>) =
        motion.passes.iter().partition(|p| !is_square(p));
    let all_s = |passes: &[&Pass]| passes.iter().map(|p| p.end_s - p.start_s).sum::<f64>();
    all_s(&oblique) > all_s(&square)
}

/// Whether a pass is seen from the side, the front or behind.
fn is_square(pass: &Pass) -> bool {
    !matches!(pass.view, View::Oblique | View::Unknown)
}

/// A shorter walk holds less than two strides, in seconds.
///
/// # Source
/// `docs/evidence.md` §6, `min_walk_s`.
pub const MIN_WALK_S: f64 = 2.2;

/// Slow motion of up to four times makes a stride as long, in seconds.
const LONGEST_STRIDE_S: f64 = 4.0 * *STRIDE_S.end();

/// Whether the feet take turns toward the camera or away from it, but more slowly than in walking.
fn steps_too_slowly(motion: &Motion, pass: &Pass) -> bool {
    let frames = pass.first_frame..pass.end_frame;
    let lower = |frame: usize| {
        let [left, right] = Side::BOTH.map(|side| motion.at(Joint::Ankle.on(side), frame)[1]);
        (left - right) / motion.heights_px[frame]
    };
    let turns: Vec<f64> = frames.clone().map(lower).collect();
    let any_s = *STRIDE_S.start()..=LONGEST_STRIDE_S;
    let turn_s = period_s(&motion.time_s[frames], &turns, any_s);
    let is_slow = turn_s.is_some_and(|turn_s| turn_s >= *STRIDE_S.end());
    pass.facing == 0 && is_slow && steps(motion, pass)
}

/// Whether the camera goes along with somebody whose feet step, for long enough.
fn is_followed_stepping(motion: &Motion, pass: &Pass) -> bool {
    let is_followed = pass.camera.kind == CameraKind::Following;
    is_followed && pass.end_s - pass.start_s >= MIN_WALK_S && steps(motion, pass)
}

/// Whether the feet come as far apart as in stepping.
fn steps(motion: &Motion, pass: &Pass) -> bool {
    let apart = |frame: usize| {
        let [left, right] = Side::BOTH.map(|side| motion.at(Joint::Ankle.on(side), frame));
        (left[0] - right[0]).hypot(left[1] - right[1]) / motion.heights_px[frame]
    };
    let of = |share| quantile((pass.first_frame..pass.end_frame).map(apart), share);
    of(0.95) - of(0.05) >= MIN_STEPPING_RATIO
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
