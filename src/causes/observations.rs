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
