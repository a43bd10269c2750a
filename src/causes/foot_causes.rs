//! Causes at ankle and foot.

use super::hypothesis::{CauseId, Level};
use super::item::{Cause, Group, Item, Looks, On, Speaks};
use crate::findings::FindingId as F;

pub(super) const ANKLE: Cause = Cause {
    id: CauseId::LimitedAnkleDorsiflexion,
    side_is: "the stiffer ankle",
    ceiling: Level::SeveralConsistent,
    items: &[
        Item {
            id: "ankle_bends_little",
            speaks: Speaks::For,
            weight: 3.0,
            group: Group::Ankle,
            looks: Looks::Unusual(&[(F::ReducedDorsiflexion, On::Same)]),
            separates: true,
            text: "The ankle bends little while the leg bears.",
            source: "schwartz2008",
        },
        Item {
            id: "heel_up_early",
            speaks: Speaks::For,
            weight: 2.0,
            group: Group::Foot,
            looks: Looks::Unusual(&[(F::EarlyHeelRise, On::Same)]),
            separates: true,
            text: "The heel leaves the ground early.",
            source: "read2003",
        },
        Item {
            id: "knee_inward",
            speaks: Speaks::For,
            weight: 1.0,
            group: Group::FrontalKnee,
            looks: Looks::Unusual(&[(F::KneeValgus, On::Same)]),
            separates: false,
            text: "The knee goes inward where it bends far.",
            source: "lima2018",
        },
        Item {
            id: "knee_pushed_back",
            speaks: Speaks::For,
            weight: 1.0,
            group: Group::SagittalLoading,
            looks: Looks::Unusual(&[(F::KneeHyperextension, On::Same)]),
            separates: false,
            text: "The knee goes back beyond straight.",
            source: "perry2010",
        },
        Item {
            id: "ankle_usual",
            speaks: Speaks::Against,
            weight: 3.0,
            group: Group::Ankle,
            looks: Looks::Usual(&[
                (F::ReducedDorsiflexion, On::Same),
                (F::EarlyHeelRise, On::Same),
            ]),
            separates: false,
            text: "The ankle bends as usual and the heel stays down.",
            source: "schwartz2008",
        },
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
        Item {
            id: "foot_rolls_inward",
            speaks: Speaks::For,
            weight: 2.0,
            group: Group::Foot,
            looks: Looks::NotMeasured(
                "Have the feet looked at from behind, barefoot: this version does not measure them.",
            ),
            separates: true,
            text: "The ankle comes inward over the foot, the heel tilts.",
            source: "practice",
        },
        Item {
            id: "knee_inward",
            speaks: Speaks::For,
            weight: 1.0,
            group: Group::FrontalKnee,
            looks: Looks::Unusual(&[(F::KneeValgus, On::Same)]),
            separates: false,
            text: "The knee goes inward.",
            source: "kim2021",
        },
        Item {
            id: "from_above",
            speaks: Speaks::Against,
            weight: 2.0,
            group: Group::HipLine,
            looks: Looks::Unusual(&[(F::ContralateralPelvicDrop, On::Same)]),
            separates: false,
            text: "The pelvis drops with it: rather from the hip than from the foot.",
            source: "practice",
        },
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
