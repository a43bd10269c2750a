//! When each foot lands and leaves.
//!
//! A foot is on the ground while a point of its sole stands still on it (see [`crate::gait::events::ground_contact`]). Initial
//! contact is when the sole's slowest point comes below a small share of its speed in swing, foot off
//! when it rises above it: the physical events, not the foot's most forward and backward places, which come 20 to
//! 40 ms earlier and need a heel strike. How soon a sole counts as standing depends on how gently it lands, so on level
//! ground other signs count too (see [`crate::gait::events::side_signs`]). From the front and from
//! behind see [`crate::gait::events::front_view`].

use crate::anatomy::Side;
use crate::gait::context::on_stairs::on_stairs;
use crate::gait::context::task_kind::Task;
use crate::gait::context::user_context::UserContext;
use crate::gait::events::event::{EventKind, GaitEvent, Swing, stride_s};
use crate::gait::events::foot_sight::FootSight;
use crate::gait::events::front_view;
use crate::gait::events::ground_contact::{Feet, Foot};
use crate::gait::events::side_signs::{Leg, refine};
use crate::gait::events::sole_edges::SoleEdges;
use crate::gait::events::treads;
use crate::motion::{Motion, Pass, View};
use std::ops::Range;

/// A step takes a foot at least this far over the ground, in heights; less is shuffling on the spot.
const LEAST_TRAVEL: f64 = 0.12;

/// From one foot's swing to the other's: a third of the shortest stride, as in a bad limp. Feet that move at
/// once turn, or jump.
const LEAST_STEP_S: f64 = 0.2;

/// Fewer swings in turn, left and right, hold no whole cycle.
const LEAST_SWINGS: usize = 3;

/// What is left when noise and frame rate are accounted for: the methods of the field differ from
/// force plates by this much, offset and scatter together.
///
/// # Source
/// O'Connor et al., Gait Posture 2007;25:469: 16 ± 15 ms for contact, 9 ± 15 ms for foot off. On stairs Formento
/// et al., Sensors 2014;14:5470: within 45 ms for contact and 135 ms for foot off, taken as two deviations, and
/// for contact with the time that the forefoot takes to come to rest. All of that was measured at usual paces. A slower
/// foot comes to rest more gently, and takes longer for it as its stride does.
fn definition_sd_s(kind: EventKind, on_stairs: bool, stride_s: f64) -> f64 {
    let usual_s = match (kind, on_stairs) {
        (EventKind::InitialContact, false) => 0.022,
        (EventKind::FootOff, false) => 0.0175,
        (EventKind::InitialContact, true) => 0.03,
        (EventKind::FootOff, true) => 0.0675,
    };
    usual_s * (stride_s / USUAL_STRIDE_S).max(1.0)
}

/// # Source
/// Hollman, Gait Posture 2011;34:111 and others.
const USUAL_STRIDE_S: f64 = 1.1;

/// The events of a pass, in time order; empty where nobody walks.
pub(crate) fn events(motion: &Motion, pass: &Pass, known: &UserContext) -> Vec<GaitEvent> {
    let feet = Feet::of(motion, pass, known.ground);
    let stairs = on_stairs(pass, known);
    let mut swings: Vec<Swing> = match pass.view {
        View::Front if stairs == Some(Task::StairDescent) => {
            front_view::swings_down_stairs(motion, pass, &feet)
        }
        View::LeftSide | View::RightSide if stairs.is_some() => {
            feet.feet.iter().flat_map(|foot| treads::swings(motion, pass, &feet, foot)).collect()
        }
        View::LeftSide | View::RightSide => {
            let least_px = LEAST_TRAVEL * motion.height_px;
            feet.feet.iter().flat_map(|foot| swings(&feet.time_s, foot, least_px)).collect()
        }
        View::Front | View::Rear => front_view::swings(motion, pass),
        View::Oblique | View::Unknown => Vec::new(),
    };
    swings.sort_by(|a, b| a.middle_s.total_cmp(&b.middle_s));
    let walked = walked(&swings, |side, times_s| feet.hides(side, times_s));
    let mut events: Vec<GaitEvent> =
        walked.iter().flat_map(|s| [s.foot_off, s.contact]).flatten().collect();
    let stride_s = stride_s(&walked);
    for event in &mut events {
        event.sd_s = event.sd_s.hypot(definition_sd_s(event.kind, stairs.is_some(), stride_s));
        if pass.facing != 0 && stairs.is_none() {
            let leg = Leg { motion, pass, ground_px: &feet.ground_px, side: event.side };
            refine(&leg, stride_s, event);
        }
    }
    let mut events: Vec<GaitEvent> =
        events.into_iter().filter_map(|event| seen(motion, event)).collect();
    events.sort_by(|a, b| a.time_s.total_cmp(&b.time_s));
    events
}

/// The event with how surely the foot was seen around it; `None` where it was not seen before or after it.
fn seen(motion: &Motion, mut event: GaitEvent) -> Option<GaitEvent> {
    let sight = FootSight { motion, side: event.side };
    event.confidence = sight.confidence(event.time_s);
    // anywhere in the gap, as far as an even spread tells
    event.sd_s = event.sd_s.hypot(sight.gap_s(event.time_s)? / 12.0_f64.sqrt());
    Some(event)
}

/// The swings that alternate, left and right, long enough to be walking. Between two of one foot the other one may have swung
/// while it was hidden from sight.
fn walked(swings: &[Swing], is_hidden: impl Fn(Side, Range<f64>) -> bool) -> Vec<Swing> {
    let in_turn = swings.chunk_by(|a, b| match a.side == b.side {
        true => is_hidden(a.side.opposite(), a.middle_s..b.middle_s),
        false => b.middle_s - a.middle_s >= LEAST_STEP_S,
    });
    in_turn.filter(|run| run.len() >= LEAST_SWINGS).flatten().copied().collect()
}

/// Every swing of a foot that goes anywhere.
fn swings(time_s: &[f64], foot: &Foot, least_px: f64) -> Vec<Swing> {
    let Some(edges) = SoleEdges::of(time_s, foot) else { return Vec::new() };
    let mut found = Vec::new();
    let mut frame = 0;
    while frame < time_s.len() {
        if !edges.is_swing(frame) {
            frame += 1;
            continue;
        }
        let (off, on) = (edges.before(frame), edges.after(frame));
        let fastest = edges.fastest(off..on + 1).unwrap_or(frame);
        let [from, to] = [off, on].map(|i| foot.middle_px[i]);
        if (to[0] - from[0]).hypot(to[1] - from[1]) >= least_px {
            found.push(Swing {
                side: foot.side,
                middle_s: time_s[fastest],
                foot_off: edges.foot_off(off),
                contact: edges.contact(on),
            });
        }
        frame = on + 1;
    }
    found
}
