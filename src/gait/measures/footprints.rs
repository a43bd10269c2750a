//! Where the feet stand.

use crate::gait::cycles::{GaitCycle, MID_STANCE_PCT};
use crate::gait::events::ground_contact::Feet;
use crate::signal::median;

/// Where the middle of a foot lies in mid-stance, in px, less what the ground has moved; NaN where not all of that was
/// seen: at its beginning the foot still settles.
pub(crate) fn print_px(feet: &Feet, cycle: &GaitCycle) -> [f64; 2] {
    if !cycle.shows(&MID_STANCE_PCT) {
        return [f64::NAN; 2];
    }
    let middles = feet.time_s.iter().zip(&feet.feet[cycle.side.index()].middle_px);
    let flat: Vec<[f64; 2]> =
        middles.filter(|(t, _)| cycle.is_mid_stance(**t)).map(|(_, middle)| *middle).collect();
    [0, 1].map(|axis| median(flat.iter().map(|m| m[axis])))
}
