//! Stage 7: what the findings speak for and against. Hypotheses to be tested by hand, never more.
//!
//! Every hypothesis is a list of items (`table.rs`), each looking at findings. What is flagged counts with its
//! weight, its size beyond the limit and the number of strides behind it; of items that look at the same thing only
//! the strongest counts (`weigh.rs`). What these views cannot tell counts neither for nor against.

mod answers;
mod flags;
mod foot_causes;
mod hip_causes;
mod hypothesis;
mod item;
mod leg_causes;
mod observations;
mod pelvis_causes;
mod table;
mod weigh;

pub use answers::{Answers, AnswersError, BlockTest, Pain};
pub use flags::{Reason, RedFlags, SEEN_REASONS, red_flags};
pub use hypothesis::{
    CauseId, Explanation, FindingRef, Hypothesis, Level, Missing, Tie, Weighed, explain,
};
pub use item::Group;
