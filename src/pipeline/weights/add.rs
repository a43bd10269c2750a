//! Puts a model's weights where its description expects them.

use crate::error::WeightsError;
use crate::pipeline::weights::archive::{is_archive, network_of};
use crate::pipeline::weights::copy::copy;
use crate::pipeline::weights::download::{Addresses, check_address, download};
use crate::pose::{ModelStore, sha256_of};
use crate::text_file::open_regular;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::NamedTempFile;

/// What is to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskedWeights {
    /// A file or an https address: an ONNX file, or an archive with one.
    pub from: String,
    /// SHA-256 of the ONNX file; that of the description where none is given.
    pub sha256: Option<String>,
    /// File name in the weights folder; that of `from` where none is given.
    pub name: Option<String>,
}

/// What was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedWeights {
    /// Where the weights are.
    pub path: PathBuf,
    /// Their SHA-256.
    pub sha256: String,
    /// Names of the models whose descriptions name the file.
    pub models: Vec<String>,
}

/// Adds weights. They take their place as a whole, after their SHA-256 was found to be the expected one.
///
/// The SHA-256 of a file from this machine need not be known: it is given back, for a new description.
///
/// # Errors
/// When they cannot be read or downloaded, or are other ones.
pub fn add_weights(store: &ModelStore, asked: &AskedWeights) -> Result<AddedWeights, WeightsError> {
    add(store, asked, Addresses::HttpsOnly)
}

pub(super) fn add(
    store: &ModelStore,
    asked: &AskedWeights,
    addresses: Addresses,
) -> Result<AddedWeights, WeightsError> {
    let file = file_name(asked)?;
    let (models, described) = described(store, &file)?;
    let expected = expected(asked, &file, described)?;
    let folder = store.weights_folder();
    let path = folder.join(&file);
    let write_failed =
        |e: std::io::Error| WeightsError::Write { path: path.clone(), why: e.to_string() };
    std::fs::create_dir_all(&folder).map_err(write_failed)?;
    remove_unfinished(&folder);
    let sha256 = if asked.from.contains("://") {
        check_address(&asked.from, addresses)?;
        let Some(expected) = expected else {
            return Err(WeightsError::NeedsHash { file, url: asked.from.clone() });
        };
        let part = folder.join(format!(".{file}.part"));
        download(&asked.from, &part, addresses)?;
        let installed = install(&part, &asked.from, &path, Some(expected));
        // what has been downloaded as a whole is of no more use, right or wrong
        let removed = std::fs::remove_file(&part);
        let sha256 = installed?;
        removed.map_err(write_failed)?;
        sha256
    } else {
        install(Path::new(&asked.from), &asked.from, &path, expected)?
    };
    Ok(AddedWeights { path, sha256, models })
}

/// Copies weights, or those of an archive, to their place, and returns their hash.
fn install(
    file: &Path,
    from: &str,
    path: &Path,
    expected: Option<String>,
) -> Result<String, WeightsError> {
    let unreadable = |why: String| WeightsError::UnreadableWeights { path: file.into(), why };
    let write_failed =
        |e: std::io::Error| WeightsError::Write { path: path.into(), why: e.to_string() };
    let mut source = open_regular(file).map_err(|e| unreadable(e.to_string()))?;
    let mut beside = beside(path).map_err(write_failed)?;
    if is_archive(&mut source).map_err(|e| unreadable(e.to_string()))? {
        network_of(source, from, &mut beside)?;
    } else {
        copy(&mut source, from, &mut beside)?;
    }
    beside.flush().map_err(write_failed)?;
    // a hash that is known settles what a file is
    if expected.is_none() && !starts_as_onnx(beside.path()).map_err(write_failed)? {
        return Err(WeightsError::NotOnnx { from: from.to_owned() });
    }
    let found = sha256_of(beside.path()).map_err(write_failed)?;
    match expected {
        Some(expected) if expected != found => {
            Err(WeightsError::OtherWeights { from: from.to_owned(), expected, found })
        }
        _ => {
            beside.persist(path).map_err(|e| write_failed(e.error))?;
            Ok(found)
        }
    }
}

