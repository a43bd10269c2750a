//! A number on a page, tied to its place in the document that the page is made of; and how many decimals it has.

use crate::gait::Unit;
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
    /// The last possible value, where the value lies beyond it: shown instead.
    cut_to: Option<f64>,
}

impl Number {
    pub(crate) fn new(value: f64, decimals: usize, at: impl Into<String>) -> Self {
        Self { value, decimals, at: at.into(), cut_to: None }
    }

    /// An end of an interval: shown as the last possible value where it lies beyond.
    pub(crate) fn within(self, [low, high]: [f64; 2]) -> Self {
        let cut = self.value.clamp(low, high);
        Self { cut_to: (cut != self.value).then_some(cut), ..self }
    }

    /// As it is read.
    pub(crate) fn text(&self) -> String {
        self.cut_to.map_or_else(|| fixed(self.value, self.decimals), |cut| fixed(cut, 0))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, at, text) = (self.value, &self.at, self.text());
        if self.cut_to.is_some() {
            return write!(f, r#"<span class="fixed">{text}</span>"#);
        }
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

/// So many decimals, with a minus sign rather than a hyphen, and none before a zero.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    format!("{:.decimals$}", rounded(value, decimals as i32)).replace('-', "\u{2212}")
}

/// How many decimals the numbers of a unit have, everywhere on a page: values, intervals, errors and usual ranges.
///
/// # Source
/// By the errors that are usual in each unit: they have two digits at most.
pub(crate) fn decimals_of(unit: Unit) -> usize {
    match unit {
        Unit::BodyHeight => 3,
        Unit::Second
        | Unit::Metre
        | Unit::MetrePerSecond
        | Unit::BodyHeightPerSecond
        | Unit::Ratio
        | Unit::LogJerk => 2,
        Unit::Degree
        | Unit::PercentOfStride
        | Unit::PercentOfLeg
        | Unit::PercentOfEarlyStance
        | Unit::PercentOfSinking => 1,
        Unit::DegreePerSecond | Unit::StepsPerMinute => 0,
    }
}

/// The same for the units of limits, as the JSON names them.
pub(crate) fn decimals_in(unit: &str) -> usize {
    match unit {
        "deg/s" => decimals_of(Unit::DegreePerSecond),
        "m/s" => decimals_of(Unit::MetrePerSecond),
        _ => decimals_of(Unit::Degree),
    }
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
    use crate::evidence::limits::LIMITS;

    #[test]
    fn a_number_says_where_it_stands() {
        let number = Number::new(-0.04, 1, "/gait/measures/3/mean");
        assert_eq!(
            number.to_string(),
            r#"<data value="-0.04" data-at="/gait/measures/3/mean">0.0</data>"#
        );
    }

    #[test]
    fn an_end_of_an_interval_is_cut_to_what_is_possible() {
        let cut = |value: f64| Number::new(value, 1, "/a").within([0.0, 100.0]);
        assert_eq!(cut(-0.24).to_string(), r#"<span class="fixed">0</span>"#);
        assert_eq!((cut(0.24).text(), cut(100.3).text()), ("0.2".to_owned(), "100".to_owned()));
    }

    #[test]
    fn a_limit_has_the_decimals_of_what_it_limits() {
        for (limit, unit) in [
            ("deg", Unit::Degree),
            ("deg/s", Unit::DegreePerSecond),
            ("m/s", Unit::MetrePerSecond),
            ("% of the stride", Unit::PercentOfStride),
            ("% of the leg's length", Unit::PercentOfLeg),
            ("% of loading and mid-stance", Unit::PercentOfEarlyStance),
        ] {
            assert_eq!(decimals_in(limit), decimals_of(unit), "{limit}");
            assert!(LIMITS.iter().any(|l| l.unit == limit), "{limit} is of no limit");
        }
    }

    #[test]
    fn a_limit_is_not_rounded_to_another_one() {
        assert_eq!(decimals_of_limit(7.5, 0), 1);
        assert_eq!(decimals_of_limit(10.0, 0), 0);
        assert_eq!(decimals_of_limit(7.5, 1), 1);
    }
}
