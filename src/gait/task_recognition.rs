//! What the person does.

use crate::anatomy::{Joint, Landmark, Side};
use crate::gait::context::on_stairs::on_stairs;
use crate::gait::context::task_kind::Task;
use crate::gait::context::user_context::UserContext;
use crate::gait::direction::walks_backward;
use crate::gait::events::event::{EventKind, GaitEvent};
use crate::gait::repetitions::Repetition;
use crate::motion::{Motion, Pass};
use crate::signal::{median, quantile};

/// More steps a minute are running, where its moment in the air does not show: from the front and rear.
///
/// # Source
/// People change from walking to running at about 2 m/s (Hreljac, Hum Mov Sci 1995;14:205) and some 140
/// steps a minute; ten above that for short legs.
const FASTEST_WALK_SPM: f64 = 150.0;

/// Somebody who stands moves each joint less than this, in heights: sway is 2 to 4 cm.
const MOST_SWAY: f64 = 0.04;

/// Both feet are on the ground when the ankles are so near in height, in heights.
const LEVEL_FEET: f64 = 0.04;

/// What the steps, the way and the repetitions of a pass are signs of.
pub(crate) fn task(
    motion: &Motion,
    pass: &Pass,
    known: &UserContext,
    (events, repetitions): (&[GaitEvent], &[Repetition]),
) -> Task {
    match on_stairs(pass, known) {
        // one foot stays where it is: whatever the other one does is no step
        _ if !repetitions.is_empty() => Task::StepDown,
        // events of feet that go the other way are none
        _ if walks_backward(motion, pass) => Task::WalkingBackward,
        Some(stairs) if !events.is_empty() => stairs,
        _ if !events.is_empty() && is_running(pass, events) => Task::Running,
        _ if !events.is_empty() => Task::Walking,
        _ if is_standing(motion, pass) => Task::Standing,
        _ => Task::Other,
    }
}

/// In running the other foot lands after one has left the ground; in walking the same one does.
fn is_running(pass: &Pass, events: &[GaitEvent]) -> bool {
    if pass.facing == 0 {
        let strides = Side::BOTH.into_iter().flat_map(|side| {
            let is_contact = |e: &&GaitEvent| (e.side, e.kind) == (side, EventKind::InitialContact);
            let contacts: Vec<f64> = events.iter().filter(is_contact).map(|e| e.time_s).collect();
            contacts.windows(2).map(|w| w[1] - w[0]).collect::<Vec<_>>()
        });
        return 2.0 * 60.0 / median(strides) > FASTEST_WALK_SPM;
    }
    let after_off: Vec<bool> = events
        .windows(2)
        .filter(|w| w[0].kind == EventKind::FootOff)
        .map(|w| w[1].kind == EventKind::InitialContact && w[1].side != w[0].side)
        .collect();
    2 * after_off.iter().filter(|is_flight| **is_flight).count() > after_off.len()
}

/// Whether both feet are on one level and nothing moves more than in quiet standing.
pub(crate) fn is_standing(motion: &Motion, pass: &Pass) -> bool {
    let frames = pass.first_frame..pass.end_frame;
    let spread = |landmark: Landmark, axis: usize| {
        let values = || frames.clone().map(|f| motion.at(landmark, f)[axis]);
        quantile(values(), 0.95) - quantile(values(), 0.05)
    };
    let most_px = MOST_SWAY * motion.height_px;
    let joints = [Joint::Shoulder, Joint::Hip, Joint::Knee, Joint::Ankle];
    // what is hidden behind the other leg is not seen to move
    let is_still = |joint: Joint, side: Side| {
        (0..2).map(|axis| spread(joint.on(side), axis)).all(|px| px <= most_px || px.is_nan())
    };
    let is_seen = Side::BOTH.iter().any(|s| spread(Joint::Ankle.on(*s), 0).is_finite());
    let heights = frames.clone().map(|f| {
        let [left, right] = Side::BOTH.map(|s| motion.at(Joint::Ankle.on(s), f)[1]);
        (left - right).abs()
    });
    let apart_px = median(heights);
    let is_level = apart_px <= LEVEL_FEET * motion.height_px || apart_px.is_nan();
    is_seen && is_level && joints.iter().all(|&j| Side::BOTH.iter().all(|&s| is_still(j, s)))
}
