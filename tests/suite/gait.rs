//! Poses to gait: a walker with known events, what may not change them, and what is no gait.
use crate::support::assessed::Assessed;
use crate::support::walker::{Camera, USUAL, Walker};
use gaitline::anatomy::{Joint, Landmark, Side};
use gaitline::catalogue::Catalogue;
use gaitline::findings::Against;
use gaitline::gait::{
    Angle, EventKind, GaitAnalysis, Ground, NoGait, StairPattern, Task, UserContext, analyse,
};
use gaitline::motion::{View, reconstruct};
use gaitline::options::Options;
use gaitline::reliability::{Refusal, RefusedMeasure};
use gaitline::report::{NoteCode, Report};
use gaitline::track::PoseSequence;
use std::ops::RangeInclusive;

const KINDS: [EventKind; 2] = [EventKind::InitialContact, EventKind::FootOff];

fn gait_of(sequence: &PoseSequence) -> GaitAnalysis {
    analyse(&reconstruct(sequence, None), &UserContext::default())
}

fn report_of(sequence: &PoseSequence) -> (GaitAnalysis, Report) {
    let judged = Assessed::of(sequence, &Options::default());
    (judged.assessment.gait, judged.report)
}

fn times_s(gait: &GaitAnalysis, side: Side, kind: EventKind) -> Vec<f64> {
    let of = gait.events.iter().filter(|e| (e.side, e.kind) == (side, kind));
    of.map(|e| e.time_s).collect()
}

fn mean(gait: &GaitAnalysis, name: &str, side: Option<Side>) -> f64 {
    let found = gait.measures.iter().find(|m| m.id.name() == name && m.side == side);
    found.unwrap_or_else(|| panic!("no {name} of {side:?}")).mean()
}

/// By how much events may come late, contacts and foot off, in ms.
type Late = [RangeInclusive<f64>; 2];

/// Every event away from the clip's ends is found, to so many seconds, and no other.
fn assert_events(gait: &GaitAnalysis, walker: &Walker, within_s: f64) {
    let within_ms = 1000.0 * within_s;
    assert_events_late(gait, walker, &[-within_ms..=within_ms, -within_ms..=within_ms]);
}

/// Every event away from the clip's ends is found, late by so much, and no other.
fn assert_events_late(gait: &GaitAnalysis, walker: &Walker, late: &Late) {
    for side in Side::BOTH {
        for (kind, late) in KINDS.into_iter().zip(late) {
            let exact = walker.events_s(side, kind);
            let found = times_s(gait, side, kind);
            let what = format!("{:?} {side:?} {kind:?}", walker.camera);
            let inside = |t: &&f64| (0.4..walker.seconds - 0.4).contains(*t);
            for t in exact.iter().filter(inside) {
                let off_ms = found.iter().map(|f| 1000.0 * (f - t));
                let off_ms = off_ms.min_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(f64::NAN);
                assert!(late.contains(&off_ms), "{what} {t}: {off_ms:.0} ms, not {late:?}");
            }
            for f in &found {
                let is_known = exact.iter().any(|t| (t - f).abs() < 0.2);
                assert!(is_known, "{what}: nothing at {f}");
            }
        }
    }
}

/// From the front and from behind events follow from how people swing a leg, which these sticks do otherwise: they
/// come early or late, but always by as much. The fixtures tell how near to the truth people's events are.
fn late_ms(camera: Camera, treadmill: bool) -> Late {
    match (camera, treadmill) {
        // contact -5 to 0, foot off -13 to -12
        (Camera::RightSide | Camera::LeftSide, _) => [-6.0..=4.0, -16.0..=4.0],
        // contact -12 to -6, foot off -66 to -33: it goes with the distance
        (Camera::Front, false) => [-17.0..=0.0, -75.0..=-25.0],
        // contact -9, foot off -44
        (Camera::Front, true) => [-14.0..=-4.0, -52.0..=-36.0],
        // contact -50 to -45, foot off -115 to -93
        (Camera::Rear, false) => [-60.0..=-35.0, -128.0..=-80.0],
        // contact -53, foot off -107
        (Camera::Rear, true) => [-63.0..=-43.0, -117.0..=-97.0],
    }
}

/// From the front the sticks slow down before they land, as feet do.
fn seen_from(camera: Camera) -> Walker {
    let even = if camera == Camera::Front { 0.1 } else { USUAL.even };
    Walker { camera, even, ..USUAL }
}

#[test]
fn every_event_is_found_from_every_side() {
    for camera in [Camera::RightSide, Camera::LeftSide, Camera::Front, Camera::Rear] {
        let walker = seen_from(camera);
        let gait = gait_of(&walker.poses());
        assert_events_late(&gait, &walker, &late_ms(camera, false));
        for side in Side::BOTH {
            let contacts = times_s(&gait, side, EventKind::InitialContact);
            let strides: Vec<f64> = contacts.windows(2).map(|w| w[1] - w[0]).collect();
            assert!(strides.len() >= 3, "{camera:?}");
            assert!(strides.iter().all(|s| (s - 1.1).abs() < 0.03), "{camera:?}: {strides:?}");
        }
        assert_eq!(gait.refused, None);
    }
}

