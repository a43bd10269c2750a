//! How long the phases of each cycle last.

use crate::anatomy::Side;
use crate::gait::cycles::GaitCycle;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;

/// Something that one cycle has: its name and how it follows from the events.
type Phase = (MeasureId, fn(&GaitCycle) -> f64);

/// The phases of a cycle, as Perry & Burnfield 2010 define them.
const PHASES: [Phase; 10] = [
    (MeasureId::StrideTime, GaitCycle::stride_s),
    // a step is named by the foot that lands at its end
    (MeasureId::StepTime, |c| c.end_s - c.opposite_contact_s),
    (MeasureId::StanceTime, |c| c.foot_off_s - c.start_s),
    (MeasureId::SwingTime, |c| c.end_s - c.foot_off_s),
    (MeasureId::SingleSupportTime, |c| c.opposite_contact_s - c.opposite_foot_off_s),
    (MeasureId::DoubleSupportTime, double_support_s),
    (MeasureId::StanceShare, |c| c.percent(c.foot_off_s)),
    (MeasureId::SwingShare, |c| 100.0 - c.percent(c.foot_off_s)),
    (MeasureId::SingleSupportShare, |c| {
        c.percent(c.opposite_contact_s) - c.percent(c.opposite_foot_off_s)
    }),
    (MeasureId::DoubleSupportShare, |c| 100.0 * double_support_s(c) / c.stride_s()),
];

/// Both feet on the ground, after this foot's contact and before its leaving.
fn double_support_s(cycle: &GaitCycle) -> f64 {
    (cycle.opposite_foot_off_s - cycle.start_s) + (cycle.foot_off_s - cycle.opposite_contact_s)
}

/// Every phase, left then right, and the cadence.
pub(crate) fn values(cycles: &[GaitCycle]) -> Vec<Values> {
    let of_side = |side: Side| cycles.iter().enumerate().filter(move |(_, c)| c.side == side);
    let mut all = Vec::new();
    for (name, value) in PHASES {
        for side in Side::BOTH {
            all.extend(Values::of(name, Some(side), of_side(side).map(|(i, c)| (i, value(c)))));
        }
    }
    let steps_a_minute = |(i, c): (usize, &GaitCycle)| (i, 2.0 * 60.0 / c.stride_s());
    all.extend(Values::of(MeasureId::Cadence, None, cycles.iter().enumerate().map(steps_a_minute)));
    all
}
