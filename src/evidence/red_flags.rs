//! The red-flag screening questions: a yes to one of them needs a person, not a video (`docs/evidence.md` §8).

use crate::catalogue::Catalogue;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How soon somebody should look.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Within days.
    Prompt,
    /// Today.
    Urgent,
}

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RedFlag {
    /// Its name in the file of answers.
    pub id: &'static str,
    /// How soon somebody should look where the answer is yes.
    pub urgency: Urgency,
    /// Key of the source.
    pub source: &'static str,
}

impl RedFlag {
    /// The question in English, in words that a child of twelve reads.
    #[must_use]
    pub fn question(&self) -> &'static str {
        Catalogue::english().text(&format!("red_flags.questions.{}", self.id))
    }
}

const fn urgent(id: &'static str) -> RedFlag {
    RedFlag { id, urgency: Urgency::Urgent, source: "nhs" }
}

const fn prompt(id: &'static str) -> RedFlag {
    RedFlag { id, urgency: Urgency::Prompt, source: "practice" }
}

/// All questions, in the order in which they are asked.
pub const RED_FLAGS: &[RedFlag] = &[
    urgent("new_injury"),
    urgent("cannot_bear_weight"),
    urgent("locked_knee"),
    urgent("cannot_lift_leg"),
    urgent("hot_swollen_or_fever"),
    urgent("deformed"),
    urgent("cold_or_numb_foot"),
    urgent("calf_or_breath"),
    urgent("new_weakness"),
    urgent("both_legs"),
    urgent("saddle_or_bladder"),
    urgent("face_arm_speech"),
    urgent("fainted"),
    urgent("rest_pain_or_weight_loss"),
    urgent("rapidly_worse"),
    prompt("falls"),
    prompt("daily_or_stairs"),
    prompt("after_surgery"),
    prompt("swelling_stays"),
    prompt("nerve_condition"),
    prompt("under_16"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;
    use crate::evidence::sources::SOURCES;

    #[test]
    fn every_question_has_a_name_of_its_own_and_a_source() {
        let mut ids: Vec<&str> = RED_FLAGS.iter().map(|f| f.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RED_FLAGS.len());
        assert_texts("red_flags.questions", &ids);
        for flag in RED_FLAGS {
            assert!(SOURCES.iter().any(|s| s.key == flag.source), "{}", flag.id);
            assert!(flag.question().ends_with('?'));
        }
    }
}
