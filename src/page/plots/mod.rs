//! Curves and marks as SVG. Knows values, units and where they lie; not where they come from.

pub(crate) mod axis;
pub(crate) mod coupling;
pub(crate) mod cycle;
pub(super) mod ranges;
pub(crate) mod strip;
pub(crate) mod time;
