//! How exact a pose model is, measured on the same rendered clips as the default one.

use crate::gait::{Angle, MeasureId, Plane, Unit};

/// The errors of a pose model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorProfile {
    /// `blazepose-heavy`, by which all stated errors are measured.
    Heavy,
    /// `blazepose-full`.
    Full,
    /// `blazepose-lite`; any model without a measured profile is taken for as inexact.
    Lite,
}

impl ErrorProfile {
    /// The profile of the model that made some poses; the widest where that is not known.
    #[must_use]
    pub fn of_model(name: Option<&str>) -> Self {
        name.and_then(Self::measured).unwrap_or(Self::Lite)
    }

    /// The profile of a model whose errors were measured.
    #[must_use]
    pub fn measured(name: &str) -> Option<Self> {
        match name {
            "blazepose-heavy" => Some(Self::Heavy),
            "blazepose-full" => Some(Self::Full),
            "blazepose-lite" => Some(Self::Lite),
            _ => None,
        }
    }

    /// By how much a measure's error is larger than that of the default model.
    #[must_use]
    pub fn factor(self, id: MeasureId) -> f64 {
        let spec = id.spec();
        match (spec.unit, spec.plane) {
            _ if spec.angle.is_some() => spec.angle.map_or(1.0, |a| self.angle_factors(a)[0]),
            (Unit::Second | Unit::PercentOfStride | Unit::StepsPerMinute, _) => self.time_factor(),
            (_, Plane::Side) => self.angle_factors(Angle::KneeFlexion)[0],
            _ => self.angle_factors(Angle::Fppa)[0],
        }
    }

    /// By how much the errors of an angle are larger, of the near leg and of the far one.
    ///
    /// # Source
    /// Root mean square errors of single frames, medians over 39 rendered clips of set gaits, against those of the default
    /// model (`cargo bench --bench accuracy -- --model NAME`). Where the smaller model errs less, as in the lean of the
    /// trunk, it keeps the factor of the larger one: a median of so few clips does not show it to be better.
    pub(super) fn angle_factors(self, angle: Angle) -> [f64; 2] {
        let [full, lite] = match angle {
            Angle::KneeFlexion => [[1.25, 1.6], [1.65, 2.3]],
            Angle::HipFlexionVertical | Angle::Thigh => [[1.2, 1.3], [1.45, 1.55]],
            Angle::HipFlexionTrunk => [[1.05, 1.1], [1.1, 1.2]],
            Angle::AnkleDorsiflexion => [[1.0, 1.15], [1.45, 2.1]],
            Angle::Shank => [[1.25, 1.65], [1.45, 2.8]],
            Angle::FootPitch => [[1.05, 1.35], [1.45, 2.6]],
            Angle::TrunkLeanForward => [[1.05; 2]; 2],
            Angle::Fppa
            | Angle::HipAdduction
            | Angle::TrunkLeanRight
            | Angle::PelvicObliquity
            | Angle::PelvicTilt
            | Angle::WaistbandSlope => [[1.25; 2]; 2],
        };
        match self {
            Self::Heavy => [1.0; 2],
            Self::Full => full,
            Self::Lite => lite,
        }
    }

    /// By how much the errors of a clip's mean times are larger.
    ///
    /// # Source
    /// Errors of step times on the same clips, the mean of left and right: 2.8, 4.8 and 6.6 ms.
    fn time_factor(self) -> f64 {
        match self {
            Self::Heavy => 1.0,
            Self::Full => 1.7,
            Self::Lite => 2.4,
        }
    }
}
