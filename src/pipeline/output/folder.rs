//! Where a clip's results go: a folder of its own, filled at once or not at all.

use crate::error::AnalysisError;
use crate::pipeline::output::files::FILM_FILE;
use crate::pipeline::output::files::OVERLAY_FILE;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// The document by which a folder says whose it is; it arrives last.
const REPORT_FILE: &str = "report.json";

/// What a run that does not make them must not leave behind from one that did.
const NOT_ALWAYS_MADE: [&str; 3] = [OVERLAY_FILE, FILM_FILE, "report.pdf"];

/// A longer name is cut: file systems allow 255 bytes, and a suffix must fit.
const MAX_NAME_BYTES: usize = 200;

/// What folders that are being filled are called.
const STAGING_PREFIX: &str = ".gaitline-";

/// A folder that has been filled for this long belongs to a run that was killed.
const ABANDONED: Duration = Duration::from_secs(24 * 3600);

/// A folder being filled. Files are written beside their final place and moved there by
/// [`OutputFolder::publish`]; dropped before, it leaves nothing.
pub struct OutputFolder {
    staging: TempDir,
    target: PathBuf,
}

impl OutputFolder {
    /// Chooses the folder of a clip below `out`, and makes sure that it can be written to.
    ///
    /// It is named by the clip's stem; where another clip's results have that name, the beginning of
    /// the clip's SHA-256 is added. The same clip gets the same folder again.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn prepare(out: &Path, file_name: &str, sha256: &str) -> Result<Self, AnalysisError> {
        let failed =
            |e: std::io::Error| AnalysisError::Write { path: out.into(), why: e.to_string() };
        std::fs::create_dir_all(out).map_err(failed)?;
        remove_abandoned(out);
        let staging =
            tempfile::Builder::new().prefix(STAGING_PREFIX).tempdir_in(out).map_err(failed)?;
        let stem = folder_name(file_name);
        let plain = out.join(&stem);
        let is_free = !plain.exists() || owner_of(&plain).is_some_and(|o| o == sha256);
        let suffix = sha256.get(..8).unwrap_or(sha256);
        let target = if is_free { plain } else { out.join(format!("{stem}-{suffix}")) };
        Ok(Self { staging, target })
    }

    /// Where a file is to be written now.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.staging.path().join(name)
    }

    /// Writes a text file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, name: &str, text: &str) -> Result<(), AnalysisError> {
        std::fs::write(self.path(name), text).map_err(|e| self.failed(name, &e))
    }

    /// Takes a file out of the folder again, into memory.
    ///
    /// # Errors
    /// When it cannot be read or removed.
    pub fn take(&self, name: &str) -> Result<Vec<u8>, AnalysisError> {
        let bytes = std::fs::read(self.path(name)).map_err(|e| self.failed(name, &e))?;
        self.remove(name)?;
        Ok(bytes)
    }

    /// Brings a copy of a file.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn bring(&self, from: &Path, name: &str) -> Result<(), AnalysisError> {
        std::fs::copy(from, self.path(name)).map(|_| ()).map_err(|e| self.failed(name, &e))
    }

    /// Removes a file that may be there.
    ///
    /// # Errors
    /// When it stays.
    pub fn remove(&self, name: &str) -> Result<(), AnalysisError> {
        remove_if_there(&self.path(name)).map_err(|e| self.failed(name, &e))
    }

    fn failed(&self, name: &str, error: &std::io::Error) -> AnalysisError {
        AnalysisError::Write { path: self.target.join(name), why: error.to_string() }
    }

    /// Moves everything to its final place, the report last, and returns the folder.
    ///
    /// # Errors
    /// When a file cannot be moved; those that were there before stay whole.
    pub fn publish(self) -> Result<PathBuf, AnalysisError> {
        let failed = |e: std::io::Error| AnalysisError::Write {
            path: self.target.clone(),
            why: e.to_string(),
        };
        std::fs::create_dir_all(&self.target).map_err(failed)?;
        let mut names: Vec<_> = std::fs::read_dir(self.staging.path())
            .and_then(|entries| entries.map(|e| e.map(|e| e.file_name())).collect())
            .map_err(failed)?;
        names.sort_by_key(|n| (n == REPORT_FILE, n.clone()));
        for file in NOT_ALWAYS_MADE.iter().filter(|file| !names.iter().any(|n| n == **file)) {
            remove_if_there(&self.target.join(file)).map_err(failed)?;
        }
        for name in names {
            std::fs::rename(self.staging.path().join(&name), self.target.join(&name))
                .map_err(failed)?;
        }
        Ok(self.target)
    }
}

