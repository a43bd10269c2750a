//! Where a clip's or a visit's results go: a folder of its own, filled at once or not at all.

use crate::error::{AnalysisError, VideoError};
use crate::export::Exported;
use crate::pipeline::output::names;
use crate::pipeline::output::outputs::REPORT;
use crate::pipeline::output::replacement::{Content, Replacement};
use crate::pipeline::output::staging::{STAGING_PREFIX, Staging, alone_in, staging_prefix};
use crate::text_file::read_text;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A report of more bytes is not asked whose it is.
const MOST_REPORT_BYTES: u64 = 256 << 20;

/// A folder being filled. It is filled beside its final place and takes it as a whole by [`OutputFolder::publish`];
/// dropped before, it leaves nothing, and an earlier folder stays as it is.
pub(crate) struct OutputFolder {
    staging: Staging,
    target: PathBuf,
    content: Content,
}

impl OutputFolder {
    /// Chooses the folder of a clip below `out`, and makes sure that it can be written to.
    ///
    /// It is named by the clip's stem; where another clip's results have that name, here or in the folder `earlier`,
    /// the beginning of the clip's SHA-256 is added. The same clip gets the same folder again.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn of_clip(
        out: &Path,
        earlier: Option<&Path>,
        file_name: &str,
        sha256: &str,
    ) -> Result<Self, AnalysisError> {
        let stem = names::of_clip(file_name);
        let is_free = |folder: &Path| {
            let plain = folder.join(&stem);
            !plain.exists() || owner_of(&plain).is_some_and(|o| o == sha256)
        };
        let suffix = sha256.get(..8).unwrap_or(sha256);
        let name =
            |is_claimed: bool| match is_free(out) && earlier.is_none_or(is_free) && !is_claimed {
                true => stem.clone(),
                false => format!("{stem}-{suffix}"),
            };
        let (staging, name) = Staging::claiming(out, &stem, suffix, name)
            .map_err(|e| AnalysisError::Write { path: out.into(), why: e.to_string() })?;
        Self { staging, target: out.join(name), content: Content::Clip }.replaceable()
    }

    /// Takes the folder of a name below `out`, whose owner is known, and makes sure that it can be written to.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn named(out: &Path, name: &str) -> Result<Self, AnalysisError> {
        let staging = staging_in(out, &staging_prefix(name))?;
        Self { staging, target: out.join(name), content: Content::Clip }.replaceable()
    }

    /// Chooses the folder of a visit below `out`, and makes sure that it can be written to.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn of_visit(out: &Path, name: &str) -> Result<Self, AnalysisError> {
        let target = out.join(names::of_visit(name));
        let staging = staging_in(out, STAGING_PREFIX)?;
        Self { staging, target, content: Content::Visit }.replaceable()
    }

    /// The same, if an earlier folder in its place can be removed: asked before the work and not after it.
    fn replaceable(self) -> Result<Self, AnalysisError> {
        if self.target.is_dir() {
            tempfile::tempfile_in(&self.target).map_err(|e| AnalysisError::Write {
                path: self.target.clone(),
                why: e.to_string(),
            })?;
        }
        Ok(self)
    }

    /// Where the folder will be, and an earlier one of the same name is.
    #[must_use]
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Where a file is to be written now.
    #[must_use]
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.staging.path().join(name)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&self, name: &str, content: &[u8]) -> Result<(), AnalysisError> {
        std::fs::write(self.path(name), content).map_err(|e| self.failed(name, &e))
    }

    /// Writes a file piece by piece.
    ///
    /// # Errors
    /// When it cannot be put together or written.
    pub(crate) fn stream(
        &self,
        name: &'static str,
        write: impl FnOnce(&mut dyn Write) -> serde_json::Result<()>,
    ) -> Result<(), AnalysisError> {
        let file = File::create(self.path(name)).map_err(|e| self.failed(name, &e))?;
        let mut file = BufWriter::new(file);
        write(&mut file).map_err(|e| match e.io_error_kind() {
            Some(_) => self.failed(name, &e.into()),
            None => AnalysisError::Render { what: name, why: e.to_string() },
        })?;
        file.flush().map_err(|e| self.failed(name, &e))
    }

    /// Writes a folder of files.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write_folder(&self, name: &str, files: &[Exported]) -> Result<(), AnalysisError> {
        std::fs::create_dir_all(self.path(name)).map_err(|e| self.failed(name, &e))?;
        files.iter().try_for_each(|(file, content)| self.write(&format!("{name}/{file}"), content))
    }

    /// Takes a file out of the folder again, into memory.
    ///
    /// # Errors
    /// When it cannot be read or removed.
    pub(crate) fn take(&self, name: &str) -> Result<Vec<u8>, AnalysisError> {
        let bytes = std::fs::read(self.path(name)).map_err(|e| self.failed(name, &e))?;
        self.remove(name)?;
        Ok(bytes)
    }

    /// Brings a copy of a file.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub(crate) fn bring(&self, from: &Path, name: &str) -> Result<(), AnalysisError> {
        std::fs::copy(from, self.path(name)).map(|_| ()).map_err(|e| self.failed(name, &e))
    }

    /// Removes a file that may be there.
    ///
    /// # Errors
    /// When it stays.
    pub(crate) fn remove(&self, name: &str) -> Result<(), AnalysisError> {
        remove_if_there(&self.path(name)).map_err(|e| self.failed(name, &e))
    }

    /// An error that names a file of the folder by where it would have been in the end.
    #[must_use]
    pub(crate) fn as_published(&self, error: AnalysisError) -> AnalysisError {
        let moved = |path: PathBuf| match path.strip_prefix(self.staging.path()) {
            Ok(own) => self.target.join(own),
            Err(_) => path,
        };
        match error {
            AnalysisError::Write { path, why } => AnalysisError::Write { path: moved(path), why },
            AnalysisError::Video(VideoError::Encode { path, why }) => {
                VideoError::Encode { path: moved(path), why }.into()
            }
            other => other,
        }
    }

    fn failed(&self, name: &str, error: &std::io::Error) -> AnalysisError {
        AnalysisError::Write { path: self.target.join(name), why: error.to_string() }
    }

    /// Puts the folder to its final place, instead of an earlier one, and returns it. What the user put into the earlier
    /// one comes along.
    ///
    /// # Errors
    /// When it cannot be moved; the earlier folder stays whole then, or is brought back by the next run.
    pub(crate) fn publish(self) -> Result<PathBuf, AnalysisError> {
        let replacement = Replacement::new(self.content, self.staging.path(), &self.target);
        let replace = || {
            let _alone = self.target.parent().map(alone_in);
            self.staging.open()?;
            replacement.run()
        };
        match replace() {
            Ok(()) => Ok(self.target),
            Err(e) => Err(AnalysisError::Write { path: self.target, why: e.to_string() }),
        }
    }
}

