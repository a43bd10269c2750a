//! What a hypothesis looks at.

use crate::catalogue::Catalogue;
use crate::causes::cause_id::{CauseId, Level};
use crate::findings::{AdviceId, FindingId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// A possible cause, as it is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cause {
    pub(super) id: CauseId,
    /// No finding lifts it above this: the most that video can show of it.
    pub(super) ceiling: Level,
    pub(super) items: &'static [EvidenceItem],
    /// Keys of the sources.
    pub(super) sources: &'static [&'static str],
}

/// One observation that speaks for or against a cause.
#[derive(Debug, Clone, Copy)]
pub(super) struct EvidenceItem {
    pub(super) id: &'static str,
    pub(super) speaks: Speaks,
    /// 1 to 3: a likelihood ratio of about 1.5, 2.5 and 4, by judgement.
    pub(super) weight: f64,
    /// Items of one group look at the same thing: only the strongest counts.
    pub(super) group: Group,
    pub(super) looks: Criterion,
    /// Whether it distinguishes the cause from its neighbours.
    pub(super) separates: bool,
    /// Whether it compares with the other leg what another item of its group compares with the norm: it may add points,
    /// and where it cannot be assessed nothing counts as unseen.
    pub(super) is_beside: bool,
    /// Key of the source.
    pub(super) source: &'static str,
}

impl Cause {
    /// A text of this cause in English: `wording`, `evidence`, `separates`, `advice` and so on.
    pub(super) fn text(&self, name: &str) -> &'static str {
        Catalogue::english().text(&self.key(name))
    }

    /// A list of this cause in English: `confirm`.
    pub(super) fn list(&self, name: &str) -> Vec<&'static str> {
        Catalogue::english().list(&self.key(name))
    }

    /// What an item of this cause observes, in English.
    pub(super) fn item_text(&self, item: &EvidenceItem) -> &'static str {
        self.text(&format!("items.{}", item.id))
    }

    fn key(&self, name: &str) -> String {
        self.id.key(name)
    }
}

impl EvidenceItem {
    /// Speaks for a cause.
    pub(super) const fn speaks_for(
        id: &'static str,
        weight: f64,
        group: Group,
        looks: Criterion,
        source: &'static str,
    ) -> Self {
        Self {
            id,
            speaks: Speaks::For,
            weight,
            group,
            looks,
            separates: false,
            is_beside: false,
            source,
        }
    }

    /// Speaks against it.
    pub(super) const fn speaks_against(
        id: &'static str,
        weight: f64,
        group: Group,
        looks: Criterion,
        source: &'static str,
    ) -> Self {
        Self { speaks: Speaks::Against, ..Self::speaks_for(id, weight, group, looks, source) }
    }

    /// Distinguishes the cause from its neighbours.
    pub(super) const fn that_separates(self) -> Self {
        Self { separates: true, ..self }
    }

    /// Compares with the other leg what another item of its group compares with the norm.
    pub(super) const fn beside_the_norm(self) -> Self {
        Self { is_beside: true, ..self }
    }

    /// What it counts in how much could be looked at.
    pub(super) const fn coverage_weight(&self) -> f64 {
        if self.is_beside { 0.0 } else { self.weight }
    }

    /// The same observation, with another weight for another cause, and the source of that.
    pub(super) const fn weighing(self, weight: f64, source: &'static str) -> Self {
        Self { weight, source, ..self }
    }
}

/// For or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaks {
    For,
    Against,
}

/// What an item looks at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Criterion {
    /// One of these is flagged.
    Unusual(&'static [(FindingId, Laterality)]),
    /// The first is flagged while the others are as usual.
    UnusualAlone((FindingId, Laterality), &'static [(FindingId, Laterality)]),
    /// All of these are as usual.
    Usual(&'static [(FindingId, Laterality)]),
    /// Pain on the side of the hypothesis, as the person says.
    Pain,
    /// No pain anywhere, as the person says.
    NoPain,
    /// A block test found a difference, with this side the short one.
    BlockShort,
    /// A block test found a difference of a centimetre and more on either side.
    BlockAny,
    /// A block test found less than 5 mm.
    BlockLevel,
    /// No measure of this version looks at it.
    NotMeasured(ToDo),
}

impl Criterion {
    /// Whether it says that something is as usual.
    pub(super) fn is_at_usual(&self) -> bool {
        matches!(self, Self::Usual(_) | Self::UnusualAlone(..))
    }
}

/// What to do about an item that could not be assessed and has no finding of its own to say so.
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
pub enum ToDo {
    /// Enter whether and where it hurts.
    ReportPain,
    /// Have a block test done.
    BlockTest,
    /// Have the feet assessed.
    LookAtFeet,
    /// Record level walking from all sides.
    RecordAllViews,
}

/// What to do about an item that could not be assessed: what its finding advises, or what a cause asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ToDoId {
    /// The advice of the item's finding.
    Advice(AdviceId),
    /// The cause's own.
    Cause(ToDo),
}

impl ToDoId {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        Catalogue::english().text(&self.key())
    }

    /// The key of its text.
    pub(crate) fn key(self) -> String {
        match self {
            Self::Advice(advice) => advice.key(),
            Self::Cause(to_do) => {
                let id: &str = to_do.into();
                format!("causes.to_do.{id}")
            }
        }
    }
}

/// Whose finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Laterality {
    /// Of the side of the hypothesis.
    Same,
    /// Of the other side.
    Other,
    /// Of either side; for [`Criterion::Usual`] of both.
    Either,
}

/// What an item looks at: findings that go together are one observation.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The hip line, in standing and walking.
    HipLine,
    /// The knee inward.
    FrontalKnee,
    /// The knee in loading and stance, from the side.
    SagittalLoading,
    /// Single events of giving way.
    Events,
    /// The thigh behind the body.
    Thigh,
    /// The trunk from the side.
    SagittalTrunk,
    /// The trunk from the front.
    FrontalTrunk,
    /// How a leg is brought past the other.
    Clearance,
    /// Ankle and heel.
    Ankle,
    /// The foot itself.
    Foot,
    /// Times and lengths, left against right.
    Temporal,
    /// The pace.
    Pace,
    /// How wide the feet are set.
    Width,
    /// A hand on the thigh.
    Hand,
    /// How stairs are taken.
    Stairs,
    /// How far the pelvis turns.
    Rotation,
    /// What the person says.
    Pain,
    /// What was measured by hand.
    ByHand,
}
