//! Why a finding cannot be assessed, and what to do about it.

use crate::catalogue::{Catalogue, Text};
use crate::gait::Plane;
use crate::reliability::{Refusal, RefusedMeasure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// Why a finding cannot be assessed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct NotAssessable {
    /// Why.
    pub reason: WhyNot,
    /// Which advice is given: the text's id in the catalogue.
    pub advice_id: AdviceId,
    /// What to do about it.
    pub advice: Text,
}

/// Kinds of why not.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// No camera shows it.
    NotVisible,
    /// It belongs to another task: stairs, standing, a step-down.
    OtherTask,
    /// It was recorded from where it does not show.
    WrongView,
    /// The measure was refused; the film is not good enough for it.
    Refused,
    /// One leg was near and the other one hidden: their difference may be the camera's.
    NearAgainstFar,
    /// Too few cycles of the leg.
    TooFewCycles,
    /// The legs were recorded in two clips, at speeds that differ too much.
    PaceDiffers,
    /// At so slow a pace every value is usual.
    PaceTooSlow,
}

/// The advice that goes with a finding that cannot be assessed: one of its own, or that of the refused measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AdviceId {
    /// The finding's own.
    Finding(FindingAdvice),
    /// That of the measure that the finding needs.
    Refusal(Refusal),
}

/// What to do about a finding that cannot be assessed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FindingAdvice {
    /// Record from the side.
    RecordFromTheSide,
    /// Record from the front or from behind.
    RecordFromTheFront,
    /// Record more strides.
    TooFewCycles,
    /// Record from the other side as well: the legs cannot be compared.
    NearAgainstFar,
    /// Record from this leg's own side.
    FarLeg,
    /// Record both sides at the same speed: the two speeds differ.
    PaceDiffers,
    /// Record both sides at the same speed: the speeds are not known.
    PaceUnknown,
    /// Record a walk at the usual pace.
    PaceTooSlow,
    /// Record quiet standing.
    Standing,
    /// Record quiet standing with stickers on the pelvis.
    StandingWithStickers,
    /// Give the person's height.
    Height,
    /// Record stair descent.
    StairDescent,
    /// Step by step on stairs the legs do different work.
    StepByStep,
    /// Record level walking.
    LevelWalking,
    /// Assess pelvic rotation by hand.
    PelvicRotation,
    /// Use a block test or stickers.
    HipLine,
}

impl AdviceId {
    /// The advice in English.
    #[must_use]
    pub fn text(self) -> &'static str {
        Catalogue::english().text(&self.key())
    }

    /// The key of its text.
    pub(crate) fn key(self) -> String {
        match self {
            Self::Finding(advice) => advice.key(),
            Self::Refusal(refusal) => refusal.key(),
        }
    }
}

impl FindingAdvice {
    /// The advice in English.
    #[must_use]
    pub fn text(self) -> &'static str {
        Catalogue::english().text(&self.key())
    }

    fn key(self) -> String {
        let id: &str = self.into();
        format!("findings.advice.{id}")
    }

    fn reason(self) -> WhyNot {
        match self {
            Self::RecordFromTheSide | Self::RecordFromTheFront => WhyNot::WrongView,
            Self::TooFewCycles => WhyNot::TooFewCycles,
            Self::NearAgainstFar | Self::FarLeg => WhyNot::NearAgainstFar,
            Self::PaceDiffers | Self::PaceUnknown => WhyNot::PaceDiffers,
            Self::PaceTooSlow => WhyNot::PaceTooSlow,
            Self::Standing
            | Self::StandingWithStickers
            | Self::StairDescent
            | Self::StepByStep
            | Self::LevelWalking => WhyNot::OtherTask,
            Self::Height | Self::HipLine => WhyNot::Refused,
            Self::PelvicRotation => WhyNot::NotVisible,
        }
    }
}

impl NotAssessable {
    /// Why, with the advice that an id stands for.
    #[must_use]
    pub fn new(reason: WhyNot, advice_id: AdviceId) -> Self {
        Self { reason, advice_id, advice: advice_id.text().into() }
    }

    /// The measure that the finding needs was refused.
    pub(super) fn refused(measure: &RefusedMeasure) -> Self {
        Self::new(WhyNot::Refused, AdviceId::Refusal(measure.reason))
    }
}

fn of(advice: FindingAdvice) -> NotAssessable {
    NotAssessable::new(advice.reason(), AdviceId::Finding(advice))
}

pub(super) fn wrong_view(plane: Plane) -> NotAssessable {
    of(match plane {
        Plane::Side => FindingAdvice::RecordFromTheSide,
        Plane::Front | Plane::Any => FindingAdvice::RecordFromTheFront,
    })
}

pub(super) fn too_few_cycles() -> NotAssessable {
    of(FindingAdvice::TooFewCycles)
}

pub(super) fn near_against_far() -> NotAssessable {
    of(FindingAdvice::NearAgainstFar)
}

pub(super) fn pace_differs() -> NotAssessable {
    of(FindingAdvice::PaceDiffers)
}

pub(super) fn pace_unknown() -> NotAssessable {
    of(FindingAdvice::PaceUnknown)
}

pub(super) fn pace_too_slow() -> NotAssessable {
    of(FindingAdvice::PaceTooSlow)
}

pub(super) fn far_leg() -> NotAssessable {
    of(FindingAdvice::FarLeg)
}

pub(super) fn no_standing() -> NotAssessable {
    of(FindingAdvice::Standing)
}

pub(super) fn no_standing_pelvis() -> NotAssessable {
    of(FindingAdvice::StandingWithStickers)
}

pub(super) fn no_height() -> NotAssessable {
    of(FindingAdvice::Height)
}

pub(super) fn stairs_only() -> NotAssessable {
    of(FindingAdvice::StairDescent)
}

pub(super) fn legs_take_turns_only() -> NotAssessable {
    of(FindingAdvice::StepByStep)
}

pub(super) fn level_only() -> NotAssessable {
    of(FindingAdvice::LevelWalking)
}

pub(super) fn unsure_leg() -> NotAssessable {
    NotAssessable::new(WhyNot::Refused, AdviceId::Refusal(Refusal::UnsureLeg))
}

pub(super) fn pelvis_turn() -> NotAssessable {
    of(FindingAdvice::PelvicRotation)
}

pub(super) fn standing_hip_line() -> NotAssessable {
    of(FindingAdvice::HipLine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_advice_has_its_text_and_an_id_of_its_own() {
        let own: Vec<&str> = FindingAdvice::VARIANTS.iter().map(Into::into).collect();
        assert_texts("findings.advice", &own);
        let of_refusals: Vec<&str> = Refusal::VARIANTS.iter().map(Into::into).collect();
        assert!(own.iter().all(|id| !of_refusals.contains(id)), "one id for two texts");
    }

    #[test]
    fn an_advice_stands_in_the_json_by_its_id() {
        let json = |why| serde_json::to_value(why).unwrap();
        let few = json(too_few_cycles());
        assert_eq!(few["advice_id"], "too_few_cycles");
        assert_eq!(few["advice"], FindingAdvice::TooFewCycles.text());
        assert_eq!(json(unsure_leg())["advice_id"], "unsure_leg");
    }
}
