//! The tables of a study.

pub(crate) mod all;
pub(crate) mod clip_data;
mod clips;
mod cycles;
mod events;
mod findings;
mod measures;
mod strides;
pub(crate) mod wide;
