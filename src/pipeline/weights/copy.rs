//! Copies weights, and no more than weights can be.

use crate::error::WeightsError;
use std::io::Read;
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
    let failed = |e: std::io::Error| WeightsError::UnreadableWeights {
        path: from.into(),
        why: e.to_string(),
    };
    let bytes = std::io::copy(&mut source.take(MOST_BYTES + 1), to).map_err(failed)?;
    match bytes > MOST_BYTES {
        true => Err(WeightsError::TooLarge { from: from.to_owned() }),
        false => Ok(()),
    }
}
