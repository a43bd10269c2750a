//! What the user decided, checked: the only way from typed words to the pipeline.

use crate::causes::{Answers, AnswersError};
use crate::error::number_text;
use crate::evidence::OwnNorms;
use crate::findings::Sex;
use crate::gait::{GivenScale, Ground, KnownLengthError, Task, UserContext};
use crate::motion::View;
use crate::pose::{DEFAULT_MODEL, Looks};
use crate::track::{AskedPerson, ReadingOptions};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The options of an analysis that can change its result; all stand in the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Options {
    /// Name of the pose model.
    pub model: String,
    /// The one length that turns all others into metres.
    pub scale: Option<GivenScale>,
    /// The person's sex, where a limit differs by it.
    pub sex: Option<Sex>,
    /// For whom the report is.
    pub audience: Audience,
    /// What the person says, and what was measured by hand.
    pub answers: Answers,
    /// From where the clip was filmed, where the program is mistaken.
    pub view: Option<View>,
    /// What the person does, where the program is mistaken.
    pub task: Option<Task>,
    /// Whether the ground moves through the picture, where the program is mistaken.
    pub ground: Option<Ground>,
    /// Norms of the user's own, in place of the built-in ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub norms: Option<OwnNorms>,
    /// How the clip is read.
    #[serde(flatten)]
    pub reading: ReadingOptions,
}

/// How much time an analysis may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// The smaller network.
    Quick,
    /// The larger network, one look at each frame.
    #[default]
    Standard,
    /// The larger network, two looks at each frame.
    Best,
}

impl Preset {
    /// The pose model.
    #[must_use]
    pub fn model(self) -> &'static str {
        match self {
            Self::Quick => "blazepose-full",
            Self::Standard | Self::Best => DEFAULT_MODEL,
        }
    }

    /// How often each frame is looked at.
    #[must_use]
    pub fn looks(self) -> Looks {
        match self {
            Self::Quick | Self::Standard => Looks::Alternating,
            Self::Best => Looks::Both,
        }
    }
}

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Therapists and doctors: everything, with the hypotheses.
    #[default]
    Professional,
    /// The person who was filmed: what was seen, in plain words, and no hypothesis.
    Patient,
    /// Everything, with the hypotheses.
    Researcher,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            model: DEFAULT_MODEL.to_owned(),
            scale: None,
            sex: None,
            audience: Audience::default(),
            answers: Answers::default(),
            view: None,
            task: None,
            ground: None,
            norms: None,
            reading: ReadingOptions::default(),
        }
    }
}

