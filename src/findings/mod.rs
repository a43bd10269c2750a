//! Stage 6: what was measured, compared with what is usual and with what may be error.
//!
//! A finding is flagged where the value is beyond its limit, differs from normal by more than the measurement error,
//! and does so in at least 70 % of at least two cycles. Where only some of these criteria are met it is borderline,
//! if it differs by more than one standard deviation of the error (`compare.rs`). Giving way is a single event with a
//! rule of its own (`buckling.rs`). Findings do not depend on causes.

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
pub use not_assessable::{AdviceId, FindingAdvice, NotAssessable, WhyNot};
pub use pace::{Pace, PaceOf, pace};
pub use status::Status;