#[test]
fn a_treadmill_is_walked_like_a_floor() {
    let walker = Walker { treadmill: true, ..USUAL };
    let gait = gait_of(&walker.poses());
    assert_events_late(&gait, &walker, &late_ms(walker.camera, true));
    assert_eq!(gait.grounds, [gaitline::gait::Ground::Moving]);
    for walker in [walker, USUAL] {
        let gait = gait_of(&walker.poses());
        let stride = mean(&gait, "stride_length_heights", None);
        assert!((stride / walker.stride_length - 1.0).abs() < 0.05, "{stride}");
        let step = mean(&gait, "step_length_heights", Some(Side::Left));
        assert!((2.0 * step / walker.stride_length - 1.0).abs() < 0.08, "{step}");
    }
}

#[test]
fn uneven_steps_stay_uneven() {
    let walker = Walker { right_after: 0.54, ..USUAL };
    let gait = gait_of(&walker.poses());
    assert!((mean(&gait, "stride_time_s", Some(Side::Left)) - 1.1).abs() < 0.005);
    assert!((mean(&gait, "cadence_spm", None) - 120.0 / 1.1).abs() < 0.5);
    let [left, right] = Side::BOTH.map(|s| mean(&gait, "step_time_s", Some(s)));
    assert!(
        (right - 0.54 * 1.1).abs() < 0.01 && (left - 0.46 * 1.1).abs() < 0.01,
        "{left} {right}"
    );
}

#[test]
fn a_mirror_swaps_the_sides_and_nothing_else() {
    let there = gait_of(&Walker { camera: Camera::RightSide, ..USUAL }.poses());
    let mut mirrored = Walker { camera: Camera::RightSide, ..USUAL }.poses();
    for frame in &mut mirrored.frames {
        let pose = frame.pose.as_mut().unwrap();
        let before = pose.keypoints.clone();
        // the camera at the other side: the left shoulder is the near one now
        pose.world_m.swap(Landmark::LeftShoulder.index(), Landmark::RightShoulder.index());
        for landmark in Landmark::ALL {
            let mut point = before[landmark.mirrored().index()];
            point.x_px = 1332.0 - point.x_px;
            pose.keypoints[landmark.index()] = point;
        }
    }
    let back = gait_of(&mirrored);
    assert_eq!(there.cycles.len(), back.cycles.len());
    for side in Side::BOTH {
        for kind in KINDS {
            let (a, b) = (times_s(&there, side, kind), times_s(&back, side.opposite(), kind));
            assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-3), "{a:?} {b:?}");
        }
    }
}

#[test]
fn scale_start_and_rate_do_not_matter() {
    let before = gait_of(&USUAL.poses());
    let mut moved = USUAL.poses();
    moved.clip.video.width_px *= 2;
    moved.clip.video.height_px *= 2;
    for frame in &mut moved.frames {
        frame.time_s += 100.0;
        for point in &mut frame.pose.as_mut().unwrap().keypoints {
            point.x_px *= 2.0;
            point.y_px *= 2.0;
        }
    }
    let after = gait_of(&moved);
    assert_eq!(before.events.len(), after.events.len());
    for (a, b) in before.events.iter().zip(&after.events) {
        assert!((a.time_s + 100.0 - b.time_s).abs() < 1e-3);
    }
    let doubled = gait_of(&Walker { rate_hz: 120.0, ..USUAL }.poses());
    assert_eq!(before.cycles.len(), doubled.cycles.len());
    for (a, b) in before.cycles.iter().zip(&doubled.cycles) {
        assert!((a.stride_s() - b.stride_s()).abs() < 0.005);
        assert!((a.start_s - b.start_s).abs() < 0.01);
    }
}

#[test]
fn dropped_frames_and_noise_move_events_only_a_little() {
    let count = (USUAL.seconds * 60.0) as usize;
    let kept = (0..count).filter(|i| i % 7 != 3 && i % 31 != 5);
    let times_s: Vec<f64> = kept.map(|i| i as f64 / 60.0).collect();
    assert_events(&gait_of(&USUAL.poses_at(&times_s)), &USUAL, 0.035);

    let mut noisy = USUAL.poses();
    let mut seed = 1_u32;
    for frame in &mut noisy.frames {
        for point in &mut frame.pose.as_mut().unwrap().keypoints {
            let mut next = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 8) as f32 / (1 << 24) as f32 - 0.5
            };
            point.x_px += 5.0 * next(); // 1.3 % of a height from end to end
            point.y_px += 5.0 * next();
        }
    }
    assert_events(&gait_of(&noisy), &USUAL, 0.06);
}

