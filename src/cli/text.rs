//! Small text files that a user writes: options, answers, stickers, visits, norms.

use super::Failure;
use gaitline::error::TextFileError;
use std::path::Path;

/// No such file is larger; a device or a clip given by mistake is.
const MOST_BYTES: u64 = 1 << 20;

/// The file's text.
///
/// # Errors
/// When it cannot be read, is no text, or is larger than 1 MB.
pub(super) fn read_text(path: &Path) -> Result<String, TextFileError> {
    gaitline::text_file::read_text(path, MOST_BYTES)
}

/// The text of a file that was named in the command.
pub(super) fn text_of(path: &Path) -> Result<String, Failure> {
    read_text(path).map_err(|e| Failure::Usage(e.to_string(), e.hint().to_owned()))
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
