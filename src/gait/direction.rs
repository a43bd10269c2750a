//! Whether the person walks where the body faces.

use crate::anatomy::{Joint, Side};
use crate::gait::anthropometry::MIN_STEPPING_RATIO;
use crate::gait::approach::growth_per_s;
use crate::motion::{CameraKind, Motion, Pass, View};
use crate::signal::{frames_around, mean, median, slope};

/// A foot's velocity is taken over so long before and after: as long as it takes to lift one.
const HALF_VELOCITY_S: f64 = 0.1;

/// The lift of a foot and its velocity ahead go together in walking. Below this correlation they are opposed.
///
/// # Source
/// `docs/evidence.md` §2: +0.11 to +0.6 in all side views of people who walk forward, the opposite in films that run backward.
const BACKWARD_CORRELATION: f64 = -0.1;

/// A foot that carries the weight goes ahead of the hips by at least this, in heights a second: a tenth of a slow walk. Where
/// somebody steps on the spot it does not move.
const LEAST_ADVANCE: f64 = 0.04;

/// In front and rear views the body's picture grows or shrinks by at least this share a second.
///
/// # Source
/// A slow walk of 0.4 m/s four metres from the camera.
const LEAST_GROWTH_PER_S: f64 = 0.1;

/// From the side the feet pass each other by at least this, in heights: a shuffle's step of 0.17 m.
const LEAST_STEP: f64 = 0.1;

/// The feet pass each other at least so often: one whole stride.
const LEAST_PASSINGS: usize = 2;

/// Whether the person walks backward, or the film runs backward: the two look alike.
///
/// From the side a foot is lifted while it moves ahead of the hips, and carries weight while it moves behind them; that does not
/// depend on the camera, and holds on a treadmill. From the front a walker comes nearer, from behind goes away. Where the
/// camera goes along that does not tell, and the way is taken as forward.
pub(crate) fn walks_backward(motion: &Motion, pass: &Pass) -> bool {
    let is_opposed = match pass.view {
        View::LeftSide | View::RightSide => {
            let feet = Side::BOTH.map(|side| movement(motion, pass, side));
            lift_with_advance(&feet) <= BACKWARD_CORRELATION
                && planted_advance(&feet) >= LEAST_ADVANCE
        }
        View::Front => body_growth_per_s(motion, pass) <= -LEAST_GROWTH_PER_S,
        View::Rear => body_growth_per_s(motion, pass) >= LEAST_GROWTH_PER_S,
        View::Oblique | View::Unknown => false,
    };
    is_opposed && is_stepping(motion, pass)
}

/// Whether the feet pass each other in turn, along the picture's axis in which a walk of this view shows it.
fn is_stepping(motion: &Motion, pass: &Pass) -> bool {
    let (axis, least) = if pass.facing == 0 { (1, MIN_STEPPING_RATIO) } else { (0, LEAST_STEP) };
    let apart = (pass.first_frame..pass.end_frame).map(|f| {
        let [left, right] = Side::BOTH.map(|s| motion.at(Joint::Ankle.on(s), f)[axis]);
        (left - right) / motion.heights_px[f]
    });
    let known: Vec<f64> = apart.filter(|v| v.is_finite()).collect();
    // from the front a foot that is farther away stands higher in the picture
    let middle = median(known.iter().copied());
    let sides = known.iter().map(|v| v - middle).filter(|v| v.abs() >= least / 2.0);
    let signs: Vec<bool> = sides.map(|v| v > 0.0).collect();
    signs.windows(2).filter(|pair| pair[0] != pair[1]).count() >= LEAST_PASSINGS
}

/// Of each frame: an ankle's height against the hips, and its velocity ahead of them, in heights; NaN where not seen.
fn movement(motion: &Motion, pass: &Pass, side: Side) -> Vec<[f64; 2]> {
    let frames = pass.first_frame..pass.end_frame;
    let from_hips = |frame: usize| {
        let (ankle, hips) = (motion.at(Joint::Ankle.on(side), frame), motion.hips(frame));
        let height_px = motion.heights_px[frame];
        let ahead = f64::from(pass.facing) * (ankle[0] - hips[0]) / height_px;
        [ahead, (hips[1] - ankle[1]) / height_px]
    };
    let times = &motion.time_s;
    let at = |frame: usize| {
        let near = frames_around(times, frame, HALF_VELOCITY_S);
        let around = near.start.max(frames.start)..near.end.min(frames.end);
        let ahead: Vec<f64> = around.clone().map(|f| from_hips(f)[0]).collect();
        [from_hips(frame)[1], slope(&times[around], &ahead)]
    };
    frames.clone().map(at).collect()
}

/// How the lift of the feet and their velocity ahead of the hips go together, from -1 to 1; NaN where no foot was seen.
fn lift_with_advance(feet: &[Vec<[f64; 2]>; 2]) -> f64 {
    let (mut both, mut lifts, mut velocities) = (0.0, 0.0, 0.0);
    for foot in feet {
        let known = || foot.iter().filter(|pair| pair.iter().all(|v| v.is_finite()));
        let [lift, velocity] = [0, 1].map(|i| mean(known().map(|pair| pair[i])));
        for [l, v] in known() {
            both += (l - lift) * (v - velocity);
            lifts += (l - lift).powi(2);
            velocities += (v - velocity).powi(2);
        }
    }
    both / (lifts * velocities).sqrt()
}

/// How fast the lower foot goes ahead of the hips, in heights a second: it carries the weight.
fn planted_advance(feet: &[Vec<[f64; 2]>; 2]) -> f64 {
    let [left, right] = feet;
    let lower = |(l, r): (&[f64; 2], &[f64; 2])| if l[0] <= r[0] { l[1] } else { r[1] };
    median(left.iter().zip(right).map(lower).filter(|v| v.is_finite()))
}

/// By which share the body's picture grows in a second; 0 where the camera goes along, which changes the size, too.
///
/// The smaller change of height and shoulders, where both go the same way: who sinks down loses height, who turns loses width.
fn body_growth_per_s(motion: &Motion, pass: &Pass) -> f64 {
    let of_height = growth_per_s(motion, pass, |frame| motion.heights_px[frame]);
    let of_shoulders = growth_per_s(motion, pass, |frame| shoulders_px(motion, frame));
    match pass.camera.kind {
        CameraKind::Following => 0.0,
        _ if of_height * of_shoulders > 0.0 => {
            of_height.abs().min(of_shoulders.abs()).copysign(of_height)
        }
        _ => 0.0,
    }
}

fn shoulders_px(motion: &Motion, frame: usize) -> f64 {
    let [left, right] = Side::BOTH.map(|side| motion.at(Joint::Shoulder.on(side), frame));
    (left[0] - right[0]).hypot(left[1] - right[1])
}
