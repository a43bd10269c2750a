//! Where nothing can be measured, the reason is the one that the eye sees, and the film is not called good.

use crate::support::assessed::Assessed;
use crate::support::walker::{Camera, USUAL, Walker};
use gaitline::anatomy::{Joint, Landmark, Side};
use gaitline::gait::{MeasureId, NoGait};
use gaitline::internals::camera_tracking::Light;
use gaitline::options::Options;
use gaitline::reliability::Refusal;
use gaitline::report::{NoteCode, Report, Severity};
use gaitline::track::PoseSequence;

fn report_of(poses: &PoseSequence) -> Report {
    Assessed::of(poses, &Options::default()).report
}

fn codes(report: &Report) -> Vec<NoteCode> {
    report.quality.iter().map(|n| n.code).collect()
}

/// Refused for this, and the film not good.
fn assert_refused(poses: &PoseSequence, why: NoGait) -> Report {
    let report = report_of(poses);
    assert_eq!(report.gait.refused, Some(why));
    report
}

fn points(poses: &mut PoseSequence) -> impl Iterator<Item = &mut gaitline::Pose> {
    poses.frames.iter_mut().filter_map(|f| f.pose.as_mut())
}

/// The picture cut so that it ends above the feet, or begins below the shoulders.
fn cut(mut poses: PoseSequence, down_px: f32, height_px: u32) -> PoseSequence {
    poses.clip.video.height_px = height_px;
    for pose in points(&mut poses) {
        pose.keypoints.iter_mut().for_each(|point| point.y_px -= down_px);
    }
    poses
}

/// Of the walker's landmark in the first frame.
fn height_of(poses: &PoseSequence, landmark: Landmark) -> f32 {
    poses.frames[0].pose.as_ref().unwrap().keypoints[landmark.index()].y_px
}

/// The body turned so that it faces so far away from the camera's axis: 90 is a side view.
fn turned(poses: &mut PoseSequence, from_s: f64, to_s: f64, yaw_deg: f64) {
    let (across, away) = yaw_deg.to_radians().sin_cos();
    let inside = |t: f64| (from_s..to_s).contains(&t);
    for frame in poses.frames.iter_mut().filter(|f| inside(f.time_s)) {
        let world = &mut frame.pose.as_mut().unwrap().world_m;
        let shoulder = [-0.2 * away as f32, -0.5, 0.2 * across as f32];
        world[Joint::Shoulder.on(Side::Left).index()] = shoulder;
        world[Joint::Shoulder.on(Side::Right).index()] = [-shoulder[0], -0.5, -shoulder[2]];
    }
}

/// On a belt, so that only the body tells where it faces.
const ON_A_BELT: Walker = Walker { treadmill: true, ..USUAL };

#[test]
fn a_film_that_lies_on_its_side_is_named_and_no_vain_advice_given() {
    // the stored picture turned by a quarter: what was right is down, or up, and once more
    type Turn = fn(f32, f32) -> (f32, f32);
    let turns: [(Turn, &str); 3] = [
        (|x, y| (1000.0 - y, x), "90° counterclockwise"),
        (|x, y| (y, 1333.0 - x), "90° clockwise"),
        (|x, y| (1333.0 - x, 1000.0 - y), "180°"),
    ];
    for (turn, words) in turns {
        let mut poses = USUAL.poses();
        for pose in points(&mut poses) {
            for point in pose.keypoints.iter_mut() {
                (point.x_px, point.y_px) = turn(point.x_px, point.y_px);
            }
        }
        let report = assert_refused(&poses, NoGait::OnItsSide);
        let note = report.quality.iter().find(|n| n.code == NoteCode::OnItsSide).unwrap();
        assert_eq!((note.severity, &*note.values["turn"]), (Severity::Serious, words));
        assert!(!codes(&report).contains(&NoteCode::NoUsableView));
    }
    assert!(!codes(&report_of(&USUAL.poses())).contains(&NoteCode::OnItsSide));
}

