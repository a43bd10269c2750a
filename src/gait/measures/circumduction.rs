//! How far a foot swings outward. Only from the front and from behind.

use crate::anatomy::{Joint, Side};
use crate::gait::anthropometry::LEG_LENGTH_RATIO;
use crate::gait::cycles::GaitCycle;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::gait::measures::step_width::place_heights;
use crate::motion::{Motion, Pass};

/// The ankle's farthest way outward from the straight line between its places at foot off and at contact, in
/// percent of the leg's length, left then right.
pub(crate) fn values(motion: &Motion, cycles: &[GaitCycle]) -> Vec<Values> {
    let of = |side: Side| {
        let of_side = cycles.iter().enumerate().filter(move |(_, c)| c.side == side);
        let values = of_side.filter_map(|(i, c)| {
            let pass = motion.passes.get(c.pass).filter(|p| p.facing == 0)?;
            Some((i, 100.0 * outward_heights(motion, pass, c)? / LEG_LENGTH_RATIO))
        });
        Values::of(MeasureId::Circumduction, Some(side), values)
    };
    Side::BOTH.into_iter().filter_map(of).collect()
}

fn outward_heights(motion: &Motion, pass: &Pass, cycle: &GaitCycle) -> Option<f64> {
    let swing_s = cycle.foot_off_s?..cycle.next_contact_s()?;
    let is_swinging = |f: &usize| swing_s.contains(&motion.time_s[*f]);
    let frames: Vec<usize> = (pass.first_frame..pass.end_frame).filter(is_swinging).collect();
    let (first, last) = (*frames.first()?, *frames.last()?);
    let at = |frame: usize| place_heights(motion, Joint::Ankle.on(cycle.side), frame);
    let hip = |side: Side| place_heights(motion, Joint::Hip.on(side), first);
    let outward = (hip(cycle.side) - hip(cycle.side.opposite())).signum();
    let off = |frame: usize| {
        let share = (frame - first) as f64 / (last - first).max(1) as f64;
        outward * (at(frame) - at(first) - share * (at(last) - at(first)))
    };
    Some(frames.iter().map(|&f| off(f)).fold(f64::NAN, f64::max))
}
