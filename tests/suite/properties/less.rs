//! Seeing less never raises a flag: what is missing makes a finding uncertain, not unusual.

use super::{fixture, report, usual, valgus};
use crate::support::changed::{hide, less};
use crate::support::walker::Camera;
use gaitline::anatomy::{Joint, Side};
use gaitline::findings::{FindingId, Status};
use gaitline::track::PoseSequence;

fn flagged(poses: &PoseSequence) -> Vec<FindingId> {
    let findings = report(poses).findings;
    findings.iter().filter(|f| f.status == Status::Flagged).map(|f| f.id).collect()
}

const SEEDS: u64 = 12;

/// Of a clip with things taken away, in several ways, nothing is flagged that was not.
fn assert_no_new_flag(name: &str, poses: &PoseSequence) {
    let own = flagged(poses);
    let mut judged = 0;
    for seed in 0..SEEDS {
        let seen_less = less(poses, seed);
        let new: Vec<FindingId> =
            flagged(&seen_less).into_iter().filter(|id| !own.contains(id)).collect();
        assert_eq!(new, [], "{name}, seed {seed}");
        let statuses = report(&seen_less).findings.into_iter().map(|f| f.status);
        judged += usize::from(statuses.into_iter().any(|s| s != Status::NotAssessable));
    }
    assert!(judged > 0, "{name}: nothing was judged at all");
}

#[test]
fn taking_away_of_a_healthy_walk_raises_no_flag() {
    for camera in [Camera::RightSide, Camera::LeftSide, Camera::Front, Camera::Rear] {
        let poses = usual(camera);
        assert_eq!(flagged(&poses), []);
        assert_no_new_flag(&format!("{camera:?}"), &poses);
    }
    for name in ["normal_frontal", "normal_sagittal_right", "stairs_descent_sagittal_normal"] {
        assert_no_new_flag(name, &fixture(name));
    }
}

#[test]
fn taking_away_of_an_unusual_walk_raises_no_other_flag() {
    for (name, poses) in [("valgus", valgus()), ("fixture", fixture("valgus_left_frontal_15"))] {
        assert!(flagged(&poses).contains(&FindingId::KneeValgus), "{name}");
        assert_no_new_flag(name, &poses);
    }
}

#[test]
fn two_steps_that_differ_wildly_are_no_asymmetry() {
    // a leg out of sight for half of the clip, and a clip cut to its last steps: one contact is timed 0.1 s wrong
    for (name, seed) in [("normal_rear", 28), ("valgus_left_frontal_15", 156)] {
        let poses = fixture(name);
        let asymmetry = |p: &PoseSequence| flagged(p).contains(&FindingId::StepTimeAsymmetry);
        assert!(!asymmetry(&poses) && !asymmetry(&less(&poses, seed)), "{name}");
    }
}

#[test]
fn a_foot_off_that_was_missed_is_no_giving_way() {
    // heels and toes hidden for a third of a second: one stance then holds a swing, in which the knee bends by 60 degrees
    let mut poses = fixture("treadmill_sagittal");
    let feet = [Joint::Heel, Joint::Toe].map(|joint| Side::BOTH.map(|side| joint.on(side)));
    hide(&mut poses, 104..114, feet.as_flattened());
    assert_eq!(flagged(&poses), []);
}