#[test]
fn feet_that_are_outside_the_picture_are_named() {
    let walk = USUAL.poses();
    let ankle = height_of(&walk, Landmark::LeftAnkle);
    let report = assert_refused(&cut(walk, 0.0, ankle as u32 - 10), NoGait::FeetOutside);
    assert!(!codes(&report).contains(&NoteCode::Treadmill), "unseen feet show no belt");
}

#[test]
fn without_a_head_in_the_picture_there_are_no_lengths() {
    let lengths = |report: &Report| {
        let all = report.gait.measures.iter();
        all.filter(|m| m.measure.spec().unit.is_by_height()).count()
    };
    for camera in [Camera::RightSide, Camera::Front] {
        let walk = Walker { camera, ..USUAL }.poses();
        let whole = report_of(&walk);
        let nose =
            points(&mut walk.clone()).map(|p| p.keypoint(Landmark::Nose).y_px).fold(0.0, f32::max);
        let cut_off = report_of(&cut(walk, nose + 1.0, 1000));
        assert!(lengths(&whole) > 0 && lengths(&cut_off) == 0, "{camera:?}");
        assert_eq!(cut_off.gait.tasks, whole.gait.tasks, "{camera:?}");
        let is_timed =
            |report: &Report| report.gait.measures.iter().any(|m| m.measure == MeasureId::StepTime);
        assert!(is_timed(&cut_off), "{camera:?}: times need no height");
        let mut refused = cut_off.gait.refused_measures.iter();
        assert!(refused.any(|m| m.reason == Refusal::HeadOutside), "{camera:?}");
    }
}

#[test]
fn legs_without_head_and_shoulders_do_not_stand() {
    let still = || {
        let mut poses = USUAL.poses();
        let first = poses.frames[30].pose.clone();
        poses.frames.iter_mut().for_each(|frame| frame.pose.clone_from(&first));
        // both feet on the ground, at one place
        for pose in points(&mut poses) {
            for joint in [Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe] {
                let [left, right] = Side::BOTH.map(|s| joint.on(s).index());
                pose.keypoints[right] = pose.keypoints[left];
            }
        }
        poses
    };
    assert_refused(&still(), NoGait::Standing);
    let hip = height_of(&still(), Landmark::LeftHip);
    let mut legs = cut(still(), hip - 5.0, 1000);
    points(&mut legs).flat_map(|pose| &mut pose.keypoints).for_each(|point| point.visibility = 0.2);
    let report = assert_refused(&legs, NoGait::OnlyLegs);
    // what a network guesses of such a person is no reason to film in other light, or for longer
    let of_poses = [NoteCode::Unsure, NoteCode::Missing, NoteCode::Short, NoteCode::Turned];
    assert!(!codes(&report).iter().any(|code| of_poses.contains(code)), "{:?}", codes(&report));
}

#[test]
fn a_clip_without_any_pose_is_of_nobody() {
    let mut poses = USUAL.poses();
    poses.frames.iter_mut().for_each(|frame| frame.pose = None);
    assert_refused(&poses, NoGait::NobodySeen);
}

#[test]
fn who_is_seen_obliquely_most_of_the_time_is_not_said_to_take_no_step() {
    let mut poses = ON_A_BELT.poses();
    turned(&mut poses, 0.0, 10.0, 45.0);
    // as from the side, for less than three steps
    turned(&mut poses, 1.5, 2.4, 75.0);
    let report = assert_refused(&poses, NoGait::WrongView);
    assert!(report.passes.iter().any(|p| p.facing != 0), "else nothing is shown");
    let notes = codes(&report);
    assert!(notes.contains(&NoteCode::NoUsableView) && !notes.contains(&NoteCode::Turned));
    assert_eq!(report.quality[0].severity, Severity::Serious);
}

#[test]
fn strides_that_are_too_long_to_be_timed_from_the_front_are_said_to_be_slow() {
    let slow = Walker { camera: Camera::Front, stride_s: 3.2, seconds: 12.0, ..USUAL };
    let report = assert_refused(&slow.poses(), NoGait::StepsTooSlow);
    assert!(report.gait.measures.is_empty());
    let walked = report_of(&Walker { stride_s: 1.1, ..slow }.poses());
    assert_eq!(walked.gait.refused, None);
}

