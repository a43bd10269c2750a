//! The people of a study as norms, each counted once.

mod norms;
mod person;
mod sums;

pub use norms::{Cohort, CohortNorms, LEAST_PERSONS, LeftOut};
