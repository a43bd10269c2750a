//! Every finding is raised by a movement that is enough, on its side, with nothing else that it does not bring along;
//! and by one of little less it is not.

use crate::support::films::*;
use crate::support::person::Unusual;
use crate::support::reshape::{self, Reshape};
use gaitline::anatomy::Side;
use gaitline::findings::{Finding, FindingId as F, Status, WhyNot};

/// How somebody is filmed who moves unusually, by an amount.
enum Movement {
    /// From behind.
    Behind(fn(f64) -> Unusual),
    /// From the side of the unusual leg.
    Beside(fn(f64) -> Unusual),
    /// From either side, one after the other.
    BothWays(fn(f64) -> Unusual),
    /// From the side of the unusual leg.
    Leg(Reshape),
    /// From either side, one after the other.
    Legs(Reshape),
    Own(fn(Side, f64) -> Film),
}

use Movement::{Behind, Beside, BothWays, Leg, Legs, Own};

struct Case {
    id: F,
    movement: Movement,
    /// By so much it is raised.
    raises: f64,
    /// By so much it is not.
    does_not: f64,
    /// What is raised with it.
    also: &'static [F],
}

const fn case(id: F, movement: Movement, [raises, does_not]: [f64; 2], also: &'static [F]) -> Case {
    Case { id, movement, raises, does_not, also }
}

const FLAT: &[F] = &[F::LoadingFlexionAbsent, F::KneeHyperextension];
const AHEAD: &[F] = &[F::SwingKneeAsymmetry, F::ThighExtensionLoss];
const TILTED: &[F] = &[F::ContralateralPelvicDrop, F::StandingObliquity, F::HipHike];

/// Every finding but the turn of the pelvis, which no camera shows.
const CASES: [Case; 35] = [
    // the knee
    case(F::KneeValgus, Behind(|by| Unusual { valgus_deg: by, ..NONE }), [9.0, 8.0], &[]),
    case(F::KneeInwardFromStanding, Own(inward_from_standing), [7.0, 6.0], &[]),
    case(F::Buckling, Beside(|by| Unusual { buckle_deg: by, ..NONE }), [17.0, 13.0], &[]),
    case(F::LoadingFlexionAbsent, Leg(reshape::flat), [15.5, 13.0], &[F::KneeHyperextension]),
    case(F::LoadingFlexionExcessive, Leg(reshape::loading), [9.5, 8.0], &[]),
    case(F::LoadingFlexionAsymmetry, Legs(reshape::uneven), [14.0, 10.5], FLAT),
    case(F::KneeHyperextension, Leg(reshape::single_support), [-14.0, -12.0], &[]),
    case(F::FlexedStance, Leg(reshape::bent), [13.0, 11.0], &[F::ThighExtensionLoss]),
    case(
        F::ReducedSwingKneeFlexion,
        Beside(|by| Unusual { stiff_deg: by, ..NONE }),
        [15.5, 13.0],
        &[],
    ),
    case(
        F::SwingKneeAsymmetry,
        BothWays(|by| Unusual { stiff_deg: by, ..NONE }),
        [15.0, 12.5],
        &[F::ReducedSwingKneeFlexion],
    ),
    case(F::HipKneeTiming, Leg(reshape::jerk), [31.0, 27.0], &[F::LoadingFlexionExcessive]),
    case(F::HipKneeTimingAsymmetry, Own(peaks_apart), [8.0, 6.0], &[]),
    // hip, ankle and foot
    case(F::ThighExtensionLoss, Beside(|by| Unusual { thigh_deg: by, ..NONE }), [10.0, 8.0], &[]),
    case(F::ThighExtensionAsymmetry, Legs(reshape::thigh_ahead), [22.0, 19.5], AHEAD),
    case(
        F::ReducedDorsiflexion,
        Leg(reshape::single_support),
        [-25.5, -21.5],
        &[F::KneeHyperextension],
    ),
    case(F::EarlyHeelRise, Leg(reshape::early_heel), [15.0, 12.0], &[F::Vaulting]),
    case(F::Circumduction, Behind(|by| Unusual { outward_leg_pct: by, ..NONE }), [6.75, 6.0], &[]),
    case(F::Vaulting, Leg(reshape::lifted), [1.5, 1.25], &[]),
    case(F::HandOnThigh, Leg(reshape::hand_on_thigh), [45.0, 35.0], &[]),
    // pelvis and trunk
    case(F::ContralateralPelvicDrop, Own(|side, by| pelvis(side, by, 0.0, 0.0)), [6.4, 4.5], &[]),
    case(F::HipHike, Own(|side, by| pelvis(side, 0.0, by, 0.0)), [3.5, 2.5], &[]),
    case(F::StandingObliquity, Own(stands_lower), [5.5, 4.5], &[]),
    case(F::ConstantPelvicTilt, Own(|side, by| tilted(side, by, by)), [5.5, 4.5], TILTED),
    case(
        F::ChangingPelvicTilt,
        Own(|side, by| tilted(side, 0.0, by)),
        [5.5, 4.5],
        &[F::StandingObliquity],
    ),
    case(F::LateralTrunkLean, Behind(|by| Unusual { lean_deg: by, ..NONE }), [6.0, 4.5], &[]),
    case(F::ForwardTrunkLean, Leg(reshape::lean_at_loading), [9.0, 7.5], &[]),
    case(F::BackwardTrunkLean, Leg(reshape::lean_at_loading), [-9.0, -7.5], &[]),
    // times and lengths
    case(
        F::StepTimeAsymmetry,
        Beside(|by| Unusual { step_time_pct: by, ..NONE }),
        [19.0, 15.0],
        // at one speed a step that takes longer is longer
        &[F::StepLengthAsymmetry],
    ),
    case(F::ShortenedStance, Own(short_stance), [7.5, 5.5], &[]),
    case(F::StepLengthAsymmetry, Own(short_step), [3.3, 1.5], &[F::LoadingFlexionAbsent]),
    case(F::SlowWalking, Own(slow), [0.75, 0.85], &[]),
    case(F::NarrowSteps, Own(apart), [-8.0, -6.5], &[]),
    case(F::WideSteps, Own(apart), [2.5, 1.0], &[]),
    // stairs
    // one foot joins the other
    case(F::StepByStepStairs, Own(step_by_step), [1.0, 0.0], &[]),
    case(F::FastLowering, Own(fast_lowering), [0.6, 0.43], &[]),
];

