//! How far the feet go. Only from the side, where the way lies in the picture.

use crate::anatomy::{Joint, Side};
use crate::gait::anthropometry::FOOT_BESIDE_LINE_HEIGHTS;
use crate::gait::approach::growth_per_s;
use crate::gait::context::ground::Ground;
use crate::gait::context::user_context::UserContext;
use crate::gait::cycles::{GaitCycle, MID_STANCE_PCT};
use crate::gait::events::ground_contact::Feet;
use crate::gait::measures::footprints::print_px;
use crate::gait::measures::measure::Values;
use crate::gait::measures::measure_id::MeasureId;
use crate::gait::scale::{Scale, heights_per_px, shown_ratio};
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
struct WalkingLine<'a> {
    motion: &'a Motion,
    pass: &'a Pass,
    feet: Feet,
    /// Body heights a pixel, ahead positive.
    heights_per_px: f64,
    /// How much larger the near foot looks than the body between both feet.
    near_larger: f64,
    /// How fast the body grows in the picture, as it comes nearer: the rate of the logarithm of its height.
    growth_per_s: f64,
}

impl<'a> WalkingLine<'a> {
    fn of(motion: &'a Motion, pass: &'a Pass, ground: Option<Ground>) -> Self {
        let upright = heights_per_px(motion, pass);
        let heights_per_px = f64::from(pass.facing) * upright / shown_ratio(pass);
        let distance_heights = upright * motion.focal_px;
        let growth_per_s = growth_per_s(motion, pass, |frame| motion.heights_px[frame]);
        Self {
            motion,
            pass,
            feet: Feet::of(motion, pass, ground),
            heights_per_px,
            near_larger: FOOT_BESIDE_LINE_HEIGHTS / distance_heights,
            growth_per_s: if growth_per_s.is_finite() { growth_per_s } else { 0.0 },
        }
    }

    /// Where a foot's print lies along the way, in body heights; NaN where it was not seen.
    fn print(&self, cycle: &GaitCycle) -> f64 {
        let px = print_px(&self.feet, cycle)[0];
        self.heights_per_px * (px - self.parallax_px(cycle))
    }

    /// How much farther from the picture's middle a foot seems to stand than it would as far from the camera as the
    /// body is in the middle of the pass. The near foot is nearer than the body, the other one farther away: at the
    /// picture's edge a step from one to the other would be some centimetres too long, the next too short. And a way
    /// that is turned away from the picture leads nearer, or farther.
    fn parallax_px(&self, cycle: &GaitCycle) -> f64 {
        let is_flat = |f: &usize| cycle.is_mid_stance(self.motion.time_s[*f]);
        let flat = (self.pass.first_frame..self.pass.end_frame).filter(is_flat);
        let ankle_px = |f: usize| self.motion.at(Joint::Ankle.on(cycle.side), f)[0];
        let off_middle_px = median(flat.map(ankle_px)) - self.motion.middle_px;
        let is_near = self.pass.view.near_side() == Some(cycle.side);
        let foot_larger = 1.0 + if is_near { self.near_larger } else { -self.near_larger };
        let middle_s = (self.pass.start_s + self.pass.end_s) / 2.0;
        let mid_stance_s = cycle.time_s((MID_STANCE_PCT.start() + MID_STANCE_PCT.end()) / 2.0);
        let larger = foot_larger * (self.growth_per_s * (mid_stance_s - middle_s)).exp();
        off_middle_px * (1.0 - 1.0 / larger)
    }
}
