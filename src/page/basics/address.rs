//! Paths as parts of addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// Everything but letters, digits, slashes and what never means anything.
const CODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Every byte that might mean something in an address is written as a number; slashes stay.
pub(crate) fn percent_encoded(path: &[u8]) -> String {
    percent_encode(path, CODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_means_something_is_left() {
        assert_eq!(percent_encoded("a b/ü#%?.html".as_bytes()), "a%20b/%C3%BC%23%25%3F.html");
    }
}
