//! Paths as parts of addresses.

/// Every byte that might mean something in an address is written as a number; slashes stay.
pub(crate) fn percent_encoded(path: &[u8]) -> String {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"/-._~".contains(&b);
    let coded =
        |b: &u8| if is_plain(*b) { char::from(*b).to_string() } else { format!("%{b:02X}") };
    path.iter().map(coded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_means_something_is_left() {
        assert_eq!(percent_encoded("a b/ü#%?.html".as_bytes()), "a%20b/%C3%BC%23%25%3F.html");
    }
}
