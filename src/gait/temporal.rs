//! How long the phases of each cycle last.

use super::cycles::GaitCycle;
use super::measures::Measure;
use crate::anatomy::Side;

/// Something that one cycle has: its name and how it follows from the events.
type Phase = (&'static str, fn(&GaitCycle) -> f64);

/// The phases of a cycle, as Perry & Burnfield 2010 define them.
const PHASES: [Phase; 10] = [
    ("stride_time_s", GaitCycle::stride_s),
    // a step is named by the foot that lands at its end
    ("step_time_s", |c| c.end_s - c.opposite_contact_s),
    ("stance_time_s", |c| c.foot_off_s - c.start_s),
    ("swing_time_s", |c| c.end_s - c.foot_off_s),
    ("single_support_time_s", |c| c.opposite_contact_s - c.opposite_foot_off_s),
    ("double_support_time_s", double_support_s),
    ("stance_pct", |c| c.percent(c.foot_off_s)),
    ("swing_pct", |c| 100.0 - c.percent(c.foot_off_s)),
    ("single_support_pct", |c| c.percent(c.opposite_contact_s) - c.percent(c.opposite_foot_off_s)),
    ("double_support_pct", |c| 100.0 * double_support_s(c) / c.stride_s()),
];

/// Both feet on the ground, after this foot's contact and before its leaving.
fn double_support_s(cycle: &GaitCycle) -> f64 {
    (cycle.opposite_foot_off_s - cycle.start_s) + (cycle.foot_off_s - cycle.opposite_contact_s)
}

/// Every phase, left then right, and the cadence.
///
/// On stairs foot off is too uncertain (± 0.1 s) for the short times when both feet stand: these are
/// left out, but for the one of weight acceptance from the side ([`super::stairs`]), whose error says it.
///
/// # Source
/// Formento et al., Sensors 2014;14:5470: foot off on stairs to 135 ms, as `docs/evidence.md` §2 says.
pub(super) fn measures(cycles: &[GaitCycle], on_stairs: bool) -> Vec<Measure> {
    let of_side = |side: Side| cycles.iter().enumerate().filter(move |(_, c)| c.side == side);
    let mut all = Vec::new();
    let is_known = |name: &str| !(on_stairs && name.contains("support"));
    for (name, value) in PHASES.into_iter().filter(|p| is_known(p.0)) {
        for side in Side::BOTH {
            all.extend(Measure::of(name, Some(side), of_side(side).map(|(i, c)| (i, value(c)))));
        }
    }
    let steps_a_minute = |(i, c): (usize, &GaitCycle)| (i, 2.0 * 60.0 / c.stride_s());
    all.extend(Measure::of("cadence_spm", None, cycles.iter().enumerate().map(steps_a_minute)));
    all
}
