//! From poses to findings: what is unusual is seen on its side, what is usual is left alone.

use crate::support::assessed::Assessed;
use crate::support::person::{Noise, PERSON, Person, Unusual, somebody};
use crate::support::walker::{Camera, USUAL, Walker};
use crate::support::{self, exact, truth};
use gaitline::anatomy::{Joint, Landmark, Side};
use gaitline::assessment::assess;
use gaitline::catalogue::Catalogue;
use gaitline::evidence::SOURCES;
use gaitline::findings::{
    AdviceId, Against, Finding, FindingAdvice, FindingId, Sex, Status, WhyNot, judge_across,
};
use gaitline::options::Options;
use gaitline::track::PoseSequence;

fn judged(sequence: &PoseSequence, sex: Option<Sex>) -> Vec<Finding> {
    assess(sequence, &Options { sex, ..Options::default() }).findings
}

/// What two clips show together, whichever leg each of them shows.
fn judged_across(a: &PoseSequence, b: &PoseSequence) -> Vec<Finding> {
    let clips = [a, b].map(|clip| assess(clip, &Options::default()));
    let [a, b] = clips.each_ref().map(|c| c.case(&c.reliability.neutral, None));
    [judge_across(&a, &b), judge_across(&b, &a)].concat()
}

fn findings_of(sequence: &PoseSequence) -> Vec<Finding> {
    judged(sequence, None)
}

fn flagged(findings: &[Finding]) -> Vec<(FindingId, Option<Side>)> {
    findings.iter().filter(|f| f.status == Status::Flagged).map(|f| (f.id, f.side)).collect()
}

fn get(findings: &[Finding], id: FindingId, side: Side) -> &Finding {
    findings.iter().find(|f| f.id == id && f.side == Some(side)).unwrap()
}

fn walks(camera: Camera, side: Side, unusual: Unusual) -> Person {
    // from behind the camera goes along, so that there are as many strides as from the side
    let walker = Walker { camera, treadmill: camera == Camera::Rear, ..PERSON.walker };
    Person { walker, side, unusual, ..PERSON }
}

/// The camera at the side of the leg.
fn beside(side: Side) -> Camera {
    if side == Side::Left { Camera::LeftSide } else { Camera::RightSide }
}

#[test]
fn usual_walking_has_no_flag_from_any_side() {
    for camera in [Camera::RightSide, Camera::LeftSide, Camera::Rear] {
        let findings = findings_of(&walks(camera, Side::Left, Unusual::default()).poses());
        assert_eq!(flagged(&findings), [], "{camera:?}");
        assert!(findings.iter().any(|f| f.status == Status::Within), "{camera:?}");
    }
}

#[test]
fn five_degrees_inward_are_at_most_borderline_and_more_counts_for_more() {
    let status = |valgus_deg: f64| {
        let unusual = Unusual { valgus_deg, ..Unusual::default() };
        let findings = findings_of(&walks(Camera::Rear, Side::Right, unusual).poses());
        get(&findings, FindingId::KneeValgus, Side::Right).status
    };
    assert!(status(5.0) < Status::Flagged);
    let all = [0.0, 5.0, 8.0, 12.0, 16.0].map(status);
    assert!(all.is_sorted(), "{all:?}");
}

#[test]
fn a_sudden_bend_of_a_leg_that_was_hardly_seen_is_not_said_to_be_none() {
    let unusual = Unusual { buckle_deg: 22.0, ..Unusual::default() };
    let person = walks(beside(Side::Left), Side::Left, unusual);
    let mut poses = person.poses();
    for frame in &mut poses.frames {
        let is_near = (frame.time_s - person.buckle_s()).abs() < 0.3;
        let Some(pose) = frame.pose.as_mut().filter(|_| is_near) else { continue };
        pose.keypoints[Landmark::LeftKnee.index()].visibility = 0.4;
    }
    let findings = findings_of(&poses);
    let found = get(&findings, FindingId::Buckling, Side::Left);
    assert_eq!(found.status, Status::NotAssessable);
    assert_eq!(found.not_assessable.clone().map(|n| n.reason), Some(WhyNot::Refused));
    assert_eq!(found.steps, None, "no step count that would read as none seen");
}

