//! One landmark as another tool gives it.

use crate::error::number_text;

/// One landmark in the units of the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
    /// Depth in units of x; 0 where there is none.
    pub(super) z: f64,
    /// 0 to 1; 1 where the tool gives none.
    pub(super) confidence: f64,
}

/// No picture is so large.
const FARTHEST: f64 = 1e6;

/// What a file says of a point: a value that is there but not known (NaN, null, an empty cell) is NaN.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Given {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) z: f64,
    /// `None` where the format has no confidences.
    pub(super) confidence: Option<f64>,
}

impl Given {
    /// The point; `None` where the tool did not find it: no place at all, as Pose2Sim writes it, or a confidence of 0, as
    /// OpenPose does.
    ///
    /// # Errors
    /// What is there instead of a point, in words.
    pub(super) fn point(self) -> Result<Option<Point>, String> {
        let Self { x, y, z, confidence } = self;
        if x.is_nan() && y.is_nan() {
            return Ok(None);
        }
        if x.is_nan() || y.is_nan() {
            return Err("a landmark with only one of x and y".to_owned());
        }
        if x.abs() > FARTHEST || y.abs() > FARTHEST {
            return Err(format!("a landmark at {}, {}", number_text(x), number_text(y)));
        }
        match confidence {
            Some(c) if c.is_nan() => Err("a landmark with a place and no confidence".to_owned()),
            Some(c) if c <= 0.0 => Ok(None),
            // some networks' scores go a little beyond 1
            c => Ok(Some(Point {
                x,
                y,
                z: if z.abs() <= FARTHEST { z } else { 0.0 },
                confidence: c.unwrap_or(1.0).min(1.0),
            })),
        }
    }
}

/// What a point should be, for messages.
pub(super) const EXPECTED_POINT: &str =
    "two finite coordinates in or near the picture, and a confidence";

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64, confidence: Option<f64>) -> Result<Option<Point>, String> {
        Given { x, y, z: 0.0, confidence }.point()
    }

    #[test]
    fn what_was_not_found_is_no_point_and_halves_are_refused() {
        assert_eq!(point(0.0, 0.0, Some(0.0)), Ok(None));
        assert_eq!(point(-1.0, -1.0, Some(-0.2)), Ok(None));
        assert_eq!(point(f64::NAN, f64::NAN, Some(f64::NAN)), Ok(None));
        assert!(point(1.0, f64::NAN, Some(0.5)).is_err());
        assert!(point(1.0, 2.0, Some(f64::NAN)).is_err());
        assert!(point(1e300, 2.0, Some(0.5)).is_err());
        assert!(point(f64::INFINITY, 2.0, None).is_err());
        assert_eq!(point(3.0, 4.0, Some(1.2)).unwrap().unwrap().confidence, 1.0);
        assert_eq!(point(3.0, 4.0, None).unwrap().unwrap().confidence, 1.0);
    }
}
