//! A clip's results in the formats of other programs: marker trajectories (`.trc`, `.c3d`), joint coordinates (`.mot`) and a
//! workbook (`.xlsx`). Builds; writes nothing.
//!
//! `laboratory.rs` gives a pass the axes and units of a laboratory, `even_clock.rs` a constant frame rate. Each format is one
//! file.

mod c3d;
mod c3d_parameters;
mod even_clock;
mod files;
mod format;
mod laboratory;
mod markers;
mod mot;
mod trc;
mod workbook;

pub use files::{ABOUT, Exported, export, is_exported};
pub use format::ExportFormat;