fn staging_in(out: &Path, prefix: &str) -> Result<Staging, AnalysisError> {
    Staging::in_folder(out, prefix)
        .map_err(|e| AnalysisError::Write { path: out.into(), why: e.to_string() })
}

/// Removes a file. One that stays although it should not may show faces that were to be blurred: an error.
fn remove_if_there(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// The SHA-256 of the clip whose results a folder holds.
fn owner_of(folder: &Path) -> Option<String> {
    let text = read_text(&folder.join(REPORT.file), MOST_REPORT_BYTES).ok()?;
    let report: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(report.pointer("/clip/sha256")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::output::outputs::{FILM, OVERLAY};

    fn publish(out: &Path, file_name: &str, sha256: &str, films: &[&str]) -> PathBuf {
        let folder = OutputFolder::of_clip(out, None, file_name, sha256).unwrap();
        let report = format!(r#"{{"clip":{{"sha256":"{sha256}"}}}}"#);
        folder.write(REPORT.file, report.as_bytes()).unwrap();
        films.iter().for_each(|name| folder.write(name, b"film").unwrap());
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
    fn a_name_that_another_clip_had_earlier_is_not_taken() {
        let (out, earlier) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        publish(earlier.path(), "walk.mp4", "aaaaaaaabb", &[]);
        let name_of = |sha256: &str| {
            let folder =
                OutputFolder::of_clip(out.path(), Some(earlier.path()), "walk.mp4", sha256);
            folder.unwrap().target().file_name().unwrap().to_owned()
        };
        assert_eq!(name_of("cccccccccc"), "walk-cccccccc");
        assert_eq!(name_of("aaaaaaaabb"), "walk");
    }

    #[test]
    fn films_of_an_earlier_run_do_not_stay_beside_a_new_report() {
        let out = tempfile::tempdir().unwrap();
        let films = [OVERLAY.file, FILM.file, "report.pdf"];
        let folder = publish(out.path(), "walk.mp4", "aaaaaaaabb", &films);
        std::fs::write(folder.join("my-notes.txt"), "keep").unwrap();
        publish(out.path(), "walk.mp4", "aaaaaaaabb", &films[..1]);
        assert!(films.map(|name| folder.join(name).exists()) == [true, false, false]);
        publish(out.path(), "walk.mp4", "aaaaaaaabb", &[]);
        assert!(!films.iter().any(|name| folder.join(name).exists()));
        assert!(folder.join("my-notes.txt").exists());
    }

    #[test]
    fn a_folder_dropped_before_it_is_published_leaves_nothing() {
        let out = tempfile::tempdir().unwrap();
        let folder = OutputFolder::of_clip(out.path(), None, "walk.mp4", "aa").unwrap();
        folder.write("poses.json", b"{}").unwrap();
        drop(folder);
        assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_may_be_read_by_whoever_may_read_the_others() {
        use std::os::unix::fs::PermissionsExt;
        let out = tempfile::tempdir().unwrap();
        let folder = publish(out.path(), "walk.mp4", "aa", &[]);
        let usual = out.path().join("usual");
        std::fs::create_dir(&usual).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
        assert_eq!(mode(&folder), mode(&usual));
    }

    #[test]
    #[cfg(unix)]
    fn two_clips_of_one_name_at_once_get_a_folder_each() {
        let out = tempfile::tempdir().unwrap();
        let begin =
            |sha256: &str| OutputFolder::of_clip(out.path(), None, "walk.mp4", sha256).unwrap();
        let (first, other, again) = (begin("aaaaaaaabb"), begin("ccccccccdd"), begin("aaaaaaaabb"));
        let names = [first, other, again].map(|folder| {
            folder.publish().unwrap().file_name().unwrap().to_string_lossy().into_owned()
        });
        assert_eq!(names, ["walk", "walk-cccccccc", "walk"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_result_that_cannot_be_removed_is_named_before_the_work() {
        use std::os::unix::fs::PermissionsExt;
        let out = tempfile::tempdir().unwrap();
        let folder = publish(out.path(), "walk.mp4", "aa", &[]);
        let set = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode));
        set(0o555).unwrap();
        if std::fs::write(folder.join("x"), "").is_ok() {
            return; // root may write everywhere
        }
        let refused = OutputFolder::of_clip(out.path(), None, "walk.mp4", "aa").err();
        assert!(matches!(refused, Some(AnalysisError::Write { path, .. }) if path == folder));
        assert!(OutputFolder::of_clip(out.path(), None, "other.mp4", "aa").is_ok());
        set(0o755).unwrap();
    }

    #[test]
    #[cfg(unix)]
    fn of_runs_that_end_together_each_result_is_wholly_there() {
        let out = tempfile::tempdir().unwrap();
        let run = |k: usize| {
            let folder = OutputFolder::of_clip(out.path(), None, "walk.mp4", "aa").unwrap();
            let text = format!(r#"{{"clip":{{"sha256":"aa"}},"run":{k}}}"#);
            folder.write(REPORT.file, text.as_bytes()).unwrap();
            folder.write("angles.csv", format!("{k}").as_bytes()).unwrap();
            folder.publish().unwrap()
        };
        for _ in 0..10 {
            std::thread::scope(|s| (0..6).for_each(|k| _ = s.spawn(move || run(k))));
            let read =
                |file: &str| std::fs::read_to_string(out.path().join("walk").join(file)).unwrap();
            let run = read("angles.csv");
            assert!(read(REPORT.file).ends_with(&format!(":{run}}}")), "{run}");
            assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn names_of_400_bytes_fit_with_all_that_is_put_before_and_after_them() {
        let out = tempfile::tempdir().unwrap();
        let long = format!("{}.mp4", "🚶".repeat(100));
        publish(out.path(), &long, "aaaaaaaabb", &[]);
        let other = publish(out.path(), &long, "cccccccccc", &[]);
        assert!(other.to_string_lossy().ends_with("-cccccccc"));
        publish(out.path(), &long, "cccccccccc", &[]); // the earlier one is set aside
        let visit = || OutputFolder::of_visit(out.path(), &long).unwrap().publish().unwrap();
        assert_eq!(visit(), visit());
    }
}
