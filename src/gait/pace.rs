//! Whether a clip plays at the speed of life, by what bodies can do.
//!
//! Slow motion whose recording rate the file does not state, or a film that was sped up, makes every time wrong by one
//! factor. Step length hardly depends on it: so a walk is too slow or too quick for its steps.

use crate::anatomy::{Joint, Side};
use crate::gait::anthropometry::{LEG_LENGTH_RATIO, NOSE_HEIGHT_RATIO};
use crate::gait::context::task_kind::Task;
use crate::gait::events::movement::STRIDE_S;
use crate::gait::measures::measure::Measure;
use crate::gait::measures::measure_id::MeasureId;
use crate::gait::scale::Scale;
use crate::motion::{FrameRate, Motion, OnTheWay, Pass, way_of_a_step};
use crate::signal::{median, period_s};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Largest walk ratio: step length over cadence, in heights a step a minute.
///
/// # Source
/// `murakami2017`: step length over cadence stays the same for each person down to 62 m a minute, and rises below, as
/// steps become shorter. Some 0.0065 m a step a minute are usual, 0.0038 heights; a judgement sets the limit at 1.6 times
/// that.
pub const MAX_WALK_RATIO: f64 = 0.006;

/// Shorter steps, in heights, are those of a slow walk, whatever they take.
pub const LEAST_USUAL_STEP_HEIGHTS: f64 = 0.3;

/// Who gets farther with a step than this, in heights, as a usual lens would show it, was filmed through another lens: neither
/// the way nor the pace is known.
///
/// # Source
/// Steps of quick walking are 0.45 heights long (`murakami2017`: 0.0038 times a cadence of 120).
const LONGEST_STEP_HEIGHTS: f64 = 0.5;

/// Largest Froude number of walking: speed² over gravity and leg length.
///
/// # Source
/// `kram1997`: people change from walking to running at 0.5, whatever the gravity.
pub const MAX_WALK_FROUDE: f64 = 0.5;

/// A film whose speed changes makes steps of one length take so many times longer.
pub const MAX_PACE_RATIO: f64 = 1.6;

/// So many pairs of steps on either side of a change of pace.
const LEAST_STEPS: usize = 3;

/// A walk of 1.1 s a stride, sped up four times.
const QUICKEST_STRIDE_S: f64 = 0.27;

const GRAVITY_M_S2: f64 = 9.81;

/// Why the times of a clip are not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeDoubt {
    /// The file states no frame rate.
    NoRate,
    /// Steps of this length do not take so long.
    TooSlow,
    /// Nobody walks so fast.
    TooQuick,
    /// Steps of one length take longer in one part of the clip than in another.
    Uneven,
}

/// Why the times are not believed; `None` where they are, or where the user gave the rate.
pub(super) fn time_doubt(
    motion: &Motion,
    scale: Option<Scale>,
    tasks: &[Task],
    measures: &[Measure],
) -> Option<TimeDoubt> {
    match motion.frame_rate {
        FrameRate::Given => return None,
        FrameRate::Assumed => return Some(TimeDoubt::NoRate),
        FrameRate::OfFile => (),
    }
    if !measures.iter().any(|m| m.id == MeasureId::StepTime && m.task == Task::Walking) {
        let is_quick = |(pass, task): (&Pass, &Task)| {
            *task == Task::Walking && turns_too_quickly(motion, pass)
        };
        return motion.passes.iter().zip(tasks).any(is_quick).then_some(TimeDoubt::TooQuick);
    }
    let steps = steps(measures, scale);
    if steps.is_empty() {
        // from the front, lengths do not show, but the way does
        return comes_too_slowly(motion, tasks, measures).then_some(TimeDoubt::TooSlow);
    }
    let of_all = |value: fn(&Step) -> f64| median(steps.iter().map(value));
    // a small child walks as quickly in heights: without a height nothing is too quick
    let froude = |Scale { height_m, .. }| {
        (of_all(Step::speed_heights_s) * height_m).powi(2)
            / (GRAVITY_M_S2 * LEG_LENGTH_RATIO * height_m)
    };
    match () {
        () if of_all(|s| s.length_heights) >= LEAST_USUAL_STEP_HEIGHTS
            && of_all(Step::walk_ratio) > MAX_WALK_RATIO =>
        {
            Some(TimeDoubt::TooSlow)
        }
        () if scale.map(froude).is_some_and(|froude| froude > MAX_WALK_FROUDE) => {
            Some(TimeDoubt::TooQuick)
        }
        () if is_uneven(&steps) => Some(TimeDoubt::Uneven),
        () => None,
    }
}

/// Whether the feet take turns more quickly than in any walk: no stride is found then.
fn turns_too_quickly(motion: &Motion, pass: &Pass) -> bool {
    let frames = pass.first_frame..pass.end_frame;
    let ahead = |frame: usize| {
        let [left, right] = Side::BOTH.map(|side| motion.at(Joint::Ankle.on(side), frame)[0]);
        (left - right) / motion.heights_px[frame]
    };
    let turns: Vec<f64> = frames.clone().map(ahead).collect();
    // with longer ones, so that nothing is taken for quick that fits a walk better
    let any_s = QUICKEST_STRIDE_S..=*STRIDE_S.end();
    let turn_s = period_s(&motion.time_s[frames], &turns, any_s);
    pass.facing != 0 && turn_s.is_some_and(|turn_s| turn_s < *STRIDE_S.start())
}