/// Whether a file begins as networks do.
///
/// # Source
/// onnx.proto: field 1 of a model is its `ir_version`, a varint, and writers of protocol buffers keep the order of the fields.
fn starts_as_onnx(path: &Path) -> std::io::Result<bool> {
    let mut first = [0];
    match File::open(path)?.read(&mut first)? {
        1 => Ok(first == [0x08]),
        _ => Ok(false),
    }
}

/// What a run leaves that is stopped while it copies begins so.
const UNFINISHED: &str = ".gaitline-";

/// A copy takes less than this.
const LONGEST_COPY: Duration = Duration::from_secs(3600);

/// Removes what earlier runs left that were stopped. Where that fails, it only takes space.
fn remove_unfinished(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_unfinished = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        let changed = entry.metadata().and_then(|found| found.modified()).ok();
        let age = changed.and_then(|changed| changed.elapsed().ok());
        if is_unfinished && age.is_some_and(|age| age > LONGEST_COPY) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A new file beside a path, which others may read.
fn beside(path: &Path) -> std::io::Result<NamedTempFile> {
    let mut beside = tempfile::Builder::new();
    beside.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        beside.permissions(std::fs::Permissions::from_mode(0o666)); // less what the umask takes
    }
    beside.tempfile_in(path.parent().unwrap_or(Path::new(".")))
}

/// The name that the weights get: archives are called like their network.
fn file_name(asked: &AskedWeights) -> Result<String, WeightsError> {
    let end = asked.from.split(['?', '#']).next().unwrap_or_default();
    let end = if asked.from.contains("://") { end } else { &asked.from };
    let own = end.rsplit(['/', std::path::MAIN_SEPARATOR]).next().unwrap_or_default();
    let name = match (&asked.name, own.strip_suffix(".zip")) {
        (Some(name), _) => name.clone(),
        (None, Some(stem)) => format!("{stem}.onnx"),
        (None, None) => own.to_owned(),
    };
    let is_plain = !name.contains(['/', '\\', ':']) && !name.starts_with('.');
    match is_plain && name.ends_with(".onnx") {
        true => Ok(name),
        false => Err(WeightsError::BadName { name }),
    }
}

/// The models that name a file, and its hash by them, where it is known.
fn described(
    store: &ModelStore,
    file: &str,
) -> Result<(Vec<String>, Option<String>), WeightsError> {
    let unreadable = |e: crate::error::PoseError| WeightsError::UnreadableWeights {
        path: store.folder().into(),
        why: e.to_string(),
    };
    let (mut models, mut sha256) = (Vec::new(), None);
    for name in store.names().map_err(unreadable)? {
        // a description that cannot be read is named where its model is asked for
        let Ok(spec) = store.spec(&name) else { continue };
        let Some((_, network)) = spec.networks().into_iter().find(|(_, n)| n.file == file) else {
            continue;
        };
        sha256 = checked_hash(&network.sha256).ok().or(sha256);
        models.push(name);
    }
    Ok((models, sha256))
}

/// The hash that the weights must have, by the user and the descriptions.
fn expected(
    asked: &AskedWeights,
    file: &str,
    described: Option<String>,
) -> Result<Option<String>, WeightsError> {
    let given = asked.sha256.as_deref().map(checked_hash).transpose()?;
    match (given, described) {
        (Some(given), Some(described)) if given != described => {
            Err(WeightsError::OtherHash { file: file.to_owned(), described, given })
        }
        (given, described) => Ok(given.or(described)),
    }
}

fn checked_hash(given: &str) -> Result<String, WeightsError> {
    let is_hash = given.len() == 64 && given.chars().all(|c| c.is_ascii_hexdigit());
    match is_hash {
        true => Ok(given.to_ascii_lowercase()),
        false => Err(WeightsError::BadHash { given: given.to_owned() }),
    }
}
