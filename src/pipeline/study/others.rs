//! Clips of a study that are not in the input of a run: those of earlier runs.

use crate::error::StudyError;
use crate::pipeline::study::{layout, records};
use crate::study::Record;
use std::collections::BTreeSet;
use std::path::Path;

/// The names of the clips of a study that are not among some.
#[must_use]
pub fn other_clips(study: &Path, ids: &BTreeSet<&str>) -> Vec<String> {
    // a folder without records holds no clip
    let all = records::read_all(study).unwrap_or_default();
    let others = all.into_iter().filter(|record| !ids.contains(record.clip.id.as_str()));
    others.map(|record| record.clip.id).collect()
}

/// Removes the results of all clips of a study that are not among some. What is not ours stays.
///
/// # Errors
/// When a record cannot be read, or a file stays.
pub fn prune_study(study: &Path, ids: &BTreeSet<&str>) -> Result<(), StudyError> {
    if !study.join(layout::RECORDS).is_dir() {
        return Ok(());
    }
    for record in records::read_all(study)? {
        if !ids.contains(record.clip.id.as_str()) {
            remove(study, &record)?;
        }
    }
    Ok(())
}

/// The record first: from then on the clip is not in the study.
fn remove(study: &Path, record: &Record) -> Result<(), StudyError> {
    let id = &record.clip.id;
    records::remove(study, id)?;
    records::remove_if_there(&layout::error(study, id))?;
    let session = study.join(record.clip.session_folder());
    // the page of the session is made anew where it has several clips left
    let visits = layout::VISITS.iter().map(|name| session.join(name));
    let files = record.files.keys().map(|file| study.join(file));
    for file in files.chain(visits) {
        records::remove_if_there(&file)?;
    }
    // a folder that holds something of the user's is not empty, and stays
    for folder in [study.join(record.clip.folder()), session.clone()] {
        let _ = std::fs::remove_dir(folder);
    }
    if let Some(person) = session.parent().filter(|folder| *folder != study) {
        let _ = std::fs::remove_dir(person);
    }
    Ok(())
}
