//! How far each clip may be off.
//!
//! Each bound is about 1.3 times what was measured when it was set, which stands in the comment beside it, and no less
//! than 4 ms, 1 % and 1 cm. Who makes it better may lower it; who makes it worse must say why.

use gaitline::anatomy::Side;
use gaitline::gait::Angle;
use gaitline::validation::Leg;

/// How far a mean may be off, and how far single events may scatter about it, in ms.
pub(super) struct Timing {
    pub(super) bias_ms: f64,
    pub(super) scatter_ms: f64,
}

/// The comments beside each: mean and standard deviation of contact and of foot off, in ms; step time; stance.
pub(super) struct Bounds {
    pub(super) clip: &'static str,
    pub(super) contact: Timing,
    pub(super) foot_off: Timing,
    /// Step times of either foot, in ms.
    pub(super) step_ms: f64,
    /// Stance of either foot, in percent of the cycle.
    pub(super) stance_pct: f64,
}

const fn timing(bias_ms: f64, scatter_ms: f64) -> Timing {
    Timing { bias_ms, scatter_ms }
}

const fn bounds(
    clip: &'static str,
    contact: Timing,
    foot_off: Timing,
    step_ms: f64,
    stance_pct: f64,
) -> Bounds {
    Bounds { clip, contact, foot_off, step_ms, stance_pct }
}

pub(super) const EVENTS: [Bounds; 8] = [
    // -6.7 ± 2.5, -7.1 ± 4.8; 1.8 ms, 0.3 %
    bounds("normal_sagittal_left", timing(8.7, 4.0), timing(9.2, 6.3), 4.0, 1.0),
    // -2.0 ± 3.3, -12.5 ± 8.6; 1.8 ms, 1.5 %
    bounds("normal_sagittal_right", timing(4.0, 4.2), timing(16.2, 11.2), 4.0, 2.0),
    // -11.7 ± 3.1, 1.6 ± 2.4; 4.1 ms, 1.5 %
    bounds("treadmill_sagittal", timing(15.2, 4.0), timing(4.0, 4.0), 5.3, 2.0),
    // -0.7 ± 9.6, -1.5 ± 11.2; 1.3 ms, 2.3 %
    bounds("stairs_descent_sagittal_normal", timing(3.0, 10.5), timing(4.0, 13.4), 5.0, 3.0),
    // -4.2 ± 6.6, -20.3 ± 5.7; 1.7 ms, 1.4 %
    bounds("normal_frontal", timing(6.0, 10.0), timing(23.0, 9.1), 9.2, 1.6),
    // 7.4 ± 13.9, -10.0 ± 7.8; 19.1 ms, 1.9 %
    bounds("normal_rear", timing(9.6, 18.9), timing(12.9, 10.5), 27.7, 2.3),
    // -9.4 ± 8.9, 3.2 ± 4.8; 6.7 ms (3.3 without the first step, of a cut stride), 1.1 %
    bounds("valgus_left_frontal_15", timing(12.2, 11.6), timing(4.1, 6.3), 8.5, 1.5),
    // 10.6 ± 8.7, 13.3 ± 6.5; 7.8 ms, 1.3 %
    bounds("stairs_descent_frontal_normal", timing(13.8, 11.3), timing(17.3, 7.8), 9.0, 2.0),
];

/// An angle and its leg.
pub(super) type Compared = (Angle, Leg);

pub(super) const FROM_THE_SIDE: [Compared; 9] = [
    (Angle::KneeFlexion, Leg::Near),
    (Angle::KneeFlexion, Leg::Far),
    (Angle::Thigh, Leg::Near),
    (Angle::Thigh, Leg::Far),
    (Angle::HipFlexionTrunk, Leg::Near),
    (Angle::HipFlexionTrunk, Leg::Far),
    (Angle::AnkleDorsiflexion, Leg::Near),
    (Angle::AnkleDorsiflexion, Leg::Far),
    (Angle::TrunkLeanForward, Leg::Neither),
];

pub(super) const FROM_THE_FRONT: [Compared; 3] = [
    (Angle::Fppa, Leg::Of(Side::Left)),
    (Angle::Fppa, Leg::Of(Side::Right)),
    (Angle::TrunkLeanRight, Leg::Neither),
];

/// Knee, thigh, hip against the trunk, ankle, each of the near and the far leg, and the trunk: root mean square
/// error, in degrees.
pub(super) const SIDE_ANGLES: [(&str, [f64; 9]); 4] = [
    // 2.9, 4.7; 2.7, 4.3; 7.1, 9.1; 4.9, 5.4; 4.9
    ("normal_sagittal_left", [3.8, 6.1, 3.5, 5.6, 9.2, 11.8, 6.4, 7.0, 6.4]),
    // 3.1, 2.1; 2.1, 2.2; 2.9, 4.5; 3.8, 5.8; 2.6
    ("normal_sagittal_right", [4.0, 2.8, 2.7, 2.9, 3.8, 5.8, 4.9, 6.7, 3.3]),
    // 2.6, 5.1; 3.0, 4.9; 7.3, 9.4; 4.9, 5.1; 4.6
    ("treadmill_sagittal", [3.4, 6.4, 3.9, 6.1, 9.5, 11.8, 5.4, 5.8, 6.0]),
    // 8.1, 7.4; 5.6, 5.5; 10.6, 10.2; 10.9, 10.2; 5.9
    ("stairs_descent_sagittal_normal", [10.5, 9.6, 7.2, 7.1, 13.5, 13.3, 14.2, 13.2, 7.7]),
];

/// FPPA of the left and the right leg, and the trunk to the side: root mean square error, in degrees.
pub(super) const FRONT_ANGLES: [(&str, [f64; 3]); 5] = [
    ("normal_frontal", [3.5, 2.8, 0.5]),         // 2.7, 2.2, 0.4
    ("normal_rear", [1.6, 1.1, 0.7]),            // 1.2, 0.8, 0.5
    ("valgus_left_frontal_15", [3.4, 5.8, 0.5]), // 2.6, 4.5, 0.4
    ("stairs_descent_frontal_normal", [4.8, 4.1, 0.5]), // 3.7, 3.1, 0.4
    ("step_down_frontal_valgus_right", [4.1, 2.7, 0.9]), // 3.1, 2.1, 0.7
];

/// Step length of either foot, in cm.
pub(super) const STEP_LENGTHS: [(&str, f64); 3] = [
    ("normal_sagittal_left", 2.0),  // 1.6
    ("normal_sagittal_right", 1.5), // 1.2
    ("treadmill_sagittal", 4.7),    // -3.6
];
