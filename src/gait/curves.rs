//! Angles over the gait cycle: every cycle stretched to 0 to 100 %.

use super::angles::{Angle, AngleSeries};
use super::cycles::GaitCycle;
use super::measures::Measure;
use crate::anatomy::Side;
use crate::motion::Motion;
use crate::signal::{line_at, mean, standard_deviation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One value a percent, from contact to contact.
const POINTS: usize = 101;

/// An angle over the mean cycle.
///
/// # Shapes and units
/// Both series have 101 entries, for 0 to 100 % of the cycle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CycleCurve {
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
pub(super) struct Sampled {
    /// Number of the cycle.
    pub(super) cycle: usize,
    pub(super) angle: Angle,
    pub(super) side: Side,
    /// 101 values.
    pub(super) deg: Vec<f64>,
}

/// Every angle in every cycle that was wholly measured.
pub(super) fn sample(time_s: &[f64], angles: &[AngleSeries], cycles: &[GaitCycle]) -> Vec<Sampled> {
    let mut all = Vec::new();
    for series in angles.iter().filter(|s| s.unavailable.is_none()) {
        for (index, cycle) in cycles.iter().enumerate() {
            if series.side.is_none_or(|side| side == cycle.side) {
                let deg = stretched(time_s, &series.values_deg, cycle);
                let sampled =
                    |deg| Sampled { cycle: index, angle: series.angle, side: cycle.side, deg };
                all.extend(deg.map(sampled));
            }
        }
    }
    all
}

/// Fewer cycles of the near leg are no replacement for those of the far one.
const LEAST_NEAR: usize = 2;

/// Who walks there and back shows each leg once near and once half hidden: then only the near one counts.
pub(super) fn near_ones(motion: &Motion, cycles: &[GaitCycle], all: Vec<Sampled>) -> Vec<Sampled> {
    let near_side = |s: &Sampled| motion.passes.get(cycles[s.cycle].pass)?.view.near_side();
    let is_near = |s: &Sampled| near_side(s) == Some(s.side);
    let count = |s: &Sampled| {
        all.iter().filter(|o| (o.angle, o.side) == (s.angle, s.side) && is_near(o)).count()
    };
    let counts = |s: &Sampled| is_near(s) || near_side(s).is_none() || count(s) < LEAST_NEAR;
    let keep: Vec<bool> = all.iter().map(counts).collect();
    all.into_iter().zip(keep).filter_map(|(s, keep)| keep.then_some(s)).collect()
}

/// A cycle's values at each percent, on straight lines between frames; `None` where any is missing.
fn stretched(time_s: &[f64], values: &[Option<f64>], cycle: &GaitCycle) -> Option<Vec<f64>> {
    let at = |percent: usize| {
        let t = cycle.start_s + cycle.stride_s() * percent as f64 / (POINTS - 1) as f64;
        let after = time_s.partition_point(|&u| u < t).clamp(1, time_s.len().checked_sub(1)?);
        let (a, b) = (after - 1, after);
        Some(line_at((time_s[a], values[a]?), (time_s[b], values[b]?), t))
    };
    (0..POINTS).map(at).collect()
}

/// The mean curves, by angle, left then right.
pub(super) fn means(sampled: &[Sampled]) -> Vec<CycleCurve> {
    let mut curves = Vec::new();
    for angle in Angle::ALL {
        for side in Side::BOTH {
            let of: Vec<&Sampled> =
                sampled.iter().filter(|s| s.angle == angle && s.side == side).collect();
            let column = |i: usize| of.iter().map(|s| s.deg[i]).collect::<Vec<f64>>();
            let sd = |i| standard_deviation(&column(i));
            let sd_deg = if of.len() > 1 { (0..POINTS).map(sd).collect() } else { Vec::new() };
            if !of.is_empty() {
                let mean_deg = (0..POINTS).map(|i| mean(column(i))).collect();
                curves.push(CycleCurve { angle, side, n: of.len(), mean_deg, sd_deg });
            }
        }
    }
    curves
}

/// What is read off a curve.
#[derive(Clone, Copy)]
enum Read {
    /// The value at a percent.
    At(usize),
    /// The largest value from one percent to another.
    Most(usize, usize),
    /// The smallest.
    Least(usize, usize),
    /// The mean.
    Mean(usize, usize),
    /// The largest less the smallest.
    Range,
    /// The largest value from one percent to another, less the first of the cycle.
    Rise(usize, usize),
    /// The largest change from the first value of the cycle until a percent, with its sign.
    Change(usize),
    /// The percent, from one to another, at which the values have come down to so much.
    DownTo(usize, usize, f64),
}

/// With the foot so steep the heel is off the ground: twice what its pitch scatters by in mid-stance.
const HEEL_UP_DEG: f64 = -10.0;

/// The key values of each angle. Windows from Perry & Burnfield 2010: loading 0 to 12 %, mid-stance 12
/// to 31, terminal stance to 50, pre-swing to 62, swing to 100; wider where a peak may come late.
const KEY_VALUES: [(&str, Angle, Read); 27] = [
    ("knee_flexion_at_contact_deg", Angle::KneeFlexion, Read::At(0)),
    ("knee_flexion_loading_peak_deg", Angle::KneeFlexion, Read::Most(3, 30)),
    ("knee_flexion_loading_excursion_deg", Angle::KneeFlexion, Read::Rise(3, 30)),
    ("knee_flexion_stance_minimum_deg", Angle::KneeFlexion, Read::Least(25, 55)),
    ("knee_flexion_swing_peak_deg", Angle::KneeFlexion, Read::Most(55, 95)),
    ("knee_flexion_range_deg", Angle::KneeFlexion, Read::Range),
    ("hip_flexion_vertical_at_contact_deg", Angle::HipFlexionVertical, Read::At(0)),
    ("hip_flexion_vertical_minimum_deg", Angle::HipFlexionVertical, Read::Least(35, 70)),
    ("hip_flexion_vertical_swing_peak_deg", Angle::HipFlexionVertical, Read::Most(70, 100)),
    ("hip_flexion_vertical_range_deg", Angle::HipFlexionVertical, Read::Range),
    ("hip_flexion_trunk_range_deg", Angle::HipFlexionTrunk, Read::Range),
    ("ankle_dorsiflexion_at_contact_deg", Angle::AnkleDorsiflexion, Read::At(0)),
    ("ankle_dorsiflexion_stance_peak_deg", Angle::AnkleDorsiflexion, Read::Most(20, 60)),
    ("ankle_dorsiflexion_push_off_deg", Angle::AnkleDorsiflexion, Read::Least(50, 80)),
    ("heel_rise_pct", Angle::FootPitch, Read::DownTo(20, 70, HEEL_UP_DEG)),
    ("trunk_lean_forward_loading_change_deg", Angle::TrunkLeanForward, Read::Change(15)),
    ("trunk_lean_forward_mean_deg", Angle::TrunkLeanForward, Read::Mean(0, 100)),
    ("fppa_loading_peak_deg", Angle::Fppa, Read::Most(3, 30)),
    ("fppa_stance_mean_deg", Angle::Fppa, Read::Mean(10, 50)),
    ("hip_adduction_stance_peak_deg", Angle::HipAdduction, Read::Most(3, 55)),
    ("pelvic_obliquity_mid_stance_deg", Angle::PelvicObliquity, Read::Mean(12, 31)),
    ("pelvic_obliquity_swing_mean_deg", Angle::PelvicObliquity, Read::Mean(75, 90)),
    ("pelvic_obliquity_range_deg", Angle::PelvicObliquity, Read::Range),
    ("pelvic_tilt_mean_deg", Angle::PelvicTilt, Read::Mean(0, 100)),
    ("pelvic_tilt_range_deg", Angle::PelvicTilt, Read::Range),
    ("trunk_lean_right_stance_mean_deg", Angle::TrunkLeanRight, Read::Mean(12, 50)),
    ("trunk_lean_right_range_deg", Angle::TrunkLeanRight, Read::Range),
];

/// The key values, left then right.
pub(super) fn key_values(sampled: &[Sampled]) -> Vec<Measure> {
    let mut all = Vec::new();
    for (name, angle, read) in KEY_VALUES {
        for side in Side::BOTH {
            let of = sampled.iter().filter(|s| s.angle == angle && s.side == side);
            let values = of.map(|s| (s.cycle, read.from(&s.deg)));
            all.extend(Measure::of(name, Some(side), values));
        }
    }
    all
}

impl Read {
    fn from(self, deg: &[f64]) -> f64 {
        let most = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
        match self {
            Read::At(percent) => deg[percent],
            Read::Most(from, to) => most(&deg[from..=to]),
            Read::Least(from, to) => least(&deg[from..=to]),
            Read::Mean(from, to) => mean(deg[from..=to].iter().copied()),
            Read::Range => most(deg) - least(deg),
            Read::Rise(from, to) => most(&deg[from..=to]) - deg[0],
            Read::Change(to) => {
                let changes = deg[..=to].iter().map(|d| d - deg[0]);
                changes.max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(f64::NAN)
            }
            Read::DownTo(from, to, level) => {
                let reached = (from..=to).find(|&percent| deg[percent] <= level);
                reached.map_or(f64::NAN, |percent| percent as f64)
            }
        }
    }
}