#[test]
fn giving_way_is_found_at_its_time_and_nowhere_else() {
    for (side, rate_hz) in [(Side::Left, 60.0), (Side::Right, 60.0), (Side::Left, 30.0)] {
        let unusual = Unusual { buckle_deg: 22.0, ..Unusual::default() };
        let mut person = walks(beside(side), side, unusual);
        person.walker.rate_hz = rate_hz;
        let findings = findings_of(&person.poses());
        let found = get(&findings, FindingId::Buckling, side);
        let [event] = found.events.as_slice() else { panic!("{:?}", found.events) };
        assert!((event.peak_s - person.buckle_s()).abs() < 0.1, "{event:?}");
        assert!(event.start_s < event.peak_s && event.peak_s < event.end_s);
        assert!((event.excess_deg - 22.0).abs() < 5.0, "{event:?}");
        let is_sure = event.grade == gaitline::findings::BuckleGrade::BuckleLike;
        assert_eq!(is_sure, rate_hz >= 50.0, "a film of 30 frames a second cannot be sure");
        let other = get(&findings, FindingId::Buckling, side.opposite());
        assert!(other.events.is_empty() && other.steps >= Some(3));
    }
}

/// The picture mirrored: the same walk of a person whose left is the other's right.
fn mirrored(mut poses: PoseSequence) -> PoseSequence {
    let width_px = poses.clip.video.width_px as f32;
    for frame in &mut poses.frames {
        let pose = frame.pose.as_mut().unwrap();
        let before = pose.keypoints.clone();
        pose.world_m.swap(Landmark::LeftShoulder.index(), Landmark::RightShoulder.index());
        for side in [Landmark::LeftShoulder, Landmark::RightShoulder] {
            pose.world_m[side.index()][0] *= -1.0;
        }
        for landmark in Landmark::ALL {
            let mut point = before[landmark.mirrored().index()];
            point.x_px = width_px - point.x_px;
            pose.keypoints[landmark.index()] = point;
        }
    }
    poses
}

#[test]
fn a_mirror_mirrors_the_findings() {
    let unusual = Unusual {
        valgus_deg: 14.0,
        lean_deg: 8.0,
        outward_leg_pct: 8.0,
        stiff_deg: 26.0,
        buckle_deg: 24.0,
        ..Unusual::default()
    };
    for camera in [Camera::Rear, Camera::LeftSide] {
        let there = walks(camera, Side::Left, unusual).poses();
        let back = findings_of(&mirrored(there.clone()));
        let there = findings_of(&there);
        assert!(!flagged(&there).is_empty());
        for a in &there {
            let side = a.side.map(Side::opposite);
            let b = back.iter().find(|b| b.id == a.id && b.side == side).unwrap();
            assert_eq!(a.status, b.status, "{camera:?}: {a:?} and {b:?}");
            for (x, y) in a.comparisons.iter().zip(&b.comparisons) {
                assert!((x.value - y.value).abs() < 0.05, "{x:?} {y:?}");
            }
        }
    }
}

/// What is compared between the legs in angles from the side.
const BETWEEN_LEGS: [FindingId; 4] = [
    FindingId::LoadingFlexionAsymmetry,
    FindingId::SwingKneeAsymmetry,
    FindingId::ThighExtensionAsymmetry,
    FindingId::HipKneeTimingAsymmetry,
];

fn from_both_sides(side: Side, unusual: Unusual) -> [PoseSequence; 2] {
    [Camera::LeftSide, Camera::RightSide].map(|camera| walks(camera, side, unusual).poses())
}

