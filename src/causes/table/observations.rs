//! Observations that speak for more than one cause. Each cause gives them a weight and a source of its own.

use crate::causes::evidence_item::{Criterion, EvidenceItem, Group, Laterality};
use crate::findings::FindingId as F;

pub(super) const KNEE_INWARD: EvidenceItem = EvidenceItem::speaks_for(
    "knee_inward",
    1.0,
    Group::FrontalKnee,
    Criterion::Unusual(&[(F::KneeValgus, Laterality::Same)]),
    "practice",
);

pub(super) const KNEE_BENDS_MUCH: EvidenceItem = EvidenceItem::speaks_for(
    "knee_bends_much",
    1.0,
    Group::SagittalLoading,
    Criterion::Unusual(&[(F::LoadingFlexionExcessive, Laterality::Same)]),
    "farrokhi2015",
);

pub(super) const KNEE_BENDS_MORE_THAN_OTHER: EvidenceItem = EvidenceItem::speaks_for(
    "knee_bends_more_than_other",
    1.0,
    Group::SagittalLoading,
    Criterion::Unusual(&[(F::LoadingFlexionAsymmetry, Laterality::Other)]),
    "farrokhi2015",
)
.beside_the_norm();

pub(super) const KNEE_BENDS_LESS_THAN_OTHER: EvidenceItem = EvidenceItem::speaks_for(
    "knee_bends_less_than_other",
    1.0,
    Group::SagittalLoading,
    Criterion::Unusual(&[(F::LoadingFlexionAsymmetry, Laterality::Same)]),
    "practice",
)
.beside_the_norm();

pub(super) const THIGH_COMES_BACK_LESS_THAN_OTHER: EvidenceItem = EvidenceItem::speaks_for(
    "thigh_comes_back_less_than_other",
    1.0,
    Group::Thigh,
    Criterion::Unusual(&[(F::ThighExtensionAsymmetry, Laterality::Same)]),
    "practice",
)
.beside_the_norm();

pub(super) const THIGH_DOES_NOT_COME_BACK: EvidenceItem = EvidenceItem::speaks_for(
    "thigh_does_not_come_back",
    1.0,
    Group::Thigh,
    Criterion::Unusual(&[(F::ThighExtensionLoss, Laterality::Same)]),
    "practice",
);

pub(super) const OTHER_STEP_SHORT: EvidenceItem = EvidenceItem::speaks_for(
    "other_step_short",
    1.0,
    Group::Temporal,
    Criterion::Unusual(&[(F::StepLengthAsymmetry, Laterality::Other)]),
    "practice",
);
