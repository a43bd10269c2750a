//! What a hypothesis is, and all of them together.

use crate::anatomy::Side;
use crate::causes::cause_id::{CauseId, Level};
use crate::causes::evidence_item::Group;
use crate::findings::{FindingId, Status};
use schemars::JsonSchema;
use serde::Serialize;

/// A hypothesis, with everything that speaks for and against it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Hypothesis {
    /// Which cause.
    pub id: CauseId,
    /// On which side; what that means stands in `side_is`.
    pub side: Side,
    /// What its side means.
    pub side_is: &'static str,
    /// How far the findings go.
    pub level: Level,
    /// The highest level that video can give it.
    pub ceiling: Level,
    /// Points for, less points against. No probability: weights are set by judgement.
    pub score: f64,
    /// How much of the evidence could be assessed, by weight.
    pub coverage_pct: f64,
    /// What speaks for it.
    pub r#for: Vec<Weighed>,
    /// What speaks against it.
    pub against: Vec<Weighed>,
    /// What was looked at and says nothing.
    pub neutral: Vec<Weighed>,
    /// What could not be assessed, and what to record or test.
    pub not_assessable: Vec<Missing>,
    /// In words.
    pub wording: &'static str,
    /// How good the evidence on this cause is.
    pub evidence: &'static str,
    /// What distinguishes it from its neighbours.
    pub separates: &'static str,
    /// Tests by hand that would confirm it.
    pub confirm: Vec<&'static str>,
    /// What the article says to do; held back where somebody should look first.
    pub article_advice: Option<&'static str>,
    /// How good the evidence for that is.
    pub advice_evidence: &'static str,
    /// Keys of the sources.
    pub sources: Vec<&'static str>,
}

/// An item that was looked at.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Weighed {
    /// Its name.
    pub id: &'static str,
    /// In words.
    pub text: &'static str,
    /// What it looks at.
    pub group: Group,
    /// Its points: weight × size × strides behind it.
    pub points: f64,
    /// Whether it counts: the strongest of its group does.
    pub counted: bool,
    /// The findings that it looked at.
    pub findings: Vec<FindingRef>,
    /// Key of its source.
    pub source: &'static str,
}

/// A finding by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingRef {
    /// Which.
    pub id: FindingId,
    /// Whose.
    pub side: Option<Side>,
    /// What became of it.
    pub status: Status,
}

/// An item that could not be assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Missing {
    /// Its name.
    pub id: &'static str,
    /// In words.
    pub text: &'static str,
    /// What to record, or to have tested.
    pub film: &'static str,
}

/// All hypotheses, and what is to be said of them together.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Explanation {
    /// Those that the findings are compatible with first, by points; then the others.
    pub hypotheses: Vec<Hypothesis>,
    /// The first two are too near to each other.
    pub tie: Option<Tie>,
    /// Nothing is flagged, and no hypothesis is compatible with the findings; that rules nothing out.
    pub nothing_found: bool,
}

/// Two hypotheses that video cannot distinguish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tie {
    /// Which two.
    pub between: [CauseId; 2],
    /// Tests by hand that would.
    pub tests: Vec<&'static str>,
}
