//! The errors of a model against those of the default one, on the same clips.

use crate::pose::{ErrorQuantity, LEAST_ERROR_CLIPS, MOST_FACTOR, MeasuredFactor, ModelErrors};
use crate::signal::{median, rounded};
use crate::validation::clip_errors::{AngleError, ClipErrors, rms};

/// The errors of one clip: of the default model and of the one that is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct ClipPair {
    /// The default model's.
    pub default: ClipErrors,
    /// Those of the model that is compared.
    pub model: ClipErrors,
}

/// A quantity in all clips.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuantityErrors {
    /// Which.
    pub quantity: ErrorQuantity,
    /// Root mean square error of a clip, median over the clips: of the default model and of the other one. In degrees, of
    /// times in ms; NaN without clips.
    pub errors: [f64; 2],
    /// Median over the clips of the model's error against the default's; NaN without clips.
    pub ratio: f64,
    /// Clips in which both models have it.
    pub clips: usize,
    /// Whether the model has none of the landmarks that it needs.
    pub is_lacking: bool,
}

impl QuantityErrors {
    /// The factor of stated errors; none of too few clips. No model is taken to be more exact than the default one.
    #[must_use]
    pub fn factor(&self) -> Option<f64> {
        let is_measured = self.clips >= LEAST_ERROR_CLIPS && self.ratio.is_finite();
        is_measured.then(|| rounded(self.ratio.clamp(1.0, MOST_FACTOR), 2))
    }
}

/// Every quantity, in the order of [`ErrorQuantity::ALL`].
#[must_use]
pub fn compare_errors(pairs: &[ClipPair]) -> Vec<QuantityErrors> {
    ErrorQuantity::ALL.iter().map(|&quantity| of_quantity(quantity, pairs)).collect()
}

/// What is kept of a comparison.
#[must_use]
pub fn model_errors(pairs: &[ClipPair], compared_with: &str, program: &str) -> ModelErrors {
    let factors = compare_errors(pairs).into_iter().filter_map(|of| {
        let factor = of.factor()?;
        Some((of.quantity, MeasuredFactor { factor, clips: of.clips }))
    });
    ModelErrors {
        compared_with: compared_with.to_owned(),
        clips: pairs.len(),
        frames: pairs.iter().map(|pair| pair.model.frames).sum(),
        program: program.to_owned(),
        factors: factors.collect(),
    }
}

fn of_quantity(quantity: ErrorQuantity, pairs: &[ClipPair]) -> QuantityErrors {
    let clips: Vec<ClipRatio> = pairs.iter().filter_map(|pair| ratio(quantity, pair)).collect();
    let lacks = |pair: &ClipPair| of_angles(quantity, &pair.model).any(|e| e.is_lacking);
    QuantityErrors {
        quantity,
        errors: [0, 1].map(|model| median(clips.iter().map(|clip| clip.errors[model]))),
        ratio: median(clips.iter().map(|clip| clip.ratio)),
        clips: clips.len(),
        is_lacking: clips.is_empty() && pairs.iter().any(lacks),
    }
}

/// A quantity in one clip.
struct ClipRatio {
    errors: [f64; 2],
    ratio: f64,
}

/// `None` where one of the models lacks it.
fn ratio(quantity: ErrorQuantity, pair: &ClipPair) -> Option<ClipRatio> {
    let both = match quantity {
        ErrorQuantity::Times => times(pair),
        _ => angles(quantity, pair),
    };
    both.filter(|clip| clip.ratio.is_finite())
}

/// Where angles share a factor, each counts alike, however large its errors are: the root mean square of their ratios.
fn angles(quantity: ErrorQuantity, pair: &ClipPair) -> Option<ClipRatio> {
    let default = of_angles(quantity, &pair.default).map(|e| e.rms_deg);
    let both = default.zip(of_angles(quantity, &pair.model).map(|e| e.rms_deg));
    let both: Vec<(f64, f64)> = both.filter(|(a, b)| *a > 0.0 && b.is_finite()).collect();
    (!both.is_empty()).then(|| ClipRatio {
        errors: [rms(both.iter().map(|b| b.0)), rms(both.iter().map(|b| b.1))],
        ratio: rms(both.iter().map(|(default, model)| model / default)),
    })
}

fn of_angles(quantity: ErrorQuantity, clip: &ClipErrors) -> impl Iterator<Item = &AngleError> {
    clip.angles.iter().filter(move |e| e.quantity == quantity)
}

