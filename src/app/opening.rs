//! The browser is started with a word that opens the page once: every account of a machine can see the commands of the others, and
//! what the address of the page holds must stay unknown to them.

use crate::app::store::private::write_file;
use crate::error::AppError;
use std::fmt::Write as _;
use std::io::Result;
use std::path::Path;

/// In the folder of the data: whoever starts the program a second time can open the page, too.
const FILE: &str = "opening";

/// A new word that opens the page once; earlier ones open nothing any more.
pub(super) fn new_word(folder: &Path) -> std::result::Result<String, AppError> {
    let word = secret()?;
    let failed = |e: std::io::Error| AppError::Folder { path: folder.into(), why: e.to_string() };
    write_file(&folder.join(FILE), word.as_bytes()).map_err(failed)?;
    Ok(word)
}

/// Whether a word opens the page; it never does so again.
pub(super) fn opens(folder: &Path, given: &str) -> Result<bool> {
    let file = folder.join(FILE);
    let is_it = is_same(&std::fs::read_to_string(&file)?, given);
    if is_it {
        std::fs::remove_file(file)?;
    }
    Ok(is_it)
}

/// Whether two secrets are the same. Every byte is looked at, so that the time tells nothing.
pub(super) fn is_same(own: &str, given: &str) -> bool {
    let differ = own.bytes().zip(given.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    own.len() == given.len() && differ == 0
}

/// 128 bits that nobody can guess, as hexadecimal digits.
pub(super) fn secret() -> std::result::Result<String, AppError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|e| AppError::Server { why: e.to_string() })?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // a text takes everything
        text
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_opens_once_and_only_the_newest_does() {
        let place = tempfile::tempdir().unwrap();
        let [old, new] = [0, 1].map(|_| new_word(place.path()).unwrap());
        assert_ne!(old, new);
        assert!(!opens(place.path(), &old).unwrap() && !opens(place.path(), "").unwrap());
        assert!(opens(place.path(), &new).unwrap());
        assert!(opens(place.path(), &new).is_err(), "it is gone");
    }

    #[test]
    fn secrets_are_the_same_in_every_digit_or_not_at_all() {
        assert!(is_same("0123abcd", "0123abcd"));
        for other in ["", "0123abc", "0123abcde", "0123abcD"] {
            assert!(!is_same("0123abcd", other), "{other}");
        }
    }
}
