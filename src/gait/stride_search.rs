//! Which strides lie between the events of a pass: whole ones, ones that miss an event, and ones that the edge of the
//! clip or of the picture cuts.
//!
//! A cut stride is completed with the pass's usual stride, so that the percents of its cycle are known, and gives what
//! was seen of it. It must look like walking: no event missing that would have been seen, and none at a time at which
//! walking has none. So the steps with which somebody begins to walk, and stops, are not taken for cut strides.

use crate::anatomy::Side;
use crate::gait::cycles::{DroppedCycles, GaitCycle};
use crate::gait::events::event::{EventKind, GaitEvent};
use crate::gait::events::foot_sight::SEEN_AROUND_S;
use crate::signal::median;
use std::ops::RangeInclusive;

/// A stride lasts as long, in seconds.
///
/// # Source
/// `docs/evidence.md` §2: 0.7 to 2.0 s; the upper limit is wider here for people who can hardly walk.
const STRIDE_S: RangeInclusive<f64> = 0.7..=5.0;

/// Stance takes as much of a cycle, in percent.
///
/// # Source
/// `docs/evidence.md` §2: 52 to 78 %; wider by the error of one cycle's events (25 ms of 1 s).
const STANCE_PCT: RangeInclusive<f64> = 49.5..=80.5;

/// The other foot leaves in this part of the cycle, in percent: stance less half a stride, and as far as steps limp.
const OPPOSITE_OFF_PCT: RangeInclusive<f64> = 0.0..=35.0;

/// And lands in this one: the shorter of two steps takes a third of the stride in a bad limp.
const OPPOSITE_CONTACT_PCT: RangeInclusive<f64> = 30.0..=70.0;

/// Strides of one person differ by less than this share, except where a contact in between was not seen.
///
/// # Source
/// Hausdorff, J Neuroeng Rehabil 2005;2:19: a coefficient of variation of 1 to 3 % in health and up to 10 % in
/// disease; two and a half times that.
const OF_USUAL: f64 = 0.25;

/// A contact is recognised by the swing before it, so by a foot that is in sight from the middle of that swing on.
///
/// # Source
/// Swing takes the last 40 % of the cycle, Perry & Burnfield 2010: half of it.
const SWING_BEFORE: f64 = 0.2;

/// After a contact the foot must be in sight for so long, with what the usual stride is off.
const STANCE_AFTER: f64 = 0.1;

/// A stride that is cut was not seen for at least this share of it.
const LEAST_CUT: f64 = 0.01;

/// From when until when a foot was in sight in a pass.
pub(crate) type InSight = [f64; 2];

/// The cycles among the events of one pass, in time order. `in_sight` is that of the left and the right foot.
pub(crate) fn cycles(
    events: &[GaitEvent],
    pass: usize,
    in_sight: [InSight; 2],
    dropped: &mut DroppedCycles,
) -> Vec<GaitCycle> {
    let spans: Vec<Span<'_>> =
        Side::BOTH.into_iter().flat_map(|side| spans(events, side)).collect();
    let usual_s = median(spans.iter().filter_map(|s| s.whole(pass).ok()).map(|c| c.stride_s()));
    let search = Search { events, pass, in_sight, usual_s };
    let mut found = Vec::new();
    for span in &spans {
        match span.whole(pass).or_else(|why| search.incomplete(span).ok_or(why)) {
            Ok(cycle) => found.push(cycle),
            Err(Unusable::OutOfOrder) => dropped.out_of_order += 1,
            Err(Unusable::OutOfBounds) => dropped.out_of_bounds += 1,
        }
    }
    for side in Side::BOTH {
        let contacts = contacts(events, side);
        let cut = [
            contacts.first().map(|&first| search.cut_at_start(first)),
            contacts.last().map(|&last| search.cut_at_end(last)),
        ];
        for cycle in cut.into_iter().flatten() {
            dropped.partial += usize::from(cycle.is_none());
            found.extend(cycle);
        }
    }
    found.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    found
}

/// Why events make no cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unusable {
    OutOfOrder,
    OutOfBounds,
}

/// What lies between a contact and the same foot's next.
struct Span<'a> {
    side: Side,
    start_s: f64,
    between: &'a [GaitEvent],
    end_s: f64,
}

fn spans(events: &[GaitEvent], side: Side) -> Vec<Span<'_>> {
    let contacts = contacts(events, side);
    let span = |pair: &[usize]| Span {
        side,
        start_s: events[pair[0]].time_s,
        between: &events[pair[0] + 1..pair[1]],
        end_s: events[pair[1]].time_s,
    };
    contacts.windows(2).map(span).collect()
}

fn contacts(events: &[GaitEvent], side: Side) -> Vec<usize> {
    let is_contact =
        |i: &usize| events[*i].side == side && events[*i].kind == EventKind::InitialContact;
    (0..events.len()).filter(is_contact).collect()
}

/// The events inside a cycle, in their order: the other foot leaves, lands, this foot leaves.
type Inner = [Option<f64>; 3];

