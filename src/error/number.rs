//! Numbers in messages.

/// A number as it is typed: a very large or very small one with an exponent instead of hundreds of digits.
#[must_use]
pub fn number_text(value: f64) -> String {
    match value.abs() {
        size if size == 0.0 || !size.is_finite() || (1e-4..1e9).contains(&size) => {
            value.to_string()
        }
        _ => format!("{value:e}"),
    }
}

/// A number that was computed: the first digits of it.
pub(super) fn rounded_text(value: f64) -> String {
    number_text(format!("{value:.3e}").parse().unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_hundreds_of_digits_are_short() {
        assert_eq!([1e308, -2.5e-12, 1e9].map(number_text), ["1e308", "-2.5e-12", "1e9"]);
        assert_eq!([0.0, 30.0, -0.5, 648_000.0].map(number_text), ["0", "30", "-0.5", "648000"]);
        assert_eq!(number_text(f64::NAN), "NaN");
        let rounded = [1.0 / 30.0, 29.999_999_9, 1e9 + 4.2, -1e308, f64::NAN].map(rounded_text);
        assert_eq!(rounded, ["0.03333", "30", "1e9", "-1e308", "NaN"]);
    }
}
