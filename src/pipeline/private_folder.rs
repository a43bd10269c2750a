//! Temporary folders that nobody else may read.

use crate::pipeline::folder_lock::{Attempt, FolderLock};
use std::io::Result;
use std::path::Path;
use tempfile::TempDir;

/// Makes a folder with a name that begins like this and that nobody else may read. It goes away when it is dropped.
pub(crate) fn private_folder(place: &Path, prefix: &str) -> Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    folder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        folder.permissions(std::fs::Permissions::from_mode(0o700));
    }
    folder.tempdir_in(place)
}

/// A private folder among the system's temporary ones. What killed runs left of those with this prefix goes first.
pub(crate) struct WorkFolder {
    // before the folder: it is let go of first
    _lock: Attempt,
    folder: TempDir,
}

impl WorkFolder {
    pub(crate) fn new(prefix: &str) -> Result<Self> {
        let place = std::env::temp_dir();
        remove_left_over(&place, prefix);
        let folder = private_folder(&place, prefix)?;
        Ok(Self { _lock: FolderLock::attempt(folder.path()), folder })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Those of other people cannot be removed, and those of other runs are locked.
fn remove_left_over(place: &Path, prefix: &str) {
    let Ok(entries) = std::fs::read_dir(place) else { return };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let is_own = entry.file_name().to_string_lossy().starts_with(prefix);
        if is_folder
            && is_own
            && let Attempt::Taken(_lock) = FolderLock::attempt(&entry.path())
        {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_work_folder_is_private_and_what_was_left_of_one_goes() {
        let prefix = format!("gaitline-test-{}-", std::process::id());
        let left = std::env::temp_dir().join(format!("{prefix}left"));
        std::fs::create_dir(&left).unwrap();
        let first = WorkFolder::new(&prefix).unwrap();
        assert!(!left.exists());
        assert_eq!(first.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
        let second = WorkFolder::new(&prefix).unwrap();
        assert!(first.path().exists() && second.path().exists());
        let gone = first.path().to_owned();
        drop(first);
        assert!(!gone.exists());
    }
}