#[test]
fn a_cut_clip_has_the_same_events_as_far_as_it_goes() {
    let whole = gait_of(&USUAL.poses());
    let short = Walker { seconds: 4.0, ..USUAL };
    let times_s: Vec<f64> = (0..240).map(|i| f64::from(i) / 60.0).collect();
    let cut = gait_of(&USUAL.poses_at(&times_s));
    assert_events(&cut, &short, 0.014);
    for event in cut.events.iter().filter(|e| e.time_s < 3.5) {
        let near = |e: &&gaitline::gait::GaitEvent| {
            (e.side, e.kind) == (event.side, event.kind) && (e.time_s - event.time_s).abs() < 0.005
        };
        assert!(whole.events.iter().any(|e| near(&e)), "{event:?}");
    }
}

#[test]
fn what_is_no_gait_has_no_numbers() {
    assert!(gait_of(&USUAL.poses_at(&[])).events.is_empty());
    for camera in [Camera::RightSide, Camera::Front, Camera::Rear] {
        // on the spot: lifted and put back
        let marching = Walker { camera, stride_length: 0.0, lift: 0.15, ..USUAL };
        let gait = gait_of(&marching.poses());
        assert_eq!(gait.refused, Some(NoGait::NoSteps), "{camera:?}");
        assert!(
            gait.events.is_empty() && gait.measures.is_empty(),
            "{camera:?}: {:?}",
            gait.events
        );

        // one foot's step only
        let short = Walker { camera, seconds: 0.9, ..USUAL };
        assert!(gait_of(&short.poses()).cycles.is_empty());

        let slow = Walker { camera, rate_hz: 5.0, ..USUAL };
        let gait = gait_of(&slow.poses());
        assert_eq!(gait.refused, Some(NoGait::RateTooLow));
        assert!(gait.events.is_empty());
    }
    // standing: the same pose again and again
    let mut standing = USUAL.poses();
    let pose = standing.frames[0].pose.clone();
    for frame in &mut standing.frames {
        frame.pose.clone_from(&pose);
    }
    assert_eq!(gait_of(&standing).refused, Some(NoGait::NoSteps));
}

fn refusal(poses: &PoseSequence) -> Option<NoGait> {
    let gait = gait_of(poses);
    assert_eq!(gait.refused.is_some(), gait.events.is_empty());
    assert!(gait.refused.is_none() || gait.cycles.is_empty());
    gait.refused
}

#[test]
fn a_treadmill_is_walked_from_the_front_and_from_behind() {
    for camera in [Camera::Front, Camera::Rear] {
        let walker = Walker { treadmill: true, ..seen_from(camera) };
        assert_events_late(&gait_of(&walker.poses()), &walker, &late_ms(camera, true));
    }
}

const DOWN_STAIRS: Walker = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL };
const UP_STAIRS: Walker = Walker { drop: -0.2, ..DOWN_STAIRS };

#[test]
fn stairs_are_told_from_the_floor_from_every_side() {
    let sides = [Camera::RightSide, Camera::LeftSide];
    for (walker, task) in [(DOWN_STAIRS, Task::StairDescent), (UP_STAIRS, Task::StairAscent)] {
        for camera in sides.into_iter().chain([Camera::Front, Camera::Rear]) {
            let gait = gait_of(&Walker { camera, ..walker }.poses());
            assert_eq!(gait.tasks, [task], "{camera:?}");
            let is_measured =
                sides.contains(&camera) || (camera, task) == (Camera::Front, Task::StairDescent);
            let over = is_measured.then_some(StairPattern::StepOverStep);
            assert_eq!(gait.stair_pattern(task), over, "{camera:?} {task:?}");
            let refused = (!is_measured).then_some(NoGait::StairsFromEnd);
            assert_eq!(gait.refused, refused, "{camera:?} {task:?}");
        }
    }
}

#[test]
fn every_event_on_stairs_is_found_from_the_side_and_down_stairs_from_the_front() {
    for (walker, camera) in [
        (DOWN_STAIRS, Camera::RightSide),
        (DOWN_STAIRS, Camera::LeftSide),
        (DOWN_STAIRS, Camera::Front),
        (UP_STAIRS, Camera::RightSide),
        (UP_STAIRS, Camera::LeftSide),
    ] {
        let walker = Walker { camera, ..walker };
        assert_events_late(&gait_of(&walker.poses()), &walker, &late_on_stairs_ms(camera));
    }
}

/// These sticks brake and set off smoothly, and count as standing while they are slow.
fn late_on_stairs_ms(camera: Camera) -> Late {
    match camera {
        Camera::Front => [-35.0..=5.0, -75.0..=75.0],
        _ => [-35.0..=5.0, -5.0..=35.0],
    }
}

#[test]
fn going_up_stairs_is_measured_and_explains_nothing() {
    let (gait, report) = report_of(&UP_STAIRS.poses());
    let step_s = mean(&gait, "step_time_s", Some(Side::Left));
    assert!((step_s - UP_STAIRS.stride_s / 2.0).abs() < 0.02, "{step_s}");
    assert!(mean(&gait, "stair_raising_knee_flexion_deg", Some(Side::Right)).is_finite());
    assert!(gait.measures.iter().all(|m| !m.id.name().contains("lowering")));
    assert!(!report.findings.is_empty() && report.explained.hypotheses.is_empty());
    let flight = &gait.flights[0];
    assert!(flight.steps.is_some_and(|n| n >= 5) && flight.ends_s.is_none(), "{flight:?}");
}

