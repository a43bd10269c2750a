//! Stage 6: what was measured, compared with what is usual and with what may be error.
//!
//! A finding is flagged where the value is beyond its limit, differs from normal by more than the measurement error,
//! and does so in at least 70 % of at least three cycles. Where only some of these criteria are met it is borderline,
//! if it differs by more than one standard deviation of the error (`compare.rs`). Giving way is a single event with a
//! rule of its own (`buckling.rs`). Findings do not depend on causes.

mod asymmetry;
mod buckle_event;
mod buckling;
mod case;
mod compare;
mod finding;
mod finding_id;
mod legs;
mod not_assessable;
mod pace;
mod pelvis;
mod plane;
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
pub use not_assessable::{AdviceId, FindingAdvice, NotAssessable, WhyNot};
pub use pace::{Pace, PaceOf, pace};
pub use status::Status;

/// Judges a clip: every finding of both sides, assessable or not. Empty where nobody walks, stands or steps down.
#[must_use]
pub fn judge(case: &Case<'_>) -> Vec<Finding> {
    let families: &[fn(&Case<'_>) -> Vec<Finding>] = &[
        valgus::findings,
        buckling::findings,
        asymmetry::findings,
        pelvis::findings,
        trunk::findings,
        sagittal::findings,
        legs::findings,
        stairs::findings,
        timing::findings,
    ];
    match () {
        () if case.is_gait() => families.iter().flat_map(|family| family(case)).collect(),
        () if case.is_step_down() => valgus::findings(case),
        () if case.is_standing() => pelvis::standing(case),
        () => Vec::new(),
    }
}

/// Judges what two clips of one person show together: the near leg of the first against the near leg of the second.
/// Empty where they show no such pair, or where one of them is enough by itself.
#[must_use]
pub fn judge_across(own: &Case<'_>, other: &Case<'_>) -> Vec<Finding> {
    legs::across(own, other)
}