/// Removes a file. One that stays although it should not may show faces that were to be blurred: an error.
fn remove_if_there(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Removes what killed runs left; what cannot be removed only takes room.
fn remove_abandoned(out: &Path) {
    let Ok(entries) = std::fs::read_dir(out) else { return };
    for entry in entries.flatten() {
        let is_staging = entry.file_name().to_string_lossy().starts_with(STAGING_PREFIX);
        let modified = entry.metadata().and_then(|m| m.modified());
        let age = modified.ok().and_then(|m| m.elapsed().ok()).unwrap_or_default();
        if is_staging && age > ABANDONED {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// The SHA-256 of the clip whose results a folder holds.
fn owner_of(folder: &Path) -> Option<String> {
    let text = std::fs::read_to_string(folder.join(REPORT_FILE)).ok()?;
    let report: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(report.pointer("/clip/sha256")?.as_str()?.to_owned())
}

/// A folder name from a file name: its stem, without what a file system or a shell trips over.
fn folder_name(file_name: &str) -> String {
    let stem = Path::new(file_name).file_stem().unwrap_or_default().to_string_lossy();
    let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let mut name = String::new();
    for c in stem.chars().map(plain) {
        if name.len() + c.len_utf8() <= MAX_NAME_BYTES {
            name.push(c);
        }
    }
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '.');
    match name {
        "" => "clip".to_owned(),
        _ if name.starts_with('-') => format!("_{name}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(out: &Path, file_name: &str, sha256: &str, films: &[&str]) -> PathBuf {
        let folder = OutputFolder::prepare(out, file_name, sha256).unwrap();
        folder.write(REPORT_FILE, &format!(r#"{{"clip":{{"sha256":"{sha256}"}}}}"#)).unwrap();
        films.iter().for_each(|name| folder.write(name, "film").unwrap());
        folder.publish().unwrap()
    }

    #[test]
    fn other_clips_of_the_same_name_get_their_own_folder() {
        let out = tempfile::tempdir().unwrap();
        let first = publish(out.path(), "walk.mp4", "aaaaaaaabb", &[]);
        let other = publish(out.path(), "walk.mov", "cccccccccc", &[]);
        let again = publish(out.path(), "walk.mp4", "aaaaaaaabb", &[]);
        assert_eq!(first.file_name().unwrap(), "walk");
        assert_eq!(other.file_name().unwrap(), "walk-cccccccc");
        assert_eq!(again, first);
        assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 2, "no temporary folder stays");
    }

    #[test]
    fn films_of_an_earlier_run_do_not_stay_beside_a_new_report() {
        let out = tempfile::tempdir().unwrap();
        let folder = publish(out.path(), "walk.mp4", "aaaaaaaabb", &NOT_ALWAYS_MADE);
        std::fs::write(folder.join("my-notes.txt"), "keep").unwrap();
        publish(out.path(), "walk.mp4", "aaaaaaaabb", &NOT_ALWAYS_MADE[..1]);
        assert!(NOT_ALWAYS_MADE.map(|name| folder.join(name).exists()) == [true, false, false]);
        publish(out.path(), "walk.mp4", "aaaaaaaabb", &[]);
        assert!(!NOT_ALWAYS_MADE.iter().any(|name| folder.join(name).exists()));
        assert!(folder.join("my-notes.txt").exists());
    }

    #[test]
    fn a_folder_dropped_before_it_is_published_leaves_nothing() {
        let out = tempfile::tempdir().unwrap();
        let folder = OutputFolder::prepare(out.path(), "walk.mp4", "aa").unwrap();
        folder.write("poses.json", "{}").unwrap();
        drop(folder);
        assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
    }

    #[test]
    fn only_what_was_left_long_ago_is_cleared_away() {
        let out = tempfile::tempdir().unwrap();
        let running = out.path().join(".gaitline-new");
        let killed = out.path().join(".gaitline-old");
        std::fs::create_dir(&running).unwrap();
        std::fs::create_dir(&killed).unwrap();
        let long_ago = std::fs::metadata(&killed).unwrap().modified().unwrap() - 2 * ABANDONED;
        std::fs::File::open(&killed).unwrap().set_modified(long_ago).unwrap();
        publish(out.path(), "walk.mp4", "aa", &[]);
        assert!(running.exists() && !killed.exists());
    }

    #[test]
    fn any_file_name_gives_a_usable_folder_name() {
        assert_eq!(folder_name("walk 1.final.mp4"), "walk 1.final");
        assert_eq!(folder_name("..."), "clip");
        assert_eq!(folder_name("-rf.mp4"), "_-rf");
        assert_eq!(folder_name("a\nb:c.mp4"), "a_b_c");
        assert_eq!(folder_name(&"x".repeat(300)).len(), MAX_NAME_BYTES);
        assert!(folder_name(&"🚶".repeat(300)).len() <= MAX_NAME_BYTES);
    }
}
