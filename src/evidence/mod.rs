//! Every number that came from a paper or a measurement, with its source.

mod errors;
mod measure_errors;
mod sources;
pub mod thresholds;

pub use errors::{TypicalError, typical_error};
pub use measure_errors::{Circumstances, MeasureError, measure_error};
pub use sources::{SOURCES, Source};
pub use thresholds::{THRESHOLDS, Threshold};
