//! Causes at the knee, and pain.

use crate::causes::cause_id::{CauseId, Level};
use crate::causes::evidence_item::{Cause, Criterion, EvidenceItem, Group, Laterality};
use crate::causes::table::observations::{
    KNEE_BENDS_LESS_THAN_OTHER, KNEE_BENDS_MORE_THAN_OTHER, KNEE_BENDS_MUCH,
};
use crate::findings::FindingId as F;

pub(super) const QUADRICEPS: Cause = Cause {
    id: CauseId::QuadricepsControl,
    ceiling: Level::SeveralConsistent,
    items: &[
        EvidenceItem::speaks_for(
            "gives_way",
            3.0,
            Group::Events,
            Criterion::Unusual(&[(F::Buckling, Laterality::Same)]),
            "felson2007",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "knee_kept_straight",
            2.0,
            Group::SagittalLoading,
            Criterion::Unusual(&[
                (F::LoadingFlexionAbsent, Laterality::Same),
                (F::KneeHyperextension, Laterality::Same),
            ]),
            "perry2010",
        )
        .that_separates(),
        KNEE_BENDS_LESS_THAN_OTHER.weighing(2.0, "perry2010").that_separates(),
        KNEE_BENDS_MUCH.weighing(2.0, "farrokhi2015").that_separates(),
        KNEE_BENDS_MORE_THAN_OTHER.weighing(2.0, "farrokhi2015").that_separates(),
        EvidenceItem::speaks_for(
            "trunk_forward",
            2.0,
            Group::SagittalTrunk,
            Criterion::Unusual(&[(F::ForwardTrunkLean, Laterality::Same)]),
            "perry2010",
        ),
        EvidenceItem::speaks_for(
            "hand_on_thigh",
            3.0,
            Group::Hand,
            Criterion::Unusual(&[(F::HandOnThigh, Laterality::Same)]),
            "practice",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "leads_down_stairs",
            2.0,
            Group::Stairs,
            Criterion::Unusual(&[(F::StepByStepStairs, Laterality::Same)]),
            "practice",
        ),
        // no source found ties weakness to a quick drop; older people let themselves down more slowly
        EvidenceItem::speaks_for(
            "quick_on_stairs",
            1.0,
            Group::Stairs,
            Criterion::Unusual(&[(F::FastLowering, Laterality::Same)]),
            "practice",
        ),
        EvidenceItem::speaks_against(
            "loading_usual",
            2.0,
            Group::SagittalLoading,
            Criterion::Usual(&[
                (F::LoadingFlexionAbsent, Laterality::Same),
                (F::LoadingFlexionExcessive, Laterality::Same),
                (F::KneeHyperextension, Laterality::Same),
            ]),
            "schwartz2008",
        ),
        EvidenceItem::speaks_against(
            "stairs_usual",
            1.0,
            Group::Stairs,
            Criterion::Usual(&[
                (F::StepByStepStairs, Laterality::Same),
                (F::FastLowering, Laterality::Same),
            ]),
            "kline2019",
        ),
        EvidenceItem::speaks_against(
            "inward_only",
            1.0,
            Group::SagittalLoading,
            Criterion::UnusualAlone(
                (F::KneeValgus, Laterality::Same),
                &[
                    (F::LoadingFlexionAbsent, Laterality::Same),
                    (F::LoadingFlexionExcessive, Laterality::Same),
                ],
            ),
            "practice",
        ),
        EvidenceItem::speaks_against(
            "ankle_explains",
            1.0,
            Group::Ankle,
            Criterion::Unusual(&[
                (F::ReducedDorsiflexion, Laterality::Same),
                (F::EarlyHeelRise, Laterality::Same),
            ]),
            "perry2010",
        ),
    ],
    sources: &["article", "felson2007", "smith2009", "farrokhi2015"],
};

pub(super) const PAIN: Cause = Cause {
    id: CauseId::PainAvoidance,
    ceiling: Level::SeveralConsistent,
    items: &[
        EvidenceItem::speaks_for(
            "bears_shorter",
            2.0,
            Group::Temporal,
            Criterion::Unusual(&[(F::ShortenedStance, Laterality::Same)]),
            "patterson2010",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "slow",
            1.0,
            Group::Pace,
            Criterion::Unusual(&[(F::SlowWalking, Laterality::Either)]),
            "perry1995",
        ),
        EvidenceItem::speaks_for(
            "knee_kept_straight",
            1.0,
            Group::SagittalLoading,
            Criterion::Unusual(&[(F::LoadingFlexionAbsent, Laterality::Same)]),
            "practice",
        ),
        KNEE_BENDS_LESS_THAN_OTHER.weighing(1.0, "practice"),
        EvidenceItem::speaks_for(
            "trunk_over_leg",
            1.0,
            Group::FrontalTrunk,
            Criterion::Unusual(&[(F::LateralTrunkLean, Laterality::Same)]),
            "practice",
        ),
        EvidenceItem::speaks_for(
            "leads_down_stairs",
            1.0,
            Group::Stairs,
            Criterion::Unusual(&[(F::StepByStepStairs, Laterality::Same)]),
            "practice",
        ),
        EvidenceItem::speaks_for("hurts_here", 3.0, Group::Pain, Criterion::Pain, "corrigan2023")
            .that_separates(),
        EvidenceItem::speaks_against(
            "hurts_nowhere",
            3.0,
            Group::Pain,
            Criterion::NoPain,
            "corrigan2023",
        ),
    ],
    sources: &["article", "corrigan2023"],
};
