//! Legs of unequal length, truly or by the way the pelvis is held.

use crate::causes::cause_id::{CauseId, Level};
use crate::causes::evidence_item::{Cause, Criterion, EvidenceItem, Group, Laterality};
use crate::causes::table::observations::{
    OTHER_STEP_SHORT, THIGH_COMES_BACK_LESS_THAN_OTHER, THIGH_DOES_NOT_COME_BACK,
};
use crate::findings::FindingId as F;

pub(super) const FUNCTIONAL_LEG_LENGTH: Cause = Cause {
    id: CauseId::FunctionalLegLengthDifference,
    side_is: "the side whose hip flexor holds the thigh",
    ceiling: Level::SomeCompatible,
    items: &[
        THIGH_DOES_NOT_COME_BACK.weighing(2.0, "derived"),
        THIGH_COMES_BACK_LESS_THAN_OTHER.weighing(2.0, "derived"),
        EvidenceItem::speaks_for(
            "tilt_goes_away",
            2.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ChangingPelvicTilt, Laterality::Either)]),
            "The pelvis is tilted in standing and not in walking.",
            "walsh2000",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "trunk_forward",
            1.0,
            Group::SagittalTrunk,
            Criterion::Unusual(&[(F::ForwardTrunkLean, Laterality::Same)]),
            "The trunk is held forward while the leg bears.",
            "practice",
        ),
        OTHER_STEP_SHORT.weighing(1.0, "practice"),
        EvidenceItem::speaks_for(
            "pelvis_turned",
            1.0,
            Group::Rotation,
            Criterion::Unusual(&[(F::PelvicRotation, Laterality::Either)]),
            "The pelvis is turned to one side.",
            "article",
        ),
        EvidenceItem::speaks_against(
            "tilt_stays",
            3.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ConstantPelvicTilt, Laterality::Either)]),
            "The tilt is the same in standing and over either leg.",
            "walsh2000",
        ),
        EvidenceItem::speaks_against(
            "thigh_comes_back",
            2.0,
            Group::Thigh,
            Criterion::Usual(&[(F::ThighExtensionLoss, Laterality::Either)]),
            "Both thighs come as far behind the body as usual.",
            "derived",
        ),
        EvidenceItem::speaks_against(
            "block_test_found_a_difference",
            3.0,
            Group::ByHand,
            Criterion::BlockAny,
            "A block test found a difference of a centimetre or more.",
            "badii2014",
        ),
    ],
    wording: "Some findings are compatible with a leg that acts short by the way the pelvis is held. Video cannot \
        see a turned pelvic bone; hands have to tell this from a leg that is short.",
    evidence: "Low. Nearly all healthy athletes have uneven pelvic bones (Krawiec 2003), the joints at the sacrum \
        move by about 2 degrees (Goode 2008), and the tests by hand miss more than they find (Levangie 1999).",
    separates: "Whether the tilt changes: level in sitting, or with posture, speaks for this; the same everywhere \
        speaks for a leg that is short.",
    confirm: &[
        "block test with the pelvis levelled",
        "tape measure (weak)",
        "modified Thomas test with the pelvis held",
        "feeling the pelvis in standing, sitting and lying",
    ],
    advice: "The article's advice: stretch the hip flexor, extend the hips, brace the abdomen.",
    advice_evidence: "No trial shows that this levels a pelvis or stops a knee from giving way. Ask a physical \
        therapist first.",
    sources: &["article", "krawiec2003", "goode2008", "levangie1999", "vigotsky2016"],
};

pub(super) const TRUE_LEG_LENGTH: Cause = Cause {
    id: CauseId::TrueLegLengthDifference,
    side_is: "the shorter leg",
    ceiling: Level::SeveralConsistent,
    items: &[
        EvidenceItem::speaks_for(
            "tilt_stays",
            3.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ConstantPelvicTilt, Laterality::Same)]),
            "This side of the pelvis is lower in standing and over either leg.",
            "walsh2000",
        )
        .that_separates(),
        EvidenceItem::speaks_for(
            "long_knee_bent",
            2.0,
            Group::SagittalLoading,
            Criterion::Unusual(&[(F::FlexedStance, Laterality::Other)]),
            "The other, longer leg stays bent in stance.",
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
            "The longer leg is swung outward or pulled up, or the body is lifted over the shorter one.",
            "khamis2017",
        ),
        EvidenceItem::speaks_for(
            "short_heel_up",
            2.0,
            Group::Ankle,
            Criterion::Unusual(&[(F::EarlyHeelRise, Laterality::Same)]),
            "The heel of the shorter leg leaves the ground early.",
            "walsh2000",
        ),
        EvidenceItem::speaks_for(
            "block_test_short",
            3.0,
            Group::ByHand,
            Criterion::BlockShort,
            "A block test found this leg shorter by a centimetre or more.",
            "badii2014",
        )
        .that_separates(),
        EvidenceItem::speaks_against(
            "tilt_goes_away",
            3.0,
            Group::HipLine,
            Criterion::Unusual(&[(F::ChangingPelvicTilt, Laterality::Either)]),
            "The tilt of standing goes away in walking.",
            "walsh2000",
        ),
        EvidenceItem::speaks_against(
            "level_in_standing",
            3.0,
            Group::HipLine,
            Criterion::Usual(&[(F::StandingObliquity, Laterality::Either)]),
            "The pelvis is level in standing.",
            "derived",
        ),
        EvidenceItem::speaks_against(
            "block_test_level",
            3.0,
            Group::ByHand,
            Criterion::BlockLevel,
            "A block test found less than half a centimetre.",
            "badii2014",
        ),
    ],
    wording: "The findings are consistent with one leg shorter by some 2 cm or more, or with another reason for a \
        tilted pelvis. Do not add a heel lift because of a video: have the difference measured first.",
    evidence: "Moderate. Walking differs from about 1 cm on (Khamis 2017); below 2 cm a camera cannot see it.",
    separates: "Whether the tilt stays the same, and whether the longer leg is bent, swung round or pulled up.",
    confirm: &[
        "block test (finds 55 of 100 differences, wrong in 11 of 100 without)",
        "tape measure (weak: little better than chance)",
        "X-ray of both legs in standing, if the difference seems larger than 2 cm",
    ],
    advice: "The article's advice: a heel lift in the shoe of the shorter leg, worn always. Only after the \
        difference was measured.",
    advice_evidence: "Low: ten studies, none of high quality, found less pain with lifts (Campbell 2018).",
    sources: &["article", "khamis2017", "walsh2000", "badii2014", "campbell2018"],
};
