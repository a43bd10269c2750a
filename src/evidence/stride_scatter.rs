//! How much a measure varies from stride to stride, as far as that is known before a clip is seen.
//!
//! Two strides tell next to nothing of their own scatter: by Student's t their mean would be uncertain by nine times
//! their difference. But people's scatter is alike. So the usual variance counts like that of some strides more (an
//! empirical-Bayes variance; Smyth, Stat Appl Genet Mol Biol 2004;3:3). Strides that scatter far more than people's do are
//! not of that kind (somebody stumbles, or an event was timed wrongly): their own scatter counts, and the usual one does not
//! make it smaller (as in Phipson et al., Ann Appl Stat 2016;10:946). They keep the degrees of freedom: such a scatter
//! was picked because it is large, so it is rather over- than underestimated.

use crate::gait::{MeasureId as Id, Task};
use crate::signal::student_t_975;

/// The usual variance counts as so many degrees of freedom.
///
/// # Source
/// Within a session the standard deviations of joint angles lie between 0.7 and 2.5° (five adults, inter-trial: see
/// `stride_scatter` in `docs/evidence.md` §10.2), a factor of 3.6: variances of six degrees of freedom spread as far 95 times
/// of 100.
const USUAL_DEGREES_OF_FREEDOM: usize = 6;

/// A variance of 1, 2, ... degrees of freedom that is more times the usual one is of another kind: 97.5 % points of the F
/// distribution with six degrees of freedom in the denominator. The last one holds for all that follow.
const OTHER_KIND: [f64; 12] =
    [8.81, 7.26, 6.60, 6.23, 5.99, 5.82, 5.70, 5.60, 5.52, 5.46, 5.41, 5.37];

/// Whether strides with so many degrees of freedom scatter as people's usually do.
fn is_usual(own: usize, sd: f64, usual_sd: f64) -> bool {
    let limit = own.checked_sub(1).map(|i| OTHER_KIND[i.min(OTHER_KIND.len() - 1)]);
    limit.is_none_or(|limit| sd.powi(2) <= limit * usual_sd.powi(2))
}

/// Half of the interval that holds the mean of some cycles 95 times of 100, as far as they scatter; not finite where that is not
/// known, as for a single cycle of most measures. `sd` is the cycles' own standard deviation, NaN for a single one.
#[must_use]
pub fn scatter_half_width(id: Id, task: Task, n: usize, sd: f64) -> f64 {
    let own = n.saturating_sub(1);
    let own_sum = if own > 0 { own as f64 * sd.powi(2) } else { 0.0 };
    let usual = match task {
        Task::Walking => usual_sd(id),
        _ if task.is_on_stairs() => usual_on_stairs_sd(id),
        _ => None,
    };
    let usual_freedom = usual.map_or(0, |_| USUAL_DEGREES_OF_FREEDOM);
    let borrowed = |usual_sd: f64| if is_usual(own, sd, usual_sd) { usual_sd } else { sd };
    let usual_sum = usual.map_or(0.0, |sd| usual_freedom as f64 * borrowed(sd).powi(2));
    let freedom = own + usual_freedom;
    let var = (own_sum + usual_sum) / freedom as f64;
    student_t_975(freedom) * (var / n as f64).sqrt()
}

/// Strides on stairs scatter so many times as much as on the level at most, by half of which most measures do.
///
/// # Source
/// Root of the median variance over 17 rendered flights: 0.4 to 2.2 times that on the level.
const STAIR_FACTOR: f64 = 2.0;

/// The usual standard deviation from stride to stride on stairs; `None` where it is not known.
///
/// # Source
/// As for [`STAIR_FACTOR`]: what only stairs have, 1.4 times the root of the median variance.
const fn usual_on_stairs_sd(id: Id) -> Option<f64> {
    Some(match id {
        Id::StairLoweringTime => 0.042,
        Id::StairLoweringEvenness => 0.25,
        Id::StairLoweringKneeFlexion | Id::StairRaisingKneeFlexion => 2.5,
        Id::StairLoweringKneeVelocity => 40.0,
        Id::StairSinkingSpeed => 0.11,
        Id::StairSinkingSmoothness => 0.85,
        Id::StairWeightAcceptanceTime => 0.03,
        Id::StairWeightAcceptanceSinking => 8.6,
        Id::FppaStairLowering => 2.0 * 1.5,
        _ => {
            return match usual_sd(id) {
                Some(sd) => Some(STAIR_FACTOR * sd),
                None => None,
            };
        }
    })
}

