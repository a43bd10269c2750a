//! Quantities of each cycle or repetition, and left against right.

pub(super) mod circumduction;
pub(super) mod coupling;
mod footprints;
pub(super) mod key_values;
pub(super) mod measure;
pub(super) mod spatial;
pub(super) mod stairs;
pub(super) mod stance_compensation;
pub(super) mod step_down;
pub(super) mod step_width;
pub(super) mod symmetry;
pub(super) mod temporal;
pub(super) mod valgus_timing;
