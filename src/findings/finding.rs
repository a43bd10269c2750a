//! What a finding is.

use crate::anatomy::Side;
use crate::findings::buckle_event::BuckleEvent;
use crate::findings::compare::Compared;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable::NotAssessable;
use crate::findings::status::Status;
use crate::gait::{MeasureId, Task};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One pattern of movement that is there, or not, or cannot be assessed.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Finding {
    /// Which pattern.
    pub id: FindingId,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// The task that it was judged in; absent where none was.
    pub task: Option<Task>,
    /// What became of it.
    pub status: Status,
    /// What was compared with what; the comparison that decided comes first.
    pub comparisons: Vec<Compared>,
    /// Numbers that go with it and decide nothing.
    pub details: Vec<Detail>,
    /// Single events, in time order.
    pub events: Vec<BuckleEvent>,
    /// How many steps were looked at for events; absent where there are none to look for.
    pub steps: Option<usize>,
    /// Why it cannot be assessed, and what to do about it.
    pub not_assessable: Option<NotAssessable>,
}

impl Finding {
    /// The same finding where the leg was hidden: it cannot be assessed.
    #[must_use]
    pub fn hidden(self) -> Self {
        Self {
            status: Status::NotAssessable,
            comparisons: Vec::new(),
            details: Vec::new(),
            events: Vec::new(),
            steps: None,
            not_assessable: Some(crate::findings::not_assessable::far_leg()),
            ..self
        }
    }
}

/// A number that goes with a finding.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Detail {
    /// The measure.
    pub measure: MeasureId,
    /// Its mean.
    pub value: f64,
    /// Interval that holds the true mean 95 times of 100.
    pub ci95: Option<[f64; 2]>,
}
