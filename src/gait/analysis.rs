//! What the person does: the gait of a clip.

use super::angles::{Angle, AngleSeries, LEAST_HEIGHT_PX, Reason, measure};
use super::curves::{self, CycleCurve};
use super::cycles::{DroppedCycles, GaitCycle, cycles};
use super::events::{GaitEvent, events};
use super::feet::Feet;
use super::measures::Measure;
use super::neutral::{Neutral, neutrals};
use super::scale::{self, GivenScale, NoScale, Scale};
use super::stairs::StairPattern;
use super::step_down::Repetition;
use super::surges::{KneeSurge, surges};
use super::symmetry::{Symmetry, symmetries};
use super::task::Task;
use super::{
    bearing, collapse, coupling, foot, spatial, stairs, step_down, swing_path, task, temporal,
    width,
};
use crate::anatomy::{Joint, Side};
use crate::motion::{Motion, Pass, View};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The gait of a clip.
#[derive(Debug, Clone, PartialEq)]
pub struct GaitAnalysis {
    /// Why there is no gait, where there is none.
    pub refused: Option<NoGait>,
    /// What the person does in each pass; empty where that was not looked for.
    pub tasks: Vec<Task>,
    /// When each foot lands and leaves, in time order.
    pub events: Vec<GaitEvent>,
    /// The whole cycles, in time order.
    pub cycles: Vec<GaitCycle>,
    /// What was left out.
    pub dropped: DroppedCycles,
    /// What each pass was walked on.
    pub grounds: Vec<Ground>,
    /// How long a body height is, where that is known.
    pub scale: Option<Scale>,
    /// Why the length that was given sets no scale, where it does not.
    pub no_scale: Option<NoScale>,
    /// How the feet share the steps of stairs.
    pub stair_pattern: Option<StairPattern>,
    /// The repetitions of a step-down test, in time order.
    pub repetitions: Vec<Repetition>,
    /// The largest surge of knee flexion in each stance seen from the side, in time order.
    pub surges: Vec<KneeSurge>,
    /// The angles of quiet standing, in every pass that has some.
    pub neutral: Vec<Neutral>,
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
    /// The pose model took one leg for the other, or drew them together, too often.
    LegsConfused,
    /// The person was seen neither from the side nor from the front or behind.
    WrongView,
    /// The person runs.
    Running,
    /// The person goes upstairs.
    StairAscent,
    /// The person steps down and back on one leg; see the repetitions.
    StepDown,
    /// The person stands.
    Standing,
    /// Nobody walks: no foot goes anywhere, or not both in turn, or not for long enough.
    NoSteps,
}

/// A lower rate cannot time events: a step has then a dozen frames.
///
/// # Source
/// `docs/evidence.md` §6: below 24 Hz no timing; film at 23.976 Hz counts as 24.
pub const LEAST_RATE_HZ: f64 = 23.9;

/// How the ground under the feet moves through the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It stands still: the camera does, and the person walks over the floor.
    Still,
    /// It moves: a treadmill, or a camera that follows; [`CameraKind`](crate::motion::CameraKind) says which.
    Moving,
    /// This view cannot tell.
    Unknown,
}

/// What the user knows about the clip, where the picture may mislead.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Known {
    /// One length: lengths are then in metres, else in body heights.
    pub scale: Option<GivenScale>,
    /// What the person does.
    pub task: Option<Task>,
    /// Whether the ground moves through the picture.
    pub ground: Option<Ground>,
}

/// From cleaned positions to gait.
#[must_use]
pub fn analyse(motion: &Motion, known: &Known) -> GaitAnalysis {
    let grounds: Vec<Ground> =
        motion.passes.iter().map(|pass| ground(motion, pass, known)).collect();
    let (scale, no_scale) = match scale::scale(motion, known, &grounds) {
        Ok(scale) => (scale, None),
        Err(why) => (None, Some(why)),
    };
    let mut angles = measure(motion);
    let found = match refusal(motion) {
        Some(refused) => Found { refused: Some(refused), ..Found::default() },
        None => Found::of(motion, known),
    };
    let cycles = found.cycles;
    foot::refine(motion, known, &cycles, &mut angles);
    let neutral = match found.refused {
        Some(NoGait::TooSmall | NoGait::WrongView | NoGait::LegsConfused) => Vec::new(),
        _ => standing(motion, &found.events, &angles),
    };
    waistband_of_standing(motion, &found.tasks, &mut angles);
    let sampled = curves::sample(&motion.time_s, &angles, &cycles);
    let sampled = curves::near_ones(motion, &cycles, sampled);
    let on_stairs = found.task == Some(Task::StairDescent);
    let measures: Vec<Measure> = [
        temporal::measures(&cycles, on_stairs),
        spatial::measures(motion, &cycles, known, scale),
        width::measures(motion, &cycles, scale),
        swing_path::measures(motion, &cycles),
        curves::key_values(&sampled),
        collapse::measures(motion, &sampled, &cycles),
        bearing::measures(motion, &cycles),
        coupling::measures(&sampled, &cycles),
        if on_stairs { stairs::measures(motion, &sampled, &cycles) } else { Vec::new() },
        step_down::measures(motion, &found.repetitions, &angles),
    ]
    .concat();
    GaitAnalysis {
        refused: found.refused,
        tasks: found.tasks,
        neutral,
        dropped: found.dropped,
        grounds,
        scale,
        no_scale,
        stair_pattern: if on_stairs { stairs::pattern(motion, known, &cycles) } else { None },
        surges: surges(motion, &found.walked, &found.events, &angles),
        repetitions: found.repetitions,
        events: found.events,
        angles,
        symmetries: symmetries(&measures),
        measures,
        curves: curves::means(&sampled),
        cycles,
    }
}