#[test]
fn a_camera_that_seems_low_and_to_look_up_may_stand_above_a_flight_of_stairs() {
    let walk = Walker { camera: Camera::Front, even: 0.1, ..USUAL }.poses();
    assert!(!codes(&report_of(&walk)).contains(&NoteCode::LowCamera));
    let mut low = walk;
    let on_line_px = 0.7 * low.clip.video.height_px as f32;
    for pose in points(&mut low) {
        let feet = [Joint::Heel, Joint::Toe].into_iter().flat_map(|j| Side::BOTH.map(|s| j.on(s)));
        let lowest = feet.map(|foot| pose.keypoint(foot).y_px).fold(f32::MIN, f32::max);
        pose.keypoints.iter_mut().for_each(|point| point.y_px += on_line_px - lowest);
    }
    let report = report_of(&low);
    assert!(codes(&report).contains(&NoteCode::LowCamera), "{:?}", report.passes);
}

/// Steps that take the feet nowhere that this camera shows, while the background goes by.
fn followed(seconds: f64) -> PoseSequence {
    let steps = Walker { camera: Camera::Front, stride_length: 0.0, lift: 0.15, ..USUAL };
    let mut poses = Walker { seconds, ..steps }.poses();
    for frame in &mut poses.frames {
        frame.background = (frame.index > 0).then_some([-3.0, 0.0, 0.0, 0.0].into());
    }
    poses
}

#[test]
fn steps_before_a_camera_that_goes_along_are_not_said_to_be_none() {
    let mut walk = followed(USUAL.seconds);
    let report = assert_refused(&walk, NoGait::CameraFollows);
    let note = report.quality.iter().find(|n| n.code == NoteCode::CameraFollows).unwrap();
    assert_eq!(note.severity, Severity::Serious);
    assert!(!codes(&report).contains(&NoteCode::NoStepping));

    // a walk that is too short is that, whatever the camera does
    assert_refused(&followed(1.4), NoGait::NoSteps);

    // who stands before such a camera takes no step
    let first = walk.frames[20].pose.clone();
    walk.frames.iter_mut().for_each(|frame| frame.pose.clone_from(&first));
    assert_refused(&walk, NoGait::NoSteps);
}

#[test]
fn a_film_of_which_nothing_was_measured_is_not_good() {
    for camera in [Camera::RightSide, Camera::Front, Camera::Rear] {
        let marching = Walker { camera, stride_length: 0.0, lift: 0.15, ..USUAL };
        let report = assert_refused(&marching.poses(), NoGait::NoSteps);
        assert_eq!(report.quality[0].severity, Severity::Serious, "{camera:?}");
        assert!(codes(&report).contains(&NoteCode::NoStepping));
    }
}

#[test]
fn a_picture_that_is_dark_burnt_out_or_combed_is_named_with_advice() {
    let with = |light_level: f64, burnt_out_pct: f64, [interlaced, combed]: [bool; 2]| {
        let mut poses = USUAL.poses();
        poses.clip.light = Some(Light { light_level, burnt_out_pct });
        poses.clip.video.interlaced = interlaced;
        poses.clip.video.combed = combed;
        codes(&report_of(&poses))
    };
    let named = [NoteCode::Dark, NoteCode::BurntOut, NoteCode::Interlaced, NoteCode::Combed];
    let found = |codes: Vec<NoteCode>| named.map(|code| codes.contains(&code));
    let no = [false; 2];
    assert_eq!(found(with(140.0, 3.0, no)), [false; 4]);
    assert_eq!(found(with(40.0, 0.0, no)), [true, false, false, false]);
    assert_eq!(found(with(255.0, 70.0, no)), [false, true, false, false]);
    assert_eq!(found(with(140.0, 3.0, [true, false])), [false, false, true, false]);
    assert_eq!(found(with(140.0, 3.0, [false, true])), [false, false, false, true]);
    assert_eq!(found(codes(&report_of(&USUAL.poses()))), [false; 4], "other tools see no picture");
}
