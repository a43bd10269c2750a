//! Clips with their truth files.

use crate::error::{AnalysisError, ModelCheckError, TruthFileError, VideoError};
use crate::pipeline::study::find::find_clips;
use crate::pose::sha256_of;
use crate::text_file::read_text;
use crate::validation::Truth;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// No truth file is larger.
const MOST_BYTES: u64 = 1 << 28;

/// A clip and its truth.
pub(super) struct KnownClip {
    pub(super) path: PathBuf,
    pub(super) truth_path: PathBuf,
    pub(super) truth: Truth,
}

/// The clips that are compared.
pub(super) struct KnownClips {
    pub(super) clips: Vec<KnownClip>,
    /// Those left out because another one has the same content.
    pub(super) copies: usize,
}

/// The clips of files and folders, in the order of their paths, each once, and each content once. Of a folder those that have a
/// truth file.
///
/// # Errors
/// When there is none, a clip that is named has no truth, or a truth file cannot be used.
pub(super) fn known_clips(inputs: &[PathBuf]) -> Result<KnownClips, ModelCheckError> {
    let (mut paths, mut named) = (BTreeMap::new(), 0);
    for input in inputs {
        for clip in clips_of(input)? {
            named += 1;
            // a clip that is named twice must not count twice
            let is_which = clip.canonicalize().unwrap_or_else(|_| clip.clone());
            paths.entry(is_which).or_insert(clip);
        }
    }
    if paths.is_empty() {
        return Err(ModelCheckError::NoClips { folders: inputs.to_vec() });
    }
    let mut contents = BTreeSet::new();
    let mut clips = Vec::new();
    for path in paths.into_values() {
        let content = sha256_of(&path)
            .map_err(|e| VideoError::Unreadable { path: path.clone(), why: e.to_string() })
            .map_err(AnalysisError::from)?;
        if contents.insert(content) {
            clips.push(known_clip(path)?);
        }
    }
    Ok(KnownClips { copies: named - clips.len(), clips })
}

fn clips_of(input: &Path) -> Result<Vec<PathBuf>, ModelCheckError> {
    if !input.is_dir() {
        let (clip, truth) = (input.to_owned(), truth_path(input));
        return match truth.is_file() {
            true => Ok(vec![clip]),
            false => Err(ModelCheckError::NoTruth { clip, truth }),
        };
    }
    let found = find_clips(input, Path::new(""));
    match found.unreadable.into_iter().next() {
        Some(error) => Err(error.into()),
        None => Ok(found.clips.into_iter().filter(|clip| truth_path(clip).is_file()).collect()),
    }
}

/// `walk.truth.json` of `walk.mp4`.
fn truth_path(clip: &Path) -> PathBuf {
    clip.with_extension("truth.json")
}

fn known_clip(path: PathBuf) -> Result<KnownClip, ModelCheckError> {
    let truth_path = truth_path(&path);
    let text = read_text(&truth_path, MOST_BYTES).map_err(TruthFileError::from)?;
    let truth = Truth::read(&truth_path, &text)?;
    Ok(KnownClip { path, truth_path, truth })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUTH: &str = r#"{"format": "gait-truth/1", "fps": 30, "frames": 2, "events": {"toe_off_L": [{"t": 0.0}]}}"#;

    fn write(folder: &Path, files: &[(&str, &str)]) {
        for (file, text) in files {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }

    #[test]
    fn clips_are_found_in_folders_and_by_name_and_each_counts_once() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            ["b/walk.truth.json", "a.v2.truth.json", "no-clip.truth.json"].map(|f| (f, TRUTH));
        let clips = ["b/walk.MOV", "a.v2.mp4", "no-truth.mp4", "c.mp4"].map(|f| (f, f));
        let copy = [("d.mp4", "c.mp4"), ("c.truth.json", TRUTH), ("d.truth.json", TRUTH)];
        write(folder.path(), &files);
        write(folder.path(), &clips);
        write(folder.path(), &copy);
        let named = folder.path().join("b/../b/walk.MOV");
        let found = known_clips(&[folder.path().to_owned(), named]).unwrap();
        let names: Vec<_> = found.clips.iter().map(|c| c.path.file_name().unwrap()).collect();
        assert_eq!(names, ["a.v2.mp4", "walk.MOV", "c.mp4"]);
        assert!(found.clips.iter().all(|clip| clip.truth.frames == 2));
        assert_eq!(found.copies, 2, "one path given twice, and one content");
    }

    #[test]
    fn what_is_missing_is_named() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[("alone.mp4", "")]);
        let error = |input: &str| {
            let path = folder.path().join(input);
            known_clips(&[path]).err().unwrap()
        };
        let no_truth = error("alone.mp4");
        assert!(no_truth.to_string().contains("alone.truth.json"), "{no_truth}");
        assert!(matches!(error(""), ModelCheckError::NoClips { .. }));
        assert!(matches!(error("gone"), ModelCheckError::NoTruth { .. }));
        write(folder.path(), &[("alone.truth.json", "{}")]);
        assert!(matches!(error(""), ModelCheckError::Truth(TruthFileError::NotTruth { .. })));
        std::fs::write(folder.path().join("alone.truth.json"), [0xff]).unwrap();
        assert!(matches!(error(""), ModelCheckError::Truth(TruthFileError::NotText(_))));
    }
}
