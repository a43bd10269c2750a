//! What tables are made of.

use crate::report::Report;
use crate::study::record::Record;

/// All that tables are made of, of one clip.
#[derive(Clone, Copy)]
pub struct ClipData<'a> {
    /// What became of it.
    pub record: &'a Record,
    /// What was measured; absent where it failed.
    pub results: Option<Results<'a>>,
    /// A small picture of the person as JPEG; empty where it has none.
    pub still: &'a [u8],
}

impl<'a> ClipData<'a> {
    /// Its report, where it has one.
    #[must_use]
    pub fn report(&self) -> Option<&'a Report> {
        self.results.map(|results| results.report)
    }
}

/// What was measured of a clip.
#[derive(Clone, Copy)]
pub struct Results<'a> {
    /// Its report.
    pub report: &'a Report,
    /// Its `cycles.csv`.
    pub cycles: &'a str,
}
