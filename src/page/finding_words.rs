//! Findings and hypotheses in words: the field's for those who work in it, plain ones for the person who was filmed.

use crate::anatomy::Side;
use crate::causes::{CauseId, Level};
use crate::findings::{FindingId, Status, Unmet};

/// What a finding is called: for the field, and as a sentence about "your left leg" that a child of twelve reads.
///
/// In the second `{side}` stands for left or right, `{other}` for the other one.
pub(super) fn finding_words(id: FindingId) -> [&'static str; 2] {
    match id {
        FindingId::KneeValgus => [
            "Knee inward (dynamic valgus, FPPA)",
            "Your {side} knee moves inward when you stand on that leg.",
        ],
        FindingId::KneeInwardFromStanding => [
            "Knee farther inward than in standing",
            "Your {side} knee moves farther inward than when you just stand.",
        ],
        FindingId::Buckling => {
            ["Giving way (buckling)", "Your {side} knee bent suddenly while you stood on it."]
        }
        FindingId::StepTimeAsymmetry => [
            "Step time longer than the other side's",
            "The step of your {side} foot takes longer than that of your {other} foot.",
        ],
        FindingId::ShortenedStance => [
            "Stance shorter than the other side's",
            "You stand on your {side} leg for a shorter time than on your {other} leg.",
        ],
        FindingId::StepLengthAsymmetry => [
            "Step shorter than the other side's",
            "The step of your {side} foot is shorter than that of your {other} foot.",
        ],
        FindingId::SlowWalking => ["Slow walking", "You walk slowly."],
        FindingId::NarrowSteps => ["Narrow steps", "You set your feet close together."],
        FindingId::WideSteps => ["Wide steps", "You set your feet far apart."],
        FindingId::ContralateralPelvicDrop => [
            "Contralateral pelvic drop in stance",
            "Your hips tip down on the {other} side when you stand on your {side} leg.",
        ],
        FindingId::StandingObliquity => {
            ["Pelvis lower in standing", "Your hips are lower on the {side} side when you stand."]
        }
        FindingId::ConstantPelvicTilt => [
            "Pelvic tilt the same in standing and walking",
            "Your hips are lower on the {side} side when you stand and when you walk.",
        ],
        FindingId::ChangingPelvicTilt => [
            "Pelvic tilt of standing gone in walking",
            "Your hips are lower on the {side} side when you stand, but not when you walk.",
        ],
        FindingId::HipHike => {
            ["Hip hike in swing", "You pull up your {side} hip when that leg swings."]
        }
        FindingId::PelvicRotation => ["Pelvic rotation", "Your hips turn more to one side."],
        FindingId::LateralTrunkLean => [
            "Trunk lean over the stance leg",
            "You lean over to the {side} when you stand on that leg.",
        ],
        FindingId::ForwardTrunkLean => [
            "Forward trunk lean at loading",
            "You lean forward when your {side} leg takes your weight.",
        ],
        FindingId::BackwardTrunkLean => [
            "Backward trunk lean at loading",
            "You lean back when your {side} leg takes your weight.",
        ],
        FindingId::LoadingFlexionAbsent => [
            "Loading flexion of the knee absent",
            "You keep your {side} knee straight when it takes your weight.",
        ],
        FindingId::LoadingFlexionExcessive => [
            "Loading flexion of the knee excessive",
            "Your {side} knee bends a lot when it takes your weight.",
        ],
        FindingId::KneeHyperextension => [
            "Knee hyperextension in stance",
            "Your {side} knee bends backward when you stand on it.",
        ],
        FindingId::FlexedStance => {
            ["Knee flexed all through stance", "Your {side} knee stays bent when you stand on it."]
        }
        FindingId::ReducedSwingKneeFlexion => [
            "Knee flexion reduced in swing",
            "Your {side} knee bends little when that leg swings forward.",
        ],
        FindingId::ThighExtensionLoss => [
            "Thigh extension reduced at the end of stance",
            "Your {side} leg does not reach far behind you.",
        ],
        FindingId::ReducedDorsiflexion => [
            "Ankle dorsiflexion reduced in stance",
            "Your {side} ankle bends little when you stand on it.",
        ],
        FindingId::EarlyHeelRise => {
            ["Early heel rise", "Your {side} heel lifts off the ground early."]
        }
        FindingId::Circumduction => ["Circumduction", "Your {side} foot swings out to the side."],
        FindingId::Vaulting => {
            ["Vaulting", "You go up on your {side} leg so that the other one can pass."]
        }
        FindingId::HandOnThigh => {
            ["Hand on the thigh", "You hold your {side} thigh with your hand."]
        }
        FindingId::StepByStepStairs => [
            "Stairs step by step, this foot first",
            "On stairs your {side} foot always goes first.",
        ],
        FindingId::FastLowering => {
            ["Fast lowering on stairs", "On stairs your {side} leg lets you down quickly."]
        }
        FindingId::HipKneeTiming => [
            "Hip and knee timing at contact",
            "Your {side} hip and knee move at another time than usual when the foot lands.",
        ],
    }
}

/// The second of [`finding_words`], with its side.
pub(super) fn plain(id: FindingId, side: Option<Side>) -> String {
    let text = finding_words(id)[1];
    let Some(side) = side else { return text.to_owned() };
    text.replace("{side}", side.name()).replace("{other}", side.opposite().name())
}

pub(super) fn status_words(status: Status) -> &'static str {
    match status {
        Status::NotAssessable => "not assessable",
        Status::Within => "as usual",
        Status::Borderline => "borderline",
        Status::Flagged => "unusual",
    }
}

pub(super) fn unmet_words(unmet: Unmet) -> &'static str {
    match unmet {
        Unmet::Limit => "not beyond the limit",
        Unmet::Error => "error alone may have made it",
        Unmet::Cycles => "not in 70 % of the strides",
        Unmet::Pace => "usual at so slow a pace",
    }
}

pub(super) fn cause_words(id: CauseId) -> &'static str {
    match id {
        CauseId::FunctionalLegLengthDifference => {
            "A leg that acts short (functional leg-length difference, dominant hip flexor)"
        }
        CauseId::TrueLegLengthDifference => "A leg that is short (true leg-length difference)",
        CauseId::QuadricepsControl => "Control of the knee by the quadriceps (the article's VMO)",
        CauseId::HipAbductorControl => {
            "Control of the pelvis by the hip abductors (gluteus medius)"
        }
        CauseId::HipExtensorSupport => "Support by the hip extensors (gluteus maximus)",
        CauseId::LimitedAnkleDorsiflexion => "An ankle that does not bend far",
        CauseId::FootPronation => "A foot that rolls inward (over-pronation)",
        CauseId::PainAvoidance => "Sparing a leg that hurts",
    }
}

pub(super) fn level_words(level: Level) -> &'static str {
    match level {
        Level::NotAssessable => "not assessable from these views",
        Level::ArguedAgainst => "the findings argue against it",
        Level::NoClearIndication => "no clear indication",
        Level::SomeCompatible => "some findings are compatible with it",
        Level::SeveralConsistent => "several findings are consistent with it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_sentences_are_short_and_name_no_disease() {
        for &id in FindingId::ALL {
            let text = plain(id, Some(Side::Left));
            assert!(!text.contains('{') && text.ends_with('.'), "{text}");
            assert!(text.split_whitespace().count() <= 17, "{text}");
            let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count();
            assert!(text.split_whitespace().all(|w| letters(w) <= 9), "{text}");
            for word in ["diagnos", "you have", "valgus", "flexion", "stance"] {
                assert!(!text.to_lowercase().contains(word), "{text}");
            }
        }
    }
}