/// Leaves the waistband's slope only where the person stands: in walking the thighs push the cloth, by more than the
/// pelvis moves.
fn waistband_of_standing(motion: &Motion, tasks: &[Task], angles: &mut [AngleSeries]) {
    for series in angles.iter_mut().filter(|s| s.angle == Angle::WaistbandSlope) {
        for (index, pass) in motion.passes.iter().enumerate() {
            if tasks.get(index) != Some(&Task::Standing) {
                series.values_deg[pass.first_frame..pass.end_frame].fill(None);
            }
        }
        if series.values_deg.iter().all(Option::is_none) {
            series.unavailable = series.unavailable.or(Some(Reason::NoWaistband));
        }
    }
}

/// The standing angles, pass by pass.
fn standing(motion: &Motion, events: &[GaitEvent], angles: &[AngleSeries]) -> Vec<Neutral> {
    let of = |(index, pass): (usize, &Pass)| {
        let inside = |e: &&GaitEvent| (pass.start_s..pass.end_s).contains(&e.time_s);
        let own: Vec<GaitEvent> = events.iter().filter(inside).copied().collect();
        neutrals(motion, pass, index, &own, angles)
    };
    motion.passes.iter().enumerate().flat_map(of).collect()
}

/// What keeps steps from being looked for at all.
fn refusal(motion: &Motion) -> Option<NoGait> {
    let is_seen = |p: &Pass| !matches!(p.view, View::Oblique | View::Unknown);
    match motion {
        m if m.height_px < LEAST_HEIGHT_PX => Some(NoGait::TooSmall),
        m if m.rate_hz < LEAST_RATE_HZ => Some(NoGait::RateTooLow),
        m if !m.passes.iter().any(is_seen) => Some(NoGait::WrongView),
        m if confused_ratio(m) > MOST_CONFUSED_RATIO => Some(NoGait::LegsConfused),
        _ => None,
    }
}

/// More of the legs' positions set aside or put back than this, and a step is a guess: in a stride of 33 frames,
/// more than five.
pub const MOST_CONFUSED_RATIO: f64 = 0.16;

/// Share of the legs' positions that had to be set aside or put back to the other leg.
#[must_use]
pub fn confused_ratio(motion: &Motion) -> f64 {
    let repairs = &motion.repairs;
    let points = Side::BOTH.len() * Joint::LEG.len();
    let seen = motion.time_s.len().saturating_sub(repairs.frames_without_pose) * points;
    let changed = repairs.outliers + repairs.swapped_frames * points;
    changed as f64 / seen.max(1) as f64
}

/// What the feet do, pass by pass.
#[derive(Default)]
struct Found {
    refused: Option<NoGait>,
    tasks: Vec<Task>,
    /// The task whose cycles these are.
    task: Option<Task>,
    events: Vec<GaitEvent>,
    /// The passes whose events these are.
    walked: Vec<usize>,
    cycles: Vec<GaitCycle>,
    dropped: DroppedCycles,
    repetitions: Vec<Repetition>,
}

impl Found {
    fn of(motion: &Motion, known: &Known) -> Self {
        let mut found = Self::default();
        let mut cycles_of = Vec::new();
        for (index, pass) in motion.passes.iter().enumerate() {
            let events = events(motion, pass, known.ground);
            let repetitions = step_down::repetitions(motion, pass, index);
            let seen = || task::task(motion, pass, &events, &repetitions);
            let task = known.task.unwrap_or_else(seen);
            found.tasks.push(task);
            match task {
                Task::Walking | Task::StairDescent => {
                    cycles_of.push((task, cycles(&events, index, &mut found.dropped)));
                    found.events.extend(events);
                    found.walked.push(index);
                }
                Task::StepDown => found.repetitions.extend(repetitions),
                Task::Running | Task::StairAscent | Task::Standing | Task::Other => {}
            }
        }
        found.keep_one_task(cycles_of);
        if found.events.is_empty() {
            found.refused = Some(NoGait::of(&found.tasks));
        }
        found
    }

    /// Means over walking and stairs together would be those of neither: the task with more cycles stays.
    fn keep_one_task(&mut self, cycles_of: Vec<(Task, Vec<GaitCycle>)>) {
        let count = |task: Task| -> usize {
            cycles_of.iter().filter(|c| c.0 == task).map(|c| c.1.len()).sum()
        };
        let tasks = [Task::StairDescent, Task::Walking];
        self.task = tasks.into_iter().max_by_key(|&t| count(t)).filter(|&t| count(t) > 0);
        for (task, cycles) in cycles_of {
            if Some(task) == self.task {
                self.cycles.extend(cycles);
            } else {
                self.dropped.other_task += cycles.len();
            }
        }
    }
}

impl NoGait {
    /// Why passes with these tasks have no gait.
    fn of(tasks: &[Task]) -> Self {
        let is = |task: Task| tasks.contains(&task);
        match () {
            () if is(Task::Running) => Self::Running,
            () if is(Task::StairAscent) => Self::StairAscent,
            () if is(Task::StepDown) => Self::StepDown,
            () if is(Task::Standing) => Self::Standing,
            () => Self::NoSteps,
        }
    }
}

fn ground(motion: &Motion, pass: &Pass, known: &Known) -> Ground {
    match (known.ground, Feet::of(motion, pass, known.ground).ground_speed) {
        (Some(ground), _) => ground,
        _ if pass.facing == 0 => Ground::Unknown,
        (None, 0.0) => Ground::Still,
        _ => Ground::Moving,
    }
}
