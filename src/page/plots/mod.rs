//! Curves and marks as SVG. Knows values, units and where they lie; not where they come from.

mod axis;
pub(super) mod coupling;
pub(super) mod cycle;
mod ranges;
pub(super) mod strip;
pub(super) mod time;

pub(super) use ranges::{look_of, look_of_step};
