//! Temporary folders that nobody else may read, and what killed runs left of them.

use crate::pipeline::folder_lock::{Attempt, FolderLock};
use std::fs::DirEntry;
use std::io::Result;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// Where folders cannot be locked, one that has been filled for this long belongs to a run that was killed.
const ABANDONED: Duration = Duration::from_secs(24 * 3600);

/// A folder that nobody else may read, and that is locked. Dropped, it goes away.
pub(crate) struct PrivateFolder {
    // before the folder: it is let go of first
    _lock: Attempt,
    folder: TempDir,
}

impl PrivateFolder {
    /// Makes one with a name that begins like this.
    pub(crate) fn new(place: &Path, prefix: &str) -> Result<Self> {
        let mut folder = tempfile::Builder::new();
        folder.prefix(prefix);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            folder.permissions(std::fs::Permissions::from_mode(0o700));
        }
        let folder = folder.tempdir_in(place)?;
        Ok(Self { _lock: FolderLock::attempt(folder.path()), folder })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes what killed runs left of folders with this prefix. Those of other runs are locked, and those of other people
/// cannot be removed: what stays only takes room.
pub(crate) fn remove_abandoned(place: &Path, prefix: &str) {
    let Ok(entries) = std::fs::read_dir(place) else { return };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && entry.file_name().to_string_lossy().starts_with(prefix) {
            match FolderLock::attempt(&entry.path()) {
                Attempt::Taken(_lock) => _ = std::fs::remove_dir_all(entry.path()),
                Attempt::NoLocks if is_old(&entry) => _ = std::fs::remove_dir_all(entry.path()),
                Attempt::NoLocks | Attempt::Busy => {}
            }
        }
    }
}

fn is_old(entry: &DirEntry) -> bool {
    let modified = entry.metadata().and_then(|m| m.modified());
    modified.ok().and_then(|m| m.elapsed().ok()).unwrap_or_default() > ABANDONED
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn nobody_else_reads_it_and_it_goes_when_it_is_dropped() {
        let place = tempfile::tempdir().unwrap();
        let folder = PrivateFolder::new(place.path(), "print-").unwrap();
        let gone = folder.path().to_owned();
        assert_eq!(gone.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        drop(folder);
        assert!(!gone.exists());
    }

    #[test]
    fn what_killed_runs_left_goes_and_what_is_at_work_stays() {
        let place = tempfile::tempdir().unwrap();
        let at_work = PrivateFolder::new(place.path(), "print-").unwrap();
        let [left, other] = ["print-left", "others"].map(|name| {
            let path = place.path().join(name);
            std::fs::create_dir(&path).unwrap();
            path
        });
        let file = place.path().join("print-notes.txt");
        std::fs::write(&file, "a file").unwrap();
        remove_abandoned(place.path(), "print-");
        assert!(at_work.path().exists() && other.exists() && file.exists() && !left.exists());
    }
}
