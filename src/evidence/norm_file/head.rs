//! Whom a norm file is of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whom a norm file is of: the rows above its columns.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct NormHead {
    /// What legends call the norms.
    pub name: String,
    /// Who was measured, in words; empty where the file does not say.
    pub population: String,
    /// How many people.
    pub persons: u32,
    /// The slowest and the fastest person's speed over √(g · leg length); absent where the file does not say.
    pub speeds: Option<[f64; 2]>,
    /// Where the numbers come from; empty where the file does not say.
    pub source: String,
    /// The program and the pose model that they were made with; empty where the file does not say.
    pub made_with: String,
}

/// What is wrong with a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadFault {
    /// The key of the row.
    pub key: &'static str,
    /// Why.
    pub why: String,
}

/// The keys, in the order in which they are written.
pub(super) const KEYS: [&str; 7] =
    ["name", "population", "persons", "speed_low", "speed_high", "source", "made_with"];

/// A legend holds a longer name no more, and a page no longer text.
const MOST_LETTERS: [(&str, usize); 4] =
    [("name", 80), ("population", 200), ("source", 400), ("made_with", 200)];

/// A mean of one person has no spread.
pub(super) const LEAST_PERSONS_READ: u32 = 2;

impl NormHead {
    /// Checks what a reader of reports relies on.
    ///
    /// # Errors
    /// The first row that cannot be meant.
    pub fn checked(self) -> Result<Self, HeadFault> {
        let fault = |key, why: String| Err(HeadFault { key, why });
        let texts = [&self.name, &self.population, &self.source, &self.made_with];
        for ((key, most), text) in MOST_LETTERS.into_iter().zip(texts) {
            if text.chars().count() > most {
                return fault(key, format!("it has more than {most} letters"));
            }
            if text.chars().any(char::is_control) {
                return fault(key, "it has a line break or another control character".to_owned());
            }
        }
        if self.name.trim().is_empty() {
            return fault("name", "it is empty".to_owned());
        }
        if self.persons < LEAST_PERSONS_READ {
            return fault("persons", format!("it is below {LEAST_PERSONS_READ}"));
        }
        match self.speeds {
            Some([low, _]) if low <= 0.0 => fault("speed_low", "it is not above 0".to_owned()),
            Some([low, high]) if high < low => {
                fault("speed_high", "it is below speed_low".to_owned())
            }
            _ => Ok(self),
        }
    }
}
