//! How an angle is drawn: always over the same range, so that two reports can be compared by eye.

use crate::gait::{Angle, MeasureId};
use crate::page::plots::axis::Scale;
use crate::page::text::labels::directions_of;
use crate::page::text::texts::Texts;

/// How an angle is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) scale: Scale,
    /// What a smaller and what a larger value means.
    pub(crate) words: [&'static str; 2],
}

/// A range wide enough for usual walking and for what clinics see; a plot is wider where a curve does not fit.
pub(crate) fn look_of(angle: Angle, t: Texts) -> Look {
    Look { scale: scale_of(angle), words: directions_of(t, angle) }
}

fn scale_of(angle: Angle) -> Scale {
    let scale = |low: f64, high: f64, step: f64| Scale { low, high, step };
    match angle {
        Angle::KneeFlexion => scale(-20.0, 80.0, 20.0),
        Angle::HipFlexionVertical | Angle::Thigh | Angle::HipFlexionTrunk => {
            scale(-40.0, 60.0, 20.0)
        }
        Angle::AnkleDorsiflexion => scale(-40.0, 40.0, 20.0),
        Angle::Shank | Angle::FootPitch => scale(-80.0, 40.0, 20.0),
        Angle::Fppa | Angle::HipAdduction => scale(-20.0, 20.0, 10.0),
        Angle::TrunkLeanForward => scale(-10.0, 20.0, 10.0),
        Angle::TrunkLeanRight | Angle::PelvicObliquity | Angle::WaistbandSlope => {
            scale(-15.0, 15.0, 5.0)
        }
        Angle::PelvicTilt => scale(-10.0, 30.0, 10.0),
    }
}

/// The same for a measure of single steps.
pub(crate) fn look_of_step(measure: MeasureId, angle: Angle, t: Texts) -> Look {
    let words = |keys: [&str; 2]| keys.map(|key| t.key(&format!("page_gait.steps.{key}")));
    match measure {
        MeasureId::PelvicObliquityMidStance => {
            Look { scale: scale_of(angle), words: words(["right_up", "left_up"]) }
        }
        MeasureId::KneeFlexionLoadingExcursion => Look {
            scale: Scale { low: 0.0, high: 30.0, step: 10.0 },
            words: words(["less", "more"]),
        },
        _ => look_of(angle, t),
    }
}
