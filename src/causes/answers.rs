//! What the person says, and what was measured by hand.

use crate::anatomy::Side;
use crate::evidence::RED_FLAGS;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// The answers, as in the file of answers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// Where it hurts; absent where that was not asked.
    pub pain: Option<Pain>,
    /// A block test done by hand.
    pub block_test: Option<BlockTest>,
    /// Yes or no to the questions, by their names.
    pub questions: BTreeMap<String, bool>,
}

/// Where it hurts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pain {
    /// Nowhere.
    None,
    /// In the left leg.
    Left,
    /// In the right leg.
    Right,
    /// In both legs.
    Both,
}

/// A block test: boards under one foot until the pelvis is level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockTest {
    /// The leg that the boards were under.
    pub short_side: Side,
    /// How thick they were.
    pub mm: f64,
}

/// Answers that cannot be meant.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum AnswersError {
    /// No question has that name.
    #[error("no question is called {name:?}; there are {}", RED_FLAGS.iter().map(|f| f.id).collect::<Vec<_>>().join(", "))]
    UnknownQuestion {
        /// The name.
        name: String,
    },
    /// A difference that no leg has.
    #[error("the block test's mm is {mm}; it must be between 0 and 100")]
    BadBlockTest {
        /// What was given.
        mm: f64,
    },
}

impl Pain {
    pub(super) fn is_on(self, side: Side) -> bool {
        match self {
            Pain::None => false,
            Pain::Left => side == Side::Left,
            Pain::Right => side == Side::Right,
            Pain::Both => true,
        }
    }
}

impl BlockTest {
    /// From a centimetre on gait differs (Khamis & Carmeli 2017).
    pub(super) fn is_different(&self) -> bool {
        self.mm >= 10.0
    }

    /// Less than the test itself can detect (Badii 2014).
    pub(super) fn is_level(&self) -> bool {
        self.mm < 5.0
    }
}

impl Answers {
    /// What is known from these and others of the same person: a yes counts whenever it was said, and so does pain.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for (question, is_yes) in &other.questions {
            *self.questions.entry(question.clone()).or_default() |= is_yes;
        }
        self.pain = match (self.pain, other.pain) {
            (own, None | Some(Pain::None)) => own.or(other.pain),
            (None | Some(Pain::None), pain) => pain,
            (Some(own), Some(pain)) => Some(if own == pain { own } else { Pain::Both }),
        };
        self.block_test = self.block_test.or(other.block_test);
        self
    }

    /// Checks what can be checked.
    ///
    /// # Errors
    /// The first answer that cannot be meant.
    pub fn checked(self) -> Result<Self, AnswersError> {
        let is_unknown = |name: &&String| !RED_FLAGS.iter().any(|f| f.id == **name);
        if let Some(name) = self.questions.keys().find(is_unknown) {
            return Err(AnswersError::UnknownQuestion { name: name.clone() });
        }
        match self.block_test {
            Some(BlockTest { mm, .. }) if !(0.0..=100.0).contains(&mm) => {
                Err(AnswersError::BadBlockTest { mm })
            }
            _ => Ok(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(pain: Option<Pain>, questions: &[(&str, bool)]) -> Answers {
        let questions = questions.iter().map(|(id, is_yes)| ((*id).to_owned(), *is_yes)).collect();
        Answers { pain, questions, block_test: None }
    }

    #[test]
    fn a_yes_and_a_pain_count_whenever_they_were_said() {
        let early = answers(Some(Pain::None), &[("falls", true), ("under_16", false)]);
        let late = answers(Some(Pain::Left), &[("falls", false), ("fainted", true)]);
        let all = [("fainted", true), ("falls", true), ("under_16", false)];
        for together in [early.clone().with(&late), late.clone().with(&early)] {
            assert_eq!(together, answers(Some(Pain::Left), &all));
        }
        let right = answers(Some(Pain::Right), &[]);
        assert_eq!(late.with(&right).pain, Some(Pain::Both));
        assert_eq!(answers(None, &[]).with(&answers(None, &[])).pain, None);
    }
}
