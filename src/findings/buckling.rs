//! Whether a knee gives way: single events, by a rule in three parts that gaitline derived itself.
//!
//! No validated way to see this on video is known. A knee that bends quickly (velocity), far beyond the person's
//! own other steps (amplitude), and either lets the hips drop or catches itself (consequence) is called
//! buckle-like. Of two parts the amplitude must be one, and quickness or a drop the other: possible giving way.
//!
//! On stairs a leg bends quickly in every step to let the body down, and the other leg passes it just then. So there all
//! three parts must hold: quicker than in the person's own steps, far beyond them, and with a drop of the hips, which the
//! legs do not hide.

use crate::anatomy::Side;
use crate::evidence::limits::buckling as by;
use crate::findings::buckle_event::{BuckleEvent, BuckleGrade, Parts, Phase};
use crate::findings::case::{TaskCase, finding};
use crate::findings::finding::Finding;
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::findings::status::Status;
use crate::gait::KneeSurge;
use crate::gait::Plane;
use crate::signal::rounded;

pub(super) fn findings(case: &TaskCase<'_>) -> Vec<Finding> {
    Side::BOTH.map(|side| buckling(case, side)).into()
}

fn buckling(case: &TaskCase<'_>, side: Side) -> Finding {
    let none = |why| finding(FindingId::Buckling, Some(side), vec![Err(why)]);
    let surges = || {
        let is_own =
            |s: &&KneeSurge| s.side == side && case.gait.tasks.get(s.pass) == Some(&case.task);
        case.gait.surges.iter().filter(is_own)
    };
    let rule = if case.is_on_stairs() { STAIRS } else { LEVEL };
    let sure: Vec<&KneeSurge> = surges().filter(|s| (rule.is_sure)(s)).collect();
    match () {
        () if !case.is_seen(Plane::Side) => return none(not_assessable::wrong_view(Plane::Side)),
        () if surges().next().is_none() => return none(not_assessable::too_few_cycles()),
        () if sure.is_empty() => return none(not_assessable::unsure_leg()),
        () => {}
    }
    // on stairs it was tried on near legs only
    if case.is_on_stairs() && !case.is_near(side) {
        return none(not_assessable::far_leg());
    }
    let events: Vec<BuckleEvent> =
        sure.iter().filter_map(|s| (rule.event)(s, case.motion.rate_hz)).collect();
    // where an unsure knee seems to flex suddenly, "none seen" would be untrue
    if events.is_empty() && surges().any(rule.may_hide_one) {
        return none(not_assessable::unsure_leg());
    }
    let status = match events.is_empty() {
        _ if events.iter().any(rule.is_flag) => Status::Flagged,
        false => Status::Borderline,
        true => Status::Within,
    };
    let steps = Some(sure.len());
    let empty = finding(FindingId::Buckling, Some(side), Vec::new());
    Finding { status, events, steps, ..empty }
}

/// How an event is told.
struct Rule {
    /// Whether the leg was seen well enough.
    is_sure: fn(&KneeSurge) -> bool,
    event: fn(&KneeSurge, f64) -> Option<BuckleEvent>,
    /// Whether an event is a flag, even where the film's rate allows no more than "possible".
    is_flag: fn(&BuckleEvent) -> bool,
    /// Whether a surge that is no event may be one that was not seen well.
    may_hide_one: fn(&KneeSurge) -> bool,
}

const LEVEL: Rule = Rule { is_sure, event, is_flag: has_all_parts, may_hide_one };
const STAIRS: Rule = Rule {
    is_sure: is_sure_on_stairs,
    event: stair_event,
    is_flag: |_| true,
    may_hide_one: may_hide_one_on_stairs,
};

fn has_all_parts(event: &BuckleEvent) -> bool {
    [event.parts.velocity, event.parts.amplitude, event.parts.consequence] == [true; 3]
}

fn may_hide_one(surge: &KneeSurge) -> bool {
    !is_sure(surge) && is_ample(surge)
}

/// A bend with half of the drop that makes it an event cannot be denied, however slow it seems.
fn may_hide_one_on_stairs(surge: &KneeSurge) -> bool {
    surge.excess_deg >= by::EXCESS_DEG && surge.hip_drop_leg_pct >= by::HIP_DROP_LEG_PCT / 2.0
}

