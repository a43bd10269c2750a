//! What is read off the curve of each cycle.

use crate::anatomy::Side;
use crate::gait::cycle_curves::Sampled;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
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
    /// The largest value until a percent, less the first of the cycle.
    Rise(usize),
    /// The largest change from the first value of the cycle until a percent, with its sign.
    Change(usize),
    /// The percent, from one to another, from which the values stay below so much until they are least.
    DownTo(usize, usize, f64),
}

/// With the foot so steep the heel is off the ground: twice what its pitch scatters by in mid-stance.
const HEEL_UP_DEG: f64 = -10.0;

/// The key values of each angle. Windows from Perry & Burnfield 2010: loading 0 to 12 %, mid-stance 12
/// to 31, terminal stance to 50, pre-swing to 62, swing to 100; wider where a peak may come late.
const KEY_VALUES: [(MeasureId, Read); 27] = [
    (MeasureId::KneeFlexionAtContact, Read::At(0)),
    (MeasureId::KneeFlexionLoadingPeak, Read::Most(3, 30)),
    (MeasureId::KneeFlexionLoadingExcursion, Read::Rise(30)),
    (MeasureId::KneeFlexionStanceMinimum, Read::Least(25, 55)),
    (MeasureId::KneeFlexionSwingPeak, Read::Most(55, 95)),
    (MeasureId::KneeFlexionRange, Read::Range),
    (MeasureId::HipFlexionAtContact, Read::At(0)),
    (MeasureId::HipFlexionMinimum, Read::Least(35, 70)),
    (MeasureId::HipFlexionSwingPeak, Read::Most(70, 100)),
    (MeasureId::HipFlexionRange, Read::Range),
    (MeasureId::HipFlexionTrunkRange, Read::Range),
    (MeasureId::AnkleDorsiflexionAtContact, Read::At(0)),
    (MeasureId::AnkleDorsiflexionStancePeak, Read::Most(20, 60)),
    (MeasureId::AnkleDorsiflexionPushOff, Read::Least(50, 80)),
    (MeasureId::HeelRise, Read::DownTo(20, 70, HEEL_UP_DEG)),
    (MeasureId::TrunkLeanForwardLoadingChange, Read::Change(15)),
    (MeasureId::TrunkLeanForwardMean, Read::Mean(0, 100)),
    (MeasureId::FppaLoadingPeak, Read::Most(3, 30)),
    (MeasureId::FppaStanceMean, Read::Mean(10, 50)),
    (MeasureId::HipAdductionStancePeak, Read::Most(3, 55)),
    (MeasureId::PelvicObliquityMidStance, Read::Mean(12, 31)),
    (MeasureId::PelvicObliquitySwingMean, Read::Mean(75, 90)),
    (MeasureId::PelvicObliquityRange, Read::Range),
    (MeasureId::PelvicTiltMean, Read::Mean(0, 100)),
    (MeasureId::PelvicTiltRange, Read::Range),
    (MeasureId::TrunkLeanRightStanceMean, Read::Mean(12, 50)),
    (MeasureId::TrunkLeanRightRange, Read::Range),
];

/// The key values, left then right.
pub(crate) fn values(sampled: &[Sampled]) -> Vec<Values> {
    let mut all = Vec::new();
    for (id, read) in KEY_VALUES {
        for side in Side::BOTH {
            let is_it = |s: &&Sampled| Some(s.angle) == id.spec().angle && s.side == side;
            let values =
                sampled.iter().filter(is_it).filter_map(|s| Some((s.cycle, read.from(s)?)));
            all.extend(Values::of(id, Some(side), values));
        }
    }
    all
}

impl Read {
    /// `None` where any of it was not seen.
    fn from(self, sampled: &Sampled) -> Option<f64> {
        let seen = |from: usize, to: usize| sampled.seen(from..=to);
        let most = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
        match self {
            Read::At(percent) => seen(percent, percent).map(|deg| deg[0]),
            Read::Most(from, to) => seen(from, to).map(most),
            Read::Least(from, to) => seen(from, to).map(least),
            Read::Mean(from, to) => seen(from, to).map(|deg| mean(deg.iter().copied())),
            Read::Range => seen(0, 100).map(|deg| most(deg) - least(deg)),
            Read::Rise(to) => seen(0, to).map(|deg| most(deg) - deg[0]),
            Read::Change(to) => {
                let deg = seen(0, to)?;
                let changes = deg.iter().map(|d| d - deg[0]);
                changes.max_by(|a, b| a.abs().total_cmp(&b.abs()))
            }
            Read::DownTo(from, to, level) => {
                let deg = seen(from, to)?;
                let lowest = (0..deg.len()).min_by(|&a, &b| deg[a].total_cmp(&deg[b]))?;
                // a heel that has risen does not come down before the foot leaves: a dip before is noise
                let above = deg[..lowest].iter().rposition(|deg| *deg > level);
                (deg[lowest] <= level).then_some((from + above.map_or(0, |i| i + 1)) as f64)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::angles::angle::Angle;

    fn of(deg: impl Fn(f64) -> f64) -> Sampled {
        let deg = (0..=100).map(|percent| deg(f64::from(percent))).collect();
        Sampled { cycle: 0, angle: Angle::FootPitch, side: Side::Left, deg }
    }

    #[test]
    fn a_heel_has_risen_when_it_does_not_come_down_again_before_the_foot_leaves() {
        let rise = Read::DownTo(20, 70, HEEL_UP_DEG);
        let push_off = |percent: f64| if percent > 42.0 { -2.5 * (percent - 42.0) } else { 0.0 };
        assert_eq!(rise.from(&of(push_off)), Some(46.0));
        let with_dip = |p: f64| if (28.0..32.0).contains(&p) { -13.0 } else { push_off(p) };
        assert_eq!(rise.from(&of(with_dip)), Some(46.0), "legs that cross are no heel rise");
        assert_eq!(rise.from(&of(|p| -p)), Some(20.0), "it never was on the ground");
        assert_eq!(rise.from(&of(|_| -4.0)), None, "a foot that stays flat");
    }

    #[test]
    fn a_knee_that_only_extends_has_no_excursion_in_loading() {
        assert_eq!(Read::Rise(30).from(&of(|p| 20.0 - p)), Some(0.0));
        assert_eq!(Read::Rise(30).from(&of(|p| 5.0 + p)), Some(30.0));
    }
}
