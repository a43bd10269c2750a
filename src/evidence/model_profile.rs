//! How exact a pose model is, measured on the same clips as the default one.

use crate::gait::{Angle, MeasureId, Plane, Unit};
use crate::pose::ErrorQuantity;
use crate::track::ModelInfo;

/// The errors of a pose model, as multiples of those of the default one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErrorProfile {
    /// By [`ErrorQuantity::index`].
    factors: [f64; ErrorQuantity::COUNT],
}

impl ErrorProfile {
    /// `blazepose-heavy`, by which all stated errors are measured.
    pub const HEAVY: Self = Self { factors: [1.0; ErrorQuantity::COUNT] };

    /// The profile of the model that made some poses: the factors that came with them, then those of a landmark
    /// network that is known, then the widest.
    #[must_use]
    pub fn of(model: Option<&ModelInfo>) -> Self {
        let factor = |quantity| {
            let known = model.and_then(|model| known_factor(model, quantity));
            known.unwrap_or_else(|| widest_factor(quantity))
        };
        Self::by(factor)
    }

    fn by(factor: impl Fn(ErrorQuantity) -> f64) -> Self {
        let mut factors = [1.0; ErrorQuantity::COUNT];
        ErrorQuantity::ALL
            .iter()
            .for_each(|&quantity| factors[quantity.index()] = factor(quantity));
        Self { factors }
    }

    /// By how much a measure's error is larger than that of the default model.
    #[must_use]
    pub fn factor(&self, id: MeasureId) -> f64 {
        let spec = id.spec();
        match (spec.unit, spec.plane) {
            _ if spec.angle.is_some() => spec.angle.map_or(1.0, |a| self.angle_factors(a)[0]),
            (Unit::Second | Unit::PercentOfStride | Unit::StepsPerMinute, _) => {
                self.of_quantity(ErrorQuantity::Times)
            }
            (_, Plane::Side) => self.angle_factors(Angle::KneeFlexion)[0],
            _ => self.angle_factors(Angle::Fppa)[0],
        }
    }

    /// By how much the errors of an angle are larger, of the near leg and of the far one.
    pub(super) fn angle_factors(&self, angle: Angle) -> [f64; 2] {
        error_quantities(angle).map(|quantity| self.of_quantity(quantity))
    }

    fn of_quantity(&self, quantity: ErrorQuantity) -> f64 {
        self.factors[quantity.index()]
    }
}

/// The quantities whose factors are those of an angle, of the near leg and of the far one.
#[must_use]
pub fn error_quantities(angle: Angle) -> [ErrorQuantity; 2] {
    use ErrorQuantity as Q;
    match angle {
        Angle::KneeFlexion => [Q::KneeFlexionNear, Q::KneeFlexionFar],
        Angle::HipFlexionVertical | Angle::Thigh => [Q::ThighNear, Q::ThighFar],
        Angle::HipFlexionTrunk => [Q::HipFlexionTrunkNear, Q::HipFlexionTrunkFar],
        Angle::AnkleDorsiflexion => [Q::AnkleDorsiflexionNear, Q::AnkleDorsiflexionFar],
        Angle::Shank => [Q::ShankNear, Q::ShankFar],
        Angle::FootPitch => [Q::FootPitchNear, Q::FootPitchFar],
        Angle::TrunkLeanForward => [Q::TrunkLeanForward; 2],
        // the pelvis' tilt is seen from the side, but by stickers only
        Angle::Fppa
        | Angle::HipAdduction
        | Angle::TrunkLeanRight
        | Angle::PelvicObliquity
        | Angle::PelvicTilt
        | Angle::WaistbandSlope => [Q::FrontalPlane; 2],
    }
}

/// The quantities of a model of which nothing is known, so that they are taken to be those of the least exact model.
#[must_use]
pub fn unmeasured_quantities(model: &ModelInfo) -> Vec<ErrorQuantity> {
    let all = ErrorQuantity::ALL.iter().copied();
    all.filter(|&quantity| known_factor(model, quantity).is_none()).collect()
}