impl Case {
    fn findings(&self, side: Side, by: f64) -> Vec<Finding> {
        let film = match self.movement {
            Behind(unusual) => from_behind(side, unusual(by)),
            Beside(unusual) => beside(side, unusual(by)),
            BothWays(unusual) => both_ways(side, unusual(by)),
            Leg(reshape) => reshaped_beside(side, reshape, by),
            Legs(reshape) => there_and_back(side, reshape, by),
            Own(film) => film(side, by),
        };
        film.findings()
    }
}

/// The finding of a side, or the one that belongs to both.
fn of_side(findings: &[Finding], id: F, side: Side) -> &Finding {
    findings.iter().find(|f| f.id == id && f.side.is_none_or(|s| s == side)).unwrap()
}

fn flagged(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.status == Status::Flagged)
}

#[test]
fn every_finding_is_raised_on_its_own_side_and_only_what_comes_with_it() {
    for case in &CASES {
        for side in Side::BOTH {
            let findings = case.findings(side, case.raises);
            let own = of_side(&findings, case.id, side);
            assert_eq!(own.status, Status::Flagged, "{side:?}: {own:?}");
            let same: Vec<_> = flagged(&findings).filter(|f| f.id == case.id).collect();
            assert_eq!(same.len(), 1, "on the other side too: {same:?}");
            let mut others: Vec<F> =
                flagged(&findings).map(|f| f.id).filter(|id| *id != case.id).collect();
            others.sort();
            others.dedup();
            assert_eq!(others, case.also, "{:?} {side:?}", case.id);
        }
    }
}

#[test]
fn no_finding_is_raised_by_little_less() {
    for case in &CASES {
        for side in Side::BOTH {
            let findings = case.findings(side, case.does_not);
            let own = of_side(&findings, case.id, side);
            let is_judged = matches!(own.status, Status::Within | Status::Borderline);
            assert!(is_judged, "{side:?}: {own:?}");
            let same = flagged(&findings).find(|f| f.id == case.id);
            assert_eq!(same, None);
        }
    }
}

#[test]
fn every_finding_has_a_case_or_cannot_be_seen() {
    for &id in F::ALL {
        let cases = CASES.iter().filter(|c| c.id == id).count();
        assert_eq!(cases, usize::from(id != F::PelvicRotation), "{id:?}");
    }
    let usual = from_behind(Side::Left, NONE).findings();
    for side in Side::BOTH {
        let turn = of_side(&usual, F::PelvicRotation, side);
        assert_eq!(turn.not_assessable.as_ref().map(|n| n.reason), Some(WhyNot::NotVisible));
    }
}
