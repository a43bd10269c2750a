//! What a hypothesis is, and all of them together.

use crate::anatomy::Side;
use crate::catalogue::Text;
use crate::causes::cause_id::{CauseId, Level};
use crate::causes::evidence_item::{Group, ToDoId};
use crate::findings::{FindingId, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A hypothesis, with everything that speaks for and against it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Hypothesis {
    /// Which cause.
    pub id: CauseId,
    /// On which side; what that means stands in `side_is`.
    pub side: Side,
    /// What its side means.
    pub side_is: Text,
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
    pub wording: Text,
    /// How good the evidence on this cause is.
    pub evidence: Text,
    /// What distinguishes it from its neighbours.
    pub separates: Text,
    /// Tests by hand that would confirm it.
    pub confirm: Vec<Text>,
    /// What the article says to do; held back where somebody should look first.
    pub article_advice: Option<Text>,
    /// How good the evidence for that is.
    pub advice_evidence: Text,
    /// Keys of the sources.
    pub sources: Vec<Text>,
}

/// An item that was looked at.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Weighed {
    /// Its name.
    pub id: Text,
    /// In words.
    pub text: Text,
    /// What it looks at.
    pub group: Group,
    /// Its points: weight × size × strides behind it.
    pub points: f64,
    /// Whether it counts: the strongest of its group does.
    pub counted: bool,
    /// The findings that it looked at.
    pub findings: Vec<FindingRef>,
    /// Key of its source.
    pub source: Text,
}

/// A finding by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct FindingRef {
    /// Which.
    pub id: FindingId,
    /// Whose.
    pub side: Option<Side>,
    /// What became of it.
    pub status: Status,
}

/// An item that could not be assessed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Missing {
    /// Its name.
    pub id: Text,
    /// In words.
    pub text: Text,
    /// Which advice is given: the text's id in the catalogue.
    pub film_id: ToDoId,
    /// What to record, or to have tested.
    pub film: Text,
}

/// All hypotheses, and what is to be said of them together.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct Explanation {
    /// Those that the findings are compatible with first, by points; then the others.
    pub hypotheses: Vec<Hypothesis>,
    /// The first two are too near to each other.
    pub tie: Option<Tie>,
    /// Nothing is flagged, and no hypothesis is compatible with the findings; that rules nothing out.
    pub nothing_found: bool,
}

/// Two hypotheses that video cannot distinguish.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Tie {
    /// Which two.
    pub between: [CauseId; 2],
    /// Tests by hand that would.
    pub tests: Vec<Text>,
}
