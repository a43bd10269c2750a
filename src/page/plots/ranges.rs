//! How an angle is drawn: always over the same range, so that two reports can be compared by eye.

use crate::gait::{Angle, MeasureId};
use crate::page::plots::axis::Scale;

/// How an angle is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) scale: Scale,
    /// What a smaller and what a larger value means.
    pub(crate) words: [&'static str; 2],
}

/// A range wide enough for usual walking and for what clinics see; a plot is wider where a curve does not fit.
pub(crate) fn look_of(angle: Angle) -> Look {
    let look =
        |low: f64, high: f64, step: f64, words| Look { scale: Scale { low, high, step }, words };
    match angle {
        Angle::KneeFlexion => look(-20.0, 80.0, 20.0, ["extension", "flexion"]),
        Angle::HipFlexionVertical | Angle::Thigh => {
            look(-40.0, 60.0, 20.0, ["extension", "flexion"])
        }
        Angle::HipFlexionTrunk => look(-40.0, 60.0, 20.0, ["extension", "flexion"]),
        Angle::AnkleDorsiflexion => look(-40.0, 40.0, 20.0, ["plantarflexion", "dorsiflexion"]),
        Angle::Shank => look(-80.0, 40.0, 20.0, ["knee behind", "knee ahead"]),
        Angle::FootPitch => look(-80.0, 40.0, 20.0, ["toe down", "toe up"]),
        Angle::Fppa => look(-20.0, 20.0, 10.0, ["varus", "valgus"]),
        Angle::HipAdduction => look(-20.0, 20.0, 10.0, ["abduction", "adduction"]),
        Angle::TrunkLeanForward => look(-10.0, 20.0, 10.0, ["backward", "forward"]),
        Angle::TrunkLeanRight => look(-15.0, 15.0, 5.0, ["away", "toward"]),
        Angle::PelvicObliquity => look(-15.0, 15.0, 5.0, ["down", "up"]),
        Angle::PelvicTilt => look(-10.0, 30.0, 10.0, ["backward", "forward"]),
        Angle::WaistbandSlope => look(-15.0, 15.0, 5.0, ["left down", "left up"]),
    }
}

/// The same for a measure of single steps.
pub(crate) fn look_of_step(measure: MeasureId, angle: Angle) -> Look {
    match measure {
        MeasureId::PelvicObliquityMidStance => {
            Look { words: ["right up", "left up"], ..look_of(angle) }
        }
        MeasureId::KneeFlexionLoadingExcursion => {
            Look { scale: Scale { low: 0.0, high: 30.0, step: 10.0 }, words: ["less", "more bend"] }
        }
        _ => look_of(angle),
    }
}
