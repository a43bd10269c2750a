//! The events of a truth file, and which of them must be found.

use crate::anatomy::Side;
use crate::gait::EventKind;
use crate::validation::truth::{ExactEvent, Truth, letter};

/// So near to the first or last visible frame an event need not be found: half of its neighbourhood is
/// not there.
const EDGE_S: f64 = 0.15;

/// How truth files name the events of a foot.
pub(super) fn event_key(kind: EventKind, side: Side) -> String {
    let what = match kind {
        EventKind::InitialContact => "heel_strike",
        EventKind::FootOff => "toe_off",
    };
    format!("{what}_{}", letter(side))
}

impl Truth {
    /// Every event: its time, and whether it lies within the whole cycles of a visible stretch.
    #[must_use]
    pub fn events(&self, kind: EventKind, side: Side) -> Vec<(f64, bool)> {
        let stretches: Vec<[f64; 2]> =
            self.visible_stretches_s().into_iter().filter_map(|s| self.whole_cycles_s(s)).collect();
        let is_complete = |t: f64| stretches.iter().any(|s| (s[0]..=s[1]).contains(&t));
        self.exact(kind, side).iter().map(|e| (e.t, is_complete(e.t))).collect()
    }

    /// The times of a foot's events.
    pub(super) fn event_times_s(&self, kind: EventKind, side: Side) -> Vec<f64> {
        self.exact(kind, side).iter().map(|e| e.t).collect()
    }

    /// How many whole cycles there are to be found.
    #[must_use]
    pub fn cycles(&self) -> usize {
        let stretches = self.visible_stretches_s();
        let of = |side| {
            let contacts = self.events(EventKind::InitialContact, side);
            let mut whole: Vec<f64> = contacts.iter().filter(|c| c.1).map(|c| c.0).collect();
            whole.sort_by(f64::total_cmp);
            let in_one = |w: &&[f64]| stretches.iter().any(|s| s[0] <= w[0] && w[1] <= s[1]);
            whole.windows(2).filter(in_one).count()
        };
        of(Side::Left) + of(Side::Right)
    }

    fn exact(&self, kind: EventKind, side: Side) -> &[ExactEvent] {
        self.events.get(&event_key(kind, side)).map_or(&[][..], Vec::as_slice)
    }

    /// From the first contact in a visible stretch to the last one, but for its edges.
    fn whole_cycles_s(&self, [start_s, end_s]: [f64; 2]) -> Option<[f64; 2]> {
        let inside = |t: &f64| (start_s + EDGE_S..=end_s - EDGE_S).contains(t);
        let all = Side::BOTH.iter().flat_map(|&s| self.exact(EventKind::InitialContact, s));
        let contacts: Vec<f64> = all.map(|e| e.t).filter(inside).collect();
        let first = contacts.iter().copied().reduce(f64::min)?;
        Some([first, contacts.iter().copied().reduce(f64::max)?])
    }

    /// From when to when the whole body is visible.
    fn visible_stretches_s(&self) -> Vec<[f64; 2]> {
        let visible: Vec<bool> = (0..self.frames).map(|frame| self.is_visible(frame)).collect();
        let mut stretches = Vec::new();
        let mut frame = 0;
        for run in visible.chunk_by(|a, b| a == b) {
            if run[0] {
                stretches.push([frame, frame + run.len() - 1].map(|f| f as f64 / self.fps));
            }
            frame += run.len();
        }
        stretches
    }
}