#[test]
fn two_clips_tell_together_how_the_legs_differ_and_one_alone_does_not() {
    let usual = from_both_sides(Side::Left, Unusual::default());
    let found = judged_across(&usual[0], &usual[1]);
    assert_eq!(found.len(), 2 * BETWEEN_LEGS.len());
    for finding in &found {
        assert_eq!(finding.status, Status::Within, "{finding:?}");
        assert_eq!(finding.comparisons[0].against, Against::OtherLeg);
    }
    let alone = findings_of(&usual[0]);
    for id in BETWEEN_LEGS {
        let why = get(&alone, id, Side::Left).not_assessable.clone().unwrap().reason;
        assert_eq!(why, WhyNot::NearAgainstFar, "{id:?}");
    }
    assert_eq!(judged_across(&usual[0], &usual[0]), [], "both from one side");
}

#[test]
fn the_leg_that_does_less_is_found_between_two_clips() {
    let none = Unusual::default();
    for side in Side::BOTH {
        let across = |unusual, id| {
            let [left, right] = from_both_sides(side, unusual);
            let found = judged_across(&left, &right);
            [side, side.opposite()].map(|s| get(&found, id, s).clone())
        };
        let stiff = Unusual { stiff_deg: 28.0, ..none };
        let [own, other] = across(stiff, FindingId::SwingKneeAsymmetry);
        assert_eq!((own.status, other.status), (Status::Flagged, Status::Within), "{own:?}");
        let held = Unusual { thigh_deg: 22.0, ..none };
        let [own, other] = across(held, FindingId::ThighExtensionAsymmetry);
        let [own, other] = [own, other].map(|f| f.comparisons[0].clone());
        assert!(own.value > 8.0 && other.value < -8.0, "{own:?}");
        // ten degrees are less than two clips can tell: a tilted phone turns the thighs opposite ways
        let [low, high] = own.ci95.unwrap();
        assert!(own.status == Status::Within && high - low > 4.0 * 1.96 * 3.6, "{own:?}");
    }
}

#[test]
fn what_the_pace_makes_widens_the_interval_or_nothing_is_told() {
    let at = |camera, stride_s: f64, stride_length: f64| {
        let person = walks(camera, Side::Left, Unusual::default());
        let walker = Walker { stride_s, stride_length, seconds: 8.0, ..person.walker };
        Person { walker, ..person }.poses()
    };
    let left = at(Camera::LeftSide, 1.1, 0.8);
    let swing = |right: PoseSequence| {
        get(&judged_across(&left, &right), FindingId::SwingKneeAsymmetry, Side::Left).clone()
    };
    let width = |found: Finding| {
        let [low, high] = found.comparisons[0].ci95.unwrap();
        high - low
    };
    let alike = width(swing(at(Camera::RightSide, 1.1, 0.8)));
    let slower = width(swing(at(Camera::RightSide, 1.2, 0.7)));
    assert!(slower > alike + 2.0, "{alike} {slower}");
    let slow = swing(at(Camera::RightSide, 1.6, 0.5));
    assert_eq!(slow.status, Status::NotAssessable);
    let why = slow.not_assessable.unwrap();
    let advice = AdviceId::Finding(FindingAdvice::PaceDiffers);
    assert_eq!((why.reason, why.advice_id), (WhyNot::PaceDiffers, advice));
}

#[test]
fn a_mirror_mirrors_what_two_clips_tell() {
    let unusual = Unusual { stiff_deg: 28.0, ..Unusual::default() };
    let [left, right] = from_both_sides(Side::Left, unusual);
    let there = judged_across(&left, &right);
    let back = judged_across(&mirrored(right), &mirrored(left));
    assert_eq!((flagged(&there).is_empty(), there.len(), back.len()), (false, 8, 8));
    for a in &there {
        let b = get(&back, a.id, a.side.unwrap().opposite());
        assert_eq!(a.status, b.status, "{a:?} and {b:?}");
        assert!((a.comparisons[0].value - b.comparisons[0].value).abs() < 0.05, "{a:?} {b:?}");
    }
}

/// One clip: first the one walk, then, after some seconds of nobody, the other.
fn one_after_the_other([mut first, then]: [PoseSequence; 2]) -> PoseSequence {
    let (count, end_s) = (first.frames.len(), PERSON.walker.seconds + 3.0);
    for mut frame in then.frames {
        (frame.index, frame.time_s) = (count + frame.index, end_s + frame.time_s);
        first.frames.push(frame);
    }
    first
}

