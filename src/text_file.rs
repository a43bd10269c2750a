//! Files of text, read whole, and regular files of any kind: the one place that decides what may be opened.

use crate::error::TextFileError;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Opens a regular file for reading.
///
/// # Errors
/// When it cannot be read, or is a folder, a pipe or a device: to open a pipe waits for somebody who writes into it, and a
/// device may have no end.
pub fn open_regular(path: &Path) -> std::io::Result<File> {
    let refused = |why: &str| Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, why));
    match std::fs::metadata(path)? {
        about if about.is_dir() => refused("it is a folder"),
        about if !about.is_file() => refused("it is not a regular file"),
        _ => File::open(path),
    }
}

/// The text of a file that may have so many bytes; [`without_mark`] takes off what some programs write before it.
///
/// # Errors
/// When it cannot be read, is no regular file (a pipe would be waited for without end), is larger, or is not UTF-8.
pub fn read_text(path: &Path, most_bytes: u64) -> Result<String, TextFileError> {
    let unreadable =
        |e: std::io::Error| TextFileError::Unreadable { path: path.into(), why: e.to_string() };
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(TextFileError::NotAFile { path: path.into() });
    }
    let file = open_regular(path).map_err(unreadable)?;
    let most_read = most_bytes.saturating_add(1);
    // poses of hours are large: a buffer that grows by doubling would hold up to twice of them
    let length = file.metadata().map_or(0, |about| about.len());
    let expected = usize::try_from(length.saturating_add(1).min(most_read)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(expected);
    file.take(most_read).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most_bytes {
        return Err(TextFileError::TooLarge { path: path.into(), most_mb: most_bytes >> 20 });
    }
    String::from_utf8(bytes).map_err(|_| TextFileError::NotUtf8 { path: path.into() })
}

/// A text without the byte order mark that Windows programs write before it.
#[must_use]
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_of_its_size_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        let read = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            read_text(&path, 1 << 20)
        };
        assert_eq!(read("a = 'é'".as_bytes()).unwrap(), "a = 'é'");
        assert_eq!(without_mark(&read(b"\xef\xbb\xbfa").unwrap()), "a");
        assert!(matches!(read(b"\xff\xfea\0"), Err(TextFileError::NotUtf8 { .. })));
        assert!(matches!(read(b"nos\xe9"), Err(TextFileError::NotUtf8 { .. })));
        let large = vec![b'#'; (1 << 20) + 1];
        assert!(matches!(read(&large), Err(TextFileError::TooLarge { most_mb: 1, .. })));
        assert!(matches!(read_text(folder.path(), 1), Err(TextFileError::NotAFile { .. })));
        let none = read_text(&folder.path().join("none"), 1);
        assert!(matches!(none, Err(TextFileError::Unreadable { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
        assert!(matches!(read_text(&path, 1), Err(TextFileError::NotAFile { .. })));
        for path in [&path, Path::new("/dev/zero"), folder.path()] {
            assert!(open_regular(path).unwrap_err().to_string().starts_with("it is "), "{path:?}");
        }
    }
}
