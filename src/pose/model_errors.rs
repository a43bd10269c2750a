//! How much larger a model's errors are than those of the default model: measured on clips of known truth.

use crate::catalogue::Catalogue;
use crate::error::number_text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::{IntoStaticStr, VariantArray};

/// A factor needs so many clips: the median of fewer is no more than one clip's luck.
pub const LEAST_ERROR_CLIPS: usize = 5;

/// A larger factor is no measurement any more.
pub(crate) const MOST_FACTOR: f64 = 1000.0;

/// What has a factor of its own. Angles whose errors grow alike share one.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ErrorQuantity {
    /// Knee flexion of the leg nearer to the camera.
    KneeFlexionNear,
    /// Knee flexion of the leg farther from the camera.
    KneeFlexionFar,
    /// The thigh against the vertical, of the nearer leg.
    ThighNear,
    /// The thigh against the vertical, of the farther leg.
    ThighFar,
    /// The thigh against the trunk, of the nearer leg.
    HipFlexionTrunkNear,
    /// The thigh against the trunk, of the farther leg.
    HipFlexionTrunkFar,
    /// The ankle of the nearer leg.
    AnkleDorsiflexionNear,
    /// The ankle of the farther leg.
    AnkleDorsiflexionFar,
    /// The shank against the vertical, of the nearer leg.
    ShankNear,
    /// The shank against the vertical, of the farther leg.
    ShankFar,
    /// The foot against the floor, of the nearer leg.
    FootPitchNear,
    /// The foot against the floor, of the farther leg.
    FootPitchFar,
    /// The trunk forward.
    TrunkLeanForward,
    /// Every angle that is seen from the front or from behind.
    FrontalPlane,
    /// Mean times of a clip.
    Times,
}

impl ErrorQuantity {
    /// How many there are.
    pub const COUNT: usize = Self::VARIANTS.len();

    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its place in [`ErrorQuantity::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What people call it, in English.
    #[must_use]
    pub fn words(self) -> &'static str {
        Catalogue::english().text(&format!("error_quantities.{}", self.name()))
    }
}

/// A factor, and how well it is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasuredFactor {
    /// How many times larger the errors are than those of the model compared with; never below 1.
    pub factor: f64,
    /// Clips that it is the median of.
    pub clips: usize,
}

/// The errors of a model against those of the default one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelErrors {
    /// The model that the factors compare with.
    pub compared_with: String,
    /// Clips in which both models were compared.
    pub clips: usize,
    /// Frames of these clips.
    pub frames: usize,
    /// The program that measured, with its version.
    pub program: String,
    /// The factors; a quantity that is not among them was not measured.
    pub factors: BTreeMap<ErrorQuantity, MeasuredFactor>,
}

impl ModelErrors {
    /// What cannot be meant, in words.
    #[must_use]
    pub fn mistake(&self) -> Option<String> {
        self.factors.iter().find_map(|(quantity, measured)| {
            let (name, MeasuredFactor { factor, clips }) = (quantity.name(), *measured);
            if !(1.0..=MOST_FACTOR).contains(&factor) {
                Some(format!(
                    "factor of {name} is {}; it must be from 1 to {MOST_FACTOR}",
                    number_text(factor)
                ))
            } else if clips < LEAST_ERROR_CLIPS {
                Some(format!("{name} is of {clips} clips; a factor needs {LEAST_ERROR_CLIPS}"))
            } else if clips > self.clips {
                Some(format!("{name} is of {clips} clips, all are {}", self.clips))
            } else {
                None
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_quantity_has_its_words_and_none_is_spare() {
        let ids: Vec<&str> = ErrorQuantity::ALL.iter().map(|q| q.name()).collect();
        assert_texts("error_quantities", &ids);
        assert_eq!(ErrorQuantity::ALL.len(), ErrorQuantity::COUNT);
        assert!(ErrorQuantity::ALL.iter().enumerate().all(|(i, q)| q.index() == i));
    }

    #[test]
    fn factors_that_cannot_be_meant_are_named() {
        let of = |factor, clips| {
            let measured = MeasuredFactor { factor, clips };
            let errors = ModelErrors {
                compared_with: "a".to_owned(),
                clips: 9,
                frames: 900,
                program: "gaitline 1".to_owned(),
                factors: BTreeMap::from([(ErrorQuantity::ShankFar, measured)]),
            };
            errors.mistake()
        };
        assert_eq!(of(1.0, 5), None);
        assert_eq!(of(3.5, 9), None);
        for (factor, clips) in [(0.99, 9), (0.0, 9), (f64::NAN, 9), (f64::INFINITY, 9)] {
            let why = of(factor, clips).unwrap();
            assert!(why.contains("shank_far") && why.contains("from 1"), "{why}");
        }
        assert!(of(2.0, 4).unwrap().contains("4 clips"));
        assert!(of(2.0, 10).unwrap().contains("10 clips"));
    }
}
