//! The errors of one clip: of each angle in single frames, and of the mean times.

use crate::anatomy::Side;
use crate::evidence::error_quantities;
use crate::gait::{Angle, MeasureId, Reason};
use crate::pose::ErrorQuantity;
use crate::signal::mean;
use crate::validation::measured_clip::{Leg, MeasuredClip};

/// The angles that are compared. The hip against the vertical is the thigh; only stickers show the pelvis' tilt, and no
/// truth file has a waistband.
const ANGLES: [Angle; 11] = [
    Angle::KneeFlexion,
    Angle::Thigh,
    Angle::HipFlexionTrunk,
    Angle::AnkleDorsiflexion,
    Angle::Shank,
    Angle::FootPitch,
    Angle::TrunkLeanForward,
    Angle::Fppa,
    Angle::HipAdduction,
    Angle::TrunkLeanRight,
    Angle::PelvicObliquity,
];

/// The times whose means are compared, of either leg.
const TIMES: [MeasureId; 3] = [MeasureId::StepTime, MeasureId::StanceTime, MeasureId::SwingTime];

/// A leg of which a smaller share of the known frames was measured says nothing of the whole clip.
const LEAST_MEASURED: f64 = 0.5;

/// The errors of one clip.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClipErrors {
    /// Frames of the clip.
    pub frames: usize,
    /// One entry an angle and quantity, in a fixed order.
    pub(super) angles: Vec<AngleError>,
    /// Measured minus true of each time of [`TIMES`], left and right, in ms; NaN where either is missing.
    pub(super) times_ms: Vec<f64>,
}

/// The error of an angle in single frames.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct AngleError {
    pub(super) quantity: ErrorQuantity,
    /// Root mean square; NaN where too little was measured.
    pub(super) rms_deg: f64,
    /// Whether the poses have none of the landmarks that it needs.
    pub(super) is_lacking: bool,
}

impl ClipErrors {
    /// The errors of a measured clip.
    #[must_use]
    pub fn of(clip: &MeasuredClip) -> Self {
        let times =
            TIMES.into_iter().flat_map(|id| Side::BOTH.map(|side| clip.mean_error(id, Some(side))));
        Self {
            frames: clip.truth.frames,
            angles: ANGLES.into_iter().flat_map(|angle| angle_errors(clip, angle)).collect(),
            times_ms: times.map(|error| 1000.0 * error.off).collect(),
        }
    }
}

/// The default model is off by less than this in single frames, whatever the clip; its errors are 3 to 8° (`docs/evidence.md` §7).
const MOST_DEFAULT_ERROR_DEG: f64 = 20.0;

impl ClipErrors {
    /// The largest error of an angle, where it is more than any of the default model can be: then the truth is in another unit, has
    /// other signs, or is of another clip.
    #[must_use]
    pub fn contradiction(&self) -> Option<(ErrorQuantity, f64)> {
        let known = self.angles.iter().filter(|e| e.rms_deg > MOST_DEFAULT_ERROR_DEG);
        known.max_by(|a, b| a.rms_deg.total_cmp(&b.rms_deg)).map(|e| (e.quantity, e.rms_deg))
    }
}

/// Root mean square; NaN of none.
pub(super) fn rms(values: impl IntoIterator<Item = f64>) -> f64 {
    mean(values.into_iter().map(|v| v * v)).sqrt()
}

fn angle_errors(clip: &MeasuredClip, angle: Angle) -> Vec<AngleError> {
    let [near, far] = error_quantities(angle);
    let quantities = match (angle.is_sided(), near == far) {
        (false, _) => vec![(near, vec![Leg::Neither])],
        (true, true) => vec![(near, Side::BOTH.map(Leg::Of).to_vec())],
        (true, false) => vec![(near, vec![Leg::Near]), (far, vec![Leg::Far])],
    };
    let of = |(quantity, legs): (ErrorQuantity, Vec<Leg>)| AngleError {
        quantity,
        rms_deg: rms(legs.into_iter().flat_map(|leg| differences(clip, angle, leg))),
        is_lacking: is_lacking(clip, angle),
    };
    quantities.into_iter().map(of).collect()
}

/// Measured minus true of a leg; none where too few frames were measured.
fn differences(clip: &MeasuredClip, angle: Angle, leg: Leg) -> Vec<f64> {
    let all = clip.differences(angle, leg);
    let least = LEAST_MEASURED * clip.truth.known_frames(angle) as f64;
    if all.len() as f64 >= least { all } else { Vec::new() }
}

fn is_lacking(clip: &MeasuredClip, angle: Angle) -> bool {
    let mut series = clip.assessment.gait.angles.iter().filter(|s| s.angle == angle);
    series.any(|s| s.unavailable == Some(Reason::NoLandmarks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_truth_that_the_default_model_contradicts_is_known_by_its_largest_error() {
        let of = |quantity: ErrorQuantity, rms_deg: f64| AngleError {
            quantity,
            rms_deg,
            is_lacking: false,
        };
        let usual =
            [of(ErrorQuantity::KneeFlexionNear, 5.0), of(ErrorQuantity::ShankFar, f64::NAN)];
        let mut errors = ClipErrors { angles: usual.to_vec(), ..ClipErrors::default() };
        assert_eq!(errors.contradiction(), None);
        errors
            .angles
            .extend([of(ErrorQuantity::ThighNear, 22.0), of(ErrorQuantity::KneeFlexionFar, 27.0)]);
        assert_eq!(errors.contradiction(), Some((ErrorQuantity::KneeFlexionFar, 27.0)));
    }
}
