//! Causes at ankle and foot.

use crate::causes::cause_id::{CauseId, Level};
use crate::causes::evidence_item::{Cause, Criterion, EvidenceItem, Group, Laterality, ToDo};
use crate::causes::table::observations::KNEE_INWARD;
use crate::findings::FindingId as F;

pub(super) const ANKLE: Cause = Cause {
    id: CauseId::LimitedAnkleDorsiflexion,
    ceiling: Level::SeveralConsistent,
    items: &[
        EvidenceItem::speaks_for(
            "ankle_bends_little",
            3.0,
            Group::Ankle,
            Criterion::Unusual(&[(F::ReducedDorsiflexion, Laterality::Same)]),
            "schwartz2008",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "heel_up_early",
            2.0,
            Group::Foot,
            Criterion::Unusual(&[(F::EarlyHeelRise, Laterality::Same)]),
            "read2003",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "knee_inward",
            1.0,
            Group::FrontalKnee,
            Criterion::Unusual(&[(F::KneeValgus, Laterality::Same)]),
            "lima2018",
        ),
        EvidenceItem::speaks_for(
            "knee_pushed_back",
            1.0,
            Group::SagittalLoading,
            Criterion::Unusual(&[(F::KneeHyperextension, Laterality::Same)]),
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
            "schwartz2008",
        ),
    ],
    sources: &["lima2018", "perry2010"],
};

pub(super) const PRONATION: Cause = Cause {
    id: CauseId::FootPronation,
    ceiling: Level::SomeCompatible,
    items: &[
        EvidenceItem::speaks_for(
            "foot_rolls_inward",
            2.0,
            Group::Foot,
            Criterion::NotMeasured(ToDo::LookAtFeet),
            "practice",
        )
        .that_separates(),
        KNEE_INWARD.weighing(1.0, "kim2021"),
        EvidenceItem::speaks_against(
            "from_above",
            2.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ContralateralPelvicDrop, Laterality::Same)]),
            "practice",
        ),
    ],
    sources: &["kim2021", "yoo2022"],
};