/// Every landmark put elsewhere in the picture.
fn moved(mut poses: PoseSequence, to: impl Fn([f64; 2]) -> [f64; 2]) -> PoseSequence {
    for pose in poses.frames.iter_mut().filter_map(|f| f.pose.as_mut()) {
        for point in &mut pose.keypoints {
            let [x, y] = to([f64::from(point.x_px), f64::from(point.y_px)]);
            (point.x_px, point.y_px) = (x as f32, y as f32);
        }
    }
    poses
}

#[test]
fn a_ramp_is_no_staircase_and_a_foot_that_is_flat_on_it_is_as_steep() {
    for deg in [14.0_f64, 20.0] {
        // the ground goes down to the right, and what was upright stays so
        let slope = deg.to_radians().tan();
        let gait = gait_of(&moved(USUAL.poses(), |[x, y]| [x, y + slope * (x - 666.0)]));
        assert_eq!((&gait.tasks[..], gait.refused), (&[Task::Walking][..], None), "{deg}");
        let report = report_of(&moved(USUAL.poses(), |[x, y]| [x, y + slope * (x - 666.0)])).1;
        let limits: Vec<_> = report.findings.iter().flat_map(|f| &f.comparisons).collect();
        assert!(limits.iter().all(|c| c.against == Against::OtherLeg), "{limits:?}");
        let foot = gait.curves.iter().find(|c| c.angle == Angle::FootPitch).unwrap();
        assert!((foot.mean_deg[22] + deg).abs() < 1.0, "{deg}: {}", foot.mean_deg[22]);
    }
}

#[test]
fn a_rolled_camera_makes_no_stairs_and_hides_none() {
    let stairs = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL };
    for (walker, task) in [(USUAL, Task::Walking), (stairs, Task::StairDescent)] {
        for deg in [-8.0_f64, 8.0] {
            let (sin, cos) = deg.to_radians().sin_cos();
            let turned = moved(walker.poses(), |[x, y]| {
                let [x, y] = [x - 666.0, y - 375.0];
                [666.0 + cos * x - sin * y, 375.0 + sin * x + cos * y]
            });
            assert_eq!(gait_of(&turned).tasks, [task], "{deg}");
        }
    }
}

/// The same film played backward.
fn backward(mut poses: PoseSequence) -> PoseSequence {
    let times_s: Vec<f64> = poses.frames.iter().map(|f| f.time_s).collect();
    let last_s = times_s.last().copied().unwrap_or_default();
    poses.frames.reverse();
    for (index, (frame, time_s)) in poses.frames.iter_mut().zip(times_s.iter().rev()).enumerate() {
        (frame.index, frame.time_s) = (index, last_s - time_s);
    }
    poses
}

#[test]
fn walking_backward_is_named_from_every_side_and_nothing_is_measured_of_it() {
    for camera in [Camera::RightSide, Camera::LeftSide, Camera::Front, Camera::Rear] {
        let walker = seen_from(camera);
        assert_eq!(refusal(&walker.poses()), None, "{camera:?}");
        let (gait, report) = report_of(&backward(walker.poses()));
        assert_eq!(gait.refused, Some(NoGait::WalkingBackward), "{camera:?}");
        assert!(gait.events.is_empty() && gait.measures.is_empty(), "{camera:?}");
        let is_noted =
            |report: &Report| report.quality.iter().any(|n| n.code == NoteCode::WalksBackward);
        let forward = report_of(&walker.poses()).1;
        assert!(is_noted(&report) && !is_noted(&forward), "{camera:?}");
    }
    let treadmill = Walker { treadmill: true, ..USUAL };
    assert_eq!(refusal(&backward(treadmill.poses())), Some(NoGait::WalkingBackward));
}

#[test]
fn a_forward_walk_goes_on_with_one_backward_after_it() {
    let there = USUAL.poses();
    // for a while nobody is in the picture
    let mut nobody = there.clone();
    nobody.frames.iter_mut().for_each(|frame| frame.pose = None);
    let mut both = there.clone();
    for (turn, next) in [(1, nobody), (2, backward(there.clone()))] {
        both.frames.extend(next.frames.into_iter().map(|mut frame| {
            frame.time_s += f64::from(turn) * USUAL.seconds;
            frame.index += turn as usize * there.frames.len();
            frame
        }));
    }
    let gait = gait_of(&both);
    assert_eq!(gait.tasks, [Task::Walking, Task::WalkingBackward]);
    assert_eq!((gait.events, gait.refused), (gait_of(&there).events, None));
}

