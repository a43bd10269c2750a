//! Stage 6: what was measured, compared with what is usual and with what may be error.
//!
//! A finding is flagged only where the value is beyond its limit, farther from usual than error reaches, and in at
//! least 70 % of at least three cycles; where some of that is wanting it is borderline, if it is beyond one standard
//! deviation of error at least (`compare.rs`). Giving way is a single event and has a rule of its own
//! (`buckling.rs`). Nothing here knows a cause.

mod asymmetry;
mod buckle_event;
mod buckling;
mod case;
mod compare;
mod finding;
mod finding_id;
mod judge;
mod legs;
mod not_assessable;
mod pace;
mod pelvis;
mod sagittal;
mod stairs;
mod status;
mod timing;
mod trunk;
mod valgus;

pub use buckle_event::{BuckleEvent, BuckleGrade};
pub use case::{Case, Sex};
pub use compare::{Against, Compared, CyclesSeen, Moment, Unmet};
pub use finding::{Detail, Finding};
pub use finding_id::FindingId;
pub use judge::{judge, judge_across};
pub use not_assessable::{NotAssessable, WhyNot};
pub use pace::{Pace, PaceOf, pace};
pub use status::Status;
