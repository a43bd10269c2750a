//! Every number that came from a paper or a measurement, with its source.

mod errors;
pub mod limits;
mod measure_errors;
mod norms;
mod red_flags;
mod sources;
pub mod thresholds;

pub use errors::{TypicalError, typical_error};
pub use limits::{Basis, Limit};
pub use measure_errors::{Circumstances, MeasureError, measure_error};
pub use norms::{SpeedNorm, speed_of_cadence};
pub use red_flags::{RED_FLAGS, RedFlag, Urgency};
pub use sources::{SOURCES, Source};
pub use thresholds::{THRESHOLDS, Threshold};
