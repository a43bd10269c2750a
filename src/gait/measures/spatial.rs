//! How far the feet go. Only from the side, where the way lies in the picture.

use crate::anatomy::Side;
use crate::gait::anthropometry::NOSE_HEIGHT_RATIO;
use crate::gait::context::ground::Ground;
use crate::gait::context::user_context::UserContext;
use crate::gait::cycles::GaitCycle;
use crate::gait::events::ground_contact::Feet;
use crate::gait::measures::footprints::print_px;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::gait::scale::Scale;
use crate::gait::scale::shown_ratio;
use crate::motion::{Motion, Pass};
use crate::signal::median;

/// Names in metres, and in body heights where no scale is known.
const NAMES: [[MeasureId; 3]; 2] = [
    [MeasureId::StepLength, MeasureId::StrideLength, MeasureId::WalkingSpeed],
    [MeasureId::StepLengthHeights, MeasureId::StrideLengthHeights, MeasureId::WalkingSpeedHeights],
];

/// Step length (left and right), stride length and walking speed.
///
/// A footprint is where the middle of the foot lies in mid-stance; a step goes from one foot's
/// print to the other's next. Where the ground moves (treadmill), its way is added.
///
/// # Deviations from the source
/// Laboratories measure from heel to heel at contact; on a level floor that is the same.
pub(crate) fn values(
    motion: &Motion,
    cycles: &[GaitCycle],
    known: &UserContext,
    scale: Option<Scale>,
) -> Vec<Values> {
    let names = NAMES[usize::from(scale.is_none())];
    let scale = scale.map_or(1.0, |s| s.height_m);
    let mut steps: [Vec<(usize, f64)>; 2] = [Vec::new(), Vec::new()];
    let (mut strides, mut speeds) = (Vec::new(), Vec::new());
    for (index, pass) in motion.passes.iter().enumerate().filter(|(_, p)| p.facing != 0) {
        let way = WalkingLine::of(motion, pass, known.ground);
        let of_pass: Vec<(usize, &GaitCycle)> =
            cycles.iter().enumerate().filter(|(_, c)| c.pass == index).collect();
        let prints: Vec<f64> = of_pass.iter().map(|(_, c)| scale * way.print(c)).collect();
        for (k, (i, cycle)) in of_pass.iter().enumerate() {
            let next = of_pass[k + 1..].iter().position(|(_, c)| c.side != cycle.side);
            let Some(next) = next.map(|n| k + 1 + n) else { continue };
            let other = of_pass[next];
            // only the step that lands where the other foot's cycle begins
            if lands(other.1, cycle.opposite_contact_s) {
                steps[other.1.side.index()].push((other.0, prints[next] - prints[k]));
            }
            let again = of_pass[k + 1..].iter().position(|(_, c)| c.side == cycle.side);
            let Some(again) = again.map(|n| k + 1 + n) else { continue };
            if lands(of_pass[again].1, cycle.next_contact_s()) {
                let stride = prints[again] - prints[k];
                strides.push((*i, stride));
                speeds.extend(cycle.is_whole().then(|| (*i, stride / cycle.stride_s())));
            }
        }
    }
    let mut all = Vec::new();
    for side in Side::BOTH {
        all.extend(Values::of(names[0], Some(side), std::mem::take(&mut steps[side.index()])));
    }
    all.extend(Values::of(names[1], None, strides));
    all.extend(Values::of(names[2], None, speeds));
    all
}

/// Whether a cycle begins with the contact at a time.
pub(super) fn lands(cycle: &GaitCycle, time_s: Option<f64>) -> bool {
    time_s.is_some() && cycle.contact_s() == time_s
}

/// The way along which a pass goes.
struct WalkingLine {
    feet: Feet,
    /// Body heights a pixel, ahead positive.
    heights_per_px: f64,
}

impl WalkingLine {
    fn of(motion: &Motion, pass: &Pass, ground: Option<Ground>) -> Self {
        let frames = pass.first_frame..pass.end_frame;
        let nose_px = median(motion.heights_px[frames].iter().copied());
        let heights_per_px =
            f64::from(pass.facing) * NOSE_HEIGHT_RATIO / nose_px / shown_ratio(pass);
        Self { feet: Feet::of(motion, pass, ground), heights_per_px }
    }

    /// Where a foot's print lies along the way, in body heights; NaN where it was not seen.
    fn print(&self, cycle: &GaitCycle) -> f64 {
        self.heights_per_px * print_px(&self.feet, cycle)[0]
    }
}