/// Whether hip, knee and ankle were sure all through, or the hips alone tell.
fn is_sure_on_stairs(surge: &KneeSurge) -> bool {
    surge.confidence >= by::CONFIDENCE || surge.hip_drop_leg_pct >= by::STAIR_SURE_DROP_LEG_PCT
}

/// Whether hip, knee and ankle were sure all through, and not where the other leg's are.
fn is_sure(surge: &KneeSurge) -> bool {
    surge.confidence >= by::CONFIDENCE && surge.apart_pct > by::APART_PCT
}

/// Whether the hips come down with the knee.
fn drops(surge: &KneeSurge) -> bool {
    surge.hip_drop_leg_pct >= by::HIP_DROP_LEG_PCT
}

/// Whether the knee bends far beyond the other steps, at once.
fn is_ample(surge: &KneeSurge) -> bool {
    let least_deg = if drops(surge) { by::EXCESS_DEG } else { by::EXCESS_WITHOUT_DROP_DEG };
    surge.excess_deg >= least_deg && surge.peak_s - surge.start_s <= by::WITHIN_S
}

/// `None` for a surge that is not sure, too narrow, or of fewer than two parts.
fn event(surge: &KneeSurge, rate_hz: f64) -> Option<BuckleEvent> {
    let quick = match surge.in_loading {
        true => by::VELOCITY_LOADING_DEG_S,
        false => by::VELOCITY_SINGLE_SUPPORT_DEG_S,
    };
    let parts = Parts {
        velocity: surge.velocity_deg_s > quick && surge.velocity_sigma > by::VELOCITY_SIGMA,
        amplitude: is_ample(surge),
        consequence: drops(surge) || surge.recovery_s.is_some_and(|s| s <= by::RECOVERY_S),
    };
    let is_wide = surge.end_s - surge.half_s >= by::LEAST_WIDTH_S;
    let is_whole = parts.velocity && parts.amplitude && parts.consequence;
    // to come back at once is in the nature of every surge: without quickness only a drop of the hips says something
    let is_event = parts.amplitude && (parts.velocity || drops(surge));
    let grade = match is_whole && rate_hz >= by::SURE_RATE_HZ {
        true => BuckleGrade::BuckleLike,
        false => BuckleGrade::Possible,
    };
    (is_sure(surge) && is_wide && is_event).then(|| told(surge, parts, grade))
}

/// `None` for a surge that is not sure, not far or without a drop, or neither quick nor with a sure drop. What one wild frame
/// makes of a knee lets no hips drop.
fn stair_event(surge: &KneeSurge, rate_hz: f64) -> Option<BuckleEvent> {
    let parts = Parts {
        velocity: surge.velocity_sigma > by::VELOCITY_SIGMA,
        amplitude: surge.excess_deg >= by::STAIR_EXCESS_DEG
            && surge.peak_s - surge.start_s <= by::WITHIN_S,
        consequence: drops(surge),
    };
    let is_told = parts.velocity || surge.hip_drop_leg_pct >= by::STAIR_SURE_DROP_LEG_PCT;
    let is_whole = parts.amplitude && parts.consequence && is_told;
    let grade = match rate_hz >= by::SURE_RATE_HZ {
        true => BuckleGrade::BuckleLike,
        false => BuckleGrade::Possible,
    };
    (is_sure_on_stairs(surge) && is_whole).then(|| told(surge, parts, grade))
}

