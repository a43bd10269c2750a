//! What must be looked at by a person first, whatever the video shows.

use crate::anatomy::Side;
use crate::catalogue::{Catalogue, Text};
use crate::causes::answers::Answers;
use crate::evidence::{RED_FLAGS, Urgency};
use crate::findings::{Finding, FindingId, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether somebody should look first, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
pub struct RedFlags {
    /// How soon; absent where nothing asks for it.
    pub urgency: Option<Urgency>,
    /// Why, the most urgent first.
    pub reasons: Vec<Reason>,
    /// Whether the questions were answered.
    pub asked: bool,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Reason {
    /// A short name that does not change.
    pub id: Text,
    /// How soon.
    pub urgency: Urgency,
    /// In words: the question that was answered with yes, or what the video shows.
    pub text: Text,
    /// Key of the source.
    pub source: Text,
}

/// Reasons from the answers, and from what the video shows. Never ranked against the hypotheses.
#[must_use]
pub fn red_flags(findings: &[Finding], answers: &Answers) -> RedFlags {
    let is_yes = |id: &str| answers.questions.get(id).copied().unwrap_or(false);
    let answered = RED_FLAGS.iter().filter(|f| is_yes(f.id)).map(|f| Reason {
        id: f.id.into(),
        urgency: f.urgency,
        text: f.question().into(),
        source: f.source.into(),
    });
    let mut reasons: Vec<Reason> = answered.chain(seen(findings)).collect();
    reasons.sort_by_key(|r| std::cmp::Reverse(r.urgency));
    RedFlags {
        urgency: reasons.first().map(|r| r.urgency),
        reasons,
        asked: !answers.questions.is_empty(),
    }
}

/// A reason that the video can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenReason {
    /// A short name that does not change.
    pub id: &'static str,
}

impl SeenReason {
    /// What the video shows, in English.
    #[must_use]
    pub fn text(&self) -> &'static str {
        Catalogue::english().text(&format!("red_flags.seen.{}", self.id))
    }

    fn reason(self) -> Reason {
        Reason {
            id: self.id.into(),
            urgency: Urgency::Prompt,
            text: self.text().into(),
            source: "practice".into(),
        }
    }
}

const BOTH_KNEES_GIVE_WAY: SeenReason = SeenReason { id: "both_knees_give_way" };
const STIFF_LEG_SWUNG_OUTWARD: SeenReason = SeenReason { id: "stiff_leg_swung_outward" };

/// Reasons that the video can show; all others are questions answered with yes.
pub const SEEN_REASONS: [SeenReason; 2] = [BOTH_KNEES_GIVE_WAY, STIFF_LEG_SWUNG_OUTWARD];

/// Patterns for which a video is not enough.
fn seen(findings: &[Finding]) -> Vec<Reason> {
    let is_flagged = |id: FindingId, side: Side| {
        findings.iter().any(|f| f.id == id && f.side == Some(side) && f.status == Status::Flagged)
    };
    let mut all = Vec::new();
    if Side::BOTH.iter().all(|&s| is_flagged(FindingId::Buckling, s)) {
        all.push(BOTH_KNEES_GIVE_WAY.reason());
    }
    let is_stiff = |s: Side| {
        [FindingId::ReducedSwingKneeFlexion, FindingId::SwingKneeAsymmetry]
            .into_iter()
            .any(|id| is_flagged(id, s))
    };
    let drags = |&s: &Side| is_stiff(s) && is_flagged(FindingId::Circumduction, s);
    if Side::BOTH.iter().any(drags) {
        all.push(STIFF_LEG_SWUNG_OUTWARD.reason());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_reason_that_is_seen_has_its_text() {
        assert_texts("red_flags.seen", &SEEN_REASONS.map(|reason| reason.id));
    }
}
