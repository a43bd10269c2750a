//! One person's reports over time: what has changed by more than error, and whether for the better.
//!
//! A change counts where it exceeds both the smallest detectable change of the measure and the scatter of the two
//! means. What is constant about a network and a camera is in both reports and cancels; so the reports must be of
//! the same task, seen from the same side, by the same model.

mod change;
mod comparison;
mod curve;
mod described;
mod table;

pub use change::{Change, MeasureChange, Trend, Verdict};
pub use comparison::{
    COMPARISON_SCHEMA_VERSION, Comparison, FindingChange, MOST_VISITS, compare, comparison_schema,
};
pub use curve::CurveThroughReports;
pub use table::text;
