//! Whom the user wants to be analysed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whom the user wants to be analysed, instead of the one who walks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AskedPerson {
    /// The person of a number; people are counted from 1, by first appearance.
    Number(u32),
    /// Whoever is at a place of the picture at a time.
    At(PlaceInClip),
}

/// A place of the picture at a time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceInClip {
    /// When, in seconds of the clip's own clock.
    pub time_s: f64,
    /// From the left edge of the upright picture.
    pub x_px: f64,
    /// From its upper edge.
    pub y_px: f64,
}

impl PlaceInClip {
    /// Whether its numbers can be meant.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        [self.time_s, self.x_px, self.y_px].iter().all(|v| v.is_finite() && *v >= 0.0)
    }
}

impl fmt::Display for AskedPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::At(PlaceInClip { time_s, x_px, y_px }) => write!(f, "at {x_px},{y_px}@{time_s}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_numbers_in_files() {
        let number: AskedPerson = serde_json::from_str("2").unwrap();
        assert_eq!(number, AskedPerson::Number(2));
        let place: AskedPerson =
            serde_json::from_str(r#"{"time_s": 1.5, "x_px": 10, "y_px": 20}"#).unwrap();
        assert_eq!(place.to_string(), "at 10,20@1.5");
        assert_eq!(serde_json::to_string(&number).unwrap(), "2");
    }
}
