//! Questions that come before everything: a yes to one of them needs a person, not a video (`docs/evidence.md` §8).

use schemars::JsonSchema;
use serde::Serialize;

/// How soon somebody should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
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
    /// In words that a child of twelve reads.
    pub question: &'static str,
    /// How soon somebody should look where the answer is yes.
    pub urgency: Urgency,
    /// Key of the source.
    pub source: &'static str,
}

const fn urgent(id: &'static str, question: &'static str) -> RedFlag {
    RedFlag { id, question, urgency: Urgency::Urgent, source: "nhs" }
}

const fn prompt(id: &'static str, question: &'static str) -> RedFlag {
    RedFlag { id, question, urgency: Urgency::Prompt, source: "practice" }
}

/// All questions, in the order in which they are asked.
pub const RED_FLAGS: &[RedFlag] = &[
    urgent(
        "new_injury",
        "Did you fall, twist or hit your knee in the last days, with a pop or swelling at once?",
    ),
    urgent("cannot_bear_weight", "Are you unable to walk four steps on the leg?"),
    urgent("locked_knee", "Is your knee stuck, so that you cannot bend or straighten it?"),
    urgent("cannot_lift_leg", "Are you unable to lift the leg straight off the bed?"),
    urgent("hot_swollen_or_fever", "Is the knee hot, red and swollen, or are you feverish?"),
    urgent("deformed", "Does the knee or kneecap look out of place?"),
    urgent("cold_or_numb_foot", "Is your foot cold, blue or numb?"),
    urgent("calf_or_breath", "Is your calf swollen and sore, or are you short of breath?"),
    urgent("new_weakness", "Is a leg newly weak or numb, or does your foot drop?"),
    urgent("both_legs", "Did both legs become weak?"),
    urgent(
        "saddle_or_bladder",
        "Are you numb between the legs, or have you new trouble with bladder or bowel?",
    ),
    urgent(
        "face_arm_speech",
        "Did one side of your face or body go weak all at once, or your speech change?",
    ),
    urgent("fainted", "Did you faint when you fell?"),
    urgent(
        "rest_pain_or_weight_loss",
        "Does it hurt at night and at rest, or did you lose weight, or have you had cancer?",
    ),
    urgent("rapidly_worse", "Is it getting worse quickly?"),
    prompt("falls", "Did you fall two times or more in a year, or because the knee gave way?"),
    prompt("daily_or_stairs", "Does the knee give way every day, or on stairs?"),
    prompt("after_surgery", "Have you had an operation on the leg, or a new hip or knee?"),
    prompt("swelling_stays", "Does the swelling stay?"),
    prompt("nerve_condition", "Has a doctor told you of a condition of the nerves or brain?"),
    prompt("under_16", "Are you younger than 16?"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::sources::SOURCES;

    #[test]
    fn every_question_has_a_name_of_its_own_and_a_source() {
        let mut ids: Vec<&str> = RED_FLAGS.iter().map(|f| f.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RED_FLAGS.len());
        for flag in RED_FLAGS {
            assert!(SOURCES.iter().any(|s| s.key == flag.source), "{}", flag.id);
            assert!(flag.question.ends_with('?') && !flag.question.contains("you have "));
        }
    }
}
