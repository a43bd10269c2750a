//! How far apart the feet are set. Only from the front and from behind.

use crate::anatomy::{Joint, Landmark};
use crate::gait::anthropometry::NOSE_HEIGHT_RATIO;
use crate::gait::cycles::GaitCycle;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::gait::measures::spatial::lands;
use crate::gait::scale::Scale;
use crate::motion::{Motion, Pass};
use crate::signal::median;

/// In metres, or in body heights where no scale is known.
const NAMES: [MeasureId; 2] = [MeasureId::StepWidth, MeasureId::StepWidthHeights];

/// The distance of each footprint from the line between the other foot's prints before and after it.
///
/// # Deviations from the source
/// Laboratories measure between heels; here it is between ankles.
pub(crate) fn values(motion: &Motion, cycles: &[GaitCycle], scale: Option<Scale>) -> Vec<Values> {
    let name = NAMES[usize::from(scale.is_none())];
    let scale = scale.map_or(1.0, |s| s.height_m);
    let mut widths = Vec::new();
    for (index, pass) in motion.passes.iter().enumerate().filter(|(_, p)| p.facing == 0) {
        let of_pass: Vec<(usize, &GaitCycle)> =
            cycles.iter().enumerate().filter(|(_, c)| c.pass == index).collect();
        for three in of_pass.windows(3) {
            let [(_, before), (i, cycle), (_, after)] = three else { continue };
            let is_in_turn = before.side != cycle.side
                && cycle.side != after.side
                && lands(cycle, before.opposite_contact_s)
                && lands(after, cycle.opposite_contact_s);
            if is_in_turn {
                let [a, b, c] = [before, cycle, after].map(|c| print_heights(motion, pass, c));
                widths.push((*i, scale * (b - (a + c) / 2.0).abs()));
            }
        }
    }
    Values::of(name, None, widths).into_iter().collect()
}

/// How far to the right of the picture's middle a foot stands, in body heights. In mid-stance it is as far from
/// the camera as the body whose size is the scale.
fn print_heights(motion: &Motion, pass: &Pass, cycle: &GaitCycle) -> f64 {
    let is_below = |f: &usize| cycle.is_mid_stance(motion.time_s[*f]);
    let place = |f: usize| place_heights(motion, Joint::Ankle.on(cycle.side), f);
    median((pass.first_frame..pass.end_frame).filter(is_below).map(place))
}

/// How far to the right of the picture's middle a point is, in body heights of where the body is.
pub(crate) fn place_heights(motion: &Motion, landmark: Landmark, frame: usize) -> f64 {
    let x = motion.at(landmark, frame)[0];
    NOSE_HEIGHT_RATIO * (x - motion.middle_px) / motion.heights_px[frame]
}
