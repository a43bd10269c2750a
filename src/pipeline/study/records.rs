//! The records of a study's clips, as files.

use crate::error::StudyError;
use crate::pipeline::atomic_write::write_whole;
use crate::pipeline::study::layout;
use crate::study::{Outcome, RECORD_SCHEMA_VERSION, Record};
use std::path::Path;

/// The record of a clip; `None` where there is none, or one that this version cannot read: then the clip is done again.
#[cfg(all(feature = "video", feature = "inference"))]
pub(super) fn read(study: &Path, id: &str) -> Option<Record> {
    let text = std::fs::read_to_string(layout::record(study, id)).ok()?;
    let record: Record = serde_json::from_str(&text).ok()?;
    (record.schema_version == RECORD_SCHEMA_VERSION && record.clip.id == id).then_some(record)
}

/// Makes the folder a study, if it is none yet: a shard without clips is one, too.
///
/// # Errors
/// When it cannot be written.
#[cfg(all(feature = "video", feature = "inference"))]
pub(super) fn begin(study: &Path) -> Result<(), StudyError> {
    let path = study.join(layout::RECORDS);
    std::fs::create_dir_all(&path)
        .map_err(|e| StudyError::Write { path: path.clone(), why: e.to_string() })
}

/// Every record, in the order of the clips' names.
///
/// # Errors
/// When the folder holds no study, or a record cannot be read.
pub(super) fn read_all(study: &Path) -> Result<Vec<Record>, StudyError> {
    let folder = study.join(layout::RECORDS);
    let entries =
        std::fs::read_dir(&folder).map_err(|_| StudyError::NotAStudy { folder: study.into() })?;
    let mut records = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let wrong = |why: String| StudyError::BadRecord { path: path.clone(), why };
        let text = std::fs::read_to_string(&path).map_err(|e| wrong(e.to_string()))?;
        let record: Record = serde_json::from_str(&text).map_err(|e| wrong(e.to_string()))?;
        if record.schema_version != RECORD_SCHEMA_VERSION {
            let (found, expected) = (record.schema_version, RECORD_SCHEMA_VERSION);
            return Err(wrong(format!("it has version {found}; version {expected} is read")));
        }
        records.push(record);
    }
    records.sort_by(|a, b| a.clip.id.cmp(&b.clip.id));
    Ok(records)
}

/// Writes what became of a clip, and what went wrong into a file of its own.
///
/// # Errors
/// When it cannot be written: then nothing further can be kept either.
pub(super) fn write(study: &Path, record: &Record) -> Result<(), StudyError> {
    let id = &record.clip.id;
    let error = layout::error(study, id);
    match &record.outcome {
        Outcome::Failed { error: kind, what, hint } => {
            let file = &record.clip.file;
            let text = format!("clip: {file}\nkind: {kind}\nerror: {what}\nhint: {hint}\n");
            write_whole(&error, text)?;
        }
        Outcome::Analysed => remove_if_there(&error)?,
    }
    let text = serde_json::to_vec_pretty(record)
        .map_err(|e| StudyError::Write { path: layout::record(study, id), why: e.to_string() })?;
    Ok(write_whole(&layout::record(study, id), text)?)
}

/// Takes back that a clip is done, before its files change.
///
/// # Errors
/// When the record stays.
pub(super) fn remove(study: &Path, id: &str) -> Result<(), StudyError> {
    remove_if_there(&layout::record(study, id))
}

/// Removes a file, where there is one.
///
/// # Errors
/// When it stays.
pub(super) fn remove_if_there(path: &Path) -> Result<(), StudyError> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(StudyError::Write { path: path.into(), why: e.to_string() })
        }
        _ => Ok(()),
    }
}
