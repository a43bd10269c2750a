//! A thing of known length in the picture: `200=410,612,905,608`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use thiserror::Error;

/// A thing of known length that lies on the walking line, along it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct KnownLength {
    /// From end to end.
    pub length_cm: f64,
    /// Both ends in the upright picture of the clip: from the left, from the top.
    pub ends_px: [[f64; 2]; 2],
}

/// A known length that cannot be meant.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum KnownLengthError {
    /// Not five numbers.
    #[error("{typed:?} is not of the form CM=X1,Y1,X2,Y2, as in 200=410,612,905,608")]
    NotANumber {
        /// What was given.
        typed: String,
    },
    /// No length that lies on a walking line.
    #[error("its length is {length_cm} cm; it must be between 10 and 2000")]
    BadLength {
        /// What was given.
        length_cm: f64,
    },
    /// An end that no picture has.
    #[error("its end {x_px},{y_px} lies in no picture")]
    NoPlace {
        /// From the left.
        x_px: f64,
        /// From the top.
        y_px: f64,
    },
    /// Too short in the picture to measure by.
    #[error("its ends are {apart_px:.0} px apart; below {LEAST_APART_PX} px it is no scale")]
    TooShort {
        /// From end to end.
        apart_px: f64,
    },
}

/// With two pixels of error at each end, a shorter thing is known to no better than a seventh.
const LEAST_APART_PX: f64 = 20.0;

/// Wider than any picture.
const MOST_PX: f64 = 100_000.0;

impl KnownLength {
    /// From end to end in the picture.
    #[must_use]
    pub fn apart_px(&self) -> f64 {
        let [[x1, y1], [x2, y2]] = self.ends_px;
        (x2 - x1).hypot(y2 - y1)
    }

    /// Its middle in the picture.
    #[must_use]
    pub fn middle_px(&self) -> [f64; 2] {
        let [a, b] = self.ends_px;
        [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
    }

    /// The end that lies outside of a picture, where one does.
    #[must_use]
    pub fn end_outside(&self, width_px: u32, height_px: u32) -> Option<[f64; 2]> {
        let is_inside = |[x, y]: [f64; 2]| x <= f64::from(width_px) && y <= f64::from(height_px);
        self.ends_px.into_iter().find(|end| !is_inside(*end))
    }

    /// Checks what can be checked without a picture.
    ///
    /// # Errors
    /// The first thing that cannot be meant.
    pub fn checked(self) -> Result<Self, KnownLengthError> {
        let length_cm = self.length_cm;
        if !(10.0..=2000.0).contains(&length_cm) {
            return Err(KnownLengthError::BadLength { length_cm });
        }
        for [x_px, y_px] in self.ends_px {
            if ![x_px, y_px].iter().all(|v| (0.0..=MOST_PX).contains(v)) {
                return Err(KnownLengthError::NoPlace { x_px, y_px });
            }
        }
        let apart_px = self.apart_px();
        if apart_px < LEAST_APART_PX {
            return Err(KnownLengthError::TooShort { apart_px });
        }
        Ok(self)
    }
}

impl FromStr for KnownLength {
    type Err = KnownLengthError;

    fn from_str(typed: &str) -> Result<Self, KnownLengthError> {
        let wrong = || KnownLengthError::NotANumber { typed: typed.chars().take(60).collect() };
        let number = |text: &str| text.trim().parse::<f64>().map_err(|_| wrong());
        let (length, ends) = typed.split_once('=').ok_or_else(wrong)?;
        let ends = ends.split(',').map(number).collect::<Result<Vec<f64>, _>>()?;
        let [x1, y1, x2, y2] = ends[..] else { return Err(wrong()) };
        Self { length_cm: number(length)?, ends_px: [[x1, y1], [x2, y2]] }.checked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_read() {
        let known: KnownLength = "200=100,600, 500.5 ,590".parse().unwrap();
        assert_eq!(
            known,
            KnownLength { length_cm: 200.0, ends_px: [[100.0, 600.0], [500.5, 590.0]] }
        );
        assert_eq!(known.end_outside(640, 720), None);
        assert_eq!(known.end_outside(500, 720), Some([500.5, 590.0]));
        assert_eq!(known.end_outside(640, 595), Some([100.0, 600.0]));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_in_words() {
        let said = |typed: &str| typed.parse::<KnownLength>().unwrap_err();
        for typed in
            ["", "200", "200=", "200=1,2,3", "200=1,2,3,4,5", "two=1,2,300,4", "200=a,2,300,4"]
        {
            assert!(matches!(said(typed), KnownLengthError::NotANumber { .. }), "{typed}");
        }
        for typed in
            ["nan=1,2,300,4", "-200=1,2,300,4", "1e300=1,2,300,4", "0=1,2,300,4", "inf=1,2,300,4"]
        {
            assert!(matches!(said(typed), KnownLengthError::BadLength { .. }), "{typed}");
        }
        for typed in ["200=-1,2,300,4", "200=nan,2,300,4", "200=1,2,1e300,4", "200=1,inf,300,4"] {
            assert!(matches!(said(typed), KnownLengthError::NoPlace { .. }), "{typed}");
        }
        for typed in ["200=300,4,300,4", "200=300,4,319,4"] {
            assert!(matches!(said(typed), KnownLengthError::TooShort { .. }), "{typed}");
        }
        assert!(said(&"x".repeat(9000)).to_string().len() < 200);
    }
}