/// All times have one unit, so that they count by the size of their errors.
fn times(pair: &ClipPair) -> Option<ClipRatio> {
    let both = pair.default.times_ms.iter().zip(&pair.model.times_ms);
    let both: Vec<_> = both.filter(|(a, b)| a.is_finite() && b.is_finite()).collect();
    let errors = [rms(both.iter().map(|b| *b.0)), rms(both.iter().map(|b| *b.1))];
    (!both.is_empty()).then(|| ClipRatio { errors, ratio: errors[1] / errors[0] })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNEE: ErrorQuantity = ErrorQuantity::KneeFlexionNear;
    const FRONT: ErrorQuantity = ErrorQuantity::FrontalPlane;

    fn clip(angles: &[(ErrorQuantity, f64)], times_ms: &[f64]) -> ClipErrors {
        let angle = |&(quantity, rms_deg)| AngleError { quantity, rms_deg, is_lacking: false };
        let angles = angles.iter().map(angle).collect();
        ClipErrors { frames: 100, angles, times_ms: times_ms.to_vec() }
    }

    /// Clips in which the default model's knee is off by 2° and the other one's by so many times more.
    fn knees(ratios: &[f64]) -> Vec<ClipPair> {
        let knee = |deg| clip(&[(KNEE, deg)], &[]);
        let pair = |ratio: &f64| ClipPair { default: knee(2.0), model: knee(2.0 * ratio) };
        ratios.iter().map(pair).collect()
    }

    fn of(quantity: ErrorQuantity, pairs: &[ClipPair]) -> QuantityErrors {
        compare_errors(pairs)[quantity.index()]
    }

    #[test]
    fn a_factor_is_the_median_over_the_clips() {
        let knee = of(KNEE, &knees(&[1.1, 9.0, 1.3, 1.2, 1.4]));
        assert_eq!((knee.factor(), knee.clips), (Some(1.3), 5));
        assert_eq!(knee.errors, [2.0, 2.6]);
    }

    #[test]
    fn four_clips_measure_nothing_and_no_model_is_better_than_the_default_one() {
        assert_eq!(of(KNEE, &knees(&[1.1, 1.2, 1.3, 1.4])).factor(), None);
        let better = of(KNEE, &knees(&[0.5; 5]));
        assert_eq!((better.ratio, better.factor()), (0.5, Some(1.0)));
    }

    #[test]
    fn a_clip_counts_for_what_both_models_have_in_it() {
        let mut pairs = knees(&[1.5; 7]);
        pairs[0].model.angles[0].rms_deg = f64::NAN;
        pairs[1].default.angles[0].rms_deg = f64::NAN;
        // of an error of zero nothing is a multiple
        pairs[2].default.angles[0].rms_deg = 0.0;
        let knee = of(KNEE, &pairs);
        assert_eq!((knee.clips, knee.factor(), knee.is_lacking), (4, None, false));
    }

    #[test]
    fn angles_that_share_a_factor_count_alike_however_large_they_are() {
        let front = |small: f64, large: f64| clip(&[(FRONT, small), (FRONT, large)], &[]);
        let pair = ClipPair { default: front(0.4, 4.0), model: front(0.8, 4.0) };
        let front = of(FRONT, &vec![pair; 5]);
        assert!((front.ratio - 2.5_f64.sqrt()).abs() < 1e-12, "{}", front.ratio);
        assert_eq!(front.factor(), Some(1.58));
    }

    #[test]
    fn times_count_where_both_models_have_them() {
        let (default, model) = ([3.0, 4.0, f64::NAN, 900.0], [6.0, 8.0, 700.0, f64::NAN]);
        let pair = ClipPair { default: clip(&[], &default), model: clip(&[], &model) };
        let times = of(ErrorQuantity::Times, &vec![pair; 5]);
        assert_eq!(times.factor(), Some(2.0));
        assert!((times.errors[0] - 12.5_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn what_a_model_has_no_landmarks_for_is_known() {
        let mut pairs = knees(&[1.0; 5]);
        for pair in &mut pairs {
            let ankle = ErrorQuantity::AnkleDorsiflexionNear;
            let lacking = AngleError { quantity: ankle, rms_deg: f64::NAN, is_lacking: true };
            pair.model.angles.push(lacking);
            pair.default.angles.push(AngleError { rms_deg: 5.0, is_lacking: false, ..lacking });
        }
        assert!(of(ErrorQuantity::AnkleDorsiflexionNear, &pairs).is_lacking);
        assert!(!of(KNEE, &pairs).is_lacking);
        assert!(!of(FRONT, &pairs).is_lacking, "no clip is from the front");
    }

    #[test]
    fn what_is_kept_has_measured_quantities_only() {
        let errors = model_errors(&knees(&[1.5; 6]), "blazepose-heavy", "gaitline 0");
        assert_eq!((errors.clips, errors.frames), (6, 600));
        let knee = MeasuredFactor { factor: 1.5, clips: 6 };
        assert!(errors.factors.iter().eq([(&KNEE, &knee)]));
        assert_eq!(errors.mistake(), None);
        assert!(model_errors(&[], "blazepose-heavy", "gaitline 0").factors.is_empty());
    }
}
