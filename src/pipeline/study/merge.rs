//! The shards of a study that were analysed into folders of their own, put into one.

use crate::error::StudyError;
use crate::pipeline::study::{layout, records};
use std::path::{Path, PathBuf};

/// Copies the results of other studies into one: first the files of a clip, then its record, so a merge that is stopped
/// can be run again. Files are linked where the file system can do that.
///
/// # Errors
/// When a folder holds no study, two of them hold different results of one clip, or something cannot be written.
pub fn merge_studies(others: &[PathBuf], study: &Path) -> Result<(), StudyError> {
    for other in others {
        for record in records::read_all(other)? {
            let id = &record.clip.id;
            match records::read(study, id) {
                Some(own) if own == record => continue,
                Some(own) if !own.key.is_empty() && !record.key.is_empty() => {
                    let (first, second) = (study.to_owned(), other.clone());
                    return Err(StudyError::Contradiction { first, second, id: id.clone() });
                }
                _ => {}
            }
            let session = PathBuf::from(record.clip.session_folder());
            let visits = layout::VISITS.map(|name| session.join(name));
            for file in record.files.keys().map(PathBuf::from).chain(visits) {
                bring(&other.join(&file), &study.join(&file))?;
            }
            records::write(study, &record)?;
        }
    }
    Ok(())
}

/// Nothing where there is no such file.
fn bring(from: &Path, to: &Path) -> Result<(), StudyError> {
    if !from.is_file() {
        return Ok(());
    }
    let bring = || -> std::io::Result<()> {
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        if to.exists() {
            std::fs::remove_file(to)?;
        }
        std::fs::hard_link(from, to).or_else(|_| std::fs::copy(from, to).map(|_| ()))
    };
    bring().map_err(|e| StudyError::Write { path: to.into(), why: e.to_string() })
}
