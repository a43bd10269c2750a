//! The clips in folders.

use crate::error::StudyError;
use std::path::{Path, PathBuf};

/// How files of clips end.
const ENDINGS: [&str; 15] = [
    "mp4", "mov", "mkv", "webm", "avi", "m4v", "3gp", "mts", "m2ts", "ts", "mpg", "mpeg", "wmv",
    "flv", "ogv",
];

/// What a folder holds: clips, in the order of their paths, and folders that could not be read.
#[derive(Debug, Default)]
pub struct FoundClips {
    /// The clips.
    pub clips: Vec<PathBuf>,
    /// What could not be read, and why.
    pub unreadable: Vec<StudyError>,
}

/// Every clip in a folder and the folders below it, but for hidden ones and for those in `study`, which holds results.
#[must_use]
pub fn find_clips(folder: &Path, study: &Path) -> FoundClips {
    let study = study.canonicalize().ok();
    let mut found = FoundClips::default();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if study.is_some() && folder.canonicalize().ok() == study {
            continue;
        }
        match entries(&folder) {
            Ok(entries) => {
                for path in entries {
                    match path.is_dir() {
                        true => folders.push(path),
                        false if is_clip(&path) => found.clips.push(path),
                        false => {}
                    }
                }
            }
            Err(e) => {
                found.unreadable.push(StudyError::Unreadable { path: folder, why: e.to_string() })
            }
        }
    }
    found.clips.sort();
    found
}

/// What is not hidden in a folder.
fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    Ok(paths)
}

fn is_clip(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    ENDINGS.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clips_are_found_in_all_folders_but_the_studys_own_and_hidden_ones() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            ["b/walk.MOV", "a.mp4", "b/notes.txt", ".trash/x.mp4", "study/clips/w/film.mp4"];
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let found = find_clips(folder.path(), &folder.path().join("study"));
        let names: Vec<_> =
            found.clips.iter().map(|p| p.strip_prefix(folder.path()).unwrap()).collect();
        assert_eq!(names, [Path::new("a.mp4"), Path::new("b/walk.MOV")]);
        let gone = find_clips(&folder.path().join("gone"), folder.path());
        assert_eq!((gone.clips.len(), gone.unreadable.len()), (0, 1));
    }
}
