//! A number on a page, tied to its place in the document that the page is made of; and how many decimals it has.

use crate::page::basics::html::Part;
use crate::signal::rounded;
use askama::filters::HtmlSafe;
use std::fmt;

/// Shows a number with so many decimals, and says where in the JSON it stands (a JSON pointer): `<data>` with the
/// exact value, so that whoever doubts the page can look it up, and a test can.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    value: f64,
    decimals: usize,
    at: String,
}

impl Number {
    pub(crate) fn new(value: f64, decimals: usize, at: impl Into<String>) -> Self {
        Self { value, decimals, at: at.into() }
    }

    /// As it is read.
    pub(crate) fn text(&self) -> String {
        fixed(self.value, self.decimals)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, at, text) = (self.value, &self.at, self.text());
        write!(f, r#"<data value="{value}" data-at="{at}">{text}</data>"#)
    }
}

/// Numbers and pointers made of our own names hold nothing that HTML could mistake.
impl HtmlSafe for Number {}

impl Part for Number {
    fn html(&self) -> String {
        self.to_string()
    }
}

/// Decimals of a moment of the film: a frame lasts 0.01 to 0.04 s.
pub(crate) const MOMENT_DECIMALS: usize = 2;

/// No number of a page has more decimals.
const MOST_DECIMALS: i32 = 3;

/// So many decimals, with a minus sign rather than a hyphen, and none before a zero.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    format!("{:.decimals$}", rounded(value, decimals as i32)).replace('-', "\u{2212}")
}

/// How many decimals a number and its error have: so many that the error has two digits where they are at most 35, and
/// one digit otherwise. Zero for an error of 3.55 or more.
///
/// # Source
/// The rounding rule of the Particle Data Group's Review of Particle Physics, Introduction, "Rounding".
pub(crate) fn decimals_by(error: f64) -> usize {
    if !(error.is_finite() && error > 0.0) {
        return 0;
    }
    let power = error.log10().floor() as i32;
    let leading = error / 10_f64.powi(power);
    let decimals = if leading < 3.55 { 1 - power } else { -power };
    decimals.clamp(0, MOST_DECIMALS) as usize
}

/// How many decimals the numbers of one measure have: by the largest of their errors, so that a line reads alike; by the
/// unit where no error is known.
pub(crate) fn decimals(errors: impl IntoIterator<Item = f64>, unit: &str) -> usize {
    let errors = errors.into_iter().filter(|e| e.is_finite() && *e > 0.0);
    errors.reduce(f64::max).map_or_else(|| usual_decimals(unit), decimals_by)
}

/// Half of an interval: its error.
pub(crate) fn half_width([low, high]: [f64; 2]) -> f64 {
    (high - low) / 2.0
}

/// Metres and seconds are small numbers.
fn usual_decimals(unit: &str) -> usize {
    if unit.starts_with('m') || unit == "s" { 2 } else { 0 }
}

/// How many decimals a limit has beside a value with so many: it is exact, so one more where it would be rounded away.
pub(crate) fn decimals_of_limit(limit: f64, decimals: usize) -> usize {
    let step = 10_f64.powi(decimals as i32);
    let is_lost = ((limit * step).round() / step - limit).abs() > 0.01 / step;
    decimals + usize::from(is_lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_where_it_stands() {
        let number = Number::new(-0.04, 1, "/gait/measures/3/mean");
        assert_eq!(
            number.to_string(),
            r#"<data value="-0.04" data-at="/gait/measures/3/mean">0.0</data>"#
        );
    }

    #[test]
    fn an_error_has_one_or_two_digits() {
        for (error, expected) in [
            (12.4, 0),
            (4.5, 0),
            (3.5, 1),
            (2.1, 1),
            (0.98, 1),
            (0.5, 1),
            (0.34, 2),
            (0.085, 2),
            (0.034, 3),
            (0.004, 3),
            (0.0001, 3),
        ] {
            assert_eq!(decimals_by(error), expected, "{error}");
            let digits = fixed(error, expected).replace('.', "");
            assert!(digits.trim_start_matches('0').len() <= 2, "{error}");
        }
        assert_eq!(decimals_by(f64::NAN), 0);
    }

    #[test]
    fn the_largest_error_of_a_line_counts_and_the_unit_where_there_is_none() {
        assert_eq!(decimals([0.02, 0.2], "s"), 2);
        assert_eq!(decimals([], "s"), 2);
        assert_eq!(decimals([f64::NAN], "deg"), 0);
    }

    #[test]
    fn a_limit_is_not_rounded_to_another_one() {
        assert_eq!(decimals_of_limit(7.5, 0), 1);
        assert_eq!(decimals_of_limit(10.0, 0), 0);
        assert_eq!(decimals_of_limit(7.5, 1), 1);
    }
}
