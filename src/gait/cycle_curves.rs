//! Angles over the gait cycle: every cycle stretched to 0 to 100 %.

use crate::anatomy::Side;
use crate::gait::angles::angle::{Angle, AngleSeries};
use crate::gait::context::task_kind::Task;
use crate::gait::cycles::GaitCycle;
use crate::motion::Motion;
use crate::signal::{line_at, mean, standard_deviation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// One value a percent, from contact to contact.
const POINTS: usize = 101;

/// An angle over the mean cycle.
///
/// # Shapes and units
/// Both series have 101 entries, for 0 to 100 % of the cycle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CycleCurve {
    /// What the person does in these cycles.
    pub task: Task,
    /// Which angle.
    pub angle: Angle,
    /// Whose cycle; trunk and pelvis have a curve over each side's.
    pub side: Side,
    /// How many cycles it is the mean of.
    pub n: usize,
    /// Mean.
    pub mean_deg: Vec<f64>,
    /// Standard deviation from cycle to cycle; empty for a single one.
    pub sd_deg: Vec<f64>,
}

/// One angle in one cycle.
pub(crate) struct Sampled {
    /// Number of the cycle.
    pub(crate) cycle: usize,
    pub(crate) angle: Angle,
    pub(crate) side: Side,
    /// 101 values; NaN where it was not seen.
    pub(crate) deg: Vec<f64>,
}

impl Sampled {
    /// The values from one percent to another; `None` where any of them was not seen.
    pub(crate) fn seen(&self, window_pct: RangeInclusive<usize>) -> Option<&[f64]> {
        let window = self.deg.get(window_pct)?;
        window.iter().all(|deg| deg.is_finite()).then_some(window)
    }

    fn is_whole(&self) -> bool {
        self.seen(0..=POINTS - 1).is_some()
    }
}

/// Every angle in every cycle, as far as it was seen.
pub(crate) fn sample(time_s: &[f64], angles: &[AngleSeries], cycles: &[GaitCycle]) -> Vec<Sampled> {
    let mut all = Vec::new();
    for series in angles.iter().filter(|s| s.unavailable.is_none()) {
        for (index, cycle) in cycles.iter().enumerate() {
            if series.side.is_none_or(|side| side == cycle.side) {
                let deg = stretched(time_s, &series.values_deg, cycle);
                all.push(Sampled { cycle: index, angle: series.angle, side: cycle.side, deg });
            }
        }
    }
    all
}

/// Fewer cycles of the near leg are no replacement for those of the far one.
const LEAST_NEAR: usize = 2;

/// Who walks there and back shows each leg once near and once half hidden: then only the near one counts.
pub(crate) fn near_ones(motion: &Motion, cycles: &[GaitCycle], all: Vec<Sampled>) -> Vec<Sampled> {
    let near_side = |s: &Sampled| motion.passes.get(cycles[s.cycle].pass)?.view.near_side();
    let is_near = |s: &Sampled| near_side(s) == Some(s.side);
    let count = |s: &Sampled| {
        let is_like = |o: &&Sampled| (o.angle, o.side) == (s.angle, s.side) && o.is_whole();
        all.iter().filter(|o| is_like(o) && is_near(o)).count()
    };
    let counts = |s: &Sampled| is_near(s) || near_side(s).is_none() || count(s) < LEAST_NEAR;
    let keep: Vec<bool> = all.iter().map(counts).collect();
    all.into_iter().zip(keep).filter_map(|(s, keep)| keep.then_some(s)).collect()
}

/// A cycle's values at each percent, on straight lines between frames; NaN where one of them is missing.
fn stretched(time_s: &[f64], values: &[Option<f64>], cycle: &GaitCycle) -> Vec<f64> {
    let at = |percent: usize| {
        let t = Some(cycle.time_s(percent as f64)).filter(|t| cycle.saw(*t))?;
        let after = time_s.partition_point(|&u| u < t).clamp(1, time_s.len().checked_sub(1)?);
        let (a, b) = (after - 1, after);
        Some(line_at((time_s[a], values[a]?), (time_s[b], values[b]?), t))
    };
    (0..POINTS).map(|percent| at(percent).unwrap_or(f64::NAN)).collect()
}

/// The mean curves of the cycles that were seen from contact to contact, by angle, left then right.
pub(crate) fn means(task: Task, sampled: &[Sampled]) -> Vec<CycleCurve> {
    let mut curves = Vec::new();
    for angle in Angle::ALL {
        for side in Side::BOTH {
            let is_it = |s: &&Sampled| s.angle == angle && s.side == side && s.is_whole();
            let of: Vec<&Sampled> = sampled.iter().filter(is_it).collect();
            let column = |i: usize| of.iter().map(|s| s.deg[i]).collect::<Vec<f64>>();
            let sd = |i| standard_deviation(&column(i));
            let sd_deg = if of.len() > 1 { (0..POINTS).map(sd).collect() } else { Vec::new() };
            if !of.is_empty() {
                let mean_deg = (0..POINTS).map(|i| mean(column(i))).collect();
                curves.push(CycleCurve { task, angle, side, n: of.len(), mean_deg, sd_deg });
            }
        }
    }
    curves
}
