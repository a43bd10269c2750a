//! A folder of a study that is filled beside its place and then takes it as a whole.

use crate::error::StudyError;
use std::path::Path;

/// Fills the folder of a name; what was in an earlier one is gone then.
pub(super) fn fill_folder<T>(
    study: &Path,
    name: &str,
    fill: impl FnOnce(&Path) -> Result<T, StudyError>,
) -> Result<T, StudyError> {
    let target = study.join(name);
    let failed = |e: std::io::Error| StudyError::Write { path: target.clone(), why: e.to_string() };
    let staging = study.join(format!(".gaitline-{name}"));
    remove_folder(&staging).map_err(failed)?;
    std::fs::create_dir_all(&staging).map_err(failed)?;
    let filled = fill(&staging)?;
    remove_folder(&target).map_err(failed)?;
    std::fs::rename(&staging, &target).map_err(failed)?;
    Ok(filled)
}

fn remove_folder(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}