/// Which of them some events are; `None` where one comes twice, or not in its turn.
fn inner(between: &[GaitEvent], side: Side) -> Option<Inner> {
    let mut found: Inner = [None; 3];
    let mut next = 0;
    for event in between {
        let place = match (event.side == side, event.kind) {
            (false, EventKind::FootOff) => 0,
            (false, EventKind::InitialContact) => 1,
            (true, EventKind::FootOff) => 2,
            (true, EventKind::InitialContact) => return None,
        };
        if place < next {
            return None;
        }
        found[place] = Some(event.time_s);
        next = place + 1;
    }
    Some(found)
}

impl Span<'_> {
    fn cycle(&self, pass: usize, inner: Inner) -> GaitCycle {
        let [opposite_foot_off_s, opposite_contact_s, foot_off_s] = inner;
        GaitCycle {
            side: self.side,
            pass,
            start_s: self.start_s,
            opposite_foot_off_s,
            opposite_contact_s,
            foot_off_s,
            end_s: self.end_s,
            seen_s: [self.start_s, self.end_s],
        }
    }

    /// The cycle, if all events of walking lie in it in their order.
    fn whole(&self, pass: usize) -> Result<GaitCycle, Unusable> {
        let inner = inner(self.between, self.side).filter(|i| i.iter().all(Option::is_some));
        let cycle = self.cycle(pass, inner.ok_or(Unusable::OutOfOrder)?);
        if is_plausible(&cycle) { Ok(cycle) } else { Err(Unusable::OutOfBounds) }
    }
}

fn is_plausible(cycle: &GaitCycle) -> bool {
    let stance = cycle.foot_off_s.map(|off_s| cycle.percent(off_s));
    STRIDE_S.contains(&cycle.stride_s()) && stance.is_none_or(|pct| STANCE_PCT.contains(&pct))
}

/// What a pass tells about its strides.
struct Search<'a> {
    events: &'a [GaitEvent],
    pass: usize,
    in_sight: [InSight; 2],
    /// The median of the whole strides; NaN where there is none.
    usual_s: f64,
}

