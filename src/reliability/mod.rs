//! Reliability of each measure: its interval and its grade, or why it is refused.
//!
//! Whoever judges or shows a number takes it from here, so that what is refused comes back nowhere.

mod gates;
mod judge;
mod pooled;
mod summary;

pub use gates::{Refusal, RefusedMeasure};
pub use judge::{Reliability, judge_reliability};
pub use pooled::pooled;
pub use summary::{CycleValue, Grade, MeasureSummary, NeutralSummary, SymmetrySummary};
