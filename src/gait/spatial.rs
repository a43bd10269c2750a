//! How far the feet go. Only from the side, where the way lies in the picture.

use super::cycles::GaitCycle;
use super::feet::Feet;
use super::measures::Measure;
use super::scale::Scale;
use super::{Ground, Known};
use crate::anatomy::Side;
use crate::motion::{Motion, Pass};
use crate::signal::median;

/// The nose's height over the ground, as a share of the body's: the scale from pixels to bodies.
///
/// # Source
/// Eyes at 0.936 of stature (Winter 2009), the nose's tip some 4.5 cm of 175 lower.
pub(super) const NOSE_HEIGHT_RATIO: f64 = 0.91;

/// The leg's length from hip to sole, as a share of the body's height.
///
/// # Source
/// Winter 2009: the hip at 0.53 of stature.
pub const LEG_LENGTH_RATIO: f64 = 0.53;

/// Names in metres, and in body heights where no scale is known.
const NAMES: [[&str; 3]; 2] = [
    ["step_length_m", "stride_length_m", "walking_speed_m_s"],
    ["step_length_heights", "stride_length_heights", "walking_speed_heights_s"],
];

/// Step length (left and right), stride length and walking speed.
///
/// A footprint is where the middle of the foot lies in mid-stance; a step goes from one foot's
/// print to the other's next. Where the ground moves (treadmill), its way is added.
///
/// # Deviations from the source
/// Laboratories measure from heel to heel at contact; on a level floor that is the same.
pub(super) fn measures(
    motion: &Motion,
    cycles: &[GaitCycle],
    known: &Known,
    scale: Option<Scale>,
) -> Vec<Measure> {
    let names = NAMES[usize::from(scale.is_none())];
    let scale = scale.map_or(1.0, |s| s.height_m);
    let mut steps: [Vec<(usize, f64)>; 2] = [Vec::new(), Vec::new()];
    let (mut strides, mut speeds) = (Vec::new(), Vec::new());
    for (index, pass) in motion.passes.iter().enumerate().filter(|(_, p)| p.facing != 0) {
        let way = Way::of(motion, pass, known.ground);
        let of_pass: Vec<(usize, &GaitCycle)> =
            cycles.iter().enumerate().filter(|(_, c)| c.pass == index).collect();
        let prints: Vec<f64> = of_pass.iter().map(|(_, c)| scale * way.print(c)).collect();
        for (k, (i, cycle)) in of_pass.iter().enumerate() {
            let next = of_pass[k + 1..].iter().position(|(_, c)| c.side != cycle.side);
            let Some(next) = next.map(|n| k + 1 + n) else { continue };
            let other = of_pass[next];
            // only the step that lands where the other foot's cycle begins
            if (other.1.start_s - cycle.opposite_contact_s).abs() < f64::EPSILON {
                steps[other.1.side.index()].push((other.0, prints[next] - prints[k]));
            }
            let again = of_pass[k + 1..].iter().position(|(_, c)| c.side == cycle.side);
            let Some(again) = again.map(|n| k + 1 + n) else { continue };
            if (of_pass[again].1.start_s - cycle.end_s).abs() < f64::EPSILON {
                let stride = prints[again] - prints[k];
                strides.push((*i, stride));
                speeds.push((*i, stride / cycle.stride_s()));
            }
        }
    }
    let mut all = Vec::new();
    for side in Side::BOTH {
        all.extend(Measure::of(names[0], Some(side), std::mem::take(&mut steps[side.index()])));
    }
    all.extend(Measure::of(names[1], None, strides));
    all.extend(Measure::of(names[2], None, speeds));
    all
}

/// How long the way looks: one that is turned away from the picture looks shorter.
pub(super) fn shown_ratio(pass: &Pass) -> f64 {
    pass.yaw_deg.to_radians().sin().max(0.5)
}

/// The way along which a pass goes.
struct Way {
    feet: Feet,
    /// Body heights a pixel, ahead positive.
    heights_per_px: f64,
}

impl Way {
    fn of(motion: &Motion, pass: &Pass, ground: Option<Ground>) -> Self {
        let frames = pass.first_frame..pass.end_frame;
        let nose_px = median(motion.heights_px[frames].iter().copied());
        let heights_per_px =
            f64::from(pass.facing) * NOSE_HEIGHT_RATIO / nose_px / shown_ratio(pass);
        Self { feet: Feet::of(motion, pass, ground), heights_per_px }
    }

    /// Where a foot's print lies along the way, in body heights; NaN where it was not seen.
    fn print(&self, cycle: &GaitCycle) -> f64 {
        self.heights_per_px * self.feet.print_px(cycle)[0]
    }
}
