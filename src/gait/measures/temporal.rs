//! How long the phases of each cycle last.

use crate::anatomy::Side;
use crate::gait::cycles::GaitCycle;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;

/// Something that one cycle has, where all its events were seen: its name and how it follows from them.
type Phase = (MeasureId, fn(&GaitCycle) -> Option<f64>);

/// The phases of a cycle, as Perry & Burnfield 2010 define them.
const PHASES: [Phase; 10] = [
    (MeasureId::StrideTime, GaitCycle::whole_stride_s),
    // a step is named by the foot that lands at its end
    (MeasureId::StepTime, |c| Some(c.next_contact_s()? - c.opposite_contact_s?)),
    (MeasureId::StanceTime, stance_s),
    (MeasureId::SwingTime, |c| Some(c.next_contact_s()? - c.foot_off_s?)),
    (MeasureId::SingleSupportTime, single_support_s),
    (MeasureId::DoubleSupportTime, double_support_s),
    (MeasureId::StanceShare, |c| share_pct(c, stance_s(c)?)),
    (MeasureId::SwingShare, |c| Some(100.0 - share_pct(c, stance_s(c)?)?)),
    (MeasureId::SingleSupportShare, |c| share_pct(c, single_support_s(c)?)),
    (MeasureId::DoubleSupportShare, |c| share_pct(c, double_support_s(c)?)),
];

fn stance_s(cycle: &GaitCycle) -> Option<f64> {
    Some(cycle.foot_off_s? - cycle.contact_s()?)
}

/// While the other foot swings.
fn single_support_s(cycle: &GaitCycle) -> Option<f64> {
    Some(cycle.opposite_contact_s? - cycle.opposite_foot_off_s?)
}

/// Both feet on the ground, after this foot's contact and before its leaving.
fn double_support_s(cycle: &GaitCycle) -> Option<f64> {
    Some(stance_s(cycle)? - single_support_s(cycle)?)
}

/// In percent of a stride that was seen from contact to contact.
fn share_pct(cycle: &GaitCycle, seconds: f64) -> Option<f64> {
    Some(100.0 * seconds / cycle.whole_stride_s()?)
}

/// Every phase, left then right, and the cadence.
pub(crate) fn values(cycles: &[GaitCycle]) -> Vec<Values> {
    let of_side = |side: Side| cycles.iter().enumerate().filter(move |(_, c)| c.side == side);
    let mut all = Vec::new();
    for (name, value) in PHASES {
        for side in Side::BOTH {
            all.extend(Values::of(
                name,
                Some(side),
                of_side(side).filter_map(|(i, c)| Some((i, value(c)?))),
            ));
        }
    }
    let steps_a_minute = |(i, c): (usize, &GaitCycle)| Some((i, 2.0 * 60.0 / c.whole_stride_s()?));
    let cadences = cycles.iter().enumerate().filter_map(steps_a_minute);
    all.extend(Values::of(MeasureId::Cadence, None, cadences));
    all
}
