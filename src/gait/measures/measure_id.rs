//! Every measure, with what is to be known of it: one row each.

use crate::gait::angles::angle::Angle;
use crate::gait::measures::measure_spec::{
    Better, Gate, MeasureGroup, MeasureSpec, Plane, TakenFrom, Tasks,
};
use crate::gait::measures::unit::Unit;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use strum::{EnumIter, IntoEnumIterator};

/// A quantity that is measured in step after step.
///
/// A new one needs a row in [`MeasureId::spec`] (the compiler asks for it), an error in `evidence` (the compiler, too)
/// and its words in the catalogue's `measures.toml` (a test names what is missing).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter,
)]
#[serde(try_from = "Cow<'_, str>", into = "&'static str")]
pub enum MeasureId {
    /// From contact to the next contact of the same foot.
    StrideTime,
    /// From the other foot's contact to this foot's.
    StepTime,
    /// From initial contact to foot off.
    StanceTime,
    /// From foot off to the next initial contact.
    SwingTime,
    /// While the other foot is off the ground.
    SingleSupportTime,
    /// While both feet are on the ground.
    DoubleSupportTime,
    /// Stance as a share of the stride.
    StanceShare,
    /// Swing as a share of the stride.
    SwingShare,
    /// Single support as a share of the stride.
    SingleSupportShare,
    /// Double support as a share of the stride.
    DoubleSupportShare,
    /// Steps a minute.
    Cadence,
    /// From the other foot's print to this foot's, in metres.
    StepLength,
    /// From a foot's print to its next, in metres.
    StrideLength,
    /// Stride length over stride time, in metres a second.
    WalkingSpeed,
    /// From the other foot's print to this foot's, in body heights.
    StepLengthHeights,
    /// From a foot's print to its next, in body heights.
    StrideLengthHeights,
    /// Stride length over stride time, in body heights a second.
    WalkingSpeedHeights,
    /// How far apart the feet are set, in metres.
    StepWidth,
    /// How far apart the feet are set, in body heights.
    StepWidthHeights,
    /// The ankle's way outward in swing.
    Circumduction,
    /// Knee flexion at initial contact.
    KneeFlexionAtContact,
    /// Largest knee flexion in loading response.
    KneeFlexionLoadingPeak,
    /// Largest knee flexion in loading response, less that at contact.
    KneeFlexionLoadingExcursion,
    /// Smallest knee flexion in stance.
    KneeFlexionStanceMinimum,
    /// Largest knee flexion in swing.
    KneeFlexionSwingPeak,
    /// Largest knee flexion of the cycle less the smallest.
    KneeFlexionRange,
    /// Hip flexion against the vertical at initial contact.
    HipFlexionAtContact,
    /// Smallest hip flexion against the vertical: the thigh farthest behind.
    HipFlexionMinimum,
    /// Largest hip flexion against the vertical in swing.
    HipFlexionSwingPeak,
    /// Range of hip flexion against the vertical.
    HipFlexionRange,
    /// Range of hip flexion against the trunk.
    HipFlexionTrunkRange,
    /// Ankle dorsiflexion at initial contact.
    AnkleDorsiflexionAtContact,
    /// Largest ankle dorsiflexion in stance.
    AnkleDorsiflexionStancePeak,
    /// Smallest ankle dorsiflexion about foot off.
    AnkleDorsiflexionPushOff,
    /// When the heel leaves the ground.
    HeelRise,
    /// Largest change of forward trunk lean in loading response.
    TrunkLeanForwardLoadingChange,
    /// Mean forward trunk lean.
    TrunkLeanForwardMean,
    /// Largest FPPA in loading response.
    FppaLoadingPeak,
    /// Mean FPPA of stance.
    FppaStanceMean,
    /// Largest hip adduction in stance.
    HipAdductionStancePeak,
    /// Mean pelvic obliquity of mid-stance.
    PelvicObliquityMidStance,
    /// Mean pelvic obliquity of mid-swing.
    PelvicObliquitySwingMean,
    /// Range of pelvic obliquity.
    PelvicObliquityRange,
    /// Pelvic obliquity in quiet standing.
    PelvicObliquityStanding,
    /// Mean anterior pelvic tilt.
    PelvicTiltMean,
    /// Range of pelvic tilt.
    PelvicTiltRange,
    /// Mean trunk lean toward the right in stance.
    TrunkLeanRightStanceMean,
    /// Range of lateral trunk lean.
    TrunkLeanRightRange,
    /// When half of the inward movement is done.
    FppaOnset,
    /// How quickly the knee goes inward.
    FppaCollapseSpeed,
    /// How far the knee lies inward of the line from hip to ankle.
    KneeMedialDisplacement,
    /// How far the hips rise over this leg.
    HipRiseSingleSupport,
    /// How long a hand lies on the thigh.
    HandOnThigh,
    /// Angular velocity of the hip at contact.
    HipVelocityAtContact,
    /// Angular velocity of the knee at contact.
    KneeVelocityAtContact,
    /// From contact to the knee's loading peak.
    KneeLoadingPeakTime,
    /// Direction in which hip and knee move together in loading.
    HipKneeCoupling,
    /// Knee flexion when the other foot lands a step below.
    StairLoweringKneeFlexion,
    /// How quickly the knee flexes at most while the body is lowered.
    StairLoweringKneeVelocity,
    /// How long the hips take to sink by one step.
    StairLoweringTime,
    /// Quickest sinking over the mean one.
    StairLoweringEvenness,
    /// How quickly the hips sink at most.
    StairSinkingSpeed,
    /// How smoothly they sink.
    StairSinkingSmoothness,
    /// From contact until the other foot leaves.
    StairWeightAcceptanceTime,
    /// How much of a step's sinking falls into weight acceptance.
    StairWeightAcceptanceSinking,
    /// Mean FPPA just before the other foot lands.
    FppaStairLowering,
    /// Smallest knee flexion in single support, when the body has been raised.
    StairRaisingKneeFlexion,
    /// How long the body is lowered.
    StepDownLoweringTime,
    /// How long the body is raised.
    StepDownRisingTime,
    /// Quickest sinking over the mean one.
    StepDownEvenness,
    /// FPPA halfway down.
    StepDownFppaHalfWay,
    /// Mean FPPA at the lowest place.
    StepDownFppaLowest,
    /// Mean knee flexion at the lowest place.
    StepDownKneeFlexionLowest,
    /// Mean trunk lean toward the right at the lowest place.
    StepDownTrunkLeanRightLowest,
}