#[test]
fn a_clip_that_shows_both_legs_tells_alone() {
    let unusual = Unusual { stiff_deg: 28.0, ..Unusual::default() };
    let both = one_after_the_other(from_both_sides(Side::Right, unusual));
    let found = findings_of(&both);
    let swing = |side| get(&found, FindingId::SwingKneeAsymmetry, side).status;
    assert_eq!(Side::BOTH.map(swing), [Status::Within, Status::Flagged]);
    let [left, right] = from_both_sides(Side::Right, unusual);
    let ids = |of: Vec<Finding>| of.iter().map(|f| f.id).collect::<Vec<_>>();
    for other in [left, right] {
        let asked = ids(judged_across(&both, &other));
        assert!(!asked.contains(&FindingId::SwingKneeAsymmetry), "{asked:?}");
    }
}

#[test]
fn few_of_a_crowd_of_usual_walkers_have_a_flag() {
    // a thousand are in `cargo bench --bench findings`
    let with_flag: Vec<u64> =
        (0..120).filter(|&s| !flagged(&findings_of(&somebody(s).poses())).is_empty()).collect();
    assert!(with_flag.len() <= 4, "{with_flag:?}");
}

#[test]
fn what_is_no_gait_has_no_finding() {
    let marching = Walker { stride_length: 0.0, lift: 0.15, ..USUAL };
    assert_eq!(findings_of(&marching.poses()), []);
    assert_eq!(findings_of(&Walker { rate_hz: 5.0, ..USUAL }.poses()), []);
    assert_eq!(findings_of(&USUAL.poses_at(&[])), []);
    let run = Walker { foot_off: 0.36, stride_s: 0.75, stride_length: 1.2, ..USUAL };
    assert_eq!(findings_of(&run.poses()), []);
}

#[test]
fn the_foot_that_goes_first_on_stairs_is_named() {
    let down = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL };
    let pattern = |findings: &[Finding]| {
        Side::BOTH.map(|s| get(findings, FindingId::StepByStepStairs, s).status)
    };
    let step_by_step = findings_of(&Walker { joins: true, ..down }.poses());
    assert_eq!(pattern(&step_by_step), [Status::Flagged, Status::Within]);
    let compared = get(&step_by_step, FindingId::StepTimeAsymmetry, Side::Left);
    assert_eq!(compared.status, Status::NotAssessable, "the legs do different work");
    let over = findings_of(&down.poses());
    assert_eq!(pattern(&over), [Status::Within, Status::Within]);
    let why = |id, side| get(&over, id, side).not_assessable.clone().unwrap().reason;
    assert_eq!(get(&over, FindingId::Buckling, Side::Right).status, Status::Within);
    assert_eq!(why(FindingId::Buckling, Side::Left), WhyNot::NearAgainstFar, "the far leg");
    assert_eq!(why(FindingId::KneeHyperextension, Side::Right), WhyNot::OtherTask);
}

#[test]
fn what_cannot_be_told_says_what_to_do() {
    let from_behind = findings_of(&walks(Camera::Rear, Side::Left, Unusual::default()).poses());
    let from_the_side =
        findings_of(&walks(Camera::LeftSide, Side::Left, Unusual::default()).poses());
    for finding in from_behind.iter().chain(&from_the_side) {
        let is_missing = finding.status == Status::NotAssessable;
        assert_eq!(is_missing, finding.not_assessable.is_some(), "{finding:?}");
        assert!(finding.not_assessable.clone().is_none_or(|n| n.advice.ends_with('.')));
    }
    let why = |findings: &[Finding], id| {
        get(findings, id, Side::Left).not_assessable.clone().unwrap().reason
    };
    assert_eq!(why(&from_the_side, FindingId::KneeValgus), WhyNot::WrongView);
    assert_eq!(why(&from_behind, FindingId::Buckling), WhyNot::WrongView);
    assert_eq!(why(&from_behind, FindingId::ContralateralPelvicDrop), WhyNot::Refused);
    assert_eq!(why(&from_behind, FindingId::PelvicRotation), WhyNot::NotVisible);
    let ids = |f: &[Finding]| f.iter().map(|f| (f.id, f.side)).collect::<Vec<_>>();
    assert_eq!(ids(&from_behind), ids(&from_the_side), "the list is always the same");
    for &id in FindingId::ALL {
        assert!(from_behind.iter().any(|f| f.id == id), "{id:?} is never looked for");
    }
}

