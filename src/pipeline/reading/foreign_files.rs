//! Files of poses that another tool made.

use crate::error::ForeignPosesError;
use crate::foreign_poses::{ForeignPoses, PoseFile, read_file, read_folder};
use crate::text_file::read_text;
use sha2::{Digest, Sha256};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// No file of poses is larger; a device or a clip given by mistake is.
const MOST_BYTES: u64 = 1 << 30;

/// Reads a file with all frames, or a folder with one JSON file a frame; and its hash.
///
/// # Errors
/// When it cannot be read, is of no known format, or something in it cannot be meant.
pub(crate) fn read_foreign(path: &Path) -> Result<(ForeignPoses, String), ForeignPosesError> {
    if !path.is_dir() {
        let file = text_of(path)?;
        return Ok((read_file(&file)?, hash([file.text.as_bytes()])));
    }
    let files = files_in(path)?.iter().map(|file| text_of(file)).collect::<Result<Vec<_>, _>>()?;
    Ok((read_folder(path, &files)?, hash_of_folder(&files)))
}

/// The hash alone, of what is there.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn hash_of_foreign(path: &Path) -> Result<String, ForeignPosesError> {
    if !path.is_dir() {
        return Ok(hash([text_of(path)?.text.as_bytes()]));
    }
    let files = files_in(path)?.iter().map(|file| text_of(file)).collect::<Result<Vec<_>, _>>()?;
    Ok(hash_of_folder(&files))
}

/// The JSON files of a folder, by name, without those that a system hides.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, ForeignPosesError> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        let is_hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        let is_json = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
        if is_json && !is_hidden && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    match files.is_empty() {
        true => {
            Err(unreadable(folder, &Error::new(ErrorKind::NotFound, "there is no JSON file in it")))
        }
        false => Ok(files),
    }
}

fn text_of(path: &Path) -> Result<PoseFile, ForeignPosesError> {
    let text = read_text(path, MOST_BYTES)?;
    Ok(PoseFile { path: path.into(), text })
}

fn unreadable(path: &Path, error: &Error) -> ForeignPosesError {
    ForeignPosesError::UnreadablePoses { path: path.into(), why: error.to_string() }
}

fn hash_of_folder(files: &[PoseFile]) -> String {
    let name =
        |file: &PoseFile| file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let parts: Vec<String> =
        files.iter().flat_map(|file| [name(file), hash([file.text.as_bytes()])]).collect();
    hash(parts.iter().flat_map(|part| [part.as_bytes(), &[0][..]]))
}

fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    parts.into_iter().for_each(|part| hasher.update(part));
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_frames_and_a_file_that_is_no_text_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let refused = |path: &Path| {
            matches!(read_foreign(path), Err(ForeignPosesError::UnreadablePoses { .. }))
        };
        assert!(refused(folder.path()));
        assert!(refused(&folder.path().join("none")));
        let path = folder.path().join("clip.mp4");
        std::fs::write(&path, [0xff, 0xfe, 0x00]).unwrap();
        assert!(refused(folder.path()));
        let error = read_foreign(&path).unwrap_err();
        assert!(error.to_string().ends_with("clip.mp4: it is not UTF-8 text"), "{error}");
        assert!(error.hint().contains("CSV UTF-8") && hash_of_foreign(&path) == Err(error));
    }
}
