//! One run at a time in a study's folder, or in a shard of it.

use crate::error::StudyError;
use std::fs::{File, TryLockError};
use std::path::Path;

/// Held as long as a run lasts. The system lets go of it when the program ends, however it ends.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// # Errors
    /// When another run holds it, or the folder cannot be written.
    pub(super) fn take(study: &Path, name: &str) -> Result<Self, StudyError> {
        let path = study.join(format!(".gaitline-{name}.lock"));
        let failed =
            |e: std::io::Error| StudyError::Write { path: path.clone(), why: e.to_string() };
        std::fs::create_dir_all(study)
            .map_err(|e| StudyError::Write { path: study.into(), why: e.to_string() })?;
        let file = File::create(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StudyError::Busy { folder: study.into() }),
            // a file system that knows no locks: nothing keeps two runs apart, but one works
            Err(TryLockError::Error(_)) => Ok(Self { _file: file }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_is_refused_and_one_after_the_first_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path(), "run").unwrap();
        assert!(matches!(Lock::take(folder.path(), "run"), Err(StudyError::Busy { .. })));
        assert!(Lock::take(folder.path(), "shard-2-of-3").is_ok());
        drop(first);
        assert!(Lock::take(folder.path(), "run").is_ok());
    }
}
