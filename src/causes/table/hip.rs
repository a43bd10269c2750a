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
    side_is: "the side that bears while the pelvis drops on the other",
    ceiling: Level::SomeCompatible,
    items: &[
        EvidenceItem::speaks_for(
            "pelvis_drops",
            2.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ContralateralPelvicDrop, Laterality::Same)]),
            "The other side of the pelvis drops while this leg bears.",
            "schwartz2008",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "trunk_over_leg",
            2.0,
            Group::FrontalTrunk,
            Criterion::Unusual(&[(F::LateralTrunkLean, Laterality::Same)]),
            "The trunk leans over this leg while it bears.",
            "practice",
        )
        .that_separates(),
        KNEE_INWARD.weighing(1.0, "practice"),
        EvidenceItem::speaks_for(
            "narrow",
            1.0,
            Group::Width,
            Criterion::Unusual(&[(F::NarrowSteps, Laterality::Either)]),
            "The feet are set close together, or cross.",
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
            "Pelvis and trunk are as level as usual.",
            "derived",
        ),
        EvidenceItem::speaks_against(
            "tilt_stays",
            2.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ConstantPelvicTilt, Laterality::Either)]),
            "The tilt is there in standing too, and the same over either leg.",
            "walsh2000",
        ),
    ],
    wording: "How pelvis and trunk move is compatible with less control by the muscles at the side of the hip. Only \
        a test can judge strength.",
    evidence: "Weak. In people whose hip muscles were half numbed the pelvis did not drop more (Kendall 2013).",
    separates: "A drop in single support only, more with load, and none in standing on both legs.",
    confirm: &[
        "Trendelenburg test held for 30 s",
        "force of lifting the leg sideways, with a dynamometer",
        "step-down, lateral and forward",
    ],
    advice: "The article names the buttock muscles: strengthen them, with hip extensions.",
    advice_evidence: "Low for this purpose. Ask a physical therapist first.",
    sources: &["article", "kendall2013"],
};

pub(super) const HIP_EXTENSORS: Cause = Cause {
    id: CauseId::HipExtensorSupport,
    side_is: "the weaker side",
    ceiling: Level::SomeCompatible,
    items: &[
        EvidenceItem::speaks_for(
            "trunk_back",
            2.0,
            Group::SagittalTrunk,
            Criterion::Unusual(&[(F::BackwardTrunkLean, Laterality::Same)]),
            "The trunk goes back as this leg takes the load.",
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
            "The trunk stays as quiet as usual.",
            "perry2010",
        ),
    ],
    wording: "The findings are compatible with less support by the muscles behind the hip.",
    evidence: "Low. People with arthrosis and unstable knees supported themselves less by the hip (Farrokhi 2015).",
    separates: "The trunk goes back with weak hip extensors, forward with weak knee extensors.",
    confirm: &[
        "lifting the straight leg in lying prone",
        "bridge on one leg",
        "standing up from a chair",
    ],
    advice: "The article's advice: hip extensions, because the buttock muscles are weak beside the hip flexor.",
    advice_evidence: "Low for this purpose. Ask a physical therapist first.",
    sources: &["article", "farrokhi2015", "perry2010"],
};
