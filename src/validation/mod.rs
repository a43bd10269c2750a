//! What is measured of a clip against its exact truth: the errors of a pose model.
//!
//! Truth comes as text, poses as data; nothing here reads a file. `docs/truth_files.md` describes the format.

mod clip_errors;
mod error_comparison;
mod measured_clip;
#[cfg(test)]
mod tests;
mod truth;
mod truth_checks;
mod truth_events;
mod truth_measures;
mod truth_space;

pub use clip_errors::ClipErrors;
pub use error_comparison::{ClipPair, QuantityErrors, compare_errors, model_errors};
pub use measured_clip::{EventErrors, Leg, MeanError, MeasuredClip};
pub use truth::{Truth, TruthView};