/// An option that cannot be meant.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum OptionsError {
    /// A time that is no time.
    #[error("--{name} is {}; it must be a number of seconds, 0 or more", number_text(*value_s))]
    BadTime {
        /// The flag.
        name: &'static str,
        /// What was given.
        value_s: f64,
    },
    /// The part has no length.
    #[error("--end {} is not after --start {}", number_text(*end_s), number_text(*start_s))]
    EmptyRange {
        /// Start.
        start_s: f64,
        /// End.
        end_s: f64,
    },
    /// A rate that no camera has.
    #[error("--capture-fps is {}; it must be between 1 and 10000", number_text(*value_hz))]
    BadRate {
        /// What was given.
        value_hz: f64,
    },
    /// A height that nobody has.
    #[error("--height-cm is {}; it must be between 50 and 250", number_text(*value_cm))]
    BadHeight {
        /// What was given.
        value_cm: f64,
    },
    /// A leg that nobody has.
    #[error("--leg-length-cm is {}; it must be between 25 and 140", number_text(*value_cm))]
    BadLegLength {
        /// What was given.
        value_cm: f64,
    },
    /// A length in the picture that cannot be meant.
    #[error("--known-length: {0}")]
    BadKnownLength(#[from] KnownLengthError),
    /// Two scales.
    #[error("--height-cm, --leg-length-cm and --known-length set the scale: give one of them")]
    TwoScales,
    /// An answer that cannot be meant.
    #[error("--answers: {0}")]
    BadAnswers(#[from] AnswersError),
    /// People are counted from 1.
    #[error("--person is 0; people are counted from 1")]
    BadPerson,
    /// A place or time that no clip has.
    #[error("--person: place and time must be numbers, 0 or more")]
    BadPlace,
    /// A time that is not analysed.
    #[error("--person: {} s is outside of the part between --start and --end", number_text(*time_s))]
    PlaceOutside {
        /// The time.
        time_s: f64,
    },
}

impl Options {
    /// What the user knows that the picture may not show.
    #[must_use]
    pub fn known(&self) -> UserContext {
        UserContext { scale: self.scale, task: self.task, ground: self.ground }
    }

    /// Checks everything that can be checked without a clip.
    ///
    /// # Errors
    /// The first option that cannot be meant.
    pub fn checked(self) -> Result<Self, OptionsError> {
        let reading = &self.reading;
        for (name, value) in [("start", reading.start_s), ("end", reading.end_s)] {
            if let Some(value_s) = value.filter(|v| !v.is_finite() || *v < 0.0) {
                return Err(OptionsError::BadTime { name, value_s });
            }
        }
        let start_s = reading.start_s.unwrap_or(0.0);
        let end_s = reading.end_s.unwrap_or(f64::INFINITY);
        if let Some(end_s) = reading.end_s.filter(|&e| e <= start_s) {
            return Err(OptionsError::EmptyRange { start_s, end_s });
        }
        if let Some(value_hz) = reading.capture_rate_hz.filter(|r| !(1.0..=10_000.0).contains(r)) {
            return Err(OptionsError::BadRate { value_hz });
        }
        if let Some(scale) = self.scale {
            check(scale)?;
        }
        match reading.person {
            Some(AskedPerson::Number(0)) => return Err(OptionsError::BadPerson),
            Some(AskedPerson::At(place)) if !place.is_usable() => {
                return Err(OptionsError::BadPlace);
            }
            Some(AskedPerson::At(place)) if !(start_s..=end_s).contains(&place.time_s) => {
                return Err(OptionsError::PlaceOutside { time_s: place.time_s });
            }
            _ => {}
        }
        let answers = self.answers.checked()?;
        Ok(Self { answers, ..self })
    }
}

/// Refuses a length that nobody and nothing has.
fn check(scale: GivenScale) -> Result<(), OptionsError> {
    match scale {
        GivenScale::Height { height_cm: value_cm } if !(50.0..=250.0).contains(&value_cm) => {
            Err(OptionsError::BadHeight { value_cm })
        }
        GivenScale::LegLength { leg_length_cm: value_cm }
            if !(25.0..=140.0).contains(&value_cm) =>
        {
            Err(OptionsError::BadLegLength { value_cm })
        }
        GivenScale::KnownLength(length) => Ok(length.checked().map(|_| ())?),
        GivenScale::Height { .. } | GivenScale::LegLength { .. } => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::KnownLength;

    #[test]
    fn without_a_preset_the_options_are_the_standard_ones() {
        let default = Options::default();
        let standard = Preset::default();
        assert_eq!((&*default.model, default.reading.looks), (standard.model(), standard.looks()));
        assert_ne!(Preset::Best.looks(), standard.looks());
        assert_ne!(Preset::Quick.model(), standard.model());
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let checked = |change: fn(&mut ReadingOptions)| {
            let mut options = Options::default();
            change(&mut options.reading);
            options.checked()
        };
        assert!(checked(|_| ()).is_ok());
        assert!(checked(|o| o.end_s = Some(0.5)).is_ok());
        assert!(checked(|o| o.start_s = Some(f64::NAN)).is_err());
        assert!(checked(|o| o.end_s = Some(-1.0)).is_err());
        assert!(checked(|o| (o.start_s, o.end_s) = (Some(3.0), Some(3.0))).is_err());
        assert!(checked(|o| o.capture_rate_hz = Some(f64::INFINITY)).is_err());
        let scaled = |scale| Options { scale: Some(scale), ..Options::default() }.checked();
        let tall = |height_cm| scaled(GivenScale::Height { height_cm });
        assert_eq!(tall(1.75), Err(OptionsError::BadHeight { value_cm: 1.75 }));
        assert!(tall(f64::NAN).is_err() && tall(175.0).is_ok());
        let legs = |leg_length_cm| scaled(GivenScale::LegLength { leg_length_cm });
        assert_eq!(legs(0.9), Err(OptionsError::BadLegLength { value_cm: 0.9 }));
        assert!([f64::NAN, -90.0, 1e300, 24.9, 140.1].map(legs).iter().all(Result::is_err));
        assert!([25.0, 90.0, 140.0].map(legs).iter().all(Result::is_ok));
        let equal = KnownLength { length_cm: 200.0, ends_px: [[9.0, 9.0]; 2] };
        assert!(scaled(GivenScale::KnownLength(equal)).is_err());
        assert_eq!(
            checked(|o| o.person = Some(AskedPerson::Number(0))),
            Err(OptionsError::BadPerson)
        );
    }
}
