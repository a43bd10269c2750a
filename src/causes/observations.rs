//! Observations that speak for more than one cause. Each cause gives them a weight and a source of its own.

use super::item::{Group, Item, Looks, On};
use crate::findings::FindingId as F;

pub(super) const KNEE_INWARD: Item = Item::speaks_for(
    "knee_inward",
    1.0,
    Group::FrontalKnee,
    Looks::Unusual(&[(F::KneeValgus, On::Same)]),
    "The knee goes inward.",
    "practice",
);

pub(super) const KNEE_BENDS_MUCH: Item = Item::speaks_for(
    "knee_bends_much",
    1.0,
    Group::SagittalLoading,
    Looks::Unusual(&[(F::LoadingFlexionExcessive, On::Same)]),
    "The knee bends much as it takes the load.",
    "farrokhi2015",
);

pub(super) const KNEE_BENDS_MORE_THAN_OTHER: Item = Item::speaks_for(
    "knee_bends_more_than_other",
    1.0,
    Group::SagittalLoading,
    Looks::Unusual(&[(F::LoadingFlexionAsymmetry, On::Other)]),
    "The knee bends more than the other one as it takes the load.",
    "farrokhi2015",
)
.beside_the_norm();

pub(super) const KNEE_BENDS_LESS_THAN_OTHER: Item = Item::speaks_for(
    "knee_bends_less_than_other",
    1.0,
    Group::SagittalLoading,
    Looks::Unusual(&[(F::LoadingFlexionAsymmetry, On::Same)]),
    "The knee bends less than the other one as it takes the load.",
    "practice",
)
.beside_the_norm();

pub(super) const THIGH_COMES_BACK_LESS_THAN_OTHER: Item = Item::speaks_for(
    "thigh_comes_back_less_than_other",
    1.0,
    Group::Thigh,
    Looks::Unusual(&[(F::ThighExtensionAsymmetry, On::Same)]),
    "The thigh comes less far behind the body than the other one at the end of stance.",
    "practice",
)
.beside_the_norm();

pub(super) const THIGH_DOES_NOT_COME_BACK: Item = Item::speaks_for(
    "thigh_does_not_come_back",
    1.0,
    Group::Thigh,
    Looks::Unusual(&[(F::ThighExtensionLoss, On::Same)]),
    "The thigh does not come far behind the body at the end of stance.",
    "practice",
);

pub(super) const OTHER_STEP_SHORT: Item = Item::speaks_for(
    "other_step_short",
    1.0,
    Group::Temporal,
    Looks::Unusual(&[(F::StepLengthAsymmetry, On::Other)]),
    "The other foot's step is short.",
    "practice",
);
