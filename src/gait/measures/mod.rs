//! Quantities of each cycle or repetition, and left against right.

mod circumduction;
mod coupling;
mod footprints;
pub(super) mod gather;
mod key_values;
pub(super) mod measure;
pub(super) mod measure_id;
pub(super) mod measure_name;
pub(super) mod measure_spec;
mod spatial;
mod stair_knee;
mod stairs;
mod stance_compensation;
mod step_down;
mod step_width;
pub(super) mod symmetry;
mod temporal;
pub(super) mod unit;
mod valgus_timing;
