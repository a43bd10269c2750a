//! Archives with weights inside, as OpenMMLab publishes them.

use crate::error::WeightsError;
use crate::pipeline::weights::copy::copy;
use std::fs::File;
use std::io::{Read as _, Seek as _};
use tempfile::NamedTempFile;
use zip::ZipArchive;

/// The name of the network in OpenMMLab's archives.
///
/// # Source
/// MMDeploy 1.x: `end2end.onnx`, beside `deploy.json`, `detail.json` and `pipeline.json`.
const NETWORK: &str = "end2end.onnx";

/// Whether a file is a zip archive, by its first bytes; it is read from the start afterwards.
pub(super) fn is_archive(file: &mut File) -> std::io::Result<bool> {
    let mut start = Vec::new();
    file.take(4).read_to_end(&mut start)?;
    file.rewind()?;
    Ok(start == *b"PK\x03\x04")
}

/// Copies the network of an archive: `end2end.onnx`, or the only ONNX file.
pub(super) fn network_of(
    archive: File,
    from: &str,
    to: &mut NamedTempFile,
) -> Result<(), WeightsError> {
    let failed = |why: String| WeightsError::NoNetworkInside { from: from.to_owned(), why };
    let mut archive = ZipArchive::new(archive).map_err(|e| failed(e.to_string()))?;
    let names = archive.file_names().filter_map(Result::ok).map(|name| name.into_owned());
    let networks: Vec<String> = names.filter(|name| name.ends_with(".onnx")).collect();
    let named = networks.iter().filter(|name| name.rsplit('/').next() == Some(NETWORK));
    let candidates: Vec<&String> = match named.collect::<Vec<_>>() {
        none if none.is_empty() => networks.iter().collect(),
        named => named,
    };
    let [name] = candidates.as_slice() else {
        return Err(failed(format!("it has {}", candidates.len())));
    };
    let mut network = archive.by_name(name).map_err(|e| failed(e.to_string()))?;
    copy(&mut network, from, to)
}
