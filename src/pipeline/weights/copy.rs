//! Copies weights, and no more than weights can be.

use crate::error::WeightsError;
use std::io::Read;
use std::path::PathBuf;
use tempfile::NamedTempFile;

/// A file of more bytes is no ONNX file: protobuf's messages are at most 2 GiB long.
///
/// # Source
/// Protocol Buffers, documentation of proto limits: 2 GiB in serialised form.
pub(super) const MOST_BYTES: u64 = 2 << 30;

/// Copies an ONNX file, however it is packed.
pub(super) fn copy(
    source: &mut impl Read,
    from: &str,
    to: &mut NamedTempFile,
) -> Result<(), WeightsError> {
    let mut watched = Watched { source, failed: false };
    let copied = std::io::copy(&mut Read::take(&mut watched, MOST_BYTES + 1), to);
    let bytes = copied.map_err(|e| match watched.failed {
        true => WeightsError::UnreadableWeights { path: from.into(), why: e.to_string() },
        false => WeightsError::Write { path: folder_of(to), why: e.to_string() },
    })?;
    match bytes > MOST_BYTES {
        true => Err(WeightsError::TooLarge { from: from.to_owned() }),
        false => Ok(()),
    }
}

/// The temporary file's own name tells nobody anything.
fn folder_of(file: &NamedTempFile) -> PathBuf {
    file.path().parent().unwrap_or(file.path()).into()
}

/// Remembers whether it was reading that failed.
struct Watched<'a, R> {
    source: &'a mut R,
    failed: bool,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        self.source.read(bytes).inspect_err(|_| self.failed = true)
    }
}
