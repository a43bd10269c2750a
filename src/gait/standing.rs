//! The angles of quiet standing: what a person's joints are when nothing is asked of them.
//!
//! Most of an angle's constant error (where a network puts a hip, how a camera is tilted) is the same in
//! standing and in walking, so the change from standing is better known than the angle.

use crate::anatomy::Side;
use crate::gait::angles::angle::{Angle, AngleSeries};
use crate::gait::events::event::GaitEvent;
use crate::gait::task_recognition;
use crate::motion::{Motion, Pass};
use crate::signal::{lasts_at_least, median, standard_deviation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An angle in quiet standing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StandingReference {
    /// Which angle.
    pub angle: Angle,
    /// Whose; absent for trunk and pelvis.
    pub side: Option<Side>,
    /// The pass in which the person stands, as an index into the report's passes.
    pub pass: usize,
    /// Median while standing.
    pub deg: f64,
    /// Standard deviation while standing: sway and noise.
    pub sd_deg: f64,
    /// How long the person was seen standing.
    pub seconds: f64,
}

/// A shorter rest is a pause, not quiet standing.
const LEAST_S: f64 = 1.0;

/// Walking begins and ends with a shift of the weight that no foot shows yet.
///
/// # Source
/// Anticipatory postural adjustments take 0.3 to 0.6 s before the foot leaves (Crenna & Frigo, J Physiol
/// 1991;437:635).
const BEFORE_STEP_S: f64 = 0.6;

/// The standing angles of a pass: before its first step, after its last, or all through where there is none.
pub(crate) fn neutrals(
    motion: &Motion,
    pass: &Pass,
    index: usize,
    events: &[GaitEvent],
    angles: &[AngleSeries],
) -> Vec<StandingReference> {
    let frame = |time_s: f64| {
        let at = motion.time_s.partition_point(|&t| t < time_s);
        at.clamp(pass.first_frame, pass.end_frame)
    };
    let stretches = match (events.first(), events.last()) {
        (Some(first), Some(last)) => vec![
            (pass.first_frame, frame(first.time_s - BEFORE_STEP_S)),
            (frame(last.time_s + BEFORE_STEP_S), pass.end_frame),
        ],
        _ => vec![(pass.first_frame, pass.end_frame)],
    };
    let standing = stretches.into_iter().filter(|&(from, to)| {
        let stretch = Pass { first_frame: from, end_frame: to, ..pass.clone() };
        lasts_at_least(seconds(motion, from, to), LEAST_S)
            && task_recognition::is_standing(motion, &stretch)
    });
    let longest =
        standing.max_by(|a, b| seconds(motion, a.0, a.1).total_cmp(&seconds(motion, b.0, b.1)));
    let Some((from, to)) = longest else { return Vec::new() };
    let neutral = |series: &AngleSeries| {
        let values: Vec<f64> = series.values_deg[from..to].iter().flatten().copied().collect();
        let deg = median(values.iter().copied());
        deg.is_finite().then(|| StandingReference {
            angle: series.angle,
            side: series.side,
            pass: index,
            deg,
            sd_deg: standard_deviation(&values),
            seconds: seconds(motion, from, to),
        })
    };
    angles.iter().filter_map(neutral).collect()
}

fn seconds(motion: &Motion, from: usize, to: usize) -> f64 {
    if from < to { motion.time_s[to - 1] - motion.time_s[from] } else { 0.0 }
}