#[test]
fn who_only_looks_smaller_does_not_walk_backward() {
    // the camera backs away from somebody who comes: the background shrinks, too
    let mut left_behind = backward(seen_from(Camera::Front).poses());
    for frame in &mut left_behind.frames {
        frame.background = Some([0.0, 0.0, 0.0, -0.17].into());
    }
    // steps on the spot, ever lower: the head comes down and the shoulders stay as wide
    let marching = Walker { camera: Camera::Front, stride_length: 0.0, lift: 0.15, ..USUAL };
    let mut sinking = marching.poses();
    for frame in &mut sinking.frames {
        let nose = &mut frame.pose.as_mut().unwrap().keypoints[Landmark::Nose.index()];
        nose.y_px += 35.0 * frame.time_s as f32;
    }
    for (what, poses) in [("left behind", left_behind), ("sinking", sinking)] {
        assert!(!gait_of(&poses).tasks.contains(&Task::WalkingBackward), "{what}");
    }
}

#[test]
fn weight_acceptance_on_stairs_ends_when_the_other_foot_leaves() {
    let down = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL };
    let (gait, report) = report_of(&down.poses());
    let exact_s = (down.foot_off - 0.5) * down.stride_s;
    for side in Side::BOTH {
        let found_s = mean(&gait, "stair_weight_acceptance_time_s", Some(side));
        assert!((found_s - exact_s).abs() < 0.035, "{side:?}: {found_s} {exact_s}");
        // the hips go down by the drop of 0.12 of a stride, and rise by 0.0075 as they bob; a step is 0.1
        let found_pct = mean(&gait, "stair_weight_acceptance_sinking_pct", Some(side));
        assert!((found_pct - 16.5).abs() < 5.0, "{side:?}: {found_pct}");
    }
    let of = |name: &str| gait.measures.iter().any(|m| m.id.name() == name);
    assert!(of("stair_weight_acceptance_sinking_pct"));
    let shown = |name: &str| report.gait.measures.iter().any(|m| m.measure.name() == name);
    assert!(shown("stair_weight_acceptance_time_s"));
    assert!(shown("stair_weight_acceptance_sinking_pct"));
    assert!(gait_of(&USUAL.poses()).measures.iter().all(|m| !m.id.name().contains("acceptance")));
}

#[test]
fn the_foot_that_joins_does_not_lead() {
    let walker = Walker { stride_length: 0.33, drop: 0.2, joins: true, lift: 0.05, ..USUAL };
    let gait = gait_of(&walker.poses());
    let expected = StairPattern::StepByStep { leads: Side::Left };
    assert_eq!(gait.stair_pattern(Task::StairDescent), Some(expected));
}

#[test]
fn running_is_not_measured_as_walking() {
    for camera in [Camera::RightSide, Camera::Front] {
        let run = Walker { camera, foot_off: 0.36, stride_s: 0.75, stride_length: 1.2, ..USUAL };
        assert_eq!(refusal(&run.poses()), Some(NoGait::Running), "{camera:?}");
    }
}

#[test]
fn a_tilted_camera_is_levelled() {
    let level = gait_of(&USUAL.poses());
    let mut tilted = USUAL.poses();
    let (sin, cos) = 3_f64.to_radians().sin_cos();
    for point in tilted.frames.iter_mut().flat_map(|f| &mut f.pose.as_mut().unwrap().keypoints) {
        let (x, y) = (f64::from(point.x_px) - 666.0, f64::from(point.y_px) - 500.0);
        point.x_px = (666.0 + x * cos - y * sin) as f32;
        point.y_px = (500.0 + y * cos + x * sin) as f32;
    }
    let motion = reconstruct(&tilted, None);
    let roll = motion.passes[0].tilt.roll.unwrap();
    assert!((roll.deg - 3.0).abs() < 2.0 * roll.sd_deg && roll.sd_deg < 1.0, "{roll:?}");
    let tilted = analyse(&motion, &UserContext::default());
    for name in ["hip_flexion_vertical_minimum_deg", "trunk_lean_forward_mean_deg"] {
        let [a, b] = [&level, &tilted].map(|g| mean(g, name, Some(Side::Right)));
        assert!((a - b).abs() < 0.7, "{name}: {a} {b}");
    }
}

/// A usual walk in which the left heel and toes are not seen for a while.
fn left_foot_hidden(from_s: f64, until_s: f64) -> GaitAnalysis {
    let mut poses = USUAL.poses();
    for frame in poses.frames.iter_mut().filter(|f| (from_s..until_s).contains(&f.time_s)) {
        let points = &mut frame.pose.as_mut().unwrap().keypoints;
        for joint in [Joint::Heel, Joint::Toe] {
            points[joint.on(Side::Left).index()].visibility = 0.0;
        }
    }
    gait_of(&poses)
}

#[test]
fn a_foot_is_not_timed_where_it_is_not_seen_and_less_surely_in_a_gap() {
    let contact_s = USUAL.events_s(Side::Left, EventKind::InitialContact)[2];
    let of = |gait: &GaitAnalysis| {
        let is_it = |e: &&gaitline::gait::GaitEvent| {
            (e.side, e.kind) == (Side::Left, EventKind::InitialContact)
                && (e.time_s - contact_s).abs() < 0.1
        };
        gait.events.iter().find(is_it).map(|e| e.sd_s)
    };
    let sure_s = of(&gait_of(&USUAL.poses())).unwrap();
    let in_gap_s = of(&left_foot_hidden(contact_s - 0.04, contact_s + 0.04)).unwrap();
    // an even spread over the gap
    assert!(in_gap_s >= sure_s.hypot(0.08 / 12.0_f64.sqrt()), "{sure_s} {in_gap_s}");
    // it rests for two frames before it is hidden: not long enough to tell
    assert_eq!(of(&left_foot_hidden(contact_s + 0.03, contact_s + 0.5)), None);
}

