//! What is measured of a clip against its exact truth: the errors of a pose model.
//!
//! Truth comes as text, poses as data; nothing here reads a file. `docs/truth_files.md` describes the format.

mod measured_clip;
#[cfg(test)]
mod tests;
mod truth;
mod truth_checks;
mod truth_events;
mod truth_measures;
mod truth_space;

pub use measured_clip::{EventErrors, Leg, MeanError, MeasuredClip};
pub use truth::{Truth, TruthView};
