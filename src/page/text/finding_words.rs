//! Findings and hypotheses in the words of those who work in the field; `languages` has the plain ones.

use crate::causes::{CauseId, Level};
use crate::findings::{FindingId, Status, Unmet};

/// What a finding is called in the field.
pub(crate) fn finding_words(id: FindingId) -> &'static str {
    match id {
        FindingId::KneeValgus => "Knee inward (dynamic valgus, FPPA)",
        FindingId::KneeInwardFromStanding => "Knee farther inward than in standing",
        FindingId::Buckling => "Giving way (buckling)",
        FindingId::StepTimeAsymmetry => "Step time longer than the other side's",
        FindingId::ShortenedStance => "Stance shorter than the other side's",
        FindingId::StepLengthAsymmetry => "Step shorter than the other side's",
        FindingId::SlowWalking => "Slow walking",
        FindingId::NarrowSteps => "Narrow steps",
        FindingId::WideSteps => "Wide steps",
        FindingId::ContralateralPelvicDrop => "Contralateral pelvic drop in stance",
        FindingId::StandingObliquity => "Pelvis lower in standing",
        FindingId::ConstantPelvicTilt => "Pelvic tilt the same in standing and walking",
        FindingId::ChangingPelvicTilt => "Pelvic tilt of standing gone in walking",
        FindingId::HipHike => "Hip hike in swing",
        FindingId::PelvicRotation => "Pelvic rotation",
        FindingId::LateralTrunkLean => "Trunk lean over the stance leg",
        FindingId::ForwardTrunkLean => "Forward trunk lean at loading",
        FindingId::BackwardTrunkLean => "Backward trunk lean at loading",
        FindingId::LoadingFlexionAbsent => "Loading flexion of the knee absent",
        FindingId::LoadingFlexionExcessive => "Loading flexion of the knee excessive",
        FindingId::LoadingFlexionAsymmetry => {
            "Loading flexion of the knee less than the other side's"
        }
        FindingId::KneeHyperextension => "Knee hyperextension in stance",
        FindingId::FlexedStance => "Knee flexed all through stance",
        FindingId::ReducedSwingKneeFlexion => "Knee flexion reduced in swing",
        FindingId::SwingKneeAsymmetry => "Knee flexion in swing less than the other side's",
        FindingId::ThighExtensionLoss => "Thigh extension reduced at the end of stance",
        FindingId::ThighExtensionAsymmetry => "Thigh extension less than the other side's",
        FindingId::ReducedDorsiflexion => "Ankle dorsiflexion reduced in stance",
        FindingId::EarlyHeelRise => "Early heel rise",
        FindingId::Circumduction => "Circumduction",
        FindingId::Vaulting => "Vaulting",
        FindingId::HandOnThigh => "Hand on the thigh",
        FindingId::StepByStepStairs => "Stairs step by step, this foot first",
        FindingId::FastLowering => "Fast lowering on stairs",
        FindingId::HipKneeTiming => "Hip and knee timing at contact",
        FindingId::HipKneeTimingAsymmetry => "Loading peak of the knee later than the other side's",
    }
}

pub(crate) fn status_words(status: Status) -> &'static str {
    match status {
        Status::NotAssessable => "not assessable",
        Status::Within => "as usual",
        Status::Borderline => "borderline",
        Status::Flagged => "unusual",
    }
}

pub(crate) fn unmet_words(unmet: Unmet) -> &'static str {
    match unmet {
        Unmet::Limit => "not beyond the limit",
        Unmet::Error => "error alone may have made it",
        Unmet::Cycles => "not in 70 % of the strides",
        Unmet::Pace => "usual at so slow a pace",
    }
}

pub(crate) fn cause_words(id: CauseId) -> &'static str {
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

pub(crate) fn level_words(level: Level) -> &'static str {
    match level {
        Level::NotAssessable => "not assessable from these views",
        Level::ArguedAgainst => "the findings argue against it",
        Level::NoClearIndication => "no clear indication",
        Level::SomeCompatible => "some findings are compatible with it",
        Level::SeveralConsistent => "several findings are consistent with it",
    }
}
