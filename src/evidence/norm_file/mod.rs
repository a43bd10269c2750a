//! Norms of the user's own: a text file that is made of a cohort, read and edited by people, and checked row by row.
//!
//! `reading.rs` and `writing.rs` are the two directions; the format is described in `docs/evidence.md` §5.8.

mod entries;
mod entry_rows;
mod head;
mod own_norms;
mod quantity;
mod reading;
mod rows;
#[cfg(test)]
mod tests;
mod writing;

pub use entries::{CurveNorm, NormEntries, ValueNorm};
pub use head::{HeadFault, NormHead};
pub use own_norms::OwnNorms;
pub use quantity::NormQuantity;
pub use writing::norm_file_text;
