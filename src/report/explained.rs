//! What a report says beyond its findings: the same for a clip and for a visit.

use crate::causes::{Explanation, Hypothesis, RedFlags, Tie};
use crate::options::Audience;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who must look first, and what the findings speak for and against.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Explained {
    /// Whether a person must look first, and why.
    pub red_flags: RedFlags,
    /// What the findings speak for and against, compatible ones first: questions to be tested by hand, no answers.
    /// Empty for patients, and where nothing was judged.
    pub hypotheses: Vec<Hypothesis>,
    /// Whether hypotheses were left out because the report is for the patient.
    pub hypotheses_withheld: bool,
    /// The first two hypotheses, where video cannot distinguish them.
    pub hypotheses_tie: Option<Tie>,
    /// Nothing is flagged, and no hypothesis is compatible with the findings. This rules nothing out.
    pub nothing_found: bool,
}

impl Explained {
    /// Hypotheses are withheld from patients: naming causes is for those who can test them.
    pub(super) fn to(audience: Audience, explanation: Explanation, red_flags: RedFlags) -> Self {
        let is_withheld = audience == Audience::Patient;
        Self {
            red_flags,
            hypotheses: if is_withheld { Vec::new() } else { explanation.hypotheses },
            hypotheses_withheld: is_withheld,
            hypotheses_tie: explanation.tie.filter(|_| !is_withheld),
            nothing_found: explanation.nothing_found && !is_withheld,
        }
    }
}
