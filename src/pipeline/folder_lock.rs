//! One run at a time in a folder, by a lock on the folder itself: no file is left, and the system lets go of it when the
//! program ends, however it ends.

use std::fs::{File, TryLockError};
use std::path::Path;

/// A lock on a folder, held until it is dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _folder: File,
}

/// Whether a folder is locked.
#[derive(Debug)]
pub(crate) enum Attempt {
    /// It is ours now.
    Taken(FolderLock),
    /// Another run holds it.
    Busy,
    /// Folders cannot be locked here: not on Windows, and not on some file systems of a network.
    NoLocks,
}

impl FolderLock {
    pub(crate) fn attempt(folder: &Path) -> Attempt {
        let Ok(file) = File::open(folder) else { return Attempt::NoLocks };
        match file.try_lock() {
            Ok(()) => Attempt::Taken(Self { _folder: file }),
            Err(TryLockError::WouldBlock) => Attempt::Busy,
            Err(TryLockError::Error(_)) => Attempt::NoLocks,
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_until_its_lock_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let held = FolderLock::attempt(folder.path());
        assert!(matches!(held, Attempt::Taken(_)));
        assert!(matches!(FolderLock::attempt(folder.path()), Attempt::Busy));
        drop(held);
        assert!(matches!(FolderLock::attempt(folder.path()), Attempt::Taken(_)));
        assert!(matches!(FolderLock::attempt(&folder.path().join("none")), Attempt::NoLocks));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
