//! Causes at ankle and foot.

use crate::causes::cause_id::{CauseId, Level};
use crate::causes::evidence_item::{Cause, Criterion, EvidenceItem, Group, Laterality};
use crate::causes::table::observations::KNEE_INWARD;
use crate::findings::FindingId as F;

pub(super) const ANKLE: Cause = Cause {
    id: CauseId::LimitedAnkleDorsiflexion,
    side_is: "the stiffer ankle",
    ceiling: Level::SeveralConsistent,
    items: &[
        EvidenceItem::speaks_for(
            "ankle_bends_little",
            3.0,
            Group::Ankle,
            Criterion::Unusual(&[(F::ReducedDorsiflexion, Laterality::Same)]),
            "The ankle bends little while the leg bears.",
            "schwartz2008",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "heel_up_early",
            2.0,
            Group::Foot,
            Criterion::Unusual(&[(F::EarlyHeelRise, Laterality::Same)]),
            "The heel leaves the ground early.",
            "read2003",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "knee_inward",
            1.0,
            Group::FrontalKnee,
            Criterion::Unusual(&[(F::KneeValgus, Laterality::Same)]),
            "The knee goes inward where it bends far.",
            "lima2018",
        ),
        EvidenceItem::speaks_for(
            "knee_pushed_back",
            1.0,
            Group::SagittalLoading,
            Criterion::Unusual(&[(F::KneeHyperextension, Laterality::Same)]),
            "The knee goes back beyond straight.",
            "perry2010",
        ),
        EvidenceItem::speaks_against(
            "ankle_usual",
            3.0,
            Group::Ankle,
            Criterion::Usual(&[
                (F::ReducedDorsiflexion, Laterality::Same),
                (F::EarlyHeelRise, Laterality::Same),
            ]),
            "The ankle bends as usual and the heel stays down.",
            "schwartz2008",
        ),
    ],
    wording: "The findings are consistent with an ankle that does not bend far.",
    evidence: "Moderate for knees that go inward in step-downs: 17 studies (Lima 2018).",
    separates: "With a wedge under the heel the pattern goes away.",
    confirm: &[
        "knee-to-wall test, with an inclinometer",
        "calf length with the knee straight and bent",
    ],
    advice: "The article does not mention it.",
    advice_evidence: "Ask a physical therapist.",
    sources: &["lima2018", "perry2010"],
};

pub(super) const PRONATION: Cause = Cause {
    id: CauseId::FootPronation,
    side_is: "the foot that rolls inward",
    ceiling: Level::SomeCompatible,
    items: &[
        EvidenceItem::speaks_for("foot_rolls_inward", 2.0, Group::Foot, Criterion::NotMeasured(
                "Have the feet looked at from behind, barefoot: this version does not measure them.",
            ), "The ankle comes inward over the foot, the heel tilts.", "practice").that_separates(),
        KNEE_INWARD.weighing(1.0, "kim2021"),
        EvidenceItem::speaks_against("from_above", 2.0, Group::HipLine, Criterion::Unusual(&[(F::ContralateralPelvicDrop, Laterality::Same)]), "The pelvis drops with it: rather from the hip than from the foot.", "practice"),
    ],
    wording: "The findings are compatible with a part that comes from the foot; shoes and landmarks make that unsure.",
    evidence: "Low to moderate: in step-downs knees of pronated feet went further inward (Kim 2021), arch support \
        changed that on stairs (Yoo 2022); both studies are small.",
    separates: "Whether shank or thigh and pelvis go first.",
    confirm: &["navicular drop", "foot posture index", "stairs with and without arch support"],
    advice: "The article does not mention it.",
    advice_evidence: "Ask a physical therapist.",
    sources: &["kim2021", "yoo2022"],
};