/// The usual standard deviation from stride to stride in level walking, with the noise of the measurement; `None` where it
/// is not known.
///
/// # Source
/// Root of the median variance over 38 rendered clips of random people, whose strides vary by 1 to 2 %, and of recorded
/// people. In the frontal plane, where the renderer hardly varies, the inter-trial range of the adults above; step width and the hand on
/// the thigh, which it does not vary at all, by judgement.
const fn usual_sd(id: Id) -> Option<f64> {
    Some(match id {
        Id::StrideTime => 0.019,
        Id::StepTime | Id::StanceTime => 0.014,
        Id::SwingTime => 0.011,
        Id::SingleSupportTime => 0.010,
        Id::DoubleSupportTime => 0.018,
        Id::StanceShare | Id::SwingShare => 0.7,
        Id::SingleSupportShare => 0.9,
        Id::DoubleSupportShare => 1.4,
        Id::Cadence => 1.3,
        Id::StepLengthHeights | Id::StrideLengthHeights | Id::WalkingSpeedHeights => 0.013,
        Id::StepLength | Id::StrideLength | Id::WalkingSpeed => 0.022,
        Id::KneeFlexionAtContact | Id::KneeFlexionStanceMinimum => 2.0,
        Id::KneeFlexionLoadingPeak | Id::KneeFlexionLoadingExcursion => 2.6,
        Id::KneeFlexionSwingPeak => 2.8,
        Id::KneeFlexionRange => 3.8,
        Id::HipFlexionAtContact
        | Id::HipFlexionMinimum
        | Id::HipFlexionSwingPeak
        | Id::HipFlexionRange => 1.9,
        Id::HipFlexionTrunkRange => 2.3,
        Id::AnkleDorsiflexionAtContact | Id::AnkleDorsiflexionPushOff => 3.9,
        Id::AnkleDorsiflexionStancePeak => 3.1,
        Id::TrunkLeanForwardLoadingChange | Id::TrunkLeanForwardMean => 0.9,
        Id::FppaLoadingPeak => 1.5,
        Id::FppaStanceMean | Id::HipAdductionStancePeak => 1.0,
        Id::PelvicObliquityMidStance
        | Id::PelvicObliquitySwingMean
        | Id::PelvicObliquityRange
        | Id::TrunkLeanRightStanceMean
        | Id::TrunkLeanRightRange => 0.7,
        Id::HeelRise => 5.0,
        Id::HandOnThigh => 10.0,
        Id::Circumduction => 0.4,
        Id::KneeMedialDisplacement => 0.3,
        Id::StepWidthHeights => 0.005,
        Id::StepWidth => 0.009,
        Id::FppaCollapseSpeed => 6.0,
        Id::HipVelocityAtContact => 14.0,
        Id::KneeVelocityAtContact => 23.0,
        Id::HipKneeCoupling => 13.0,
        Id::PelvicTiltMean | Id::PelvicTiltRange => 0.7,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half(id: Id, n: usize, sd: f64) -> f64 {
        scatter_half_width(id, Task::Walking, n, sd)
    }

    #[test]
    fn few_strides_borrow_the_usual_scatter_and_many_go_by_their_own() {
        // (6 · 2.8² + 1 · 1²) / 7, t of seven degrees of freedom
        let two = half(Id::KneeFlexionSwingPeak, 2, 1.0);
        assert!((two - 2.365 * (48.04_f64 / 7.0 / 2.0).sqrt()).abs() < 1e-9, "{two}");
        let one = half(Id::KneeFlexionSwingPeak, 1, f64::NAN);
        assert!((one - 2.447 * 2.8).abs() < 1e-9, "{one}");
        let many = half(Id::KneeFlexionSwingPeak, 200, 1.0);
        assert!((many / (1.97 / 200_f64.sqrt()) - 1.0).abs() < 0.12, "{many}");
    }

    #[test]
    fn of_strides_that_scatter_far_more_than_usual_their_own_scatter_counts() {
        let own = |n: usize, sd: f64, t: f64| t * sd / (n as f64).sqrt();
        let (two, three) = (half(Id::StepTime, 2, 0.09), half(Id::StepTime, 3, 0.06));
        assert!((two - own(2, 0.09, 2.365)).abs() < 1e-9, "{two}");
        assert!((three - own(3, 0.06, 2.306)).abs() < 1e-9, "{three}");
        // 0.014 s is usual: 97.5 of 100 samples of two lie below 2.97 times that
        let [below, above] = [2.96, 2.98].map(|times| half(Id::StepTime, 2, times * 0.014));
        assert!(above > 1.7 * below, "{below} {above}");
    }

    #[test]
    fn where_nothing_is_known_beforehand_the_strides_go_by_themselves() {
        let own = |id, task| scatter_half_width(id, task, 3, 2.0);
        let student = 4.303 * 2.0 / 3_f64.sqrt();
        assert!((own(Id::FppaOnset, Task::Walking) - student).abs() < 1e-9);
        assert!((own(Id::StepDownFppaLowest, Task::StepDown) - student).abs() < 1e-9);
        let unknown = [half(Id::FppaOnset, 1, f64::NAN), half(Id::StrideTime, 0, 0.0)];
        assert!(unknown.iter().all(|half| !half.is_finite()), "{unknown:?}");
    }
}
