//! The SHA-256 of every file of a study, and the check of them.

use crate::error::StudyError;
use crate::pipeline::atomic_write::write_whole;
use crate::pipeline::study::layout;
use crate::pose::sha256_of;
use crate::study::Record;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// Writes the manifest: the clips' files with the hashes that were taken when they were made, and what is of all clips.
pub(super) fn write(study: &Path, records: &[Record]) -> Result<(), StudyError> {
    let mut hashes: BTreeMap<String, String> = BTreeMap::new();
    for record in records {
        hashes.extend(record.files.clone());
        for visit in layout::VISITS {
            let path = study.join(record.clip.session_folder()).join(visit);
            hash_if_there(study, &path, &mut hashes)?;
        }
        hash_if_there(study, &layout::record(study, &record.clip.id), &mut hashes)?;
        hash_if_there(study, &layout::error(study, &record.clip.id), &mut hashes)?;
    }
    for folder in [layout::TABLES, layout::BIDS] {
        for path in files_below(&study.join(folder))? {
            hash_if_there(study, &path, &mut hashes)?;
        }
    }
    for name in layout::OF_ALL {
        hash_if_there(study, &study.join(name), &mut hashes)?;
    }
    let lines: String = hashes.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
    Ok(write_whole(&study.join(layout::MANIFEST), lines)?)
}

/// What is not as the manifest says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// Files that are as they were.
    pub intact: usize,
    /// Files whose bytes are others.
    pub changed: Vec<String>,
    /// Files that are gone or cannot be read.
    pub missing: Vec<String>,
    /// Files in the study's own folders that the manifest does not name: somebody else's, or of a run that is not collected.
    pub unknown: Vec<String>,
}

/// Checks every file of a study against its manifest.
///
/// # Errors
/// When there is no manifest, or it cannot be read.
pub fn verify_study(study: &Path) -> Result<Verification, StudyError> {
    let path = study.join(layout::MANIFEST);
    let text = std::fs::read_to_string(&path)
        .map_err(|e| StudyError::Unreadable { path, why: e.to_string() })?;
    let mut found = Verification::default();
    let lines = text.lines().map(|line| line.split_once("  "));
    let Some(lines) = lines.collect::<Option<Vec<_>>>().filter(|lines| !lines.is_empty()) else {
        let path = study.join(layout::MANIFEST);
        return Err(StudyError::BadManifest { path });
    };
    let is_inside =
        |file: &str| Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
    if !lines.iter().all(|(_, file)| is_inside(file)) {
        return Err(StudyError::BadManifest { path: study.join(layout::MANIFEST) });
    }
    let named: BTreeSet<&str> = lines.iter().map(|(_, file)| *file).collect();
    for path in files_below(study)? {
        let file = layout::inside(study, &path);
        if !named.contains(file.as_str()) && !layout::is_of_no_clip(&file) {
            found.unknown.push(file);
        }
    }
    found.unknown.sort_unstable();
    for (hash, file) in lines {
        match sha256_of(&study.join(file)) {
            Ok(own) if own == hash => found.intact += 1,
            Ok(_) => found.changed.push(file.to_owned()),
            Err(_) => found.missing.push(file.to_owned()),
        }
    }
    Ok(found)
}

fn hash_if_there(
    study: &Path,
    path: &Path,
    hashes: &mut BTreeMap<String, String>,
) -> Result<(), StudyError> {
    if path.is_file() {
        let unreadable =
            |e: std::io::Error| StudyError::Unreadable { path: path.into(), why: e.to_string() };
        hashes.insert(layout::inside(study, path), sha256_of(path).map_err(unreadable)?);
    }
    Ok(())
}

/// Every file of a folder and of those in it; none where there is no such folder.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, StudyError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable =
        |e: std::io::Error| StudyError::Unreadable { path: folder.into(), why: e.to_string() };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        // a link is not followed: it may lead round in a circle
        match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            true => files.extend(files_below(&entry.path())?),
            false => files.push(entry.path()),
        }
    }
    Ok(files)
}
