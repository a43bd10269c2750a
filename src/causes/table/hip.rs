//! Causes at the hip.

use crate::causes::cause_id::{CauseId, Level};
use crate::causes::evidence_item::{Cause, Criterion, EvidenceItem, Group, Laterality};
use crate::causes::table::observations::{
    KNEE_BENDS_MORE_THAN_OTHER, KNEE_BENDS_MUCH, KNEE_INWARD, OTHER_STEP_SHORT,
    THIGH_COMES_BACK_LESS_THAN_OTHER, THIGH_DOES_NOT_COME_BACK,
};
use crate::findings::FindingId as F;

pub(super) const HIP_ABDUCTORS: Cause = Cause {
    id: CauseId::HipAbductorControl,
    ceiling: Level::SomeCompatible,
    items: &[
        EvidenceItem::speaks_for(
            "pelvis_drops",
            2.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ContralateralPelvicDrop, Laterality::Same)]),
            "schwartz2008",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "trunk_over_leg",
            2.0,
            Group::FrontalTrunk,
            Criterion::Unusual(&[(F::LateralTrunkLean, Laterality::Same)]),
            "practice",
        )
        .that_separates(),
        KNEE_INWARD.weighing(1.0, "practice"),
        EvidenceItem::speaks_for(
            "narrow",
            1.0,
            Group::Width,
            Criterion::Unusual(&[(F::NarrowSteps, Laterality::Either)]),
            "practice",
        ),
        EvidenceItem::speaks_against(
            "level",
            2.0,
            Group::HipLine,
            Criterion::Usual(&[
                (F::ContralateralPelvicDrop, Laterality::Same),
                (F::LateralTrunkLean, Laterality::Same),
            ]),
            "derived",
        ),
        EvidenceItem::speaks_against(
            "tilt_stays",
            2.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ConstantPelvicTilt, Laterality::Either)]),
            "walsh2000",
        ),
    ],
    sources: &["article", "kendall2013"],
};

pub(super) const HIP_EXTENSORS: Cause = Cause {
    id: CauseId::HipExtensorSupport,
    ceiling: Level::SomeCompatible,
    items: &[
        EvidenceItem::speaks_for(
            "trunk_back",
            2.0,
            Group::SagittalTrunk,
            Criterion::Unusual(&[(F::BackwardTrunkLean, Laterality::Same)]),
            "perry2010",
        )
        .that_separates(),
        KNEE_BENDS_MUCH.weighing(1.0, "farrokhi2015"),
        KNEE_BENDS_MORE_THAN_OTHER.weighing(1.0, "farrokhi2015"),
        THIGH_DOES_NOT_COME_BACK.weighing(1.0, "practice"),
        THIGH_COMES_BACK_LESS_THAN_OTHER.weighing(1.0, "practice"),
        OTHER_STEP_SHORT.weighing(1.0, "practice"),
        EvidenceItem::speaks_against(
            "trunk_quiet",
            2.0,
            Group::SagittalTrunk,
            Criterion::Usual(&[
                (F::BackwardTrunkLean, Laterality::Same),
                (F::ForwardTrunkLean, Laterality::Same),
            ]),
            "perry2010",
        ),
    ],
    sources: &["article", "farrokhi2015", "perry2010"],
};
