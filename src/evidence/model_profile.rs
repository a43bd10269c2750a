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
        match name {
            Some("blazepose-heavy") => Self::Heavy,
            Some("blazepose-full") => Self::Full,
            _ => Self::Lite,
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
    pub(super) fn angle_factors(self, _angle: Angle) -> [f64; 2] {
        [1.0; 2]
    }

    fn time_factor(self) -> f64 {
        1.0
    }
}
