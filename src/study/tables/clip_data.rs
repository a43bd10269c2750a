//! What tables are made of.

use crate::report::Report;
use crate::study::record::Record;

/// All that tables are made of, of one clip.
#[derive(Clone, Copy)]
pub struct ClipData<'a> {
    /// What became of it.
    pub record: &'a Record,
    /// Its report, where it has one.
    pub report: Option<&'a Report>,
    /// Its `cycles.csv`; empty where it has none.
    pub cycles: &'a str,
    /// A small picture of the person as JPEG; empty where it has none.
    pub still: &'a [u8],
}
