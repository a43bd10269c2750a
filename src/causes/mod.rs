//! Stage 7: what the findings speak for and against. Hypotheses to be tested by hand, never more.
//!
//! Every hypothesis is a list of items (`table`), each looking at findings. What is flagged counts with its
//! weight, its size beyond the limit and the number of strides behind it; of items that look at the same thing only
//! the strongest counts (`weigh.rs`). What cannot be assessed from these views counts neither for nor against.

mod answers;
mod cause_id;
mod evidence_item;
mod explain;
mod flags;
mod hypothesis;
mod table;
mod weigh;

pub use answers::{Answers, AnswersError, BlockTest, Pain};
pub use cause_id::{CauseId, Level};
pub use evidence_item::{Group, ToDo, ToDoId};
pub use explain::explain;
pub use flags::{Reason, RedFlags, SEEN_REASONS, SeenReason, red_flags};
pub use hypothesis::{Explanation, FindingRef, Hypothesis, Missing, Tie, Weighed};
