//! Where the feet stand.

use crate::gait::cycles::GaitCycle;
use crate::gait::events::ground_contact::Feet;
use crate::signal::median;

/// Where the middle of a foot lies in mid-stance, in px, less what the ground has moved; NaN where it was not seen.
pub(crate) fn print_px(feet: &Feet, cycle: &GaitCycle) -> [f64; 2] {
    let middles = feet.time_s.iter().zip(&feet.feet[cycle.side.index()].middle_px);
    let flat: Vec<[f64; 2]> =
        middles.filter(|(t, _)| cycle.is_mid_stance(**t)).map(|(_, middle)| *middle).collect();
    [0, 1].map(|axis| median(flat.iter().map(|m| m[axis])))
}
