//! The knee's own muscles, and pain.

use crate::causes::cause_id::{CauseId, Level};
use crate::causes::evidence_item::{Cause, Criterion, EvidenceItem, Group, Laterality};
use crate::causes::table::observations::{
    KNEE_BENDS_LESS_THAN_OTHER, KNEE_BENDS_MORE_THAN_OTHER, KNEE_BENDS_MUCH,
};
use crate::findings::FindingId as F;

pub(super) const QUADRICEPS: Cause = Cause {
    id: CauseId::QuadricepsControl,
    side_is: "the weaker knee",
    ceiling: Level::SeveralConsistent,
    items: &[
        EvidenceItem::speaks_for(
            "gives_way",
            3.0,
            Group::Events,
            Criterion::Unusual(&[(F::Buckling, Laterality::Same)]),
            "The knee gives way and catches itself.",
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
            "The knee is kept straight as it takes the load, or pushed back beyond straight.",
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
            "The trunk comes forward as this leg takes the load.",
            "perry2010",
        ),
        EvidenceItem::speaks_for(
            "hand_on_thigh",
            3.0,
            Group::Hand,
            Criterion::Unusual(&[(F::HandOnThigh, Laterality::Same)]),
            "A hand holds the thigh while the leg bears.",
            "practice",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "stairs_spared",
            2.0,
            Group::Stairs,
            Criterion::Unusual(&[
                (F::FastLowering, Laterality::Same),
                (F::StepByStepStairs, Laterality::Same),
            ]),
            "On stairs this leg lets the body drop, or always goes first.",
            "felson2007",
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
            "The knee takes the load as usual.",
            "schwartz2008",
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
            "The knee goes inward, and from the side it takes the load as usual: rather hip or foot.",
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
            "A stiff ankle explains how the knee takes the load.",
            "perry2010",
        ),
    ],
    wording: "The findings are consistent with less control by the muscles that straighten the knee. Video shows \
        neither which of them, nor whether pain or swelling holds them back.",
    evidence: "Moderate: of 2351 people those whose knees gave way had weaker quadriceps and more pain (Felson 2007). \
        That one part, the VMO, could be weak or trained alone is not shown: 20 studies say no (Smith 2009).",
    separates: "The knee in loading, seen from the side, with a quiet pelvis. Inward alone points to hip or foot.",
    confirm: &[
        "force of straightening the knee, both sides, with a dynamometer",
        "whether the knee straightens as far by itself as by hand",
        "standing up from a chair, step-down on one leg",
        "whether there is fluid in the knee",
    ],
    advice: "The article's advice: strengthen the VMO. In practice that is strengthening the whole quadriceps.",
    advice_evidence: "Moderate for strengthening the quadriceps, none for the VMO alone. Ask a physical therapist first.",
    sources: &["article", "felson2007", "smith2009", "farrokhi2015"],
};

pub(super) const PAIN: Cause = Cause {
    id: CauseId::PainAvoidance,
    side_is: "the leg that is spared",
    ceiling: Level::SeveralConsistent,
    items: &[
        EvidenceItem::speaks_for(
            "bears_shorter",
            2.0,
            Group::Temporal,
            Criterion::Unusual(&[(F::ShortenedStance, Laterality::Same)]),
            "This leg bears for a shorter time.",
            "patterson2010",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "slow",
            1.0,
            Group::Pace,
            Criterion::Unusual(&[(F::SlowWalking, Laterality::Either)]),
            "The pace is slow.",
            "perry1995",
        ),
        EvidenceItem::speaks_for(
            "knee_kept_straight",
            1.0,
            Group::SagittalLoading,
            Criterion::Unusual(&[(F::LoadingFlexionAbsent, Laterality::Same)]),
            "The knee is kept still as it takes the load.",
            "practice",
        ),
        KNEE_BENDS_LESS_THAN_OTHER.weighing(1.0, "practice"),
        EvidenceItem::speaks_for(
            "trunk_over_leg",
            1.0,
            Group::FrontalTrunk,
            Criterion::Unusual(&[(F::LateralTrunkLean, Laterality::Same)]),
            "The trunk leans over this leg.",
            "practice",
        ),
        EvidenceItem::speaks_for(
            "hurts_here",
            3.0,
            Group::Pain,
            Criterion::Pain,
            "The person says that this leg hurts.",
            "corrigan2023",
        )
        .that_separates(),
        EvidenceItem::speaks_against(
            "hurts_nowhere",
            3.0,
            Group::Pain,
            Criterion::NoPain,
            "The person says that nothing hurts.",
            "corrigan2023",
        ),
    ],
    wording: "The findings are consistent with sparing this leg. Video cannot tell why it hurts.",
    evidence: "Moderate. Pain need not make steps uneven: in a large study it did not (Corrigan 2023).",
    separates: "A short stance on the leg that hurts; with a short leg the longer one tends to bear longer.",
    confirm: &["asking for the pain, from 0 to 10, during the walk", "an examination by hand"],
    advice: "The article's advice: see a physical therapist.",
    advice_evidence: "That is the advice of this report too.",
    sources: &["article", "corrigan2023"],
};
