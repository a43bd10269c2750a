//! gaitline turns a clip of someone walking into a gait report, every number with its error.
//!
//! The modules below stand in the order in which the data flows; `ARCHITECTURE.md` is the map.

// tests of the library use what tests/support makes, which names the library as a user does
#[cfg(test)]
extern crate self as gaitline;

pub mod anatomy;

pub mod catalogue;

pub mod error;
pub mod signal;

pub mod video;

pub mod camera_tracking;

pub mod pose;

pub mod image_features;

pub mod track;

pub mod motion;

pub mod drawing;

pub mod gait;

pub mod evidence;

pub mod reliability;

pub mod findings;

pub mod causes;

pub mod visit;

pub mod options;
pub mod report;

pub mod compare;

pub mod page;

pub mod pipeline;