/// Stands on the right foot; the left one goes down beside it and comes back, the knee bending.
fn step_down(seconds: f64) -> PoseSequence {
    let mut poses = Walker { camera: Camera::Front, seconds, ..USUAL }.poses();
    let at = |x: f64, y: f64| [(666.0 + 300.0 * x) as f32, (700.0 - 300.0 * y) as f32];
    for frame in &mut poses.frames {
        let down = 0.05 * (1.0 - (2.0 * std::f64::consts::PI * frame.time_s / 3.0).cos());
        let points = &mut frame.pose.as_mut().unwrap().keypoints;
        let mut put = |landmark: Landmark, [x, y]: [f32; 2]| {
            (points[landmark.index()].x_px, points[landmark.index()].y_px) = (x, y);
        };
        put(Landmark::Nose, at(0.0, 0.91 - down));
        for side in Side::BOTH {
            let x = if side == Side::Left { 0.05 } else { -0.05 };
            let foot = if side == Side::Left { -down } else { 0.0 };
            put(Joint::Shoulder.on(side), at(2.0 * x, 0.8 - down));
            put(Joint::Hip.on(side), at(x, 0.51 - down));
            // the bearing knee goes inward as it bends
            let inward = if side == Side::Right { 0.3 * down } else { 0.0 };
            put(Joint::Knee.on(side), at(x + inward, 0.27 + (foot - down) / 2.0));
            put(Joint::Ankle.on(side), at(x, 0.04 + foot));
            put(Joint::Heel.on(side), at(x, foot));
            put(Joint::Toe.on(side), at(x, foot));
        }
    }
    poses
}

#[test]
fn stepping_down_is_counted_and_timed() {
    let gait = gait_of(&step_down(9.0));
    assert_eq!(
        (gait.refused, gait.tasks.as_slice()),
        (Some(NoGait::StepDown), &[Task::StepDown][..])
    );
    assert_eq!(gait.repetitions.len(), 3);
    assert!(gait.repetitions.iter().all(|r| r.side == Side::Right));
    // a cosine's way from a tenth to nine tenths takes 0.59 of its half period
    let lowering = mean(&gait, "step_down_lowering_time_s", Some(Side::Right));
    assert!((lowering - 0.59 * 1.5).abs() < 0.03, "{lowering}");
    let evenness = mean(&gait, "step_down_evenness_ratio", Some(Side::Right));
    assert!((evenness - 1.16).abs() < 0.05, "{evenness}");
    let fppa = |name| mean(&gait, name, Some(Side::Right));
    let (half, lowest) = (fppa("step_down_fppa_half_way_deg"), fppa("step_down_fppa_lowest_deg"));
    assert!(lowest > 10.0 && (0.3..0.7).contains(&(half / lowest)), "{half} {lowest}");
}

#[test]
fn what_the_user_knows_counts() {
    let poses = USUAL.poses();
    let as_known = |known: UserContext| analyse(&reconstruct(&poses, None), &known);
    let standing = as_known(UserContext { task: Some(Task::Standing), ..UserContext::default() });
    assert_eq!((standing.refused, standing.events.len()), (Some(NoGait::Standing), 0));
    let stairs = as_known(UserContext { task: Some(Task::StairDescent), ..UserContext::default() });
    assert_eq!(stairs.tasks, [Task::StairDescent]);
    let still = as_known(UserContext { ground: Some(Ground::Still), ..UserContext::default() });
    assert_eq!(still.events, as_known(UserContext::default()).events);

    let treadmill = Walker { treadmill: true, ..USUAL }.poses();
    let known = UserContext { ground: Some(Ground::Still), ..UserContext::default() };
    let gait = analyse(&reconstruct(&treadmill, None), &known);
    assert_ne!(gait.refused, None, "without a moving ground no foot ever stands");

    let motion = reconstruct(&poses, Some(View::Front));
    assert!(motion.passes.iter().all(|p| (p.view, p.facing) == (View::Front, 0)));
}