#[test]
fn every_limit_that_was_used_has_a_source() {
    let mut used = 0;
    for seed in 0..4 {
        for compared in findings_of(&somebody(seed).poses()).iter().flat_map(|f| &f.comparisons) {
            used += 1;
            assert!(SOURCES.iter().any(|s| s.key == compared.source), "{}", compared.source);
            assert!(compared.ci95.is_none_or(|[low, high]| low <= high));
        }
    }
    assert!(used > 40);
}

/// With perfect landmarks: the truth's own joints, projected.
#[test]
fn rendered_walkers_are_judged_rightly_with_perfect_landmarks() {
    let clips = truth::clips(&support::shared_truth());
    if clips.is_empty() {
        return support::skip(support::Need::SharedClips, "no truth files");
    }
    for (name, _, path) in clips {
        let truth = truth::read(&path).unwrap();
        let findings = findings_of(&exact::poses(&truth));
        let flags = flagged(&findings);
        let is_flagged = |id, side| flags.contains(&(id, Some(side)));
        match name.as_str() {
            n if n.starts_with("buckling_left_sagittal") => {
                assert!(is_flagged(FindingId::Buckling, Side::Left), "{name}: {flags:?}");
            }
            "stiff_knee_right_sagittal" => {
                assert!(is_flagged(FindingId::ReducedSwingKneeFlexion, Side::Right), "{flags:?}");
            }
            "valgus_left_frontal_15" => {
                assert!(is_flagged(FindingId::KneeValgus, Side::Left), "{flags:?}");
            }
            n if n.contains("normal") || n.contains("there_and_back") || n.contains("yaw20") => {
                assert_eq!(flags, [], "{name}");
            }
            _ => {}
        }
    }
}

#[test]
fn wild_landmarks_end_in_no_panic_and_no_endless_number() {
    for seed in 0..24 {
        let wild = 0.02 * (seed % 8) as f64;
        let noise = Noise { constant: wild, changing: wild, seconds: 0.05 };
        let mut poses = Person { noise, ..somebody(seed) }.poses();
        if seed % 3 == 0 {
            poses.frames.iter_mut().filter(|f| f.index % 5 < 2).for_each(|f| f.pose = None);
        }
        poses.frames.truncate(if seed % 4 == 0 { 3 * seed as usize } else { usize::MAX });
        let findings = findings_of(&poses);
        let text = serde_json::to_string(&findings).unwrap();
        assert!(!text.contains("\"value\":null"), "{text}");
    }
}

#[test]
fn the_page_names_the_legs_that_were_watched_for_giving_way() {
    let mut poses = walks(Camera::LeftSide, Side::Left, Unusual::default()).poses();
    for frame in &mut poses.frames {
        let points = &mut frame.pose.as_mut().unwrap().keypoints;
        points[Joint::Knee.on(Side::Right).index()].visibility = 0.4;
    }
    let assessed = Assessed::of(&poses, &Options::default());
    let findings = &assessed.report.findings;
    assert_eq!(get(findings, FindingId::Buckling, Side::Right).status, Status::NotAssessable);
    assert_eq!(get(findings, FindingId::Buckling, Side::Left).status, Status::Within);
    let page = assessed.page(&poses);
    let legs = Catalogue::english().text("page_findings.summary.left_leg");
    assert!(page.contains(legs), "{legs}");
    let both = walks(Camera::Rear, Side::Left, Unusual::default()).poses();
    let page = Assessed::of(&both, &Options::default()).page(&both);
    assert!(!page.contains(legs));
}
