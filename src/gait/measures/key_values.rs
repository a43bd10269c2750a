//! What is read off the curve of each cycle.

use crate::anatomy::Side;
use crate::gait::angles::angle::Angle;
use crate::gait::cycle_curves::Sampled;
use crate::gait::measures::measure::Measure;
use crate::signal::mean;

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
pub(crate) fn key_values(sampled: &[Sampled]) -> Vec<Measure> {
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
