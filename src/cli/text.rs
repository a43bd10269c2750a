//! Small text files that a user writes: options, answers, stickers, visits.

use super::say::Say;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// No such file is larger; a device or a clip given by mistake is.
const MOST_BYTES: u64 = 1 << 20;

/// The file's text.
///
/// # Errors
/// When it cannot be read, is no text, or is larger than 1 MB.
pub(super) fn read_text(path: &Path) -> Result<String> {
    let mut text = String::new();
    std::fs::File::open(path)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    match text.len() as u64 > MOST_BYTES {
        true => Err(Error::new(ErrorKind::InvalidData, Say::FileTooLarge.text())),
        false => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_end_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::fs::write(&path, "a = 1").unwrap();
        assert_eq!(read_text(&path).unwrap(), "a = 1");
        std::fs::write(&path, vec![b'#'; (MOST_BYTES + 1) as usize]).unwrap();
        assert!(read_text(&path).is_err());
        assert!(read_text(&folder.path().join("none")).is_err());
    }
}