const FRONTAL_LEG: &[Gate] = &[Gate::SquareFrontalView, Gate::SureLeg];
const LEG: &[Gate] = &[Gate::SureLeg];
const LOADING: &[Gate] = &[Gate::NotInLoadingOnStairs, Gate::SureLeg];
const LEVEL: &[Gate] = &[Gate::LevelPicture];
const PELVIS: &[Gate] = &[Gate::LevelPicture, Gate::PelvisKnown];

impl MeasureId {
    /// All measures, in the order of the enum.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    /// What is to be known of it.
    #[must_use]
    pub const fn spec(self) -> MeasureSpec {
        use Angle as A;
        use MeasureGroup as G;
        use Plane::{Any, Front, Side};
        use TakenFrom::{Pass, Repetition, Stance, Step, Stride, Swing};
        use Unit::{
            BodyHeight, BodyHeightPerSecond, Degree, DegreePerSecond, LogJerk, Metre,
            MetrePerSecond, PercentOfEarlyStance, PercentOfLeg, PercentOfSinking, PercentOfStride,
            Ratio, Second, StepsPerMinute,
        };
        const fn row(
            name: &'static str,
            unit: Unit,
            plane: Plane,
            from: TakenFrom,
            group: MeasureGroup,
        ) -> MeasureSpec {
            MeasureSpec::new(name, unit, plane, from, group)
        }
        match self {
            Self::StrideTime => row("stride_time_s", Second, Any, Stride, G::Times),
            Self::StepTime => row("step_time_s", Second, Any, Step, G::Times),
            Self::StanceTime => row("stance_time_s", Second, Any, Stance, G::Times),
            Self::SwingTime => row("swing_time_s", Second, Any, Swing, G::Times),
            Self::SingleSupportTime => row("single_support_time_s", Second, Any, Stance, G::Times),
            Self::DoubleSupportTime => row("double_support_time_s", Second, Any, Stance, G::Times),
            Self::StanceShare => row("stance_pct", PercentOfStride, Any, Stride, G::Times),
            Self::SwingShare => row("swing_pct", PercentOfStride, Any, Stride, G::Times),
            Self::SingleSupportShare => {
                row("single_support_pct", PercentOfStride, Any, Stride, G::Times)
            }
            Self::DoubleSupportShare => {
                row("double_support_pct", PercentOfStride, Any, Stride, G::Times)
            }
            Self::Cadence => row("cadence_spm", StepsPerMinute, Any, Stride, G::Times).of_body(),
            Self::StepLength => row("step_length_m", Metre, Side, Step, G::LengthsAndSpeed)
                .gates(&[Gate::SteadyPace]),
            Self::StrideLength => row("stride_length_m", Metre, Side, Stride, G::LengthsAndSpeed)
                .of_body()
                .gates(&[Gate::SteadyPace]),
            Self::WalkingSpeed => {
                row("walking_speed_m_s", MetrePerSecond, Side, Stride, G::LengthsAndSpeed)
                    .of_body()
                    .gates(&[Gate::SteadyPace])
                    .better(Better::More)
            }
            Self::StepLengthHeights => {
                row("step_length_heights", BodyHeight, Side, Step, G::LengthsAndSpeed)
                    .gates(&[Gate::SteadyPace])
            }
            Self::StrideLengthHeights => {
                row("stride_length_heights", BodyHeight, Side, Stride, G::LengthsAndSpeed)
                    .of_body()
                    .gates(&[Gate::SteadyPace])
            }
            Self::WalkingSpeedHeights => row(
                "walking_speed_heights_s",
                BodyHeightPerSecond,
                Side,
                Stride,
                G::LengthsAndSpeed,
            )
            .of_body()
            .gates(&[Gate::SteadyPace]),
            Self::StepWidth => row("step_width_m", Metre, Front, Stride, G::LengthsAndSpeed)
                .of_body()
                .better(Better::Middle),
            Self::StepWidthHeights => {
                row("step_width_heights", BodyHeight, Front, Stride, G::LengthsAndSpeed)
                    .of_body()
                    .better(Better::Middle)
            }
            Self::Circumduction => row("circumduction_leg_pct", PercentOfLeg, Front, Swing, G::Hip)
                .better(Better::Less),
            Self::KneeFlexionAtContact => {
                row("knee_flexion_at_contact_deg", Degree, Side, Stride, G::Knee)
                    .of_near_leg()
                    .read_off(A::KneeFlexion)
                    .gates(LEG)
            }
            Self::KneeFlexionLoadingPeak => {
                row("knee_flexion_loading_peak_deg", Degree, Side, Stance, G::Knee)
                    .of_near_leg()
                    .read_off(A::KneeFlexion)
                    .gates(LOADING)
            }
            Self::KneeFlexionLoadingExcursion => {
                row("knee_flexion_loading_excursion_deg", Degree, Side, Stance, G::Knee)
                    .range()
                    .of_near_leg()
                    .read_off(A::KneeFlexion)
                    .gates(LOADING)
                    .better(Better::Middle)
            }
            Self::KneeFlexionStanceMinimum => {
                row("knee_flexion_stance_minimum_deg", Degree, Side, Stance, G::Knee)
                    .of_near_leg()
                    .read_off(A::KneeFlexion)
                    .gates(LOADING)
                    .better(Better::Middle)
            }
            Self::KneeFlexionSwingPeak => {
                row("knee_flexion_swing_peak_deg", Degree, Side, Swing, G::Knee)
                    .of_near_leg()
                    .read_off(A::KneeFlexion)
                    .gates(LEG)
                    .better(Better::More)
            }
            Self::KneeFlexionRange => row("knee_flexion_range_deg", Degree, Side, Stride, G::Knee)
                .range()
                .of_near_leg()
                .read_off(A::KneeFlexion)
                .gates(LEG),
            Self::HipFlexionAtContact => {
                row("hip_flexion_vertical_at_contact_deg", Degree, Side, Stride, G::Hip)
                    .of_near_leg()
                    .read_off(A::HipFlexionVertical)
                    .gates(LEG)
            }
            Self::HipFlexionMinimum => {
                row("hip_flexion_vertical_minimum_deg", Degree, Side, Stance, G::Hip)
                    .of_near_leg()
                    .read_off(A::HipFlexionVertical)
                    .gates(LEG)
                    .better(Better::Less)
            }
            Self::HipFlexionSwingPeak => {
                row("hip_flexion_vertical_swing_peak_deg", Degree, Side, Swing, G::Hip)
                    .of_near_leg()
                    .read_off(A::HipFlexionVertical)
                    .gates(LEG)
            }
            Self::HipFlexionRange => {
                row("hip_flexion_vertical_range_deg", Degree, Side, Stride, G::Hip)
                    .range()
                    .of_near_leg()
                    .read_off(A::HipFlexionVertical)
                    .gates(LEG)
            }
            Self::HipFlexionTrunkRange => {
                row("hip_flexion_trunk_range_deg", Degree, Side, Stride, G::Hip)
                    .range()
                    .of_near_leg()
                    .read_off(A::HipFlexionTrunk)
                    .gates(LEG)
            }
            Self::AnkleDorsiflexionAtContact => {
                row("ankle_dorsiflexion_at_contact_deg", Degree, Side, Stride, G::AnkleAndFoot)
                    .of_near_leg()
                    .read_off(A::AnkleDorsiflexion)
                    .gates(LEG)
            }
            Self::AnkleDorsiflexionStancePeak => {
                row("ankle_dorsiflexion_stance_peak_deg", Degree, Side, Stance, G::AnkleAndFoot)
                    .of_near_leg()
                    .read_off(A::AnkleDorsiflexion)
                    .gates(LEG)
                    .better(Better::More)
            }
            Self::AnkleDorsiflexionPushOff => {
                row("ankle_dorsiflexion_push_off_deg", Degree, Side, Stride, G::AnkleAndFoot)
                    .of_near_leg()
                    .read_off(A::AnkleDorsiflexion)
                    .gates(LEG)
            }
            Self::HeelRise => row("heel_rise_pct", PercentOfStride, Side, Stance, G::AnkleAndFoot)
                .of_near_leg()
                .read_off(A::FootPitch)
                .gates(LEG)
                .better(Better::More),
            Self::TrunkLeanForwardLoadingChange => {
                row("trunk_lean_forward_loading_change_deg", Degree, Side, Stance, G::TrunkAndArms)
                    .read_off(A::TrunkLeanForward)
                    .better(Better::Middle)
            }
            Self::TrunkLeanForwardMean => {
                row("trunk_lean_forward_mean_deg", Degree, Side, Stride, G::TrunkAndArms)
                    .read_off(A::TrunkLeanForward)
                    .better(Better::Less)
            }
            Self::FppaLoadingPeak => row("fppa_loading_peak_deg", Degree, Front, Stance, G::Knee)
                .read_off(A::Fppa)
                .gates(FRONTAL_LEG)
                .better(Better::Less),
            Self::FppaStanceMean => row("fppa_stance_mean_deg", Degree, Front, Stance, G::Knee)
                .read_off(A::Fppa)
                .gates(FRONTAL_LEG),
            Self::HipAdductionStancePeak => {
                row("hip_adduction_stance_peak_deg", Degree, Front, Stance, G::Hip)
                    .read_off(A::HipAdduction)
                    .gates(&[Gate::SquareFrontalView, Gate::SureLeg, Gate::PelvisKnown])
                    .better(Better::Less)
            }
            Self::PelvicObliquityMidStance => {
                row("pelvic_obliquity_mid_stance_deg", Degree, Front, Stance, G::Pelvis)
                    .read_off(A::PelvicObliquity)
                    .left_positive()
                    .gates(PELVIS)
                    .turned_by_roll()
            }
            Self::PelvicObliquitySwingMean => {
                row("pelvic_obliquity_swing_mean_deg", Degree, Front, Swing, G::Pelvis)
                    .read_off(A::PelvicObliquity)
                    .left_positive()
                    .gates(PELVIS)
                    .turned_by_roll()
            }
            Self::PelvicObliquityRange => {
                row("pelvic_obliquity_range_deg", Degree, Front, Stride, G::Pelvis)
                    .range()
                    .read_off(A::PelvicObliquity)
                    .gates(PELVIS)
            }
            Self::PelvicObliquityStanding => {
                row("pelvic_obliquity_standing_deg", Degree, Front, Pass, G::Pelvis)
                    .of_body()
                    .tasks(Tasks::Standing)
                    .read_off(A::PelvicObliquity)
                    .left_positive()
                    .gates(PELVIS)
                    .turned_by_roll()
            }
            Self::PelvicTiltMean => {
                row("pelvic_tilt_mean_deg", Degree, Side, Stride, G::Pelvis).read_off(A::PelvicTilt)
            }
            Self::PelvicTiltRange => row("pelvic_tilt_range_deg", Degree, Side, Stride, G::Pelvis)
                .range()
                .read_off(A::PelvicTilt),
            Self::TrunkLeanRightStanceMean => {
                row("trunk_lean_right_stance_mean_deg", Degree, Front, Stance, G::TrunkAndArms)
                    .read_off(A::TrunkLeanRight)
                    .right_positive()
                    .gates(LEVEL)
                    .turned_by_roll()
                    .better(Better::Less)
            }
            Self::TrunkLeanRightRange => {
                row("trunk_lean_right_range_deg", Degree, Front, Stride, G::TrunkAndArms)
                    .range()
                    .read_off(A::TrunkLeanRight)
                    .gates(LEVEL)
            }
            Self::FppaOnset => row("fppa_onset_pct", PercentOfStride, Front, Stance, G::Knee)
                .read_off(A::Fppa)
                .gates(FRONTAL_LEG),
            Self::FppaCollapseSpeed => {
                row("fppa_collapse_speed_deg_s", DegreePerSecond, Front, Stance, G::Knee)
                    .read_off(A::Fppa)
                    .gates(FRONTAL_LEG)
            }
            Self::KneeMedialDisplacement => {
                row("knee_medial_displacement_leg_pct", PercentOfLeg, Front, Stance, G::Knee)
                    .gates(FRONTAL_LEG)
            }
            Self::HipRiseSingleSupport => {
                row("hip_rise_single_support_leg_pct", PercentOfLeg, Side, Stance, G::Hip)
                    .tasks(Tasks::Level)
                    .gates(LEG)
            }
            Self::HandOnThigh => {
                row("hand_on_thigh_share_pct", PercentOfEarlyStance, Side, Stance, G::TrunkAndArms)
            }
            Self::HipVelocityAtContact => {
                row("hip_velocity_at_contact_deg_s", DegreePerSecond, Side, Stride, G::Hip)
                    .of_near_leg()
                    .gates(LEG)
            }
            Self::KneeVelocityAtContact => {
                row("knee_velocity_at_contact_deg_s", DegreePerSecond, Side, Stride, G::Knee)
                    .of_near_leg()
                    .gates(LEG)
            }
            Self::KneeLoadingPeakTime => {
                row("knee_loading_peak_time_s", Second, Side, Stance, G::Knee)
                    .of_near_leg()
                    .gates(LOADING)
            }
            Self::HipKneeCoupling => row("hip_knee_coupling_deg", Degree, Side, Stance, G::Knee)
                .of_near_leg()
                .gates(LOADING),
            Self::StairLoweringKneeFlexion => {
                row("stair_lowering_knee_flexion_deg", Degree, Side, Stance, G::StairsAndStepDown)
                    .tasks(Tasks::StairDescent)
                    .of_near_leg()
                    .gates(LEG)
            }
            Self::StairLoweringKneeVelocity => row(
                "stair_lowering_knee_velocity_deg_s",
                DegreePerSecond,
                Side,
                Stance,
                G::StairsAndStepDown,
            )
            .tasks(Tasks::StairDescent)
            .of_near_leg()
            .gates(LEG),
            Self::StairLoweringTime => {
                row("stair_lowering_time_s", Second, Side, Stance, G::StairsAndStepDown)
                    .tasks(Tasks::StairDescent)
            }
            Self::StairLoweringEvenness => {
                row("stair_lowering_evenness_ratio", Ratio, Side, Stance, G::StairsAndStepDown)
                    .tasks(Tasks::StairDescent)
            }
            Self::StairSinkingSpeed => row(
                "stair_sinking_speed_heights_s",
                BodyHeightPerSecond,
                Side,
                Stance,
                G::StairsAndStepDown,
            )
            .tasks(Tasks::StairDescent),
            Self::StairSinkingSmoothness => {
                row("stair_sinking_smoothness_ldlj", LogJerk, Side, Stance, G::StairsAndStepDown)
                    .tasks(Tasks::StairDescent)
            }
            Self::StairWeightAcceptanceTime => {
                row("stair_weight_acceptance_time_s", Second, Side, Stance, G::StairsAndStepDown)
                    .tasks(Tasks::StairDescent)
            }
            Self::StairWeightAcceptanceSinking => row(
                "stair_weight_acceptance_sinking_pct",
                PercentOfSinking,
                Side,
                Stance,
                G::StairsAndStepDown,
            )
            .tasks(Tasks::StairDescent),
            Self::FppaStairLowering => {
                row("fppa_stair_lowering_deg", Degree, Front, Stance, G::StairsAndStepDown)
                    .tasks(Tasks::StairDescent)
                    .read_off(A::Fppa)
                    .gates(FRONTAL_LEG)
                    .better(Better::Less)
            }
            Self::StairRaisingKneeFlexion => {
                row("stair_raising_knee_flexion_deg", Degree, Side, Stance, G::StairsAndStepDown)
                    .tasks(Tasks::StairAscent)
                    .of_near_leg()
                    .gates(LEG)
            }
            Self::StepDownLoweringTime => {
                row("step_down_lowering_time_s", Second, Any, Repetition, G::StairsAndStepDown)
                    .tasks(Tasks::StepDown)
            }
            Self::StepDownRisingTime => {
                row("step_down_rising_time_s", Second, Any, Repetition, G::StairsAndStepDown)
                    .tasks(Tasks::StepDown)
            }
            Self::StepDownEvenness => {
                row("step_down_evenness_ratio", Ratio, Any, Repetition, G::StairsAndStepDown)
                    .tasks(Tasks::StepDown)
            }
            Self::StepDownFppaHalfWay => {
                row("step_down_fppa_half_way_deg", Degree, Front, Repetition, G::StairsAndStepDown)
                    .tasks(Tasks::StepDown)
                    .read_off(A::Fppa)
                    .gates(FRONTAL_LEG)
            }
            Self::StepDownFppaLowest => {
                row("step_down_fppa_lowest_deg", Degree, Front, Repetition, G::StairsAndStepDown)
                    .tasks(Tasks::StepDown)
                    .read_off(A::Fppa)
                    .gates(FRONTAL_LEG)
                    .better(Better::Less)
            }
            Self::StepDownKneeFlexionLowest => row(
                "step_down_knee_flexion_lowest_deg",
                Degree,
                Side,
                Repetition,
                G::StairsAndStepDown,
            )
            .tasks(Tasks::StepDown)
            .gates(LEG),
            Self::StepDownTrunkLeanRightLowest => row(
                "step_down_trunk_lean_right_lowest_deg",
                Degree,
                Front,
                Repetition,
                G::StairsAndStepDown,
            )
            .tasks(Tasks::StepDown)
            .right_positive()
            .gates(LEVEL)
            .turned_by_roll(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::measures::measure_spec::SideRule;

    #[test]
    fn a_row_does_not_contradict_itself() {
        for id in MeasureId::all() {
            let spec = id.spec();
            let is_near = spec.sides == SideRule::NearLeg;
            assert!(
                !is_near || spec.plane == Plane::Side,
                "{id}: the near leg is one of side views"
            );
            let is_repeated = spec.tasks == Tasks::StepDown;
            assert_eq!(is_repeated, id.is_of_repetitions(), "{id}");
            let needs_square = spec.gates.contains(&Gate::SquareFrontalView);
            assert!(!needs_square || spec.plane == Plane::Front, "{id}");
            if let Some(angle) = spec.angle {
                let of_leg = spec.sides != SideRule::Body;
                assert!(of_leg || !angle.is_sided(), "{id}: a leg's angle is of a leg");
            }
        }
    }
}