/// The factor of a quantity that was not measured: that of a landmark network that is known, else the widest.
#[must_use]
pub fn unmeasured_factor(landmarker_sha256: &str, quantity: ErrorQuantity) -> f64 {
    built_in_factor(landmarker_sha256, quantity).unwrap_or_else(|| widest_factor(quantity))
}

/// The factor that came with the poses, or that of a landmark network that is known.
fn known_factor(model: &ModelInfo, quantity: ErrorQuantity) -> Option<f64> {
    let measured = model.errors.as_ref().and_then(|errors| errors.factors.get(&quantity));
    let built_in = || built_in_factor(&model.landmarker_sha256, quantity);
    measured.map(|measured| measured.factor).or_else(built_in)
}

/// SHA-256 of the landmark networks whose errors were measured: a name can be given to any weights.
pub const BLAZEPOSE_HEAVY_SHA256: &str =
    "d5ae41f5dbad6f59d3fb377e25d145d2d82318cce8742adeac2d4d5854ae57da";
const BLAZEPOSE_FULL_SHA256: &str =
    "f5b03455471b9a674772dfef7fcb3594f55e9f8cd3a2b309c9de7e150386989f";
const BLAZEPOSE_LITE_SHA256: &str =
    "1dd4e13ed79bdc873dc0a7d620de95e0a6800ca109326e96619746efccc62264";

fn built_in_factor(landmarker_sha256: &str, quantity: ErrorQuantity) -> Option<f64> {
    let [full, lite] = blazepose_factors(quantity);
    match landmarker_sha256 {
        BLAZEPOSE_HEAVY_SHA256 => Some(1.0),
        BLAZEPOSE_FULL_SHA256 => Some(full),
        BLAZEPOSE_LITE_SHA256 => Some(lite),
        _ => None,
    }
}

/// The factor of the least exact model that is known.
fn widest_factor(quantity: ErrorQuantity) -> f64 {
    let [full, lite] = blazepose_factors(quantity);
    lite.max(full)
}