#[test]
fn sitting_squatting_and_turning_are_no_gait() {
    let still = |change: &dyn Fn(f64, Landmark, [f64; 2]) -> [f64; 2]| {
        let mut poses = USUAL.poses();
        let first = poses.frames[30].pose.clone().unwrap();
        for frame in &mut poses.frames {
            let pose = frame.pose.as_mut().unwrap();
            pose.clone_from(&first);
            for landmark in Landmark::ALL {
                let point = &mut pose.keypoints[landmark.index()];
                let [x, y] =
                    change(frame.time_s, landmark, [f64::from(point.x_px), f64::from(point.y_px)]);
                (point.x_px, point.y_px) = (x as f32, y as f32);
            }
        }
        poses
    };
    let is_foot = |l: Landmark| {
        Side::BOTH
            .iter()
            .any(|&s| [Joint::Ankle, Joint::Heel, Joint::Toe].iter().any(|j| j.on(s) == l))
    };
    let squat =
        still(&|t, l, [x, y]| [x, if is_foot(l) { y } else { y + 40.0 * (1.0 - (2.0 * t).cos()) }]);
    let sitting_down = still(&|t, l, [x, y]| {
        let share = (t / 3.0).min(1.0);
        if is_foot(l) { [x, y] } else { [x - 60.0 * share, y + 60.0 * share] }
    });
    let turning = still(&|t, _, [x, y]| [666.0 + (x - 666.0) * (1.5 * t).cos(), y]);
    for (what, poses) in [("squat", squat), ("sit", sitting_down), ("turn", turning)] {
        assert_eq!(refusal(&poses), Some(NoGait::NoSteps), "{what}");
    }
}

#[test]
fn feet_set_apart_show_from_front_and_rear() {
    for camera in [Camera::Front, Camera::Rear] {
        let gait = gait_of(&Walker { camera, even: 0.1, ..USUAL }.poses());
        let width = mean(&gait, "step_width_heights", None);
        assert!((width - 0.1).abs() < 0.01, "{camera:?}: {width}");
    }
    let from_the_side = gait_of(&USUAL.poses());
    assert!(from_the_side.measures.iter().all(|m| !m.id.name().starts_with("step_width")));
}

/// The usual walk, of whose left leg the network is unsure.
fn hardly_seen(joints: [Joint; 3]) -> PoseSequence {
    let mut poses = USUAL.poses();
    for frame in &mut poses.frames {
        for joint in joints {
            let point = &mut frame.pose.as_mut().unwrap().keypoints[joint.on(Side::Left).index()];
            point.visibility = 0.4;
        }
    }
    poses
}

#[test]
fn a_foot_that_is_hardly_seen_has_events_of_little_confidence() {
    let poses = hardly_seen([Joint::Ankle, Joint::Heel, Joint::Toe]);
    let gait = gait_of(&poses);
    for event in &gait.events {
        let expected = if event.side == Side::Left { 0.4 } else { 1.0 };
        assert!((event.confidence - expected).abs() < 1e-6, "{event:?}");
    }
    assert!(!gait.events.is_empty());
}

#[test]
fn legs_drawn_together_time_and_again_are_refused() {
    let mut poses = USUAL.poses();
    for frame in poses.frames.iter_mut().filter(|f| f.index % 4 == 2) {
        let points = &mut frame.pose.as_mut().unwrap().keypoints;
        for joint in [Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe] {
            let [l, r] = Side::BOTH.map(|s| joint.on(s).index());
            let (near, far) = (points[l].x_px, points[r].x_px);
            (points[l].x_px, points[r].x_px) = (0.4 * near + 0.6 * far, 0.6 * near + 0.4 * far);
        }
    }
    assert_eq!(refusal(&poses), Some(NoGait::LegsConfused));
}

#[test]
fn standing_gives_the_neutral_angles() {
    let mut poses = step_down(3.0);
    let still = poses.frames[0].pose.clone();
    for frame in &mut poses.frames {
        frame.pose.clone_from(&still);
    }
    let gait = gait_of(&poses);
    assert_eq!(gait.tasks, [Task::Standing]);
    let of = |angle: Angle, side| {
        gait.neutral.iter().find(|n| n.angle == angle && n.side == side).map(|n| n.deg)
    };
    for side in Side::BOTH {
        assert!(of(Angle::Fppa, Some(side)).unwrap().abs() < 0.1);
        assert_eq!(of(Angle::KneeFlexion, Some(side)), None, "not from the front");
    }
    assert!(gait_of(&USUAL.poses()).neutral.is_empty(), "who only walks has none");
}

#[test]
fn standing_angles_are_printed_with_their_error_and_the_hip_line_is_not() {
    let mut poses = step_down(3.0);
    let still = poses.frames[0].pose.clone();
    poses.frames.iter_mut().for_each(|f| f.pose.clone_from(&still));
    let (gait, report) = report_of(&poses);
    assert!(gait.neutral.iter().any(|n| n.angle == Angle::PelvicObliquity));
    let printed = report.gait.neutral;
    assert!(printed.iter().any(|n| n.value.angle == Angle::Fppa && n.error_deg > 0.0));
    let is_of_hip_line = |a: Angle| matches!(a, Angle::PelvicObliquity | Angle::HipAdduction);
    assert!(!printed.iter().any(|n| is_of_hip_line(n.value.angle)));
}

