//! Many clips as one data set: which clips there are, what became of each, and the tables of all. Builds; writes nothing.
//!
//! `roster.rs` names the clips and their folders, `record.rs` is what is kept of each, `tables` are the tables, each row
//! made of one clip's record and report.

mod bids;
mod cell;
mod cohort;
mod description;
mod dictionary;
mod group;
mod leading;
mod methods;
mod participants;
mod record;
mod roster;
mod row;
mod summary;
mod tables;

pub use bids::{Bids, BidsFile, Tracks};
pub use cell::{Cell, Column, Kind};
pub use cohort::{Cohort, CohortNorms, LEAST_PERSONS, LeftOut};
pub use description::dataset_description;
pub use dictionary::dictionary;
pub use group::{Counts, Distribution, Outlier, StudyGroup};
pub use leading::Leading;
pub use methods::Methods;
pub use participants::participants;
pub use record::{Outcome, RECORD_SCHEMA_VERSION, Record};
pub use roster::{ClipEntry, RosterProblem, StudyClip, roster};
pub use summary::{ClipOutcome, ClipQuality, ClipSummary, ClipValue, StudySummary};
pub use tables::all::{Rows, TABLES, Table, is_own_column};
pub use tables::clip_data::{ClipData, Results};
pub use tables::wide::Wide;