/// Whether somebody who comes or goes gets as far with each step as in usual walking, but takes too long for it.
///
/// The way is that of a usual lens. A wide one makes it longer: at most to [`LONGEST_STEP_HEIGHTS`], or nothing is said.
fn comes_too_slowly(motion: &Motion, tasks: &[Task], measures: &[Measure]) -> bool {
    let times = measures.iter().filter(|m| m.id == MeasureId::StepTime && m.task == Task::Walking);
    let step_s = median(times.flat_map(|m| m.values.iter().map(|(_, time_s)| *time_s)));
    let walks = motion.passes.iter().zip(tasks).filter(|(_, task)| **task == Task::Walking);
    let ways = walks.filter_map(|(pass, _)| way_of_a_step(on_the_way(motion, pass)));
    let step = NOSE_HEIGHT_RATIO * median(ways);
    (LEAST_USUAL_STEP_HEIGHTS..=LONGEST_STEP_HEIGHTS).contains(&step)
        && step * step_s / 60.0 > MAX_WALK_RATIO
}

/// A pass seen from the front or from behind, where the head shows how large somebody is; nothing of another.
fn on_the_way(motion: &Motion, pass: &Pass) -> impl Iterator<Item = OnTheWay> {
    let frames = if pass.facing == 0 { pass.first_frame..pass.end_frame } else { 0..0 };
    frames.filter(|&frame| motion.head_inside[frame]).map(|frame| {
        let [left, right] = Side::BOTH.map(|side| motion.at(Joint::Ankle.on(side), frame));
        let height_px = motion.heights_px[frame];
        OnTheWay {
            left_lower: (left[1] - right[1]) / height_px,
            distance: motion.focal_px / height_px,
        }
    })
}

/// A step of which length and time are known.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    cycle: usize,
    length_heights: f64,
    time_s: f64,
}

impl Step {
    fn speed_heights_s(&self) -> f64 {
        self.length_heights / self.time_s
    }

    /// The mean of two steps.
    fn with(&self, next: &Self) -> Self {
        Self {
            length_heights: (self.length_heights + next.length_heights) / 2.0,
            time_s: (self.time_s + next.time_s) / 2.0,
            ..*self
        }
    }

    /// Length over cadence, in heights a step a minute.
    fn walk_ratio(&self) -> f64 {
        self.length_heights * self.time_s / 60.0
    }
}

/// The steps of level walking, in the order of their cycles; lengths are in metres where a scale is known.
fn steps(measures: &[Measure], scale: Option<Scale>) -> Vec<Step> {
    let of = |id: MeasureId| measures.iter().filter(move |m| m.id == id && m.task == Task::Walking);
    let mut steps = Vec::new();
    for times in of(MeasureId::StepTime) {
        let in_heights = of(MeasureId::StepLengthHeights).map(|m| (m, 1.0));
        let in_metres =
            of(MeasureId::StepLength).map(|m| (m, scale.map_or(1.0, |scale| scale.height_m)));
        let mut all = in_heights.chain(in_metres);
        let Some((lengths, unit)) = all.find(|(m, _)| m.side == times.side) else { continue };
        for &(cycle, time_s) in &times.values {
            let length = lengths.values.iter().find(|(of, _)| *of == cycle);
            let step =
                |&(_, length): &(usize, f64)| Step { cycle, length_heights: length / unit, time_s };
            steps.extend(length.map(step));
        }
    }
    steps.sort_by_key(|step| step.cycle);
    steps
}

/// Whether the walk ratio before some step and after it differ as it does where a film's speed changes.
fn is_uneven(steps: &[Step]) -> bool {
    // a long and a short step together, as one leg may limp
    let pairs: Vec<Step> = steps.windows(2).map(|pair| pair[0].with(&pair[1])).collect();
    let of = |steps: &[Step]| median(steps.iter().map(Step::walk_ratio));
    (LEAST_STEPS..=pairs.len().saturating_sub(LEAST_STEPS)).any(|at| {
        let (before, after) = pairs.split_at(at);
        let ratio = of(before) / of(after);
        ratio.max(1.0 / ratio) > MAX_PACE_RATIO
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(times_s: &[f64]) -> Vec<Step> {
        let step = |(cycle, &time_s)| Step { cycle, length_heights: 0.4, time_s };
        times_s.iter().enumerate().map(step).collect()
    }

    #[test]
    fn a_change_of_the_films_speed_shows_and_an_uneven_gait_does_not() {
        assert!(is_uneven(&steps(&[0.5, 0.5, 0.52, 0.5, 1.0, 1.02, 0.98, 1.0])));
        assert!(is_uneven(&steps(&[1.0, 0.5, 0.5, 0.5, 0.5, 1.0, 1.02, 0.98, 1.0])));
        // one leg slow, one quick
        assert!(!is_uneven(&steps(&[0.4, 0.8, 0.4, 0.8, 0.4, 0.8, 0.4, 0.8])));
        assert!(!is_uneven(&steps(&[0.7, 0.55, 0.5, 0.5, 0.55, 0.7])));
        assert!(!is_uneven(&steps(&[0.5, 1.0])));
    }
}