#[test]
fn an_ankle_that_slides_along_the_shank_does_not_turn_the_foot() {
    let ankles = |gait: &GaitAnalysis| {
        let of = |m: &&gaitline::gait::Measure| m.id.name() == "ankle_dorsiflexion_push_off_deg";
        gait.measures.iter().filter(of).map(gaitline::gait::Measure::mean).collect::<Vec<_>>()
    };
    let exact = ankles(&gait_of(&USUAL.poses()));
    let mut late = USUAL.poses();
    for frame in &mut late.frames {
        let points = &mut frame.pose.as_mut().unwrap().keypoints;
        for side in Side::BOTH {
            let at = |j: Joint| points[j.on(side).index()];
            let (knee, ankle, heel, toe) =
                (at(Joint::Knee), at(Joint::Ankle), at(Joint::Heel), at(Joint::Toe));
            // the steeper the foot, the farther the ankle slides: up to 8 % of the shank
            let steep = ((heel.y_px - toe.y_px) / 40.0).clamp(-1.0, 0.0).abs();
            let slid = &mut points[Joint::Ankle.on(side).index()];
            slid.x_px += 0.08 * steep * (ankle.x_px - knee.x_px);
            slid.y_px += 0.08 * steep * (ankle.y_px - knee.y_px);
        }
    }
    for (a, b) in exact.iter().zip(ankles(&gait_of(&late))) {
        assert!((a - b).abs() < 2.5, "{a} {b}");
    }
    assert_eq!(exact.len(), 2);
}

#[test]
fn foot_off_on_stairs_is_known_less_well() {
    let sd_s = |gait: &GaitAnalysis, kind| {
        gait.events.iter().find(|e| e.kind == kind).map(|e| e.sd_s).unwrap()
    };
    let down = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL };
    let (level, stairs) = (gait_of(&USUAL.poses()), gait_of(&down.poses()));
    assert!(sd_s(&stairs, EventKind::FootOff) > 2.0 * sd_s(&level, EventKind::FootOff));
    assert!(sd_s(&stairs, EventKind::InitialContact) > sd_s(&level, EventKind::InitialContact));
}

#[test]
fn a_leg_that_is_a_guess_comes_back_neither_as_a_difference_nor_as_a_curve() {
    let poses = hardly_seen([Joint::Hip, Joint::Knee, Joint::Ankle]);
    let (_, report) = report_of(&poses);
    let gait = &report.gait;
    let is_knee = |name: &str| name.starts_with("knee_flexion");
    assert!(gait.measures.iter().any(|m| is_knee(m.measure.name()) && m.side == Some(Side::Right)));
    assert!(
        gait.refused_measures
            .iter()
            .any(|m| is_knee(m.measure.name()) && m.side == Some(Side::Left))
    );
    assert!(!gait.symmetries.iter().any(|s| is_knee(s.values.measure.name())));
    assert!(gait.symmetries.iter().any(|s| s.values.measure.name() == "step_time_s"));
    let curve = |side| gait.curves.iter().any(|c| c.angle == Angle::KneeFlexion && c.side == side);
    assert!(curve(Side::Right) && !curve(Side::Left));
}

#[test]
fn every_measure_has_one_row_on_the_page() {
    let poses = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL }.poses();
    let page = Assessed::of(&poses, &Options::default()).page(&poses);
    for name in ["stair_lowering_time", "stride_time"] {
        let label = Catalogue::english().text(&format!("measures.{name}.label"));
        assert_eq!(page.matches(&format!(r#"<th scope="row">{label}</th>"#)).count(), 1);
    }
}

#[test]
fn a_camera_that_looks_down_is_said_to_look_down() {
    // the floor's horizon above the picture's middle: the walker's camera looks level, so the picture is moved
    let mut poses = Walker { camera: Camera::Front, ..USUAL }.poses();
    for point in poses.frames.iter_mut().flat_map(|f| &mut f.pose.as_mut().unwrap().keypoints) {
        point.y_px -= 100.0;
    }
    let judged = Assessed::of(&poses, &Options::default());
    let page = judged.page(&poses);
    let report = judged.report;
    assert!(report.passes[0].tilt.pitch.unwrap().deg < -5.0, "{:?}", report.passes[0].tilt);
    assert!(page.contains("pointing down by") && !page.contains("pointing up by"));
}

#[test]
fn a_leg_that_changes_its_length_is_refused() {
    let mut poses = USUAL.poses();
    for frame in &mut poses.frames {
        let stretch = 1.0 + 0.3 * (3.0 * frame.time_s).sin() as f32;
        let points = &mut frame.pose.as_mut().unwrap().keypoints;
        let hip = points[Landmark::LeftHip.index()];
        for joint in [Joint::Knee, Joint::Ankle] {
            let point = &mut points[joint.on(Side::Left).index()];
            point.x_px = hip.x_px + stretch * (point.x_px - hip.x_px);
            point.y_px = hip.y_px + stretch * (point.y_px - hip.y_px);
        }
    }
    let (_, report) = report_of(&poses);
    let of = |side| {
        let is_it = |m: &&RefusedMeasure| {
            m.measure.name() == "knee_flexion_swing_peak_deg" && m.side == Some(side)
        };
        report.gait.refused_measures.iter().find(is_it).map(|m| m.reason)
    };
    assert_eq!(of(Side::Left), Some(Refusal::LengthsVary));
    assert_eq!(of(Side::Right), None);
}