/// The factors of `blazepose-full` and of `blazepose-lite`.
///
/// # Source
/// Of angles: root mean square errors of single frames, medians over 39 rendered clips of set gaits, against those of the
/// default model (`cargo bench --bench accuracy -- --model NAME`). Where the smaller model errs less, as in the lean of the
/// trunk, it keeps the factor of the larger one: a median of so few clips does not show it to be better. Of times: errors of
/// step times on the same clips, the mean of left and right: 2.8, 4.8 and 6.6 ms.
fn blazepose_factors(quantity: ErrorQuantity) -> [f64; 2] {
    use ErrorQuantity as Q;
    match quantity {
        Q::KneeFlexionNear => [1.25, 1.65],
        Q::KneeFlexionFar => [1.6, 2.3],
        Q::ThighNear => [1.2, 1.45],
        Q::ThighFar => [1.3, 1.55],
        Q::HipFlexionTrunkNear => [1.05, 1.1],
        Q::HipFlexionTrunkFar => [1.1, 1.2],
        Q::AnkleDorsiflexionNear => [1.0, 1.45],
        Q::AnkleDorsiflexionFar => [1.15, 2.1],
        Q::ShankNear => [1.25, 1.45],
        Q::ShankFar => [1.65, 2.8],
        Q::FootPitchNear => [1.05, 1.45],
        Q::FootPitchFar => [1.35, 2.6],
        Q::TrunkLeanForward => [1.05, 1.05],
        Q::FrontalPlane => [1.25, 1.25],
        Q::Times => [1.7, 2.4],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::{MeasuredFactor, ModelErrors};
    use std::collections::BTreeMap;

    /// Poses of these weights, under a name that says nothing of them.
    fn model(landmarker_sha256: &str, factors: &[(ErrorQuantity, f64)]) -> ModelInfo {
        let of = |&(quantity, factor)| (quantity, MeasuredFactor { factor, clips: 9 });
        let errors = ModelErrors {
            compared_with: "blazepose-heavy".to_owned(),
            clips: 9,
            frames: 900,
            program: "gaitline 0".to_owned(),
            factors: factors.iter().map(of).collect::<BTreeMap<_, _>>(),
        };
        ModelInfo {
            name: "blazepose-heavy".to_owned(),
            detector_sha256: String::new(),
            landmarker_sha256: landmarker_sha256.to_owned(),
            errors: (!factors.is_empty()).then_some(errors),
            device: None,
        }
    }

    fn factors(model: &ModelInfo) -> Vec<f64> {
        let profile = ErrorProfile::of(Some(model));
        let angles = Angle::ALL.into_iter().flat_map(|a| profile.angle_factors(a));
        angles.chain([profile.factor(MeasureId::StepTime)]).collect()
    }

    /// What poses without measured errors had before there were any: knee, thigh (twice), hip, ankle, shank, foot, frontal
    /// plane and trunk as `Angle::ALL` lists them, and times.
    #[test]
    fn models_that_came_without_errors_keep_those_of_their_weights() {
        let expected = |[knee, thigh, hip, ankle, shank, foot]: [[f64; 2]; 6], rest: [f64; 3]| {
            let [front, trunk, times] = rest;
            let side = [knee, thigh, hip, ankle, thigh, shank, foot].concat();
            let rest = [front, front, front, front, trunk, trunk];
            [side, rest.to_vec(), vec![front; 8], vec![times]].concat()
        };
        let full = [[1.25, 1.6], [1.2, 1.3], [1.05, 1.1], [1.0, 1.15], [1.25, 1.65], [1.05, 1.35]];
        let lite = [[1.65, 2.3], [1.45, 1.55], [1.1, 1.2], [1.45, 2.1], [1.45, 2.8], [1.45, 2.6]];
        let lite = expected(lite, [1.25, 1.05, 2.4]);
        assert_eq!(factors(&model(BLAZEPOSE_HEAVY_SHA256, &[])), vec![1.0; 29]);
        assert_eq!(factors(&model(BLAZEPOSE_FULL_SHA256, &[])), expected(full, [1.25, 1.05, 1.7]));
        assert_eq!(factors(&model(BLAZEPOSE_LITE_SHA256, &[])), lite);
        assert_eq!(factors(&model("somebody-s-own", &[])), lite);
        assert_eq!(
            ErrorProfile::of(None),
            ErrorProfile::of(Some(&model(BLAZEPOSE_LITE_SHA256, &[])))
        );
    }

    #[test]
    fn measured_factors_come_first_and_the_rest_is_as_without_them() {
        let measured = [(ErrorQuantity::ShankFar, 3.5), (ErrorQuantity::Times, 1.1)];
        for (name, knee) in [("somebody-s-own", 1.65), (BLAZEPOSE_FULL_SHA256, 1.25)] {
            let profile = ErrorProfile::of(Some(&model(name, &measured)));
            assert_eq!(profile.angle_factors(Angle::Shank)[1], 3.5, "{name}");
            assert_eq!(profile.factor(MeasureId::StepTime), 1.1, "{name}");
            assert_eq!(profile.angle_factors(Angle::KneeFlexion)[0], knee, "{name}");
        }
    }

    #[test]
    fn the_weights_whose_errors_are_known_are_those_that_the_models_folder_describes() {
        let described = |name: &str| {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
            let spec = crate::pose::ModelSpec::read(&folder.join(format!("{name}.toml"))).unwrap();
            spec.landmarker.unwrap().sha256
        };
        assert_eq!(described("blazepose-heavy"), BLAZEPOSE_HEAVY_SHA256);
        assert_eq!(described("blazepose-full"), BLAZEPOSE_FULL_SHA256);
        assert_eq!(described("blazepose-lite"), BLAZEPOSE_LITE_SHA256);
    }

    #[test]
    fn what_was_not_measured_is_named() {
        let count = |name, factors: &[_]| unmeasured_quantities(&model(name, factors)).len();
        assert_eq!(count("somebody-s-own", &[]), ErrorQuantity::COUNT);
        assert_eq!(count(BLAZEPOSE_FULL_SHA256, &[]), 0);
        let all_but = |q: &&ErrorQuantity| **q != ErrorQuantity::ThighFar;
        let measured: Vec<_> =
            ErrorQuantity::ALL.iter().filter(all_but).map(|q| (*q, 2.0)).collect();
        let left = unmeasured_quantities(&model("somebody-s-own", &measured));
        assert_eq!(left, [ErrorQuantity::ThighFar]);
    }
}
