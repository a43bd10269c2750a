//! Many clips into one data set: analysed side by side, each on its own, and put together in tables.
//!
//! A clip is done when its record is there (`records.rs`); the record is written last, so a run that is killed at any
//! moment is taken up by the next one. `collect.rs` makes everything that is of all clips, from the records alone.

#[cfg(all(feature = "video", feature = "inference"))]
mod analysis;
mod bids_files;
pub(crate) mod cohort;
pub(crate) mod collect;
pub(crate) mod find;
#[cfg(all(feature = "video", feature = "inference"))]
mod key;
mod layout;
pub(crate) mod lock;
pub(crate) mod manifest;
#[cfg(all(feature = "video", feature = "inference"))]
pub(crate) mod memory;
pub(crate) mod merge;
pub(crate) mod others;
#[cfg(all(feature = "video", feature = "inference"))]
pub(crate) mod planned;
mod records;
mod results;
#[cfg(all(feature = "video", feature = "inference"))]
pub(crate) mod run;
#[cfg(all(feature = "video", feature = "inference"))]
mod sessions;
mod staged;
mod table_files;