fn told(surge: &KneeSurge, parts: Parts, grade: BuckleGrade) -> BuckleEvent {
    BuckleEvent {
        grade,
        side: surge.side,
        contact_s: rounded(surge.contact_s, 3),
        start_s: rounded(surge.start_s, 3),
        peak_s: rounded(surge.peak_s, 3),
        end_s: rounded(surge.end_s, 3),
        stance_pct: surge.stance_pct,
        phase: if surge.in_loading { Phase::Loading } else { Phase::SingleSupport },
        excess_deg: rounded(surge.excess_deg, 1),
        velocity_deg_s: rounded(surge.velocity_deg_s, 0),
        hip_drop_leg_pct: rounded(surge.hip_drop_leg_pct, 1),
        recovery_s: surge.recovery_s.map(|s| rounded(s, 3)),
        parts,
        source: by::SOURCE.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SURGE: KneeSurge = KneeSurge {
        side: Side::Left,
        pass: 0,
        contact_s: 1.0,
        start_s: 1.3,
        half_s: 1.36,
        peak_s: 1.42,
        end_s: 1.55,
        stance_pct: 55.0,
        in_loading: false,
        excess_deg: 20.0,
        velocity_deg_s: 220.0,
        velocity_sigma: 7.0,
        hip_drop_leg_pct: 0.5,
        recovery_s: Some(0.13),
        confidence: 0.8,
        apart_pct: 80.0,
        stances: 4,
    };

    fn grade(change: fn(&mut KneeSurge), rate_hz: f64) -> Option<BuckleGrade> {
        let mut surge = SURGE;
        change(&mut surge);
        event(&surge, rate_hz).map(|e| e.grade)
    }

    #[test]
    fn three_parts_are_buckle_like_and_two_are_possible() {
        assert_eq!(grade(|_| (), 60.0), Some(BuckleGrade::BuckleLike));
        assert_eq!(grade(|_| (), 30.0), Some(BuckleGrade::Possible), "a slow film");
        let slow = |s: &mut KneeSurge| s.velocity_deg_s = 100.0;
        assert_eq!(grade(slow, 60.0), None, "every surge comes back");
        let drops = |s: &mut KneeSurge| (s.velocity_deg_s, s.hip_drop_leg_pct) = (100.0, 3.0);
        assert_eq!(grade(drops, 60.0), Some(BuckleGrade::Possible));
        assert_eq!(grade(|s| s.excess_deg = 6.0, 60.0), None);
        let stays = |s: &mut KneeSurge| s.recovery_s = None;
        assert_eq!(grade(stays, 60.0), Some(BuckleGrade::Possible), "neither drop nor recovery");
    }

    #[test]
    fn on_stairs_an_event_is_quick_or_far_and_the_hips_drop() {
        let falls = KneeSurge { hip_drop_leg_pct: 4.5, apart_pct: 0.0, ..SURGE };
        let grade = |surge: &KneeSurge, rate_hz| stair_event(surge, rate_hz).map(|e| e.grade);
        assert_eq!(grade(&falls, 60.0), Some(BuckleGrade::BuckleLike), "the legs cross");
        assert_eq!(grade(&falls, 30.0), Some(BuckleGrade::Possible));
        assert_eq!(grade(&KneeSurge { confidence: 0.1, ..falls }, 60.0), grade(&falls, 60.0));
        for (what, surge) in [
            ("no drop", KneeSurge { hip_drop_leg_pct: 1.0, ..falls }),
            ("as quick as ever", KneeSurge { velocity_sigma: 2.0, hip_drop_leg_pct: 3.0, ..falls }),
            ("no further than error", KneeSurge { excess_deg: 14.0, ..falls }),
            ("slowly", KneeSurge { peak_s: falls.start_s + 0.3, ..falls }),
            ("not sure", KneeSurge { confidence: 0.1, hip_drop_leg_pct: 3.0, ..falls }),
        ] {
            assert_eq!(grade(&surge, 60.0), None, "{what}");
        }
        let dropped = KneeSurge { velocity_sigma: 2.0, ..falls };
        assert_eq!(grade(&dropped, 60.0), Some(BuckleGrade::BuckleLike), "the hips tell");
        assert!(may_hide_one_on_stairs(&KneeSurge { hip_drop_leg_pct: 1.2, ..falls }));
        assert!(!may_hide_one_on_stairs(&KneeSurge { hip_drop_leg_pct: 0.5, ..falls }));
    }

    #[test]
    fn what_one_wild_frame_makes_is_no_event() {
        assert_eq!(grade(|s| s.end_s = s.half_s + 0.1, 60.0), None);
        assert_eq!(grade(|s| s.confidence = 0.3, 60.0), None);
        assert_eq!(grade(|s| s.apart_pct = 40.0, 60.0), None, "the legs cross");
        let small = |s: &mut KneeSurge| s.excess_deg = 12.0;
        assert_eq!(grade(small, 60.0), None, "as large as error, and nothing comes of it");
        let sinks = |s: &mut KneeSurge| (s.excess_deg, s.hip_drop_leg_pct) = (12.0, 3.0);
        assert_eq!(grade(sinks, 60.0), Some(BuckleGrade::BuckleLike));
        assert_eq!(grade(|s| s.in_loading = true, 60.0), None, "loading is quick");
    }
}
