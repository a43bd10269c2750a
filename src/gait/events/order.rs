//! The order in which feet land and leave.
//!
//! In walking a foot leaves only after the other one has landed. Where double support is shorter than the events are exact,
//! their times may come out the other way round.

use crate::gait::events::event::{EventKind, GaitEvent};

/// Times that contradict the order by more than so many standard deviations of their distance are wrong, not inexact.
const WITHIN_ERROR: f64 = 2.0;

/// Events of walking in time order. Where a foot leaves before the other one has landed, within the error of both times,
/// both have the likeliest time in the right order: their mean, each counting by its precision.
pub(in crate::gait) fn in_order(mut events: Vec<GaitEvent>) -> Vec<GaitEvent> {
    events.sort_by(|a, b| a.time_s.total_cmp(&b.time_s));
    for i in 1..events.len() {
        let (off, on) = (events[i - 1], events[i]);
        let is_flight = off.kind == EventKind::FootOff
            && on.kind == EventKind::InitialContact
            && off.side != on.side;
        let apart_s = on.time_s - off.time_s;
        if is_flight && apart_s <= WITHIN_ERROR * off.sd_s.hypot(on.sd_s) {
            let counts = off.sd_s.powi(2) / (off.sd_s.powi(2) + on.sd_s.powi(2));
            let time_s = off.time_s + counts * apart_s;
            events[i - 1] = GaitEvent { time_s, ..on };
            events[i] = GaitEvent { time_s, ..off };
        }
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::Side;

    fn event(side: Side, kind: EventKind, time_s: f64) -> GaitEvent {
        GaitEvent { side, kind, time_s, sd_s: 0.02, confidence: 1.0 }
    }

    #[test]
    fn a_foot_that_leaves_just_before_the_other_lands_leaves_as_it_lands() {
        let of = |off_s: f64| {
            let events = vec![
                event(Side::Left, EventKind::FootOff, off_s),
                event(Side::Right, EventKind::InitialContact, 1.0),
            ];
            in_order(events).into_iter().map(|e| (e.side, e.time_s)).collect::<Vec<_>>()
        };
        let both_at = |t: f64, found: &[(Side, f64)]| {
            let is_at = |e: &(Side, f64)| (e.1 - t).abs() < 1e-9;
            found[0].0 == Side::Right && found.iter().all(is_at)
        };
        assert!(both_at(0.98, &of(0.96)), "{:?}", of(0.96));
        assert_eq!(of(0.9), [(Side::Left, 0.9), (Side::Right, 1.0)], "too far apart");
        assert_eq!(of(1.1), [(Side::Right, 1.0), (Side::Left, 1.1)], "as it should be");
    }

    #[test]
    fn swing_of_one_foot_stays_as_it_is() {
        let events = vec![
            event(Side::Left, EventKind::FootOff, 1.0),
            event(Side::Left, EventKind::InitialContact, 1.01),
        ];
        assert_eq!(in_order(events.clone()), events);
    }
}
