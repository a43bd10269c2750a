//! Whether the picture is squeezed or stretched sideways, by the body in it.
//!
//! Who walks across the picture has lengths that lie across it and lengths that stand upright in it. A picture of a wrong
//! shape changes the one and not the other: feet become too short for the legs, and a shank becomes shorter as it swings
//! up.

use crate::anatomy::{Joint, Landmark, Side};
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::pass::Pass;
use crate::signal::median;

/// From heel to toe over thigh and shank together, of people seen squarely from the side, in poses of gaitline's own models.
///
/// # Source
/// `rendered`: 0.261 to 0.282 in 40 clips of all tasks; in three films of real people 0.249 to 0.300.
const FOOT_PER_LEG: f64 = 0.272;

/// A shank that lies more across the picture than [`LYING`], over one that is nearly upright: networks draw a swinging shank a little longer.
///
/// # Source
/// `rendered`: 1.02 to 1.15 in 35 walks, 1.03 to 1.05 in three real ones.
const SWINGING_PER_UPRIGHT: f64 = 1.07;

/// Both ratios together are off by at most so much, up or down, in a picture of the right shape.
///
/// # Source
/// `rendered` and judgement: off by up to 1.1 in right pictures, by 1.2 to 1.45 in pictures of 0.75 times their width, and by 1.27 to
/// 1.4 in those of 1.33 times. The network hides a part of it, because it knows what people look like.
pub const MAX_SHAPE_RATIO: f64 = 1.2;

/// A segment is nearly upright below this share of its length across the picture, and lies above the other.
const UPRIGHT: f64 = 0.2;
const LYING: f64 = 0.7;

/// A sole is flat where it rises by less than this share of its length.
const FLAT: f64 = 0.25;

/// Fewer frames are no length.
const LEAST_FRAMES: usize = 10;

/// A pass is seen more squarely than this from the side, in degrees: else feet look shorter for another reason.
const LEAST_YAW_DEG: f64 = 70.0;

/// What is wrong with a picture's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureShape {
    /// Too narrow for its height.
    Squeezed,
    /// Too wide for its height.
    Stretched,
}

/// What is wrong with the picture's shape; `None` where nothing is, or nobody is seen squarely from the side for long enough.
pub(super) fn wrong_shape(
    tracks: &[LandmarkTrack],
    heights_px: &[f64],
    passes: &[Pass],
) -> Option<PictureShape> {
    let mut lengths = Lengths::default();
    for pass in passes.iter().filter(|p| p.yaw_deg >= LEAST_YAW_DEG) {
        if let Some(side) = pass.view.near_side() {
            lengths.add(tracks, heights_px, pass, side);
        }
    }
    match lengths.off()? {
        off if off < 1.0 / MAX_SHAPE_RATIO => Some(PictureShape::Squeezed),
        off if off > MAX_SHAPE_RATIO => Some(PictureShape::Stretched),
        _ => None,
    }
}

/// Lengths of the nearer leg, each where it is seen as it is, in heights: a person who is nearer in one pass looks larger there.
#[derive(Debug, Default)]
struct Lengths {
    flat_foot: Vec<f64>,
    upright_thigh: Vec<f64>,
    upright_shank: Vec<f64>,
    lying_shank: Vec<f64>,
}

impl Lengths {
    fn add(&mut self, tracks: &[LandmarkTrack], heights_px: &[f64], pass: &Pass, side: Side) {
        let at = |joint: Joint, frame: usize| {
            let landmark: Landmark = joint.on(side);
            let track = &tracks[landmark.index()];
            if track.is_apart(frame) { track.xy_px[frame] } else { [f64::NAN; 2] }
        };
        // a foot that is seen obliquely looks shorter, and so does every other length across the picture
        let squarely = pass.yaw_deg.to_radians().sin();
        let frames = heights_px.iter().enumerate().take(pass.end_frame).skip(pass.first_frame);
        for (frame, height_px) in frames {
            let way = |from: Joint, to: Joint| {
                let [a, b] = [from, to].map(|joint| at(joint, frame));
                let way_px = pass.levelled([b[0] - a[0], b[1] - a[1]]);
                way_px.map(|px| px / height_px)
            };
            let foot = way(Joint::Heel, Joint::Toe);
            if foot[1].abs() < FLAT * foot[0].abs() {
                self.flat_foot.push(foot[0].abs() / squarely);
            }
            let thigh = way(Joint::Hip, Joint::Knee);
            if across(thigh) < UPRIGHT {
                self.upright_thigh.push(length(thigh));
            }
            let shank = way(Joint::Knee, Joint::Ankle);
            match across(shank) {
                a if a < UPRIGHT => self.upright_shank.push(length(shank)),
                a if a > LYING => self.lying_shank.push(length(shank)),
                _ => (),
            }
        }
    }

    /// By how much what lies across the picture is too long: 1 is right; `None` where too little was seen.
    fn off(&self) -> Option<f64> {
        let of = |lengths: &[f64]| {
            (lengths.len() >= LEAST_FRAMES).then(|| median(lengths.iter().copied()))
        };
        let (foot, thigh) = (of(&self.flat_foot)?, of(&self.upright_thigh)?);
        let shank = of(&self.upright_shank)?;
        let of_foot = foot / (thigh + shank) / FOOT_PER_LEG;
        let of_swing = of(&self.lying_shank).map(|lying| lying / shank / SWINGING_PER_UPRIGHT);
        Some(of_foot * of_swing.unwrap_or(1.0))
    }
}

fn length([right, down]: [f64; 2]) -> f64 {
    right.hypot(down)
}

/// Which share of a segment's length lies across the picture.
fn across(way: [f64; 2]) -> f64 {
    way[0].abs() / length(way)
}
