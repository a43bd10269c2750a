//! What the user decided, checked: the only way from typed words to the pipeline.

use crate::causes::{Answers, AnswersError};
use crate::findings::Sex;
use crate::gait::{Ground, Known, Task};
use crate::motion::View;
use crate::pose::DEFAULT_MODEL;
use crate::track::ReadingOptions;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The options of an analysis that can change its result; all stand in the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Options {
    /// Name of the pose model.
    pub model: String,
    /// The body's height, which turns lengths into metres.
    pub height_cm: Option<f64>,
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
    /// How the clip is read.
    #[serde(flatten)]
    pub reading: ReadingOptions,
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
            height_cm: None,
            sex: None,
            audience: Audience::default(),
            answers: Answers::default(),
            view: None,
            task: None,
            ground: None,
            reading: ReadingOptions::default(),
        }
    }
}

/// An option that cannot be meant.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum OptionsError {
    /// A time that is no time.
    #[error("--{name} is {value_s}; it must be a number of seconds, 0 or more")]
    BadTime {
        /// The flag.
        name: &'static str,
        /// What was given.
        value_s: f64,
    },
    /// The part has no length.
    #[error("--end {end_s} is not after --start {start_s}")]
    EmptyRange {
        /// Start.
        start_s: f64,
        /// End.
        end_s: f64,
    },
    /// A rate that no camera has.
    #[error("--capture-fps is {value_hz}; it must be between 1 and 10000")]
    BadRate {
        /// What was given.
        value_hz: f64,
    },
    /// A height that nobody has.
    #[error("--height-cm is {value_cm}; it must be between 50 and 250")]
    BadHeight {
        /// What was given.
        value_cm: f64,
    },
    /// An answer that cannot be meant.
    #[error("--answers: {0}")]
    BadAnswers(#[from] AnswersError),
    /// People are counted from 1.
    #[error("--person is 0; people are counted from 1")]
    BadPerson,
}

impl Options {
    /// The body's height, in metres.
    #[must_use]
    pub fn height_m(&self) -> Option<f64> {
        self.height_cm.map(|cm| cm / 100.0)
    }

    /// What the user knows that the picture may not show.
    #[must_use]
    pub fn known(&self) -> Known {
        Known { height_m: self.height_m(), task: self.task, ground: self.ground }
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
        if let Some(end_s) = reading.end_s.filter(|&e| e <= start_s) {
            return Err(OptionsError::EmptyRange { start_s, end_s });
        }
        if let Some(value_hz) = reading.capture_rate_hz.filter(|r| !(1.0..=10_000.0).contains(r)) {
            return Err(OptionsError::BadRate { value_hz });
        }
        if let Some(value_cm) = self.height_cm.filter(|h| !(50.0..=250.0).contains(h)) {
            return Err(OptionsError::BadHeight { value_cm });
        }
        if reading.person == Some(0) {
            return Err(OptionsError::BadPerson);
        }
        let answers = self.answers.checked()?;
        Ok(Self { answers, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let tall = Options { height_cm: Some(1.75), ..Options::default() };
        assert_eq!(tall.checked(), Err(OptionsError::BadHeight { value_cm: 1.75 }));
        assert_eq!(checked(|o| o.person = Some(0)), Err(OptionsError::BadPerson));
    }
}
