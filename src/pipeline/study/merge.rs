//! The shards of a study that were analysed into folders of their own, put into one.

use crate::error::StudyError;
use crate::pipeline::study::{layout, records};
use crate::study::Record;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Copies the results of other studies into one: first the files of a clip, then its record, so a merge that is stopped
/// can be run again. Files are linked where the file system can do that.
///
/// # Errors
/// When a folder holds no study, two of them hold different results of one clip, or something cannot be written.
pub fn merge_studies(others: &[PathBuf], study: &Path) -> Result<(), StudyError> {
    for (folder, record) in chosen(others, study)?.into_values() {
        if folder != study {
            bring_clip(folder, &record, study)?;
        }
    }
    Ok(())
}

/// The result of each clip, with the study that has it. All are looked at before anything is copied.
fn chosen<'a>(
    others: &'a [PathBuf],
    study: &'a Path,
) -> Result<BTreeMap<String, (&'a Path, Record)>, StudyError> {
    let mut all: BTreeMap<String, (&Path, Record)> = BTreeMap::new();
    let own = match study.join(layout::RECORDS).is_dir() {
        true => records::read_all(study)?,
        false => Vec::new(),
    };
    let mut found: Vec<(&Path, Record)> = own.into_iter().map(|record| (study, record)).collect();
    for other in others {
        found.extend(records::read_all(other)?.into_iter().map(|record| (other.as_path(), record)));
    }
    for (folder, record) in found {
        let id = record.clip.id.clone();
        match all.get(&id) {
            Some((_, known)) if *known == record => continue,
            // a failure that may go well another time gives way to any result
            Some((_, known)) if known.key.is_empty() => {}
            Some(_) if record.key.is_empty() => continue,
            Some((first, _)) => {
                let (first, second) = (first.to_path_buf(), folder.to_owned());
                return Err(StudyError::Contradiction { first, second, id });
            }
            None => {}
        }
        all.insert(id, (folder, record));
    }
    Ok(all)
}

fn bring_clip(from: &Path, record: &Record, study: &Path) -> Result<(), StudyError> {
    let session = PathBuf::from(record.clip.session_folder());
    let visits = layout::VISITS.map(|name| session.join(name));
    for file in record.files.keys().map(PathBuf::from).chain(visits) {
        bring(&from.join(&file), &study.join(&file))?;
    }
    records::write(study, record)
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