impl Search<'_> {
    /// A stride from contact to contact of which the other foot's events were not all seen.
    fn incomplete(&self, span: &Span<'_>) -> Option<GaitCycle> {
        let inner = inner(span.between, span.side).filter(|inner| inner[2].is_some())?;
        let cycle = span.cycle(self.pass, inner);
        let is_usual = (cycle.stride_s() / self.usual_s - 1.0).abs() <= OF_USUAL;
        (is_usual && is_plausible(&cycle)).then_some(cycle)
    }

    /// The stride that ends at a foot's first contact.
    fn cut_at_start(&self, first: usize) -> Option<GaitCycle> {
        let GaitEvent { side, time_s: end_s, .. } = self.events[first];
        let start_s = end_s - self.usual_s;
        let before = self.events[..first].partition_point(|e| e.time_s < start_s);
        let span = Span { side, start_s, between: &self.events[before..first], end_s };
        let from_s = self.in_sight[side.index()][0];
        // a contact would have been seen
        let is_missed = from_s < start_s - SWING_BEFORE * self.usual_s;
        let seen_s = [(from_s + SEEN_AROUND_S).max(start_s + LEAST_CUT * self.usual_s), end_s];
        self.cut(&span, seen_s).filter(|_| !is_missed)
    }

    /// The stride that begins at a foot's last contact.
    fn cut_at_end(&self, last: usize) -> Option<GaitCycle> {
        let GaitEvent { side, time_s: start_s, .. } = self.events[last];
        let end_s = start_s + self.usual_s;
        let after = self.events.partition_point(|e| e.time_s < end_s).max(last + 1);
        let span = Span { side, start_s, between: &self.events[last + 1..after], end_s };
        let to_s = self.in_sight[side.index()][1];
        let is_missed = to_s > end_s + STANCE_AFTER * self.usual_s;
        let seen_s = [start_s, (to_s - SEEN_AROUND_S).min(end_s - LEAST_CUT * self.usual_s)];
        self.cut(&span, seen_s).filter(|_| !is_missed)
    }

    /// A stride of which so much was seen, if it looks like walking. At an edge no event is recognised, and the smooth curve
    /// through an angle is less exact.
    fn cut(&self, span: &Span<'_>, seen_s: [f64; 2]) -> Option<GaitCycle> {
        let inner = inner(span.between, span.side)?;
        let cycle = GaitCycle { seen_s, ..span.cycle(self.pass, inner) };
        let opposite = span.side.opposite();
        let expected = [
            (opposite, OPPOSITE_OFF_PCT, inner[0]),
            (opposite, OPPOSITE_CONTACT_PCT, inner[1]),
            (span.side, STANCE_PCT, inner[2]),
        ];
        let is_as_expected =
            |(side, window_pct, time_s): &(Side, RangeInclusive<f64>, _)| match time_s {
                Some(time_s) => window_pct.contains(&cycle.percent(*time_s)),
                None => !self.would_be_seen(&cycle, *side, window_pct),
            };
        let is_cut = seen_s[0] < seen_s[1] && STRIDE_S.contains(&cycle.stride_s());
        (is_cut && expected.iter().all(is_as_expected)).then_some(cycle)
    }

    /// Whether an event of a foot would have been seen anywhere in a part of the cycle.
    fn would_be_seen(
        &self,
        cycle: &GaitCycle,
        side: Side,
        window_pct: &RangeInclusive<f64>,
    ) -> bool {
        let [from_s, to_s] = self.in_sight[side.index()];
        cycle.time_s(*window_pct.start()) >= from_s + SEEN_AROUND_S
            && cycle.time_s(*window_pct.end()) <= to_s - SEEN_AROUND_S
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In sight all the time.
    const ALWAYS: InSight = [-100.0, 100.0];

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

    fn search(events: &[GaitEvent], in_sight: [InSight; 2]) -> (Vec<GaitCycle>, DroppedCycles) {
        let mut dropped = DroppedCycles::default();
        let found = cycles(events, 2, in_sight, &mut dropped);
        (found, dropped)
    }

    fn whole(found: &[GaitCycle]) -> usize {
        found.iter().filter(|c| c.is_whole()).count()
    }

    #[test]
    fn walking_gives_its_cycles() {
        // in sight from the beginning to the end of the events
        let (found, dropped) = search(&walk(4), [[0.0, 4.12]; 2]);
        assert_eq!(whole(&found), 6);
        let first = found.iter().find(|c| c.is_whole()).unwrap();
        assert_eq!((first.side, first.pass), (Side::Left, 2));
        let percents = [first.opposite_foot_off_s, first.opposite_contact_s, first.foot_off_s]
            .map(|time_s| first.percent(time_s.unwrap()));
        for (found, exact) in percents.into_iter().zip([12.0, 50.0, 62.0]) {
            assert!((found - exact).abs() < 1e-9);
        }
        assert_eq!(dropped.out_of_order + dropped.out_of_bounds, 0);
    }

    #[test]
    fn a_stride_that_an_edge_cuts_gives_what_was_seen_of_it() {
        let (found, dropped) = search(&walk(4), [[0.0, 3.7], [0.0, 4.12]]);
        let [first, .., last_left, last_right] = found.as_slice() else { panic!("{found:?}") };
        // the right foot's first stride ends at its first contact, half a second into the walk
        assert_eq!((first.side, first.start_s, first.end_s), (Side::Right, -0.5, 0.5));
        assert_eq!((first.contact_s(), first.next_contact_s()), (None, Some(0.5)));
        assert_eq!((first.opposite_contact_s, first.foot_off_s), (Some(0.0), Some(0.12)));
        assert!(first.shows(&(56.0..=100.0)) && !first.shows(&(55.0..=100.0)));
        // the left foot left the picture at 70 %
        assert_eq!((last_left.contact_s(), last_left.next_contact_s()), (Some(3.0), None));
        assert!(last_left.shows(&(0.0..=64.0)) && !last_left.shows(&(0.0..=65.0)));
        assert_eq!(last_right.foot_off_s, Some(4.12));
        // of the left foot's first stride only the end was seen
        assert_eq!((dropped.partial, whole(&found)), (1, 6));
    }

    #[test]
    fn who_begins_to_walk_and_stops_is_not_cut() {
        let (found, dropped) = search(&walk(4), [ALWAYS; 2]);
        assert_eq!((found.len(), whole(&found), dropped.partial), (6, 6, 4));
    }

    #[test]
    fn a_stride_whose_other_foot_was_hidden_counts_where_it_is_as_long_as_the_others() {
        let gone = |events: &mut Vec<GaitEvent>, side, kind, time_s: f64| {
            events.retain(|e| (e.side, e.kind) != (side, kind) || (e.time_s - time_s).abs() > 1e-9);
        };
        let mut events = walk(4);
        gone(&mut events, Side::Right, EventKind::FootOff, 2.12);
        let (found, dropped) = search(&events, [ALWAYS; 2]);
        // the left foot's stride over it stays, the right foot's own does not
        let hidden = found.iter().find(|c| c.start_s == 2.0).unwrap();
        assert_eq!((hidden.side, hidden.opposite_foot_off_s), (Side::Left, None));
        assert_eq!((whole(&found), dropped.out_of_order), (5, 1));
        // without its contact two strides of the right leg look like one
        let mut events = walk(4);
        gone(&mut events, Side::Right, EventKind::InitialContact, 1.5);
        let (found, dropped) = search(&events, [ALWAYS; 2]);
        assert!(found.iter().all(|c| c.stride_s() < 1.1), "{found:?}");
        assert_eq!((whole(&found), dropped.out_of_order), (4, 1));
    }

    #[test]
    fn a_run_has_no_cycles() {
        let mut events = walk(3);
        for event in events.iter_mut().filter(|e| e.kind == EventKind::FootOff) {
            event.time_s -= 0.2; // stance of 42 %
        }
        assert!(search(&events, [ALWAYS; 2]).0.is_empty());
    }
}
