//! A number on a page, tied to its place in the document that the page is made of.

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

/// So many decimals, and no minus before a zero.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    format!("{:.decimals$}", rounded(value, decimals as i32))
}

/// Metres and seconds are small numbers.
pub(crate) fn decimals(unit: &str) -> usize {
    if unit.starts_with('m') || unit == "s" { 2 } else { 1 }
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
}
