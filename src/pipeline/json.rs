//! Documents as JSON.

use crate::error::AnalysisError;
use serde::Serialize;

/// A document as one line of JSON.
pub(crate) fn json<T: Serialize>(what: &'static str, value: &T) -> Result<Vec<u8>, AnalysisError> {
    serde_json::to_vec(value).map_err(|e| AnalysisError::Render { what, why: e.to_string() })
}
