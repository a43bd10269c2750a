//! Legs of unequal length, true or functional.

use crate::causes::cause_id::{CauseId, Level};
use crate::causes::evidence_item::{Cause, Criterion, EvidenceItem, Group, Laterality};
use crate::causes::table::observations::{
    OTHER_STEP_SHORT, THIGH_COMES_BACK_LESS_THAN_OTHER, THIGH_DOES_NOT_COME_BACK,
};
use crate::findings::FindingId as F;

pub(super) const FUNCTIONAL_LEG_LENGTH: Cause = Cause {
    id: CauseId::FunctionalLegLengthDifference,
    ceiling: Level::SomeCompatible,
    items: &[
        THIGH_DOES_NOT_COME_BACK.weighing(2.0, "derived"),
        THIGH_COMES_BACK_LESS_THAN_OTHER.weighing(2.0, "derived"),
        EvidenceItem::speaks_for(
            "tilt_goes_away",
            2.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ChangingPelvicTilt, Laterality::Either)]),
            "walsh2000",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "trunk_forward",
            1.0,
            Group::SagittalTrunk,
            Criterion::Unusual(&[(F::ForwardTrunkLean, Laterality::Same)]),
            "practice",
        ),
        OTHER_STEP_SHORT.weighing(1.0, "practice"),
        EvidenceItem::speaks_for(
            "pelvis_turned",
            1.0,
            Group::Rotation,
            Criterion::Unusual(&[(F::PelvicRotation, Laterality::Either)]),
            "article",
        ),
        EvidenceItem::speaks_against(
            "tilt_stays",
            3.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ConstantPelvicTilt, Laterality::Either)]),
            "walsh2000",
        ),
        EvidenceItem::speaks_against(
            "thigh_comes_back",
            2.0,
            Group::Thigh,
            Criterion::Usual(&[(F::ThighExtensionLoss, Laterality::Either)]),
            "derived",
        ),
        EvidenceItem::speaks_against(
            "block_test_found_a_difference",
            3.0,
            Group::ByHand,
            Criterion::BlockAny,
            "badii2014",
        ),
    ],
    sources: &["article", "krawiec2003", "goode2008", "levangie1999", "vigotsky2016"],
};

pub(super) const TRUE_LEG_LENGTH: Cause = Cause {
    id: CauseId::TrueLegLengthDifference,
    ceiling: Level::SeveralConsistent,
    items: &[
        EvidenceItem::speaks_for(
            "tilt_stays",
            3.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ConstantPelvicTilt, Laterality::Same)]),
            "walsh2000",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "long_knee_bent",
            2.0,
            Group::SagittalLoading,
            Criterion::Unusual(&[(F::FlexedStance, Laterality::Other)]),
            "walsh2000",
        ),
        EvidenceItem::speaks_for(
            "long_leg_goes_round",
            2.0,
            Group::Clearance,
            Criterion::Unusual(&[
                (F::Circumduction, Laterality::Other),
                (F::HipHike, Laterality::Other),
                (F::Vaulting, Laterality::Same),
            ]),
            "khamis2017",
        ),
        EvidenceItem::speaks_for(
            "short_heel_up",
            2.0,
            Group::Ankle,
            Criterion::Unusual(&[(F::EarlyHeelRise, Laterality::Same)]),
            "walsh2000",
        ),
        EvidenceItem::speaks_for(
            "block_test_short",
            3.0,
            Group::ByHand,
            Criterion::BlockShort,
            "badii2014",
        )
        .that_separates(),
        EvidenceItem::speaks_against(
            "tilt_goes_away",
            3.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ChangingPelvicTilt, Laterality::Either)]),
            "walsh2000",
        ),
        EvidenceItem::speaks_against(
            "level_in_standing",
            3.0,
            Group::HipLine,
            Criterion::Usual(&[(F::StandingObliquity, Laterality::Either)]),
            "derived",
        ),
        EvidenceItem::speaks_against(
            "block_test_level",
            3.0,
            Group::ByHand,
            Criterion::BlockLevel,
            "badii2014",
        ),
    ],
    sources: &["article", "khamis2017", "walsh2000", "badii2014", "campbell2018"],
};
