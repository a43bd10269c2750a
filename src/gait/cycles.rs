//! From events to gait cycles: contact to next contact of the same foot.

use crate::anatomy::Side;
use crate::gait::events::event::{EventKind, GaitEvent};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One gait cycle: from a foot's initial contact to its next.
///
/// Its interval is half-open. All times in seconds of real life after the clip's first frame.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GaitCycle {
    /// Whose.
    pub side: Side,
    /// The pass in which it was walked, as an index into the report's passes.
    pub pass: usize,
    /// Initial contact.
    pub start_s: f64,
    /// The other foot leaves the ground.
    pub opposite_foot_off_s: f64,
    /// The other foot's initial contact.
    pub opposite_contact_s: f64,
    /// This foot leaves the ground.
    pub foot_off_s: f64,
    /// The next initial contact.
    pub end_s: f64,
}

/// What was left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct DroppedCycles {
    /// Begun or ended outside of the clip or of the picture.
    pub partial: usize,
    /// An event is missing, or the events do not follow each other as in walking.
    pub out_of_order: usize,
    /// Shorter or longer than a stride can be, or with a stance that no walking has.
    pub out_of_bounds: usize,
}

/// A stride lasts as long, in seconds.
///
/// # Source
/// `docs/evidence.md` §2: 0.7 to 2.0 s; the upper limit is wider here for people who can hardly walk.
const STRIDE_S: std::ops::RangeInclusive<f64> = 0.7..=5.0;

/// Stance takes as much of a cycle, in percent.
///
/// # Source
/// `docs/evidence.md` §2: 52 to 78 %; wider by the error of one cycle's events (25 ms of 1 s).
const STANCE_PCT: std::ops::RangeInclusive<f64> = 49.5..=80.5;

/// Mid-stance: the foot lies flat below the body, in percent of the cycle.
///
/// # Source
/// Perry & Burnfield 2010: 12 to 31 %.
pub(crate) const MID_STANCE_PCT: std::ops::RangeInclusive<f64> = 12.0..=31.0;

/// The whole cycles among the events of one pass, in time order.
pub(crate) fn cycles(
    events: &[GaitEvent],
    pass: usize,
    dropped: &mut DroppedCycles,
) -> Vec<GaitCycle> {
    let mut found: Vec<GaitCycle> =
        Side::BOTH.iter().flat_map(|&side| cycles_of(events, side, pass, dropped)).collect();
    found.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    found
}

fn cycles_of(
    events: &[GaitEvent],
    side: Side,
    pass: usize,
    dropped: &mut DroppedCycles,
) -> Vec<GaitCycle> {
    let is_contact =
        |&i: &usize| events[i].side == side && events[i].kind == EventKind::InitialContact;
    let contacts: Vec<usize> = (0..events.len()).filter(is_contact).collect();
    let of_side = || events.iter().filter(|e| e.side == side);
    // a foot that leaves before its first contact, or lands after its last leaving, has begun or
    // left a cycle open
    let begins_open = of_side().next().is_some_and(|e| e.kind == EventKind::FootOff);
    dropped.partial += usize::from(begins_open) + usize::from(!contacts.is_empty());
    let mut found = Vec::new();
    for pair in contacts.windows(2) {
        match cycle(&events[pair[0]..=pair[1]], pass) {
            None => dropped.out_of_order += 1,
            Some(cycle) if !cycle.is_plausible() => dropped.out_of_bounds += 1,
            Some(cycle) => found.push(cycle),
        }
    }
    found
}

/// The cycle from the first of some events to the last, two contacts of a foot, if exactly the events of walking lie
/// between them, in their order.
fn cycle(events: &[GaitEvent], pass: usize) -> Option<GaitCycle> {
    let [start, opposite_off, opposite_on, off, end] = events else { return None };
    let opposite = start.side.opposite();
    let is_walking = (opposite_off.side, opposite_off.kind) == (opposite, EventKind::FootOff)
        && (opposite_on.side, opposite_on.kind) == (opposite, EventKind::InitialContact)
        && (off.side, off.kind) == (start.side, EventKind::FootOff);
    is_walking.then_some(GaitCycle {
        side: start.side,
        pass,
        start_s: start.time_s,
        opposite_foot_off_s: opposite_off.time_s,
        opposite_contact_s: opposite_on.time_s,
        foot_off_s: off.time_s,
        end_s: end.time_s,
    })
}

impl GaitCycle {
    /// From contact to the same foot's next contact.
    #[must_use]
    pub fn stride_s(&self) -> f64 {
        self.end_s - self.start_s
    }

    /// A time inside, in percent of the cycle.
    #[must_use]
    pub fn percent(&self, time_s: f64) -> f64 {
        100.0 * (time_s - self.start_s) / self.stride_s()
    }

    /// Whether a time lies in mid-stance.
    pub(crate) fn is_mid_stance(&self, time_s: f64) -> bool {
        MID_STANCE_PCT.contains(&self.percent(time_s))
    }

    fn is_plausible(&self) -> bool {
        STRIDE_S.contains(&self.stride_s()) && STANCE_PCT.contains(&self.percent(self.foot_off_s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A second's stride, stance 62 %, half a stride between the feet.
    fn walk(strides: usize) -> Vec<GaitEvent> {
        let event =
            |side, kind, time_s| GaitEvent { side, kind, time_s, sd_s: 0.0, confidence: 1.0 };
        let mut events = vec![event(Side::Right, EventKind::FootOff, 0.12)];
        for k in 0..strides {
            for (side, shift) in [(Side::Left, 0.0), (Side::Right, 0.5)] {
                let contact = k as f64 + shift;
                events.push(event(side, EventKind::InitialContact, contact));
                events.push(event(side, EventKind::FootOff, contact + 0.62));
            }
        }
        events.sort_by(|a, b| a.time_s.total_cmp(&b.time_s));
        events
    }

    #[test]
    fn walking_gives_its_cycles() {
        let mut dropped = DroppedCycles::default();
        let found = cycles(&walk(4), 2, &mut dropped);
        assert_eq!(found.len(), 6);
        let first = found[0];
        assert_eq!((first.side, first.pass), (Side::Left, 2));
        assert!((first.percent(first.opposite_foot_off_s) - 12.0).abs() < 1e-9);
        assert!((first.percent(first.opposite_contact_s) - 50.0).abs() < 1e-9);
        assert!((first.percent(first.foot_off_s) - 62.0).abs() < 1e-9);
        assert_eq!(dropped, DroppedCycles { partial: 3, ..Default::default() });
    }

    #[test]
    fn a_missing_or_impossible_event_drops_its_cycles_only() {
        let mut events = walk(4);
        let gone =
            events.iter().position(|e| e.kind == EventKind::FootOff && e.time_s > 1.5).unwrap();
        events.remove(gone);
        let mut dropped = DroppedCycles::default();
        let found = cycles(&events, 0, &mut dropped);
        assert_eq!((found.len(), dropped.out_of_order), (4, 2));

        let mut events = walk(3);
        for event in events.iter_mut().filter(|e| e.kind == EventKind::FootOff) {
            event.time_s -= 0.2; // stance of 42 %: a run
        }
        let mut dropped = DroppedCycles::default();
        assert!(cycles(&events, 0, &mut dropped).is_empty());
    }
}
